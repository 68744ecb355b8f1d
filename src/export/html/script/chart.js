// The timeline: every event a mark along an axis, in as many rows as it takes for none to cover
// another. It scrolls as any box does; zooming makes it wider.

const ROW = 1.75; // heights and widths in rem
const LABEL = 17; // as much of a label gets room of its own; more of it is shown where nothing follows
const WIDEST = 1e7; // pixels, beyond which a browser places nothing

/** Measures text without laying it out. */
const ruler = document.createElement("canvas").getContext("2d");

class Chart {
  /** `onOpen(event)` is called when a mark is chosen, `onMove()` when another period comes into view. */
  constructor(root, events, { onOpen, onMove }) {
    this.box = root.querySelector(".chart");
    this.across = root.querySelector(".across");
    this.axis = root.querySelector(".axis");
    this.marks = root.querySelector(".marks");
    this.onMove = onMove;
    this.shown = [];
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
      const { period } = click.target.dataset;
      if (period) this.show(period.split(" ").map(Number));
    });
    this.box.addEventListener("wheel", (wheel) => this.wheeled(wheel), { passive: false });
    this.box.addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(() => {
      if (this.box.clientWidth === this.boxWidth) return;
      this.boxWidth = this.box.clientWidth;
      // The same time stays in view.
      if (this.zoom > 1 && this.lastView && this.boxWidth) this.show(this.lastView);
      else this.arrange();
    }).observe(this.box);
    dragToScroll(this.box);
  }

  /** The length of the axis in seconds. */
  get length() {
    return this.last - this.first + 1;
  }

  /** The first and the last second in view, of whole days if those are many; null where all are. */
  get view() {
    if (this.zoom === 1) return null;
    const width = this.box.clientWidth;
    if (width) {
      const [from, seen] = [this.first + this.box.scrollLeft / this.scale, width / this.scale];
      const unit = seen > 20 * DAY ? DAY : 1;
      this.lastView = [Math.round(from / unit) * unit, Math.round((from + seen) / unit) * unit - 1];
    }
    return this.lastView; // where it was, while another view of the page is shown
  }

  /** Draws these events, over all of their time within `period`; what is drawn already stays zoomed. */
  draw(shown, period) {
    const isDrawn = shown.length === this.shown.length && shown.every((event, i) => event === this.shown[i]);
    if (isDrawn && period.join() === this.period?.join()) return;
    this.period = period;
    this.shown = shown;
    this.hasTimes = shown.some((event) => event.hasTime);
    [this.first, this.last] = axisOf(shown, period, this.hasTimes);
    const isShown = new Set(shown);
    for (const [event, item] of this.items) item.root.hidden = !isShown.has(event);
    this.show(null);
  }

  /** Gives every mark its place: the narrowest dates on top, each in the first row with room. */
  arrange() {
    // No size is read here but the first time: a browser lays out all that has changed before it answers.
    this.boxWidth ||= this.box.clientWidth;
    if (!this.boxWidth) return; // another view is shown
    const { fontSize, fontFamily } = getComputedStyle(document.documentElement);
    const rem = parseFloat(fontSize);
    this.rowHeight = ROW * rem;
    const width = Math.floor(this.boxWidth * this.zoom);
    this.scale = width / this.length;
    this.font = `600 ${rem * 0.8}px ${fontFamily}`;
    ruler.font = `${rem * 0.85}px ${fontFamily}`;
    const rows = [];
    const order = this.shown.slice().sort((a, b) => reach(a) - reach(b) || a.number - b.number);
    for (const event of order) {
      const item = this.items.get(event);
      // A day that is wider than a dot is a bar under its words.
      const isDot = event.kind === "day" && (event.last + 1 - event.first) * this.scale <= rem * 0.7;
      // Every mark has its least width before the end of the axis.
      const start = (second) => Math.min(width - (isDot ? rem * 0.7 : 4), this.place(second));
      const end = (second) => Math.min(width, this.place(second));
      const [x1, x2] = [start(event.first), end(event.last + 1)];
      const whole = Math.ceil(ruler.measureText(item.label.textContent).width + rem * (isDot ? 1.2 : 0.5));
      // Words that would not fit at the end stand before their dot, or begin earlier than their line.
      const isBefore = isDot && x1 + whole > width && x1 > width / 2;
      const words = Math.min(whole, x1 + whole > width ? width : LABEL * rem);
      const left = Math.max(0, isBefore ? x1 - words + rem * 0.7 : isDot ? x1 : Math.min(x1, width - words));
      const right = isBefore ? Math.max(x2, x1 + rem * 0.7) : Math.max(x2, Math.min(width, left + words));
      let row = rows.findIndex((taken) => taken.every((other) => right + 6 <= other.left || left >= other.right + 6));
      if (row < 0) row = rows.push([]) - 1;
      rows[row].push({ event, item, left, right, whole, isDot, isBefore, x1, x2, start, end });
    }
    rows.forEach((row, i) => {
      row.sort((a, b) => a.left - b.left);
      row.forEach(({ event, item, left, right, whole, isDot, isBefore, x1, x2, start, end }, n) => {
        const edge = isBefore ? right : Math.max(right, Math.min(left + whole, (row[n + 1]?.left ?? width + 6) - 6));
        item.root.classList.toggle("before", isBefore);
        item.root.classList.toggle("dot", isDot);
        item.root.style.cssText = `left: ${left}px; width: ${edge - left}px; top: ${i * this.rowHeight + 0.3 * rem}px`;
        item.label.style.maxWidth = isBefore ? `${x1 - left}px` : "";
        event.parts.forEach((part, j) => {
          const [a, b] = [start(part.first), end(part.last + 1)];
          item.parts[j].style.cssText = `left: ${a - left}px; width: ${Math.max(b - a, 4)}px`;
        });
        if (item.or) item.or.style.cssText = `left: ${x1 - left}px; width: ${x2 - x1}px`;
      });
    });
    this.across.style.width = `${width}px`;
    this.marks.style.minHeight = `${rows.length * this.rowHeight + 0.6 * rem}px`;
    if (!this.shown.includes(this.held)) this.hold(this.shown[0]);
    this.drawAxis();
  }

  /** Labels the period in view, and heaps up the number of events above each step. */
  drawAxis() {
    if (!this.boxWidth) return;
    const [from, to] = this.view ?? [this.first, this.last];
    ruler.font = this.font;
    const measure = (text) => ruler.measureText(text).width;
    const width = this.length * this.scale;
    const step = stepFor(this.first, this.last, this.scale, measure, this.hasTimes);
    const begins = starts(step, from, to);
    const parts = this.heaps(begins);
    const lines = [];
    const longer = [];
    begins.slice(0, -1).forEach((begin, i) => {
      const [label, above] = stepLabels(step, begin);
      const x = this.place(Math.max(begin, from));
      if (x + measure(label) + 10 > width) return;
      // The last of them begins further left if it would reach beyond the axis.
      if (above && above !== longer.at(-1)?.text) longer.push({ x: Math.min(x, width - measure(above) - 10), text: above });
      // What began before the view is named only where it cannot be taken for the first day in view.
      const isWhole = begin >= from;
      if (!isWhole && (step.every > 1 || x + measure(label) + 10 > this.place(begins[i + 1]))) return;
      const tick = at(x, "tick", label);
      tick.dataset.period = `${begin} ${begins[i + 1] - 1}`;
      parts.push(tick);
      if (isWhole) lines.push(at(x, "grid-line"));
    });
    longer.forEach(({ x, text }, i) => {
      if (x + measure(text) + 10 <= (longer[i + 1]?.x ?? Infinity)) parts.push(at(x, "tick above", text));
    });
    this.axis.classList.toggle("two", longer.length > 0);
    this.axis.replaceChildren(...parts);
    this.lines.replaceChildren(...lines);
  }

  /** Where a second begins, in pixels from the left. */
  place(second) {
    return Math.max(0, (second - this.first) * this.scale);
  }

  /**
   * For each step two bars: how many events may touch it, and in front, of how many it holds all the
   * time in which they can have been. An open side is not extended.
   */
  heaps(begins) {
    const counts = begins.slice(0, -1).map((begin, i) => ({ begin, end: begins[i + 1] - 1, all: 0, sure: 0 }));
    for (const event of this.shown) {
      const a = Number.isFinite(event.first) ? event.first : event.last;
      const b = Number.isFinite(event.last) ? event.last : event.first;
      for (const count of counts) {
        if (a > count.end || b < count.begin) continue;
        count.all += 1;
        if (a >= count.begin && b <= count.end) count.sure += 1;
      }
    }
    const most = Math.max(1, ...counts.map(({ all }) => all));
    return counts.flatMap(({ begin, end, all, sure }) =>
      [["heap", all], ["heap sure", sure]].filter(([, count]) => count > 0).map(([name, count]) => {
        const bar = at(this.place(begin), name);
        bar.style.width = `${Math.max(1, this.place(end + 1) - this.place(begin) - 1)}px`;
        bar.style.height = `${(count / most) * 1.8}rem`;
        bar.title = `${sure} in this time alone, ${all - sure} more that may have been or reached beyond it`;
        bar.dataset.period = `${begin} ${end}`;
        return bar;
      }),
    );
  }

  /** Shows a period; all there is where it is null. */
  show(period) {
    const least = this.hasTimes ? 3600 : 7 * DAY;
    const most = Math.max(1, Math.min(this.length / least, WIDEST / (this.boxWidth || 1)));
    const wasZoomed = this.zoom > 1;
    this.zoom = period ? Math.min(most, Math.max(1, this.length / (period[1] - period[0] + 1))) : 1;
    this.arrange();
    if (wasZoomed || period) {
      this.box.scrollLeft = period ? Math.round((period[0] - this.first) * this.scale) : 0;
      this.drawAxis();
    }
    this.onMove();
  }

  /** Zooms, and keeps what is at this part of the width where it is. */
  zoomBy(factor, at = 0.5) {
    const seen = this.boxWidth / this.scale;
    const middle = this.first + this.box.scrollLeft / this.scale + seen * at;
    const wanted = seen / factor;
    const from = Math.max(this.first, Math.min(this.last + 1 - wanted, middle - wanted * at));
    this.show(wanted >= this.length * 0.999 ? null : [from, from + wanted - 1]);
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
    this.items.get(this.selected)?.root.setAttribute("aria-selected", "false");
    this.selected = event;
    if (!event || !this.shown.includes(event)) return;
    this.items.get(event).root.setAttribute("aria-selected", "true");
    this.hold(event);
    this.reveal(event);
  }

  /** Scrolls the box, and nothing else, until the words of a mark are seen. */
  reveal(event) {
    const { root, label } = this.items.get(event);
    const words = label.offsetWidth;
    const head = this.axis.offsetHeight;
    const { scrollTop, clientHeight, scrollLeft, clientWidth } = this.box;
    const [left, top] = [root.offsetLeft, root.offsetTop + head];
    // By whole rows, so that none is cut by the axis.
    const toRow = (y) => Math.ceil(y / this.rowHeight) * this.rowHeight;
    if (top < scrollTop + head) this.box.scrollTop = toRow(top - head - this.rowHeight);
    else if (top + root.offsetHeight > scrollTop + clientHeight) this.box.scrollTop = toRow(top + root.offsetHeight - clientHeight);
    const end = left + root.offsetWidth;
    if (left + words > scrollLeft + clientWidth || end < scrollLeft + words) this.box.scrollLeft = left - clientWidth / 3;
  }
}

