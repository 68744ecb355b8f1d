"""anki: Anki imports every card; a second import finds them all and adds none."""

import re

from anki.collection import Collection, ImportCsvRequest
from common import DATASETS, SCRATCH, exported


def imported(collection, path):
    """Imports a text file as Anki's own dialog would, with the settings of its header lines."""
    metadata = collection.get_csv_metadata(path=str(path), delimiter=None)
    assert metadata.is_html and metadata.guid_column == 1 and metadata.tags_column == 4
    assert not metadata.force_delimiter or metadata.delimiter == 0
    log = collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
    return len(log.new), len(log.updated), len(log.duplicate)


seen = 0
for name in DATASETS:
    text, _ = exported("anki", name)
    path = SCRATCH / f"{name}.txt"
    path.write_bytes(text)
    lines = [line for line in text.decode().split("\n")[:-1] if not line.startswith("#")]
    assert all(line.count("\t") == 3 for line in lines)
    collection = Collection(str(SCRATCH / f"{name}.anki2"))
    assert imported(collection, path)[0] == len(lines)
    count = collection.note_count()
    assert count == len(lines), (name, count, len(lines))
    assert imported(collection, path)[0] == 0
    assert collection.note_count() == count
    # A card that changed is updated in its place.
    path.write_bytes(text.replace(b"When was this?", b"When did it happen?"))
    new, updated, _ = imported(collection, path)
    assert new == 0 and updated > 0 and collection.note_count() == count, (new, updated)
    for id in collection.find_notes(""):
        note = collection.get_note(id)
        assert note.guid.startswith("destal:")
        for field in note.fields:
            tags = {*re.findall(r"<\s*/?\s*([a-zA-Z!?][a-zA-Z0-9]*)", field)}
            assert tags <= {"p", "b", "ul", "li", "small", "span"}, (name, tags)
            assert "[sound:" not in field and "[latex" not in field and "\\(" not in field
            assert field, note.guid
        card = note.cards()[0]
        assert not card.question_av_tags() and not card.answer_av_tags()
    seen += count
    collection.close()
print(f"{seen} cards, as many after a second import")
