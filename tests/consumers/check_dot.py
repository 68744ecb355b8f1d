"""dot: graphviz draws an edge a link and a box an event, and nothing in a text acts."""

import subprocess
import xml.etree.ElementTree as ElementTree

from common import DATASETS, SCRATCH, exported, visible, whole

SVG = "{http://www.w3.org/2000/svg}"
seen = 0
for name in DATASETS:
    dataset = whole(name)
    inside = {event["id"] for event in dataset["events"] if not event.get("background")}
    links = [link for link in dataset["links"] if {link["from"], link["to"]} & inside]
    linked = {end for link in links for end in (link["from"], link["to"])}
    for more in ([], ["--ascii"]):
        text, _ = exported("dot", name, *more)
        assert text.isascii() or not more
        (SCRATCH / f"{name}.dot").write_bytes(text)
        command = ["dot", "-Tsvg", SCRATCH / f"{name}.dot"]
        done = subprocess.run(command, capture_output=True, check=True)
        assert not done.stderr, done.stderr.decode()
        tree = ElementTree.fromstring(done.stdout)
        groups = [group.get("class") for group in tree.iter(f"{SVG}g")]
        assert groups.count("edge") == len(links), (name, groups.count("edge"), len(links))
        assert groups.count("node") == len(linked), (name, groups.count("node"), len(linked))
        tags = {element.tag.removeprefix(SVG) for element in tree.iter()}
        assert tags <= {"svg", "g", "title", "text", "polygon", "path", "ellipse", "polyline", "a"}, tags
        for element in tree.iter():
            for key, value in element.attrib.items():
                assert not key.startswith("on") and not (key.endswith("href") and value), (key, value)
        tips = {element.get("{http://www.w3.org/1999/xlink}title") for element in tree.iter(f"{SVG}a")}
        if not more:
            for link in links:
                says = visible(link.get("says", ""))
                assert not says or any(says == tip for tip in tips), (says, tips)
        seen += len(links)
print(f"{seen} edges, one a link")
