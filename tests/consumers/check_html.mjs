// The page in a browser: it asks nothing of anywhere, shows everything without its script, does what
// it says with it, can be used by keyboard and by screen reader, prints, and runs nothing of a
// dataset's.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { destal, launch, openPage } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const HOSTILE = ["--data", "tests/fixtures/valid/hostile.json"];
const scratch = process.env.SCRATCH;

/** Exports a page, and gives the address of its file. */
function exported(name, ...args) {
  const path = `${scratch}/${name}.html`;
  destal("export", "html", "-o", path, "--force", ...args);
  return pathToFileURL(path).href;
}

const pages = {
  whole: exported("whole"),
  part: exported("part", "--theme", "hungary", "--background"),
  told: exported("told", "--as-told-by", "wikipedia"),
  empty: exported("empty", "--search", "zzzzzz"),
  ascii: exported("ascii", "--ascii"),
  hostile: exported("hostile", ...HOSTILE),
  hostileAscii: exported("hostile-ascii", "--ascii", ...HOSTILE),
  // Axes of 27,000 years, of a month and of a few hours.
  ages: exported("ages", "--data", dataset("ages", "Y-13000", "Y13000", "Y-12000", "-0752", "-0043-03-15", "0000", "1066", "Y12000")),
  month: exported("month", "--data", dataset("month", "1956-10", "1956-10", "1956-10-01", "1956-10-23", "1956-10-31", "1956-10")),
  hours: exported("hours", "--data", dataset("hours", "1912-04-14", "1912-04-15", "1912-04-14T22:25", "1912-04-14T23:40", "1912-04-15T02:20")),
};

/** Writes a timeline with an event for each of these dates. */
function dataset(name, from, to, ...dates) {
  const path = `${scratch}/${name}.json`;
  const events = dates.map((date, i) => ({
    id: `e${i}`, date, dating: { source: "s", page: "1" }, title: `Event ${i} happens`, accounts: [{ source: "s", page: "1", date, says: "It happened." }],
  }));
  writeFileSync(path, JSON.stringify({ timeline: { id: name, title: name, from, to }, sources: [{ id: "s", name: "S" }], events }));
  return path;
}
const isPage = (url) => url.split("#")[0].endsWith(".html") && url.startsWith("file://");
const json = (...args) => JSON.parse(destal(...args, "-O", "json"));

const browser = await launch();
const done = [];

/** Opens an address, looks at it, and fails if anything went wrong meanwhile. */
async function look(what, url, options, act) {
  const start = Date.now();
  const { context, page, wrong } = await openPage(browser, { reducedMotion: "reduce", allowed: isPage, ...options });
  try {
    await page.goto(url);
    await act(page);
    assert.deepEqual(wrong, [], what);
    done.push(what);
  } catch (error) {
    error.message = `${what}: ${error.message}`;
    throw error;
  } finally {
    await context.close();
    if (process.env.TIMES) console.error(what, Date.now() - start);
  }
}

/** Types a date into From or To; it is read when it is complete. */
async function typeDate(page, name, text) {
  await page.locator(`[name=${name}]`).fill(text);
  await page.keyboard.press("Enter");
}

/** The number of events that are listed. */
const listed = (page) => page.locator(".event:visible").count();

/** Lays out what is off the screen as well, which the page leaves for later. */
function layOutAll(page) {
  return page.locator(".event, .topic, .named").evaluateAll((parts) => parts.forEach((part) => (part.style.contentVisibility = "visible")));
}

async function axe(page, what) {
  await page.evaluate(AXE);
  await layOutAll(page);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const bad = violations.filter(({ impact }) => ["moderate", "serious", "critical"].includes(impact));
  const told = bad.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
  assert.deepEqual(told, [], what);
}

/** The records under a key in all files of the shipped dataset, as its curators wrote them. */
function records(key) {
  const files = readdirSync("data", { recursive: true }).filter((file) => file.endsWith(".json"));
  return files.flatMap((file) => JSON.parse(readFileSync(`data/${file}`, "utf8"))[key] ?? []);
}

