"""ics: python's icalendar reads every entry, each over the days that it should have."""

from datetime import date

from common import DATASETS, answer, exported
from icalendar import Calendar

PROPERTIES = {"BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "X-WR-CALNAME", "UID", "DTSTAMP", "DTSTART"}
PROPERTIES |= {"DTEND", "SUMMARY", "DESCRIPTION", "TRANSP", "LOCATION", "CATEGORIES"}

seen = 0
for name, data in DATASETS.items():
    events = {event["id"]: event for event in answer("events", *data)}
    for more in ([], ["--imprecise"], ["--ascii", "--imprecise"]):
        raw, remarks = exported("ics", name, *more)
        assert raw.endswith(b"END:VCALENDAR\r\n")
        lines = raw.split(b"\r\n")
        for line in lines:
            assert len(line) <= 75, line
            assert b"\r" not in line and b"\n" not in line, line
            line.decode()  # folded between characters
        unfolded = raw.replace(b"\r\n ", b"").decode().split("\r\n")
        for line in unfolded[:-1]:
            assert line.replace(";", ":").split(":")[0] in PROPERTIES, line
        if "--ascii" in more:
            assert raw.isascii()
        entries = Calendar.from_ical(raw).walk("VEVENT")
        left_out = int(remarks.split()[1]) if "left out" in remarks else 0
        assert len(entries) + left_out == len(events), (name, more, len(entries), remarks)
        uids = [str(entry["UID"]) for entry in entries]
        assert len(set(uids)) == len(uids)
        for entry in entries:
            first, after = entry.decoded("DTSTART"), entry.decoded("DTEND")
            assert type(first) is date and type(after) is date
            assert entry["DTSTART"].params["VALUE"] == "DATE"
            event = events.get(str(entry["UID"]).rsplit("@", 1)[0])
            if event:
                assert first == date.fromisoformat(event["earliest"])
                assert (after - date.fromisoformat(event["latest"])).days == 1
                seen += 1
assert seen > 100
print(f"{seen} entries, each from its first day to the day after its last")
