// The posters in Chromium: no word covers another or leaves the poster, nothing runs, nothing is
// asked of anyone, and the drawing has a name and a description.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { destal, launch, openPage } from "./browser.mjs";

const SMALL = ["--data", "tests/fixtures/valid/small.json"];
const HOSTILE = ["--data", "tests/fixtures/valid/hostile.json"];
const POSTERS = [
  [],
  ["--background", "--lanes", "source"],
  ["--lanes", "person"],
  ["--lanes", "place"],
  ["--theme", "hungary"],
  ["--theme", "hungary", "--lanes", "source"],
  ["--on", "october 1956"],
  ["--on", "1953-03-05"],
  ["--as-told-by", "histclo", "--disputed"],
  ["--ascii", "--person", "beria"],
  ["--search", "nothing has these words"],
  ...["theme", "person", "place", "source"].flatMap((lanes) => [
    [...SMALL, "--lanes", lanes, "--background"],
    [...HOSTILE, "--lanes", lanes],
    [...HOSTILE, "--lanes", lanes, "--ascii", "--on", "1953-03"],
  ]),
];

/** What is wrong with the drawing in the page, as lines of text; and how many words it has. */
function examine() {
  const svg = document.documentElement;
  const wrong = [];
  const { width, height } = svg.viewBox.baseVal;
  const words = [...svg.querySelectorAll("text")].map((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return { what: text.textContent, left, right, top, bottom };
  });
  const box = svg.getBoundingClientRect();
  const scale = box.width / width;
  // The boxes of letters are higher than their ink; a unit is less than what is blank in them.
  const near = scale;
  for (const word of words) {
    if (word.left < box.left || word.right > box.left + width * scale || word.bottom > box.top + height * scale) {
      wrong.push(`leaves the poster: ${word.what}`);
    }
  }
  words.sort((a, b) => a.left - b.left);
  for (const [i, a] of words.entries()) {
    for (let j = i + 1; j < words.length && words[j].left < a.right; j++) {
      const b = words[j];
      if (a.top + near < b.bottom && b.top + near < a.bottom && b.left + near < a.right) {
        wrong.push(`one covers the other: ${a.what} / ${b.what}`);
      }
    }
  }
  const named = svg.getAttribute("aria-labelledby").split(" ").map((id) => document.getElementById(id));
  if (named.map((element) => element?.localName).join() !== "title,desc") wrong.push("no name or description");
  if (named.some((element) => !element.textContent.trim())) wrong.push("an empty name or description");
  if (svg.getAttribute("role") !== "img") wrong.push("not an image for a screen reader");
  const strange = [...svg.querySelectorAll("script, foreignObject, image, a, use, animate, set, iframe")];
  wrong.push(...strange.map((element) => `an element ${element.localName}`));
  for (const element of svg.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on|href$/i.test(name) || /url\((?!#)/.test(value)) wrong.push(`an attribute ${name}=${value}`);
    }
  }
  const tips = svg.querySelectorAll("g > title").length;
  if (document.title.includes("OWNED") && !document.title.includes("document.title")) wrong.push("a script ran");
  return { wrong, words: words.length, tips };
}

const browser = await launch();
let failed = 0;
let seen = 0;
for (const [i, args] of POSTERS.entries()) {
  const file = join(process.env.SCRATCH, `${i}.svg`);
  const text = destal("export", "svg", ...args);
  if (text !== destal("export", "svg", ...args)) throw new Error(`not the same twice: ${args.join(" ")}`);
  writeFileSync(file, text);
  const url = pathToFileURL(file).href;
  const { context, page, wrong } = await openPage(browser, { allowed: (other) => other === url });
  await page.goto(url);
  const found = await page.evaluate(examine);
  wrong.push(...found.wrong);
  seen += found.words;
  if (!args.includes("--search") && found.tips === 0) wrong.push("no mark says what it is");
  for (const line of wrong) console.error(`export svg ${args.join(" ")}: ${line}`);
  failed += wrong.length;
  await context.close();
}
await browser.close();
console.log(`${POSTERS.length} posters with ${seen} labels, none over another`);
process.exit(failed ? 1 : 0);