await look("complete without its script", pages.whole, { javaScriptEnabled: false }, async (page) => {
  assert.ok(await page.locator("#explore").isHidden(), "no dead controls");
  // Only text that a reader gets to see, in nothing that is hidden or folded away.
  const text = await page.locator("body").evaluate((body) => {
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    const seen = [];
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode;
      const isSeen = parentElement.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (isSeen) seen.push(data);
    }
    return seen.join("");
  });
  const flat = text.replace(/\s+/g, " ");
  const has = (part) => part && assert.ok(flat.includes(part.replace(/\s+/g, " ").trim()), `the page lacks: ${part}`);
  const events = records("events").filter((event) => !event.background);
  assert.equal(await listed(page), events.length);
  for (const event of events) {
    has(event.title), has(event.summary), has(event.note?.says);
    for (const account of event.accounts) has(account.says), has(account.as_printed), has(account.note?.says);
  }
  const isThere = (id) => events.some((event) => event.id === id);
  for (const link of records("links")) if (isThere(link.from) || isThere(link.to)) has(link.says);
  for (const topic of json("compare-sources", "--all")) {
    if (!topic.events.some(isThere)) continue;
    has(topic.title);
    for (const question of topic.questions) {
      has(question.ask), has(question.why), has(question.caveat);
      for (const answer of question.answers) has(answer.says);
    }
  }
  for (const source of json("sources")) has(source.name), has(source.perspective);
  for (const theme of json("themes")) has(theme.name), has(theme.description);
});

for (const colorScheme of ["light", "dark"]) {
  for (const name of ["part", "told", "empty", "hostile"]) {
    await look(`axe: ${name}, ${colorScheme}`, pages[name], { colorScheme }, async (page) => {
      await axe(page, "as it opens");
      if (name !== "part") return;
      for (const view of ["List", "Synopsis", "Comparisons", "People", "Sources"]) {
        await page.locator(".views").getByText(view, { exact: true }).click();
        await axe(page, view);
      }
      await page.locator(".views").getByText("List", { exact: true }).click();
      await page.locator(".event h4 a").nth(3).click();
      await page.locator(".facet summary").first().click();
      await axe(page, "with an event and a list of themes open");
    });
  }
}
await look("axe: without its script", pages.hostile, { javaScriptEnabled: true }, async (page) => {
  await page.evaluate(() => document.documentElement.classList.remove("js"));
  await axe(page, "without its script");
});

await look("filters by keyboard", pages.whole, {}, async (page) => {
  const count = async () => (await page.locator("#status").innerText()).split(" ").slice(0, 3).join(" ");
  const all = json("events").length;
  const says = (n) => `${n} of ${all}`;
  assert.equal(await count(), says(all));
  const press = (...keys) => keys.reduce((last, key) => last.then(() => page.keyboard.press(key)), Promise.resolve());
  const focused = () => page.evaluate(() => document.activeElement.outerHTML.slice(0, 120));

  // By Tab alone to the list of themes; the first of them is ticked.
  for (let i = 0; i < 30 && !(await focused()).startsWith("<summary"); i += 1) await press("Tab");
  await press("Enter", "Tab", "Space");
  const theme = await page.evaluate(() => document.activeElement.value);
  const ofTheme = json("events", "--theme", theme).length;
  assert.equal(await count(), says(ofTheme));
  assert.equal(await page.locator(".item:visible").count(), ofTheme);
  await press("Escape");
  assert.ok((await focused()).startsWith("<summary"), "Escape goes back to where the list was opened");

  // The counts beside the other names are what ticking them would give.
  const source = page.locator('input[name="source"]').first();
  const [slug, foretold] = await source.evaluate((box) => [box.value, Number(box.closest("label").querySelector(".n").textContent)]);
  assert.equal(foretold, json("events", "--theme", theme, "--source", slug).length);

  // A link with the same address shows the same; back takes the tick away.
  const address = page.url();
  assert.match(address, new RegExp(`#theme=${theme}$`));
  await page.goBack();
  assert.equal(await count(), says(all));
  await page.goForward();
  assert.equal(await count(), says(ofTheme));

  // Words, days and disputes agree with the program.
  await page.locator("button[type=reset]").press("Enter");
  await page.locator(".views").getByText("List", { exact: true }).click();
  for (const [box, typed, ...args] of [
    ["q", "secret speech", "--search", "secret speech"],
    ["q", "hungray", "--search", "hungray"],
    ["q", "GOMUŁKA", "--search", "gomulka"],
    ["q", "zzzz", "--search", "zzzz"],
  ]) {
    await page.locator(`[name="${box}"]`).fill(typed);
    // The page's own search is simpler, so it may find less.
    const expected = json("events", ...args).length;
    const found = Number((await count()).split(" ")[0]);
    assert.ok(found <= expected && found > 0 === expected > 0, typed);
    const marked = await page.evaluate(() => CSS.highlights.get("found").size);
    assert.equal(marked > 0, expected > 0, "what is found is marked");
  }
  await page.locator("[name=q]").fill("");
  for (const [from, to] of [["1956-02-25", "1956-10-31"], ["25 Feb 1956", "Oct 1956"], ["February 25, 1956", "1956-10"], ["1953", "1956"], ["44 bc", "year 1954"], ["early 1956", "mid-October 1956"], ["late 1940s", "spring 1956"], ["2nd half of 1956", "1956-Q4"]]) {
    await typeDate(page, "from", from);
    await typeDate(page, "to", to);
    const period = json("events", "--from", from, "--to", to);
    assert.equal(await count(), says(period.length), `${from} to ${to}`);
    const possible = period.filter((event) => event.match === "possible").length;
    assert.match(await page.locator("#status").innerText(), new RegExp(`, ${possible} of them possibly`));
  }
  for (const wrong of ["10/1956", "56", "1956-13", "31 April 1956", "Octember 1956"]) {
    await typeDate(page, "from", wrong);
    assert.match(await page.locator("#fault").innerText(), /From is no date: write 1956/, wrong);
  }
  await typeDate(page, "from", "1957");
  await typeDate(page, "to", "1956");
  assert.match(await page.locator("#status").innerText(), /^0 of /);
  assert.equal(await page.locator("#fault").innerText(), "From is later than To");
  await page.locator("button[type=reset]").press("Enter");
  await page.locator("[name=disputed]").press("Space");
  assert.equal(await count(), says(json("events", "--disputed").length));
});

