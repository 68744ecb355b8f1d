"""What the checks in Python have in common: running destal, and the datasets that it is run on."""

import json
import os
import subprocess
from pathlib import Path

SCRATCH = Path(os.environ["SCRATCH"])
FIXTURES = Path("tests/fixtures/valid")

# The shipped timeline, a small one, and one whose every text tries to be more than text.
DATASETS = {
    "shipped": [],
    "small": ["--data", str(FIXTURES / "small.json")],
    "hostile": ["--data", str(FIXTURES / "hostile.json")],
}


def run(*args, status=0):
    """Runs destal, and gives its standard output and error, in bytes."""
    done = subprocess.run([os.environ["DESTAL"], *args], capture_output=True, check=False)
    assert done.returncode == status, (args, done.returncode, done.stderr.decode())
    return done.stdout, done.stderr.decode()


def destal(*args):
    """What destal prints, as text, its line endings as they are."""
    return run(*args)[0].decode()


def answer(*args):
    """What destal answers as JSON."""
    return json.loads(destal(*args, "-O", "json"))


def exported(kind, name, *args):
    """What destal exports of a dataset, and what it says beside it."""
    text, remarks = run("export", kind, *args, *DATASETS[name])
    again, _ = run("export", kind, *args, *DATASETS[name])
    assert text == again, f"{kind}: the same data give other bytes"
    return text, remarks


def whole(name):
    """A dataset, joined into one file by destal itself."""
    return json.loads(exported("dataset", name)[0])


def visible(text, keep=""):
    """The text with what would not be seen made visible, as destal's own tables have it."""
    unseen = {0x61C, 0x200E, 0x200F, 0xFEFF}
    unseen |= {*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F)}
    unseen |= {*range(0x2066, 0x206A), *range(0xE0000, 0xE0080)}
    return "".join(f"<U+{ord(c):04X}>" if ord(c) in unseen and c not in keep else c for c in text)
