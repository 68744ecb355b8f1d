// How long an exported page takes in Chromium: to load, with its script and without, and to show
// what a search finds. Prints seconds as JSON.

import { launch } from "../tests/consumers/browser.mjs";

const url = `file://${process.argv[2]}`;
const ROUNDS = 5;

function median(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

async function load(browser, javaScriptEnabled) {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  const start = performance.now();
  await page.goto(url, { waitUntil: "load", timeout: 0 });
  // Drawn once more, so that what the script changed is laid out.
  await page.screenshot({ timeout: 0 });
  return [page, (performance.now() - start) / 1000];
}

const browser = await launch();
const [plain, scripted] = [[], []];
const keys = new Map();
for (let round = 0; round < ROUNDS; round += 1) {
  const [without, loaded] = await load(browser, false);
  plain.push(loaded);
  await without.context().close();
  const [page, ready] = await load(browser, true);
  scripted.push(ready);
  const search = page.locator("input[type=search]").first();
  await search.focus();
  for (const key of "tank") {
    const taken = await page.evaluate(async (letter) => {
      const field = document.activeElement;
      const start = performance.now();
      field.value += letter;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      // Two frames: after the second, the first is on the screen.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return (performance.now() - start) / 1000;
    }, key);
    keys.set(key, [...(keys.get(key) ?? []), taken]);
  }
  await page.context().close();
}
await browser.close();
console.log(
  JSON.stringify({
    load: median(scripted),
    "load without JavaScript": median(plain),
    "the slowest keystroke of a search": Math.max(...Array.from(keys.values(), median)),
  }),
);
