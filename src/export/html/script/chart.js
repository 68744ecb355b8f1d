// The timeline: every event a mark along an axis, in as many rows as it takes for none to cover
// another. It scrolls as any box does; zooming makes it wider.

const ROW = 1.75; // heights and widths in rem
const LONGEST_LABEL = 17;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WIDEST_DAY = 48; // pixels, where zooming in ends

class Chart {
  /** `onOpen(event)` is called when a mark is chosen, `onMove()` when other days come into view. */
  constructor(root, events, scope, { onOpen, onMove }) {
    this.box = root.querySelector(".chart");
    this.across = root.querySelector(".across");
    this.axis = root.querySelector(".axis");
    this.marks = root.querySelector(".marks");
    this.onMove = onMove;
    this.zoom = 1;
    this.boxWidth = this.box.clientWidth;
    this.shown = [];
    [this.first, this.last] = wholePeriod(events, scope);
    this.items = new Map(events.map((event) => [event, makeItem(event)]));
    this.lines = document.createElement("div");
    this.marks.append(this.lines, ...Array.from(this.items.values(), (item) => item.root));
    const eventOf = new Map(events.map((event) => [this.items.get(event).root, event]));
    this.eventAt = (node) => eventOf.get(node.closest?.(".item"));
    this.marks.addEventListener("click", (click) => {
      const event = this.eventAt(click.target);
      if (event) onOpen(event);
    });
    this.marks.addEventListener("keydown", (key) => this.pressed(key, onOpen));
    this.marks.addEventListener("focusin", (focus) => this.hold(this.eventAt(focus.target)));
    this.axis.addEventListener("click", (click) => {
      const days = click.target.dataset.days;
      if (days) this.show(days.split(" ").map(Number));
    });
    this.box.addEventListener("wheel", (wheel) => this.wheeled(wheel), { passive: false });
    this.box.addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(() => this.resized()).observe(this.box);
    dragToScroll(this.box);
  }

  /** The width of a day, in pixels. */
  get day() {
    return this.width / (this.last - this.first + 1);
  }

  /** The width of all days, by that of the box when it was last measured. */
  get width() {
    return Math.floor(this.boxWidth * this.zoom);
  }

  /** The first and the last day in view, or null where all are. */
  get view() {
    if (this.zoom === 1) return null;
    const left = this.box.scrollLeft / this.day;
    const days = this.box.clientWidth / this.day;
    return [Math.round(this.first + left), Math.round(this.first + left + days) - 1];
  }

  /** Draws these events. */
  draw(shown) {
    this.shown = shown;
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const isShown = new Set(shown);
    for (const [event, item] of this.items) item.root.hidden = !isShown.has(event);
    for (const event of shown) {
      const item = this.items.get(event);
      item.words ??= Math.min(item.label.scrollWidth + 6, LONGEST_LABEL * rem);
    }
    this.arrange(rem);
  }

  /** Gives every mark its place: the narrowest dates on top, each in the first row with room. */
  arrange(rem) {
    // Measured once: to read a size after a style was written makes the browser lay out all again.
    this.boxWidth = this.box.clientWidth;
    const { width } = this;
    const rows = [];
    const order = this.shown.slice().sort((a, b) => reach(a) - reach(b) || a.number - b.number);
    for (const event of order) {
      const item = this.items.get(event);
      const within = (n) => Math.min(width, this.place(n));
      const [x1, x2] = [within(event.first), within(event.last + 1)];
      // Words that would not fit at the end stand before their dot, or begin earlier than their line.
      const before = event.kind === "day" && x1 + item.words > width;
      const left = Math.max(0, before ? x1 - item.words : Math.min(x1, width - item.words));
      const right = before ? Math.max(x2, x1 + rem * 0.7) : Math.max(x2, left + item.words);
      item.root.classList.toggle("before", before);
      // A day that is wider than a dot is a bar under its words.
      item.root.classList.toggle("broad", event.kind === "day" && this.day > rem * 0.7);
      item.label.style.maxWidth = before ? `${x1 - left}px` : "";
      let row = rows.findIndex((taken) => taken.every((other) => right + 6 <= other.left || left >= other.right + 6));
      if (row < 0) row = rows.push([]) - 1;
      rows[row].push({ left, right });
      const style = item.root.style;
      style.left = `${left}px`;
      style.width = `${right - left}px`;
      style.top = `${(row * ROW + 0.3) * rem}px`;
      event.parts.forEach((part, i) => {
        const [a, b] = [within(part.first), within(part.last + 1)];
        item.parts[i].style.left = `${a - left}px`;
        item.parts[i].style.width = `${Math.max(b - a, 4)}px`;
      });
      if (item.or) {
        item.or.style.left = `${x1 - left}px`;
        item.or.style.width = `${x2 - x1}px`;
      }
    }
    this.across.style.width = `${width}px`;
    this.marks.style.minHeight = `${(rows.length * ROW + 0.6) * rem}px`;
    if (!this.shown.includes(this.held)) this.hold(this.shown[0]);
    this.drawAxis();
  }