await look("the timeline by keyboard", pages.whole, {}, async (page) => {
  const width = () => page.locator(".across").evaluate((across) => across.offsetWidth);
  const held = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  const titles = json("events").map((event) => event.title);
  await page.locator('.item[tabindex="0"]').focus();
  assert.ok((await held()).includes(titles[0]));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.ok((await held()).includes(titles[2]), "the arrows follow time");
  const before = await width();
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  assert.ok((await width()) > 2 * before, "plus makes the timeline wider");
  await page.waitForURL(/view=/);
  await page.keyboard.press("0");
  assert.equal(await width(), before);
  await page.keyboard.press("End");
  assert.ok((await held()).includes(titles.at(-1)));
  await page.keyboard.press("Home");

  await page.keyboard.press("Enter");
  assert.equal(await listed(page), 1, "one event is open");
  const event = json("event", json("events")[0].id);
  assert.match(page.url(), new RegExp(`event=${event.id}$`));
  const tellers = new Set(event.accounts.map((account) => account.source)).size;
  assert.equal(await page.locator(".event.open .teller").count(), tellers, "a column for each source that tells");
  const tops = await page.locator(".event.open .teller").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  assert.equal(new Set(tops).size, 1, "the accounts stand side by side");
  assert.ok(await page.locator(".event.open").getByText(event.accounts[0].says).isVisible());
  assert.equal(await page.locator('.item[aria-selected="true"]').count(), 1);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".item:visible").count(), titles.length, "Escape shows all of them again");
  await page.goBack();
  assert.equal(await listed(page), 1, "back opens it again");

  // The names of causes and effects lead on, and keep what is chosen.
  const cause = page.locator('.event.open .facts a[href^="#event-"]').first();
  if ((await cause.count()) > 0) {
    const title = await cause.innerText();
    await cause.click();
    assert.equal(await page.locator(".event.open h4 a").innerText(), title);
  }
});

