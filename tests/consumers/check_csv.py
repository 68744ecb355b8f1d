"""csv and tsv: a reader gets back every value, and a spreadsheet finds no formula."""

import csv
import io
import json

from common import DATASETS, destal, visible

RUNS = ("=", "+", "-", "@", "\t", "\r")


def value(of_json, separator):
    """A value of the JSON as a cell has it."""
    match of_json:
        case None:
            return ""
        case bool():
            return str(of_json).lower()
        case list():
            return separator.join(of_json)
        case _:
            return visible(str(of_json), keep="\t\r\n")


rows_seen = 0
for name, data in DATASETS.items():
    for more in ([], ["--accounts"], ["--background", "--accounts"]):

        records = json.loads(destal("export", "json", *more, *data))
        for kind, delimiter in (("csv", ","), ("tsv", "\t")):
            text = destal("export", kind, *more, *data)
            rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
            assert len(rows) == len(records), (name, kind, len(rows), len(records))
            for row, record in zip(rows, records):
                note = record.get("note") or {}
                if more:
                    record = {**record, "note": note.get("says"), "reference": note.get("reference")}
                for key, cell in row.items():
                    assert not cell.startswith(RUNS), (name, key, cell)
                    restored = cell[1:] if cell.startswith("'") else cell
                    # Aliases contain blanks, and what can be imported again is split at semicolons.
                    separator = "; " if more or key == "aliases" else " "
                    expected = value(record[key], separator).replace("\x00", "")
                    assert restored == expected, (key, cell)
            rows_seen += len(rows)
print(f"{rows_seen} rows read back, no formula among them")