  /** Years, months and days, as far as there is room for them, and how many events each has. */
  drawAxis() {
    const { day } = this;
    const [from, to] = this.view ?? [this.first, this.last];
    const byMonth = day * 30 > 26;
    const parts = this.heaps(from, to, byMonth);
    const lines = [];
    const tick = (n, name, words) => {
      const element = at(this.place(n), `tick ${name}`);
      element.textContent = words;
      parts.push(element);
      lines.push(at((n - this.first) * day, "grid-line"));
      return element;
    };
    for (let year = yearOf(from); firstDay(year, 0) <= to; year += 1) {
      const start = firstDay(year, 0);
      const whole = tick(start, "whole", day * 366 > 34 || year % 5 === 0 ? yearName(year) : "");
      whole.dataset.days = `${start} ${firstDay(year + 1, 0) - 1}`;
      for (let month = 0; byMonth && month < 12; month += 1) {
        const [begin, next] = [firstDay(year, month), firstDay(year, month + 1)];
        if (begin > to || next <= from) continue;
        if (month > 0) tick(begin, "", day * 30 > 72 ? MONTHS[month] : MONTHS[month].slice(0, 3));
        // Days are numbered where they are wide, right of the name of their month.
        for (let n = begin + Math.ceil(80 / day); day > 22 && n < next; n += 1) tick(n, "", n - begin + 1);
      }
    }
    this.axis.replaceChildren(...parts);
    this.lines.replaceChildren(...lines);
  }

  /** Where a day begins, in pixels from the left. */
  place(day) {
    return Math.max(0, (day - this.first) * this.day);
  }

  /**
   * For each year or month in view two bars: how many events may touch it, and in front, of how many
   * it holds all the days on which they can have been. An open side is not extended.
   */
  heaps(from, to, byMonth) {
    const unit = byMonth ? monthOf : (n) => yearOf(n) * 12;
    const counts = new Map();
    for (const event of this.shown) {
      const finite = [event.first, event.last].map((n) => (Number.isFinite(n) ? n : null));
      const [a, b] = [finite[0] ?? finite[1], finite[1] ?? finite[0]];
      if (a === null) continue;
      const isSure = unit(a) === unit(b);
      for (let n = unit(Math.max(a, this.first)); n <= unit(Math.min(b, this.last)); n += byMonth ? 1 : 12) {
        const { all, sure } = counts.get(n) ?? { all: 0, sure: 0 };
        counts.set(n, { all: all + 1, sure: sure + (isSure ? 1 : 0) });
      }
    }
    const most = Math.max(1, ...Array.from(counts.values(), ({ all }) => all));
    const bars = [];
    for (const [n, { all, sure }] of counts) {
      const [start, end] = [firstDay(0, n), firstDay(0, n + (byMonth ? 1 : 12)) - 1];
      if (end < from || start > to) continue;
      for (const [name, count] of [["heap", all], ["heap sure", sure]]) {
        const bar = at(this.place(start), name);
        bar.style.width = `${(end - start + 1) * this.day - 1}px`;
        bar.style.height = `${(count / most) * 1.8}rem`;
        bar.title = `${sure} in these days alone, ${all - sure} more that may have been or reached beyond them`;
        bar.dataset.days = `${start} ${end}`;
        if (count) bars.push(bar);
      }
    }
    return bars;
  }

  /** Shows the days from the one to the other; all of them where there are none. */
  show(days) {
    const all = this.last - this.first + 1;
    const most = Math.max(1, (WIDEST_DAY * all) / this.box.clientWidth);
    this.zoom = days ? Math.min(most, Math.max(1, all / (days[1] - days[0] + 1))) : 1;
    this.redraw();
    this.box.scrollLeft = days ? Math.round((days[0] - this.first) * this.day) : 0;
    this.drawAxis();
    this.onMove();
  }

  /** Zooms, and keeps what is at this part of the width where it is. */
  zoomBy(factor, at = 0.5) {
    const all = this.last - this.first + 1;
    const days = this.box.clientWidth / this.day;
    const middle = this.first + (this.box.scrollLeft + this.box.clientWidth * at) / this.day;
    const wanted = Math.min(all, days / factor);
    const from = Math.max(this.first, Math.min(this.last + 1 - wanted, middle - wanted * at));
    this.show(wanted >= all - 0.5 ? null : [from, from + wanted - 1]);
  }

  redraw() {
    this.arrange(parseFloat(getComputedStyle(document.documentElement).fontSize));
  }

  resized() {
    const { view } = this;
    if (this.box.clientWidth === this.drawnWidth || !this.box.clientWidth) return;
    this.drawnWidth = this.box.clientWidth;
    this.redraw();
    if (view) this.drawAxis();
  }