await look("zoom by wheel, button and label", pages.whole, {}, async (page) => {
  const width = () => page.locator(".across").evaluate((across) => across.offsetWidth);
  const before = await width();
  await page.locator('[data-zoom="in"]').click();
  const zoomed = await width();
  assert.ok(zoomed > before);
  await page.locator(".marks").hover();
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -200);
  await page.keyboard.up("Control");
  await page.waitForFunction((least) => document.querySelector(".across").offsetWidth > least, zoomed);
  await page.locator('[data-zoom="all"]').click();
  assert.equal(await width(), before);
  await page.locator(".tick", { hasText: "1956" }).click();
  const seen = await page.locator(".tick.above").evaluateAll((ticks) => {
    const box = document.querySelector(".chart").getBoundingClientRect();
    return ticks.filter((tick) => tick.getBoundingClientRect().left < box.right - 20).map((tick) => tick.textContent);
  });
  assert.deepEqual(seen, ["1956"]);
});

for (const [width, height] of [[390, 844], [800, 900], [1300, 900]]) {
  await look(`the views, ${width} pixels wide`, pages.whole, { viewport: { width, height } }, async (page) => {
    assert.ok(await page.locator(".views").evaluate((nav) => nav.scrollWidth <= nav.clientWidth), "every view is in sight");
    for (const link of await page.locator(".views a").all()) {
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      const part = await link.getAttribute("href");
      await link.click();
      await page.waitForFunction((id) => document.querySelector(id).classList.contains("seen"), part);
      const heading = await page.locator(`${part} h2`).first().evaluate((h2) => h2.getBoundingClientRect().top);
      assert.ok(heading > 0 && heading < height / 2, `${part} is at ${heading}`);
      assert.equal(await link.getAttribute("aria-current"), "page");
      assert.equal(await page.locator("main > section:visible:not(#explore, #summary)").count(), 1, "one view at a time");
    }
    // A link to a person goes to the person, also from another view.
    await page.goto(`${pages.whole}#person-beria`);
    await page.waitForFunction(() => { const { top } = document.getElementById("person-beria").getBoundingClientRect(); return top > 0 && top < innerHeight / 2; });
  });
}

await look("the synopsis", `${pages.whole}#theme=hungary&show=synopsis`, {}, async (page) => {
  const rows = await page.locator(".synopsis tbody tr:visible").evaluateAll((all) => all.map((row) => Array.from(row.cells, (cell) => cell.innerText)));
  assert.equal(rows.length, json("events", "--theme", "hungary").length);
  await page.setViewportSize({ width: 800, height: 900 });
  assert.ok(await page.locator(".wide").evaluate((box) => box.scrollWidth <= box.clientWidth), "it fits 800 pixels");
  const told = json("synopsis", "--theme", "hungary");
  for (const { title, cells } of told) {
    const row = rows.find((cells) => cells[1].startsWith(title));
    cells.forEach(({ state, paragraphs }, i) => assert.equal(row[i + 2].includes(`\u00b6${paragraphs.join(",")}`), state === "tells", title));
  }
  await page.locator(".synopsis tbody tr:visible a").nth(7).click();
  assert.equal(await listed(page), 1, "a title opens its event");
});

for (const [name, labels] of [["whole", "1953"], ["ages", "12000 BC"], ["month", "Oct 1956"], ["hours", "14 April 1912"]]) {
  for (const width of [390, 1300]) {
    await look(`the axis of ${name}, ${width} pixels wide`, pages[name], { viewport: { width, height: 800 } }, async (page) => {
      for (const zoomed of [false, true, true]) {
        if (zoomed) await page.keyboard.press("+");
        const touching = await page.locator(".tick").evaluateAll((ticks) => {
          const measure = (tick) => { const range = document.createRange(); range.selectNodeContents(tick); return { text: tick.textContent, ...range.getBoundingClientRect().toJSON() }; };
          const boxes = ticks.map(measure);
          const cover = (a, b) => a.left < b.right + 2 && b.left < a.right + 2 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
          return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => cover(a, b)).map((b) => `${a.text} ${b.text}`));
        });
        assert.deepEqual(touching, []);
        const all = await page.locator(".tick").allInnerTexts();
        assert.ok(all.length > 0 && all.length < 60 && !all.includes("0"), `${all}`);
        if (!zoomed && width === 1300) assert.ok(all.includes(labels), `${labels} among ${all}`);
      }
    });
  }
}

await look("the axis spans what is chosen", `${pages.whole}#from=1956&to=1956`, {}, async (page) => {
  assert.deepEqual(await page.locator(".tick.above").allInnerTexts(), ["1956"]);
  await page.locator("button[type=reset]").click();
  assert.ok((await page.locator(".tick").allInnerTexts()).includes("1964"));
});

