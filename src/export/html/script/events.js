// The events, read from the page itself, and which of them a choice keeps.

const FACETS = ["theme", "person", "place", "source"];

/** What the script knows of one event; `number` is its place in the order of the page. */
function readEvent(element, number) {
  const { slug, kind, days } = element.dataset;
  const stretches = days.split(" ").map(stretch);
  const names = (facet) => new Set(element.dataset[facet].split(" ").filter(Boolean));
  const searched = Array.from(element.querySelectorAll(".searched"));
  const parts = drawn(kind, stretches);
  return {
    number, slug, kind, stretches, parts, element, searched,
    borrowed: "borrowed" in element.dataset,
    disputed: element.classList.contains("disputed"),
    title: element.querySelector("h4 a").textContent,
    mark: element.querySelector("h4 .mark")?.firstChild.data ?? "",
    when: element.querySelector(".when").textContent.trim(),
    first: Math.min(...parts.map((part) => part.first)),
    last: Math.max(...parts.map((part) => part.last)),
    facets: new Map(FACETS.map((facet) => [facet, names(facet)])),
    hasTime: days.includes("T"),
    words: null,
  };
}

/** The folded words of an event that a search looks at, gathered when first asked for. */
function searchWords(event) {
  event.words ??= new Set(event.searched.flatMap((part) => fold(part.textContent).match(/[\p{L}\p{N}]+/gu) ?? []));
  return event.words;
}

/** A choice that keeps every event. */
function everything() {
  return { ...Object.fromEntries(FACETS.map((facet) => [facet, new Set()])), q: "", from: "", to: "", disputed: false };
}

/** The first and the last second of a choice; open and unreadable ends are infinite. */
function periodOf(choice) {
  return [typedPeriod(choice.from)?.[0] ?? -Infinity, typedPeriod(choice.to)?.[1] ?? Infinity];
}

/** Whether what is typed as `from` or `to` is no date. */
function isUnreadable(choice, end) {
  return Boolean(choice[end].trim()) && !typedPeriod(choice[end]);
}

/** What is wrong with the period of a choice, and what to type instead. */
function periodFault(choice) {
  const end = ["from", "to"].find((name) => isUnreadable(choice, name));
  if (end) return `${end === "from" ? "From" : "To"} is no date: write 1956, early 1956 or Oct 1956`;
  const [from, to] = periodOf(choice);
  return from > to ? "From is later than To" : "";
}

/** How an event meets a period: "certain", "possible" or "". */
function inPeriod(event, [from, to]) {
  if (from === -Infinity && to === Infinity) return "certain";
  if (from > to) return "";
  const match = meets(event.kind, event.stretches, from, to);
  return match && event.borrowed ? "possible" : match;
}

/**
 * The events that a choice keeps, and for each name of each facet, and for the disputed, how many
 * there would be if it were ticked. Within one facet either name will do; all else has to hold.
 */
function choose(events, choice) {
  const wanted = wordsOf(choice.q).map((word) => word.folded);
  const counts = new Map(FACETS.map((facet) => [facet, new Map()]));
  const period = periodOf(choice);
  const kept = [];
  let possible = 0;
  let disputed = 0;
  for (const event of events) {
    const match = inPeriod(event, period);
    if (!match || !holdsAll(event, wanted)) continue;
    const fails = FACETS.filter((facet) => choice[facet].size && !overlaps(choice[facet], event.facets.get(facet)));
    const isLeftOut = choice.disputed && !event.disputed;
    for (const facet of FACETS) {
      if (isLeftOut || fails.some((other) => other !== facet)) continue;
      const count = counts.get(facet);
      for (const name of event.facets.get(facet)) count.set(name, (count.get(name) ?? 0) + 1);
    }
    if (fails.length) continue;
    if (event.disputed) disputed += 1;
    if (isLeftOut) continue;
    if (match === "possible") possible += 1;
    kept.push(event);
  }
  return { kept, possible, disputed, counts, wanted, period };
}

function overlaps(some, others) {
  for (const name of some) if (others.has(name)) return true;
  return false;
}

function holdsAll(event, wanted) {
  if (!wanted.length) return true;
  const words = Array.from(searchWords(event));
  return wanted.every((word) => words.some((found) => fits(word, found)));
}
