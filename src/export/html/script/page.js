// The page: from what is chosen to what is seen, and back from what the reader does.

const root = document.documentElement;
const explore = document.getElementById("explore");
const sections = Array.from(document.querySelectorAll("main > section"));

function setUp() {
  const list = document.getElementById("events");
  const form = explore.querySelector("form");
  const status = document.getElementById("status");
  const timeline = document.getElementById("timeline");
  const events = Array.from(list.querySelectorAll(".event"), readEvent);
  const bySlug = new Map(events.map((event) => [event.slug, event]));
  const boxes = new Map(FACETS.map((facet) => [facet, new Map()]));
  for (const box of form.querySelectorAll(".facet input")) boxes.get(box.name).set(box.value, box);
  const topics = Array.from(document.querySelectorAll(".topic"), (element) => ({
    element,
    events: element.dataset.events.split(" ").filter(Boolean),
  }));
  const rows = new Map(Array.from(document.querySelectorAll("[data-event]"), (row) => [row.dataset.event, row]));
  const scope = stretch(timeline.dataset.scope);

  let choice = everything();
  let open = null;
  let view = "timeline";
  let found = choose(events, choice);
  let timer = 0;
  let marking = 0;
  let drawing = 0;
  let wasOpen = false;

  explore.hidden = false;
  timeline.hidden = false;
  root.classList.add("js");
  for (const details of document.querySelectorAll("main details[open]")) details.open = false;
  const chart = new Chart(timeline, events, { onOpen: (event) => openEvent(event), onMove: () => moved() });

  /** Shows what the choice keeps. While somebody types, the chart follows when it is quiet. */
  function refresh({ typing = false } = {}) {
    found = choose(events, choice);
    const kept = new Set(found.kept);
    for (const event of events) {
      event.element.hidden = !kept.has(event) && event !== open;
      const row = rows.get(event.slug);
      if (row) row.hidden = !kept.has(event);
    }
    mark();
    hideEmptyYears();
    showCounts();
    const possible = found.possible ? `, ${found.possible} of them possibly in this period` : "";
    status.textContent = `${found.kept.length} of ${events.length} events${possible}`;
    document.getElementById("fault").textContent = periodFault(choice);
    for (const name of ["from", "to"]) form.elements[name].setAttribute("aria-invalid", isUnreadable(choice, name));
    showReader();
    clearTimeout(drawing);
    if (typing) drawing = setTimeout(drawChart, 250);
    else drawChart();
  }

  function drawChart() {
    const [from, to] = found.period;
    chart.draw(found.kept, [Math.max(from, scope.first), Math.min(to, scope.last)]);
    chart.select(open);
  }

  function hideEmptyYears() {
    for (const year of list.querySelectorAll(".year")) year.hidden = !year.querySelector(".event:not([hidden])");
  }

  /**
   * Shows one view: the open event between its place in time and its comparisons, or else the view
   * that was chosen last. On paper, the timeline and the list are a summary and the events.
   */
  function showView() {
    const isWhole = found.kept.length === events.length;
    const inShort = isWhole ? ["summary"] : [];
    const [seen, printed] = open
      ? [["timeline", "events", "comparisons"], ["events", "comparisons"]]
      : { timeline: [["timeline", ...inShort], [...inShort, "synopsis", "events"]], events: [["events"], [...inShort, "synopsis", "events"]] }[view] ?? [[view], [view]];
    if (["timeline", "events", "synopsis", "comparisons"].includes(view) || open) seen.push("explore");
    for (const section of sections) {
      section.classList.toggle("seen", seen.includes(section.id));
      section.classList.toggle("printed", printed.includes(section.id));
    }
    for (const link of document.querySelectorAll(".views a")) {
      if (!open && link.hash === `#${view}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  /** Goes to the top of a view, unless that is in sight. */
  function toTop() {
    const nav = document.querySelector(".views");
    const top = nav.previousElementSibling.offsetTop + nav.previousElementSibling.offsetHeight;
    if (scrollY > top) scrollTo({ top, behavior: "instant" });
  }

  /** Marks the words found where the events are seen. */
  function mark() {
    for (const snippet of list.querySelectorAll(".snippet")) snippet.remove();
    clearTimeout(marking);
    CSS.highlights?.set("found", new Highlight()); // which not every browser has
    if (found.wanted.length && (open || view === "events")) markFound(0);
  }

  /** Marks the words found, some events at a time, so that the next key does not have to wait. */
  function markFound(from) {
    const end = performance.now() + 30;
    let next = from;
    while (next < found.kept.length && performance.now() < end) {
      for (const range of showFound(found.kept[next], found.wanted)) CSS.highlights?.get("found").add(range);
      next += 1;
    }
    if (next < found.kept.length) marking = setTimeout(markFound, 0, next);
  }

  /** The words found, as ranges. Below the title stands the first place where they are. */
  function showFound(event, wanted) {
    const [title, ...others] = event.searched.map((part) => [part, rangesOf(part, wanted)]);
    const ranges = [title, ...others].flatMap(([, ofPart]) => ofPart);
    const inside = others.find(([part, ofPart]) => part.tagName !== "A" && ofPart.length)?.[0];
    if (!inside || title[1].length) return ranges;
    const snippet = document.createElement("p");
    snippet.className = "snippet";
    const copy = inside.cloneNode(true);
    const teller = inside.closest(".teller")?.querySelector("h5").textContent;
    snippet.append(teller ? `${teller.trim()}: ` : "", ...copy.childNodes);
    event.element.querySelector(".line").append(snippet);
    return [...ranges, ...rangesOf(snippet, wanted)];
  }

  function showCounts() {
    for (const [facet, ofFacet] of boxes) {
      for (const [slug, box] of ofFacet) {
        const count = found.counts.get(facet).get(slug) ?? 0;
        box.checked = choice[facet].has(slug);
        const label = box.closest("label");
        label.querySelector(".n").textContent = count;
        label.classList.toggle("none", count === 0);
      }
      const details = form.querySelector(`[data-facet="${facet}"]`);
      const ticked = choice[facet].size;
      details?.toggleAttribute("data-ticked", ticked > 0);
      if (details) details.querySelector(".ticked").textContent = ticked ? ` ${ticked}` : "";
    }
    form.elements.disputed.checked = choice.disputed;
    form.querySelector(".only .n").textContent = found.disputed;
    const named = FACETS.map((facet) => Array.from(choice[facet], (slug) => boxes.get(facet).get(slug).closest("label").querySelector(".name").textContent).join(" or "));
    const dates = ["from", "to"].filter((end) => choice[end] && !isUnreadable(choice, end)).map((end) => `${end} ${choice[end]}`);
    const typed = [choice.q && `\u201c${choice.q.trim()}\u201d`, ...dates, choice.disputed && "disputed"];
    document.getElementById("chosen").textContent = [...named, ...typed].filter(Boolean).join(" \u00b7 ");
    for (const name of ["q", "from", "to"]) if (form.elements[name].value !== choice[name]) form.elements[name].value = choice[name];
  }

  /** One event alone, or all of them. */
  function showReader() {
    list.classList.toggle("reading", Boolean(open));
    timeline.classList.toggle("small", Boolean(open));
    list.querySelector(".event.open")?.classList.remove("open");
    open?.element.classList.add("open");
    const reader = list.querySelector(".reader");
    reader.hidden = !open;
    const here = found.kept.indexOf(open);
    reader.querySelector('[data-step="-1"]').disabled = here < 1;
    reader.querySelector('[data-step="1"]').disabled = here < 0 || here === found.kept.length - 1;
    showTopics();
    showView();
  }

  /** Only the comparisons that touch the open event, or else those that touch what is chosen. */
  function showTopics() {
    if (!topics.length) return;
    const about = open ? [open] : found.kept;
    const slugs = new Set(about.map((event) => event.slug));
    const isWhole = !open && found.kept.length === events.length;
    let shown = 0;
    for (const topic of topics) {
      topic.element.hidden = !isWhole && !topic.events.some((slug) => slugs.has(slug));
      if (!topic.element.hidden) shown += 1;
      if (open || wasOpen) topic.element.open = Boolean(open);
    }
    wasOpen = Boolean(open);
    const what = open ? "this event" : "the chosen events";
    const some = `${shown} of ${topics.length} ${shown === 1 ? "touches" : "touch"} ${what}.`;
    document.getElementById("touching").textContent = isWhole ? "" : some;
  }

  /** Opens an event, or closes what is open. A new entry of the history is made. */
  function openEvent(event, { focus = false } = {}) {
    const before = open;
    open = event;
    if (before) before.element.hidden = !found.kept.includes(before);
    if (event) event.element.hidden = false;
    hideEmptyYears();
    mark();
    showReader();
    chart.select(event);
    toTop();
    const heading = (event ?? before)?.element.querySelector("h4");
    if (focus) (event ? heading : heading?.querySelector("a"))?.focus({ preventScroll: Boolean(event) });
    if (event) announce(`${event.title}, ${event.when}`);
    else announce(`${found.kept.length} of ${events.length} events`);
    remember(true);
  }

  function announce(words) {
    status.textContent = words;
  }

  /** Puts what is chosen into the address: as a new entry of the history, or in place of the last. */
  function remember(anew) {
    clearTimeout(timer);
    const address = `#${toAddress(choice, open, view, chart.view)}`;
    if (address === location.hash || (address === "#" && !location.hash)) return;
    history[anew ? "pushState" : "replaceState"](null, "", address);
  }

  function moved() {
    clearTimeout(timer);
    timer = setTimeout(() => remember(false), 300);
  }

  /**
   * Shows what the address asks for: a choice; or a part of the page, and what was chosen before. The
   * name of an event opens it.
   */
  function readAddress() {
    const address = location.hash.slice(1);
    const asked = fromAddress(address, (facet, slug) => boxes.get(facet).has(slug));
    const part = document.getElementById(address);
    const section = part?.closest("main > section");
    if (asked) {
      choice = asked.choice;
      open = bySlug.get(asked.open) ?? null;
      view = sections.some(({ id }) => id === asked.show) ? asked.show : "timeline";
      refresh();
      chart.show(asked.view);
    } else if (section) {
      open = (address.startsWith("event-") && bySlug.get(address.slice(6))) || null;
      if (!open) view = section.id;
      refresh();
      if (part.tagName === "DETAILS") part.open = true;
      if (open || part === section) toTop();
      else part.scrollIntoView();
      if (open) open.element.querySelector("h4").focus({ preventScroll: true });
      if (open || part === section) remember(false);
    }
  }

  function changed(anew) {
    for (const [facet, ofFacet] of boxes) {
      choice[facet] = new Set(Array.from(ofFacet).filter(([, box]) => box.checked).map(([slug]) => slug));
    }
    for (const name of ["q", "from", "to"]) choice[name] = form.elements[name].value;
    choice.disputed = form.elements.disputed.checked;
    open = null;
    refresh({ typing: !anew });
    remember(anew);
  }

  form.addEventListener("submit", (submit) => submit.preventDefault());
  // A date is read when it is complete, everything else at once.
  const isDate = ({ name }) => name === "from" || name === "to";
  form.addEventListener("input", ({ target }) => !isDate(target) && changed(target.type === "checkbox"));
  form.addEventListener("change", ({ target }) => isDate(target) && changed(true));
  form.addEventListener("reset", (reset) => {
    reset.preventDefault();
    choice = everything();
    open = null;
    refresh();
    chart.show(null);
    remember(true);
  });
  list.querySelector(".reader").addEventListener("click", (click) => {
    const step = Number(click.target.dataset.step);
    if (click.target.tagName !== "BUTTON") return;
    openEvent(step ? found.kept[found.kept.indexOf(open) + step] : null, { focus: true });
  });
  list.addEventListener("click", (click) => {
    const title = click.target.closest("h4 a");
    if (!title || click.ctrlKey || click.metaKey || click.shiftKey) return;
    click.preventDefault();
    openEvent(bySlug.get(title.closest(".event").dataset.slug), { focus: true });
  });
  // On a narrow screen, all but the search is folded away.
  const more = form.querySelector(".more");
  more.addEventListener("click", () => more.setAttribute("aria-expanded", String(form.classList.toggle("all"))));
  timeline.querySelector(".zoom").addEventListener("click", ({ target }) => {
    const { zoom } = target.dataset;
    if (zoom === "all") chart.show(null);
    else if (zoom) chart.zoomBy(zoom === "in" ? 1.6 : 1 / 1.6);
  });
  document.addEventListener("keydown", (key) => {
    if (key.key === "Escape") {
      const menu = form.querySelector("details[open]");
      if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      } else if (open) {
        openEvent(null, { focus: !chart.marks.contains(document.activeElement) });
      }
    } else if (!key.defaultPrevented && !key.target.closest("input, select, textarea")) {
      if (chart.zoomKey(key)) key.preventDefault();
    }
  });
  document.addEventListener("pointerdown", (down) => {
    for (const menu of form.querySelectorAll("details[open]")) if (!menu.contains(down.target)) menu.open = false;
  });
  addEventListener("popstate", readAddress);
  if (location.hash.length > 1) readAddress();
  else refresh();
}

/** The button that turns light to dark and back, whatever the system says. */
function setUpScheme() {
  const button = document.getElementById("scheme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.scheme ?? (dark.matches ? "dark" : "light")) === "dark";
  const label = () => (button.textContent = isDark() ? "Light" : "Dark");
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    label();
  });
  dark.addEventListener("change", label);
  label();
}

/** Paper shows what a screen has folded away; of the comparisons, the open ones or else the conflicts. */
function setUpPrint() {
  let closed = [];
  addEventListener("beforeprint", () => {
    const isAnyOpen = Boolean(document.querySelector(".topic[open]:not([hidden])"));
    for (const topic of document.querySelectorAll(".topic")) {
      topic.classList.toggle("unprinted", isAnyOpen && !topic.open);
      topic.classList.toggle("conflicts", !isAnyOpen);
    }
    closed = Array.from(document.querySelectorAll("main .printed details:not([open])"));
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
}

setUpScheme();
setUpPrint();
if (explore) setUp();
