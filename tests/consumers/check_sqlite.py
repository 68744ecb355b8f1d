"""sqlite: the shell loads the text whole or not at all, and finds what was put in."""

import os
import sqlite3
import subprocess

from common import DATASETS, FIXTURES, SCRATCH, exported, run, visible, whole


def shell(database, text, *options):
    """Gives the text to the sqlite3 shell; whether it took it, and what it said."""
    done = subprocess.run(["sqlite3", *options, database], input=text, capture_output=True, check=False)
    return done.returncode == 0, (done.stdout + done.stderr).decode()


def dump(database):
    """All that is in a database."""
    return subprocess.run(["sqlite3", database, ".dump"], capture_output=True, check=True).stdout


TABLES = ["events", "sources", "people", "places", "themes", "topics", "links"]
rows = 0
for name in DATASETS:
    dataset = whole(name)
    text, _ = exported("sqlite", name)
    path = SCRATCH / f"{name}.db"
    taken, said = shell(path, text)
    assert taken and not said, said
    database = sqlite3.connect(path)
    ask = lambda query, *values: database.execute(query, values).fetchall()
    assert ask("PRAGMA foreign_key_check") == []
    assert ask("PRAGMA integrity_check") == [("ok",)]
    for table in TABLES:
        [(count,)] = ask(f"SELECT count(*) FROM {table}")
        assert count == len(dataset[table]), (name, table, count)
        rows += count
    accounts = [(event["id"], account) for event in dataset["events"] for account in event["accounts"]]
    kept = "\t\r\n"
    wanted = [(visible(id), visible(account["says"], kept), account.get("date")) for id, account in accounts]
    assert ask("SELECT event, says, date FROM accounts ORDER BY id") == wanted
    answers = [answer for topic in dataset["topics"] for question in topic["questions"] for answer in question["answers"]]
    found = ask("SELECT low, high FROM answers ORDER BY id")
    assert found == [(answer.get("low"), answer.get("high")) for answer in answers]
    word = {"shipped": "amnesty", "small": "noon", "hostile": "DROP"}[name]
    hits = ask("SELECT rowid FROM accounts_fts WHERE accounts_fts MATCH ?", word)
    assert hits, f"{name}: no account holds {word}"
    for view in ["told", "disputed_events", "conflicts"]:
        ask(f"SELECT * FROM {view}")
    database.close()
    # A second time, and another timeline over it, change nothing.
    before = dump(path)
    for other in DATASETS:
        for options in ([], ["-bail"]):
            taken, said = shell(path, exported("sqlite", other)[0], *options)
            assert not taken and "exist" in said, said
            assert dump(path) == before, f"{other} over {name} was half applied"
    # Nor is anything done to tables of somebody else's.
    mine = SCRATCH / f"mine-{name}.db"
    assert shell(mine, b"CREATE TABLE events (mine); INSERT INTO events VALUES (1);")[0]
    before = dump(mine)
    shell(mine, text)
    assert dump(mine) == before
    # What else runs SQLite takes it as well.
    sqlite3.connect(":memory:").executescript(text.decode())
    assert exported("sqlite", name, "--ascii")[0].isascii()
    assert shell(SCRATCH / f"{name}-ascii.db", exported("sqlite", name, "--ascii")[0]) == (True, "")
# The key sorts years before 1 and both calendars; a text does not.
text, _ = run("export", "sqlite", "--data", str(FIXTURES / "calendars.json"))
assert shell(SCRATCH / "calendars.db", text) == (True, "")
database = sqlite3.connect(SCRATCH / "calendars.db")
order = lambda column: [id for (id,) in database.execute(f"SELECT id FROM events ORDER BY {column}, position")]
assert order("sort_key") == order("position")
assert order("sort_key")[:3] == ["ides", "actium", "fire"] != order("earliest")[:3]
[julian] = database.execute("SELECT date, calendar, earliest FROM events WHERE id = 'april'")
assert julian == ("1917-04-03", "julian", "1917-04-16")
database.close()
assert not os.path.exists("/tmp/owned")
print(f"{rows} records found again, and nothing half applied")