await look("no two marks cover each other", pages.whole, {}, async (page) => {
  const overlapping = await page.locator(".item").evaluateAll((items) => {
    const boxes = items.map((item) => item.getBoundingClientRect());
    const cover = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => cover(a, b))).length;
  });
  assert.equal(overlapping, 0);
});

await look("no mark is cut at the end of the axis", pages.hours, { viewport: { width: 390, height: 844 } }, async (page) => {
  const [all, seen] = await page.locator(".chart").evaluate((chart) => [chart.scrollWidth, chart.clientWidth]);
  assert.equal(all, seen);
});

for (const [width, height] of [[360, 740], [1280, 720], [1920, 1080]]) {
  await look(`${width} by ${height}`, pages.whole, { viewport: { width, height } }, async (page) => {
    await layOutAll(page);
    await page.locator(".topic, .named details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `the page is ${wide} pixels too wide`);
    const shot = await page.screenshot({ path: `${scratch}/${width}.png` });
    assert.deepEqual([shot.readUInt32BE(16), shot.readUInt32BE(20)], [width, height]);
    await page.locator(".topic, .named details").evaluateAll((all) => all.forEach((one) => (one.open = false)));
    await page.locator(".item:visible").nth(3).click();
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
    await page.screenshot({ path: `${scratch}/${width}-open.png` });
  });
}

await look("on paper", `${pages.whole}#theme=hungary`, {}, async (page) => {
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".filters button[type=reset]").isHidden(), "no controls on paper");
  assert.ok(await page.locator(".event .accounts").nth(await firstShown(page)).isVisible(), "what a screen folds away is open");
  const back = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  assert.equal(back, "rgb(255, 255, 255)");
  await page.emulateMedia({ media: null });
  const pdf = await page.pdf({ format: "A4" });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  writeFileSync(`${scratch}/hungary.pdf`, pdf);
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  assert.ok(pages <= 11, `29 events take ${pages} pages`);
  const top = (part) => page.locator(part).evaluate((one) => one.getBoundingClientRect().top);
  await page.emulateMedia({ media: "print" });
  assert.ok((await top("#synopsis")) < (await top("#events")), "a summary comes first");
});

await look("comparisons on paper", `${pages.whole}#person=beria&show=comparisons`, {}, async (page) => {
  const printed = async () => (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  const conflicts = await printed();
  assert.ok(conflicts <= 6, `the conflicts take ${conflicts} pages`);
  await page.locator("#topic-beria-fall > summary").click();
  await page.pdf();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".topic:visible").count(), 1, "the open comparison alone");
  assert.equal(await page.locator(".topic:visible tbody:visible").count(), 9, "with all of its questions");
});

function firstShown(page) {
  return page.locator(".event").evaluateAll((events) => events.findIndex((event) => !event.hidden));
}

await look("one source alone", pages.told, {}, async (page) => {
  const told = json("events", "--as-told-by", "wikipedia");
  await page.locator(".views").getByText("List", { exact: true }).click();
  assert.equal(await listed(page), told.length);
  assert.equal(await page.locator("#comparisons").count(), 0, "there is nothing to compare");
  const others = await page.locator(".teller h5").evaluateAll((all) => all.filter((one) => one.textContent.trim() !== "wikipedia").length);
  assert.equal(others, 0);
  await typeDate(page, "from", "1956-01-01");
  await typeDate(page, "to", "1956-12-31");
  const period = json("events", "--as-told-by", "wikipedia", "--on", "1956");
  const possible = period.filter((event) => event.match === "possible").length;
  assert.equal(await page.locator("#status").innerText(), `${period.length} of ${told.length} events, ${possible} of them possibly in this period`);
});

await look("nothing chosen", pages.empty, {}, async (page) => {
  assert.match(await page.locator("#events").innerText(), /no event matches/);
  assert.equal(await page.locator(".event").count(), 0);
});

