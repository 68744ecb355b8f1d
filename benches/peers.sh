#!/bin/sh
# Measures the budgets: each row of work beside the programs that it is compared with.
#
# Usage: benches/peers.sh [ROUNDS]
#
# Programs that are missing are installed with apt-get, pip and npm; the build that is measured
# last begins from scratch and takes minutes. Run it on a quiet machine.
set -eu
cd "$(dirname "$0")/.."

rounds=${1:-15}
peers=target/peers
mkdir -p "$peers"

missing=
for program in task:taskwarrior chromium:chromium node:nodejs /usr/bin/time:time; do
  command -v "${program%%:*}" >/dev/null || missing="$missing ${program##*:}"
done
# shellcheck disable=SC2086
[ -z "$missing" ] || { apt-get update && apt-get install -y --no-install-recommends $missing; } >/dev/null
if [ ! -x "$peers/bin/duckdb" ]; then
  python3 -m venv "$peers"
  "$peers/bin/pip" install -q duckdb-cli
fi
[ -d tests/consumers/node_modules ] || npm install --silent --prefix tests/consumers --no-package-lock --ignore-scripts
echo 'fn main() {}' >"$peers/nothing.rs"
rustc -O -o "$peers/bin/nothing" "$peers/nothing.rs"
cargo build --release --locked --bin destal
cargo build --release --locked --example made_up
# Copied as by an installation: as the linker wrote it, a file starts a tenth slower.
cp target/release/destal "$peers/bin"

for events in 3000 30000 300000; do
  file=$peers/made-up-$events.ndjson
  [ -s "$file" ] || target/release/examples/made_up "$events" >"$file"
done

exec python3 benches/peers.py "$peers" "$rounds"
