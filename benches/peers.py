"""Runs what benches/peers.sh has put in place, and prints what it took beside each budget.

A round runs every program once, in an order of its own, so that a machine that slows down slows
all of them down. Medians count: of wall time, of CPU time and of peak memory.
"""

import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

PEERS = Path(sys.argv[1]).resolve()
ROUNDS = int(sys.argv[2])
DESTAL = str(PEERS / "bin/destal")
NOTHING = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
ENV = {"PATH": os.environ["PATH"], "HOME": str(PEERS), "TASKRC": str(PEERS / "taskrc"), "LC_ALL": "C.UTF-8"}


def output(command):
    return subprocess.run(command, env=ENV, check=True, capture_output=True, text=True).stdout


def peak_memory(command):
    """The peak memory of a run in kilobytes, read by a program that takes little itself."""
    said = subprocess.run(["/usr/bin/time", "-f", "%M", *command], env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return int(said.stderr.split()[-1])


def run(command):
    """Wall time and CPU time of one run, in seconds."""
    program = shutil.which(command[0], path=ENV["PATH"])
    start = time.perf_counter()
    process = os.posix_spawn(program, command, ENV, file_actions=NOTHING)
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - start
    assert status == 0, command
    return wall, used.ru_utime + used.ru_stime


def measure(commands, rounds):
    for command in commands.values():
        run(command)
    runs = {name: [] for name in commands}
    order = list(commands)
    for _ in range(rounds):
        random.shuffle(order)
        for name in order:
            runs[name].append(run(commands[name]))
    medians = {name: [statistics.median(column) for column in zip(*taken)] for name, taken in runs.items()}
    return {name: [*taken, peak_memory(commands[name])] for name, taken in medians.items()}


def print_table(title, taken):
    print(f"\n{title}\n")
    print("| program | wall time | CPU time | peak memory | relative |")
    print("| --- | ---: | ---: | ---: | ---: |")
    own = taken["destal"][0]
    for name, (wall, cpu, memory) in taken.items():
        print(f"| {name} | {wall * 1000:.1f} ms | {cpu * 1000:.1f} ms | {memory / 1024:.1f} MB | {own / wall:.2f} |")


def print_budget(what, measured, budget):
    print(f"{'within' if measured <= budget else 'OVER'} budget: {what}: {measured:.2f} of {budget:.2f}")


def start():
    """`events` on the shipped timeline, beside nothing at all and a list of as many tasks."""
    events = json.loads(output([DESTAL, "events", "-O", "json"]))
    (PEERS / "taskrc").write_text(
        f"data.location={PEERS}/tasks\nconfirmation=no\nverbose=nothing\nnews.version=9\n"
        "report.all_events.columns=due,description\nreport.all_events.sort=due+\n"
    )
    if not (PEERS / "tasks").exists():
        (PEERS / "tasks").mkdir()
        tasks = []
        for event in events:
            # Taskwarrior knows no year before 1980: the same days, 44 years later.
            day = max(event["earliest"] or event["latest"], "1953-01-01")
            due = f"{int(day[:4]) + 44}{day[5:7]}{day[8:]}T120000Z"
            tasks.append({"description": event["title"], "status": "pending", "entry": due, "due": due})
        subprocess.run(["task", "import", "-"], input=json.dumps(tasks), text=True, check=True, env=ENV, capture_output=True)
    taken = measure(
        {
            "destal": [DESTAL, "events"],
            "a Rust program that does nothing": [str(PEERS / "bin/nothing")],
            "taskwarrior": ["task", "rc.defaultwidth=200", "all_events"],
        },
        ROUNDS * 3,
    )
    print_table(f"`destal events`, {len(events)} events of the shipped timeline", taken)
    own, nothing, tasks = (wall for wall, _, _ in taken.values())
    print_budget("times a program that does nothing", own / nothing, 4)
    print_budget("times taskwarrior", own / tasks, 0.6)


def large():
    """A period and a person over lines, beside DuckDB and `wc -l`."""
    file = PEERS / "made-up-300000.ndjson"
    question = ["events", "--from", "1956", "--to", "1957", "--person", "p3", "-O", "json", "--data"]
    sql = (
        f"select id from read_json('{file}') where date[:4] between '1956' and '1957' "
        "and list_contains(list_transform(people, lambda p: p.id), 'p3')"
    )
    duckdb = [str(PEERS / "bin/duckdb"), "-csv", "-noheader", "-c", sql]
    found = sorted(event["id"] for event in json.loads(output([DESTAL, *question, str(file)])))
    assert sorted(output(duckdb).split()) == found
    taken = measure(
        {
            "destal": [DESTAL, *question, str(file)],
            "DuckDB": duckdb,
            "wc -l": ["wc", "-l", str(file)],
            "destal on 30,000 events": [DESTAL, *question, str(PEERS / "made-up-30000.ndjson")],
        },
        ROUNDS,
    )
    print_table("A period and a person, 300,000 events one a line", taken)
    own, duckdb, lines, tenth = (wall for wall, _, _ in taken.values())
    print_budget("times DuckDB", own / duckdb, 2)
    print_budget("times `wc -l`", own / lines, 25)
    print_budget("times 30,000 events", own / tenth, 11)
    print_budget("peak memory by the size of the file", taken["destal"][2] * 1024 / file.stat().st_size, 0.5)


def keystrokes():
    """The slowest kind of keystroke in the explorer, by its median."""
    for events, budget in (10_000, 16), (100_000, 250):
        said = subprocess.run(
            ["cargo", "bench", "--quiet", "--locked", "--bench", "explore", "--", str(events)],
            check=True, capture_output=True, text=True,
        ).stdout
        medians = dict(line.rsplit(maxsplit=1) for line in said.splitlines())
        print(f"\nA keystroke in the explorer, {events:,} events, median in ms\n")
        print("| key | wall time |\n| --- | ---: |")
        for key, median in medians.items():
            print(f"| {key} | {median} ms |")
        print_budget("ms for the slowest", max(map(float, medians.values())), budget)


def page():
    """The page with 3,000 events in Chromium."""
    html = PEERS / "page.html"
    subprocess.run(
        [DESTAL, "export", "html", "--data", str(PEERS / "made-up-3000.ndjson"), "-o", str(html), "--force"],
        env=ENV, check=True, capture_output=True,
    )
    said = json.loads(subprocess.run(["node", "benches/page.mjs", str(html)], check=True, capture_output=True, text=True).stdout)
    print("\nThe page in Chromium, 3,000 events\n")
    print("| work | wall time |\n| --- | ---: |")
    for work, seconds in said.items():
        print(f"| {work} | {seconds:.2f} s |")
    print_budget("seconds to load", said["load"], max(3, 2.5 * said["load without JavaScript"]))
    print_budget("seconds for a keystroke of a search", said["the slowest keystroke of a search"], 0.5)


def build():
    """`cargo build --release` from scratch."""
    target = PEERS / "scratch"
    shutil.rmtree(target, ignore_errors=True)
    start = time.perf_counter()
    subprocess.run(
        ["cargo", "build", "--quiet", "--release", "--locked", "--bin", "destal"],
        env={**os.environ, "CARGO_TARGET_DIR": str(target)}, check=True,
    )
    print(f"\n`cargo build --release` from scratch: {time.perf_counter() - start:.0f} s")
    shutil.rmtree(target)


def main():
    with open("/proc/cpuinfo") as info:
        model = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), platform.machine())
    print(f"{date.today()}, {os.cpu_count()} processors ({model}), medians of {ROUNDS} rounds")
    start()
    large()
    keystrokes()
    page()
    build()


main()