for (const name of ["hostile", "hostileAscii"]) {
  await look(`hostile strings: ${name}`, pages[name], {}, async (page) => {
    const data = JSON.parse(readFileSync("tests/fixtures/valid/hostile.json", "utf8"));
    assert.notEqual(await page.title(), "OWNED");
    assert.ok((await page.title()).startsWith("Hostile <script>"), "markup is shown as it is written");
    const made = await page.evaluate(() => ["script", "style", "img", "iframe", "svg", "object", "embed", "link", "base"].map((tag) => [tag, document.getElementsByTagName(tag).length]));
    assert.deepEqual(made, [["script", 1], ["style", 1], ["img", 0], ["iframe", 0], ["svg", 0], ["object", 0], ["embed", 0], ["link", 1], ["base", 0]]);
    const handlers = await page.evaluate(() => Array.from(document.querySelectorAll("*")).filter((one) => !one.closest(".chart")).flatMap((one) => one.getAttributeNames()).filter((attribute) => /^on|^style$/.test(attribute)));
    assert.deepEqual(handlers, []);
    const leads = await page.evaluate(() => Array.from(document.querySelectorAll("a[href]"), (a) => a.getAttribute("href")));
    assert.ok(leads.every((href) => /^#[A-Za-z0-9-]+$/.test(href)), "every link stays on the page");
    const broken = await page.evaluate(() => Array.from(document.querySelectorAll("a[href]"), (a) => a.getAttribute("href").slice(1)).filter((id) => !document.getElementById(id)));
    assert.deepEqual(broken, [], "every link leads somewhere");
    const ids = await page.evaluate(() => Array.from(document.querySelectorAll("[id]"), (one) => one.id));
    assert.equal(new Set(ids).size, ids.length, "every id is there once");
    assert.equal(await page.locator(".item:visible").count(), data.events.length);
    const unseen = await page.evaluate(() => (document.documentElement.textContent.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g) ?? []).length);
    assert.equal(unseen, 0, "nothing unseen acts on the reading");
    // Every control is used once on the hostile names as well.
    for (const facet of await page.locator(".facet").all()) {
      await facet.locator("summary").click();
      for (const box of await facet.locator("input").all()) await box.click(), await box.click();
      await page.keyboard.press("Escape");
    }
    await page.locator("[name=q]").fill("script");
    // The chart follows when nobody types.
    await page.waitForFunction(() => document.querySelectorAll(".item:not([hidden])").length === document.querySelectorAll(".event:not([hidden])").length);
    for (const item of await page.locator(".item:visible").all()) await item.click(), await page.keyboard.press("Escape");
    await page.locator("[name=q]").fill("");
    await page.locator(".views").getByText("List", { exact: true }).click();
    await page.locator(".event h4 a").first().click();
    assert.equal(await listed(page), 1);
    assert.notEqual(await page.title(), "OWNED");
  });
}

await look("a hostile address", `${pages.whole}#q=%3Cimg%20src=x%20onerror=alert(1)%3E&theme=__proto__,constructor&event=constructor&view=a_b&from=x`, {}, async (page) => {
  assert.equal(await page.locator("img").count(), 0);
  assert.match(await page.locator("#status").innerText(), /^0 of/);
});

await look("in ASCII", pages.ascii, {}, async (page) => {
  assert.ok(/^[\x00-\x7f]*$/.test(readFileSync(new URL(pages.ascii), "latin1")));
  assert.equal(await page.locator(".item:visible").count(), json("events").length);
});

// How quick it is, said and held to what still feels like at once.
await look("quick", pages.whole, {}, async (page) => {
  const ready = await page.evaluate(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd);
  const filter = await page.evaluate(async () => {
    const frame = () => new Promise((then) => requestAnimationFrame(() => setTimeout(then)));
    const boxes = Array.from(document.querySelectorAll('input[name="theme"]')).slice(0, 6);
    const times = [];
    for (const box of boxes) {
      const start = performance.now();
      box.click();
      await frame();
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  });
  const size = readFileSync(new URL(pages.whole)).length;
  assert.ok(size < 1_600_000, `${size} bytes`);
  assert.ok(ready < 8000 && filter < 800, `ready after ${ready} ms, filtered after ${filter} ms`);
  done.push(`${Math.round(size / 1024)} KiB, ready after ${Math.round(ready)} ms, a filter takes ${Math.round(filter)} ms`);
});

await browser.close();
console.log(`${done.length - 1} looks at ${Object.keys(pages).length} pages; ${done.at(-2)}`);