/** An element of the axis, so many pixels from the left. */
function at(x, name, text = "") {
  const element = document.createElement("div");
  element.className = name;
  element.style.left = `${x}px`;
  element.textContent = text;
  return element;
}

/**
 * The time of these events within a period, in whole years, months or days; where all is within two
 * days and some have a time, in hours. What lies outside of the period counts in full. If most are
 * dated within a year, the others are cut off where these end.
 */
function axisOf(events, [from, to], hasTimes) {
  const extend = ([first, last], event) => {
    const isOutside = event.last < from || event.first > to;
    const ends = isOutside ? [event.first, event.last] : [Math.max(event.first, from), Math.min(event.last, to)];
    const known = ends.filter(Number.isFinite);
    return [Math.min(first, ...known), Math.max(last, ...known)];
  };
  const short = events.filter((event) => reach(event) < 3);
  const isMost = short.length > events.length / 2;
  let [first, last] = (isMost ? short : events).reduce(extend, [Infinity, -Infinity]);
  const apart = events.filter((event) => event.last < first || event.first > last);
  [first, last] = apart.reduce(extend, [first, last]);
  if (first > last) [first, last] = Number.isFinite(to - from) ? [from, to] : [0, 0];
  const days = (last - first) / DAY;
  const unit = days > 1100 ? "year" : days > 92 ? "month" : hasTimes && days < 2 ? "hour" : "day";
  const begins = starts(STEPS.find((step) => step.unit === unit), first, last);
  return [begins[0], begins.at(-1) - 1];
}

/** How far the date of an event reaches: a day, a month, a year, more. */
function reach(event) {
  const days = Math.floor((event.last - event.first) / DAY);
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
