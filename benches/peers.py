"""Runs what benches/peers.sh has put in place, in turn, and prints what it took.

A round runs every program once, so that a machine that slows down slows all of them down, and in
an order of its own, for what ran before leaves its traces in the caches. What counts is the
median: of the time that passes, of the time that processors spend (user and system; other
programs on the machine change it least), and of the most memory that was taken.
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
OF_CARGO = "destal as cargo builds it"
NOTHING = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
ENV = {"PATH": os.environ["PATH"], "HOME": str(PEERS), "TASKRC": str(PEERS / "taskrc"), "LC_ALL": "C.UTF-8"}


def output(command):
    return subprocess.run(command, env=ENV, check=True, capture_output=True, text=True).stdout


def memory(command):
    """The most memory that a run takes, in kilobytes, read by a program that takes little itself."""
    said = subprocess.run(["/usr/bin/time", "-f", "%M", *command], env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return int(said.stderr.split()[-1])


def once(command):
    """Seconds that pass and seconds of processors of one run."""
    program = shutil.which(command[0], path=ENV["PATH"])
    start = time.perf_counter()
    process = os.posix_spawn(program, command, ENV, file_actions=NOTHING)
    _, status, used = os.wait4(process, 0)
    passed = time.perf_counter() - start
    assert status == 0, command
    return passed, used.ru_utime + used.ru_stime


def measured(commands, rounds):
    for command in commands.values():
        once(command)
    runs = {name: [] for name in commands}
    order = list(commands)
    for _ in range(rounds):
        random.shuffle(order)
        for name in order:
            runs[name].append(once(commands[name]))
    medians = {name: [statistics.median(column) for column in zip(*taken)] for name, taken in runs.items()}
    return {name: [*taken, memory(commands[name])] for name, taken in medians.items()}


def table(title, taken, size=None):
    print(f"\n{title}\n")
    print("| program | passes | processors | memory | destal beside it: passes | processors | memory |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    own = taken["destal"]
    for name, column in taken.items():
        wall, cpu, most = column
        ratios = [f"{a / b:.2f}" if b else "–" for a, b in zip(own, column)]
        print(f"| {name} | {wall * 1000:.1f} ms | {cpu * 1000:.1f} ms | {most / 1024:.1f} MB | {' | '.join(ratios)} |")
    if size:
        print(f"\nThe file has {size / 2**20:.1f} MB; destal takes {own[2] * 1024 / size:.2f} times as much memory.")


def shipped():
    """The events of the shipped timeline as reports of like size."""
    events = json.loads(output([DESTAL, "events", "-O", "json"]))
    titles = [event["title"].replace(";", ",") for event in events]
    # What began before the timeline's years stands on their first day.
    days = [max(event["earliest"] or event["latest"], "1953-01-01") for event in events]
    database = PEERS / "events.db"
    database.unlink(missing_ok=True)
    quoted = [
        ", ".join("'" + str(text).replace("'", "''") + "'" for text in (event["id"], event["date"], day, title))
        for event, day, title in zip(events, days, titles)
    ]
    sql = "create table events (id text, date text, earliest text, title text);\n"
    sql += "".join(f"insert into events values ({row});\n" for row in quoted)
    subprocess.run(["sqlite3", str(database)], input=sql, text=True, check=True)
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

    # Neither remind nor taskwarrior knows the years before 1990 or 1980: the same days, later.
    def later(day, years):
        year, month, number = day.split("-")
        return int(year) + years, int(month), int(number)

    reminders = []
    for day, title in zip(days, titles):
        year, month, number = later(day, 44)
        number = min(number, 28)
        reminders.append(f"REM {number} {months[month - 1]} {year} MSG {title.replace('%', '%%').replace('[', '(')}\n")
    (PEERS / "events.rem").write_text("".join(reminders))
    journal = [f"{day} {title}\n    (events)  1\n\n" for day, title in zip(days, titles)]
    (PEERS / "events.journal").write_text("".join(journal))
    (PEERS / "taskrc").write_text(
        f"data.location={PEERS}/tasks\nconfirmation=no\nverbose=nothing\nnews.version=9\n"
        "report.all_events.columns=due,description\nreport.all_events.sort=due+\n"
    )
    if not (PEERS / "tasks").exists():
        (PEERS / "tasks").mkdir()
        tasks = [
            {"description": title, "status": "pending", "entry": when, "due": when}
            for when, title in zip(["%04d%02d%02dT120000Z" % later(day, 44) for day in days], titles)
        ]
        subprocess.run(["task", "import", "-"], input=json.dumps(tasks), text=True, check=True, env=ENV, capture_output=True)
    commands = {
        "destal": [DESTAL, "events"],
        OF_CARGO: [f"{DESTAL}-of-cargo", "events"],
        "a Rust program that does nothing": [str(PEERS / "bin/nothing")],
        "remind": ["remind", "-n", str(PEERS / "events.rem"), "1", "jan", "1997"],
        "sqlite3": ["sqlite3", "-column", str(database), "select date, title, id from events order by earliest"],
        "taskwarrior": ["task", "rc.defaultwidth=200", "all_events"],
        "hledger": ["hledger", "-f", str(PEERS / "events.journal"), "register"],
    }
    for name in ["remind", "sqlite3", "taskwarrior", "hledger"]:
        lines = [line for line in output(commands[name]).splitlines() if line.strip()]
        assert len(events) <= len(lines) <= len(events) * 1.2 + 5, (name, len(lines), len(events))
    return f"`destal events`, {len(events)} events of the shipped timeline", measured(commands, ROUNDS * 3)


def large(events, rounds):
    """A year range and a person over lines; DuckDB, jq and jaq look at the first year alone, for
    no date in the file is more than a year long."""
    file = str(PEERS / f"made-up-{events}.ndjson")
    condition = 'select(.date[:4] as $y | $y >= "1956" and $y <= "1957") | select(any(.people[]; .id == "p3")) | .id'
    sql = (
        f"select id from read_json('{file}') where date[:4] between '1956' and '1957' "
        "and list_contains(list_extract_ids, 'p3')"
    ).replace("list_extract_ids", "list_transform(people, lambda p: p.id)")
    question = ["--data", file, "events", "--from", "1956", "--to", "1957", "--person", "p3", "-O", "json"]
    commands = {
        "destal": [DESTAL, *question],
        OF_CARGO: [f"{DESTAL}-of-cargo", *question],
        "wc -l": ["wc", "-l", file],
        "DuckDB": [str(PEERS / "bin/duckdb"), "-csv", "-noheader", "-c", sql],
    }
    if events < 1_000_000:
        commands["jq"] = ["jq", "-r", condition, file]
        commands["jaq"] = [str(PEERS / "bin/jaq"), "-r", condition, file]
    answer = output(commands["destal"])
    assert output(commands[OF_CARGO]) == answer
    found = sorted(event["id"] for event in json.loads(answer))
    for name in commands.keys() - {"destal", OF_CARGO, "wc -l"}:
        assert sorted(output(commands[name]).split()) == found, name
    return f"Years and a person, {events:,} events", measured(commands, rounds), os.path.getsize(file)


def main():
    tables = [shipped(), large(100_000, ROUNDS), large(1_000_000, max(3, ROUNDS // 3))]
    with open("/proc/cpuinfo") as info:
        model = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), platform.machine())
    print(f"{date.today()}, {os.cpu_count()} processors ({model}), medians of {ROUNDS} rounds")
    for each in tables:
        table(*each)
    small, big = tables[1][1]["destal"], tables[2][1]["destal"]
    print(f"\nFrom 100,000 to 1,000,000 events: {big[0] / small[0]:.1f} times the time, {big[1] / small[1]:.1f} that of processors.")


main()
