"""markdown and csl-json: pandoc makes a document of the one and finds the works in the other."""

import json
import subprocess

from common import DATASETS, SCRATCH, answer, exported, visible


def pandoc(text, *options):
    """What pandoc makes of a text."""
    done = subprocess.run(["pandoc", *options], input=text, capture_output=True, check=True)
    assert not done.stderr, done.stderr.decode()
    return done.stdout


def nodes(tree):
    """Every element of pandoc's tree."""
    if isinstance(tree, dict):
        if "t" in tree:
            yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from nodes(part)


def words(tree):
    """The words of a part of the tree, its notes aside."""
    match tree:
        case {"t": "Str", "c": text}:
            return text
        case {"t": "Space" | "SoftBreak"}:
            return " "
        case {"t": "Note"}:
            return ""
        case {"c": inner}:
            return words(inner)
        case list():
            return "".join(words(part) for part in tree)
    return ""


notes = works = 0
for name, data in DATASETS.items():
    text, _ = exported("markdown", name, "--full")
    handout, _ = exported("markdown", name, "--title", "A handout")
    assert exported("markdown", name, "--ascii")[0].isascii()
    assert exported("markdown", name, "--full", "--ascii")[0].isascii()
    (SCRATCH / f"{name}-handout.docx").write_bytes(pandoc(handout, "-f", "markdown", "-t", "docx", "-o", "-"))
    (SCRATCH / f"{name}.docx").write_bytes(pandoc(text, "-f", "markdown", "-t", "docx", "-o", "-"))
    events = answer("events", *data)
    topics = {topic["title"] for topic in answer("compare-sources", "--all", *data) if {*topic["events"]} & {e["id"] for e in events}}
    for dialect in ["markdown-smart", "commonmark_x-smart", "gfm"]:
        tree = json.loads(pandoc(text, "-f", dialect, "-t", "json"))
        kinds = [node["t"] for node in nodes(tree)]
        never = {"RawInline", "RawBlock", "Link", "Image", "Math", "Code", "CodeBlock", "Cite", "DefinitionList", "OrderedList"}
        assert not never & {*kinds}, (name, dialect, never & {*kinds})
        short = json.loads(pandoc(handout, "-f", dialect, "-t", "json"))
        kinds_short = {node["t"] for node in nodes(short)}
        assert not never & kinds_short, (name, dialect, never & kinds_short)
        assert "Note" in kinds_short and len(handout) < len(text), (name, dialect)
        heads = [node["c"] for node in nodes(tree) if node["t"] == "Header"]
        titles = [words(inner).strip() for level, _, inner in heads if level == 3]
        for event in events:
            assert " ".join(visible(event["title"]).split()) in [" ".join(t.split()) for t in titles], event["title"]
        assert len(titles) >= len(events) + len(topics), (name, len(titles), len(events), len(topics))
        notes += kinds.count("Note")
    items, _ = exported("csl-json", name)
    listed = json.loads(items)
    ids = [item["id"] for item in listed]
    assert len({*ids}) == len(ids)
    (SCRATCH / "works.json").write_bytes(items)
    read = json.loads(pandoc(items, "-f", "csljson", "-t", "csljson"))
    assert [item["id"] for item in read] == ids
    cited = "---\nnocite: '@*'\n---\n".encode()
    shown = pandoc(cited, "-f", "markdown", "--citeproc", "--bibliography", SCRATCH / "works.json", "-t", "html")
    assert shown.count(b'class="csl-entry"') == len(ids), (name, len(ids))
    assert b"<script" not in shown and b"<img" not in shown
    works += len(ids)
assert notes > 500
print(f"{notes} footnotes, {works} works")