  scrolled() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.drawAxis();
      this.onMove();
    });
  }

  wheeled(wheel) {
    if (!wheel.ctrlKey && !wheel.metaKey) return;
    wheel.preventDefault();
    const box = this.box.getBoundingClientRect();
    this.zoomBy(Math.exp(-wheel.deltaY / 300), (wheel.clientX - box.left) / box.width);
  }

  pressed(key, onOpen) {
    const here = this.shown.indexOf(this.held);
    const to = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: this.shown.length - 1 }[key.key];
    if (to !== undefined) {
      const next = this.shown[Math.max(0, Math.min(this.shown.length - 1, to))];
      this.hold(next);
      this.items.get(next)?.root.focus({ preventScroll: true });
      this.reveal(next);
    } else if (key.key === "Enter" || key.key === " ") {
      if (this.held) onOpen(this.held);
    } else if (!this.zoomKey(key)) {
      return;
    }
    key.preventDefault();
  }

  zoomKey(key) {
    if (key.ctrlKey || key.metaKey || key.altKey) return false;
    const factor = { "+": 1.6, "=": 1.6, "-": 1 / 1.6 }[key.key];
    if (factor) this.zoomBy(factor);
    else if (key.key === "0") this.show(null);
    else return false;
    if (this.held) this.reveal(this.held);
    return true;
  }

  /** Makes this mark the one that the Tab key comes to. */
  hold(event) {
    if (this.held) this.items.get(this.held).root.tabIndex = -1;
    this.held = event;
    if (event) this.items.get(event).root.tabIndex = 0;
  }

  /** Marks one event as the open one, or none. */
  select(event) {
    for (const item of this.items.values()) item.root.setAttribute("aria-selected", "false");
    if (!event || !this.shown.includes(event)) return;
    this.items.get(event).root.setAttribute("aria-selected", "true");
    this.hold(event);
    this.reveal(event);
  }

  /** Scrolls the box, and nothing else, until the words of a mark are seen. */
  reveal(event) {
    const { root, words } = this.items.get(event);
    const head = this.axis.offsetHeight;
    const { scrollTop, clientHeight, scrollLeft, clientWidth } = this.box;
    const [left, top] = [root.offsetLeft, root.offsetTop + head];
    if (top < scrollTop + head) this.box.scrollTop = top - head - 4;
    else if (top + root.offsetHeight > scrollTop + clientHeight) this.box.scrollTop = top + root.offsetHeight - clientHeight + 4;
    const end = left + root.offsetWidth;
    if (left + words > scrollLeft + clientWidth || end < scrollLeft + words) this.box.scrollLeft = left - clientWidth / 3;
  }
}

/** An element of the axis, so many pixels from the left. */
function at(x, name) {
  const element = document.createElement("div");
  element.className = name;
  element.style.left = `${x}px`;
  return element;
}

/** The days of the timeline, and of the events that lie wholly outside them. */
function wholePeriod(events, [from, to]) {
  let [first, last] = [from, to];
  for (const event of events) {
    if (event.last < from && Number.isFinite(event.first)) first = Math.min(first, event.first);
    if (event.first > to && Number.isFinite(event.last)) last = Math.max(last, event.last);
  }
  const ends = events.flatMap((event) => [event.first, event.last]).filter(Number.isFinite);
  if (!Number.isFinite(first)) first = Math.min(...ends, Number.isFinite(last) ? last - 365 : 0);
  if (!Number.isFinite(last)) last = Math.max(...ends, first + 365);
  return [first, last];
}

/** Over how many days the date of an event reaches. */
function reach(event) {
  const days = event.last - event.first;
  return days > 366 ? 3 : days > 31 ? 2 : days > 0 ? 1 : 0;
}

function makeItem(event) {
  const root = document.createElement("div");
  root.className = `item ${event.kind}${event.parts.length > 1 ? " part" : ""}`;
  root.setAttribute("role", "option");
  root.setAttribute("aria-selected", "false");
  root.tabIndex = -1;
  const label = document.createElement("span");
  label.className = "label";
  label.textContent = `${event.mark} ${event.title}`.trim();
  root.setAttribute("aria-label", `${event.when}: ${event.title}${event.disputed ? ", disputed" : ""}`);
  root.title = `${event.when}: ${event.title}${event.disputed ? " (the sources disagree)" : ""}`;
  root.append(label);
  const item = { root, label, parts: [] };
  if (event.parts.length > 1) {
    item.or = document.createElement("i");
    item.or.className = "or";
    root.append(item.or);
  }
  for (const _ of event.parts) {
    const part = document.createElement("i");
    item.parts.push(part);
    root.append(part);
  }
  return item;
}

/** Lets a mouse drag the box; a finger does so by itself. */
function dragToScroll(box) {
  let from = null;
  box.addEventListener("pointerdown", (down) => {
    if (down.pointerType !== "mouse" || down.button !== 0 || down.target.closest(".item, .tick, .heap")) return;
    if (down.offsetX > box.clientWidth || down.target === box) return;
    from = { x: down.clientX + box.scrollLeft, y: down.clientY + box.scrollTop };
    box.setPointerCapture(down.pointerId);
  });
  box.addEventListener("pointermove", (move) => {
    if (from) box.scrollTo({ left: from.x - move.clientX, top: from.y - move.clientY, behavior: "instant" });
  });
  for (const end of ["pointerup", "pointercancel"]) box.addEventListener(end, () => (from = null));
}
