// Dates as whole days, counted from 1 January 1970, and how the date of an event meets a period.

/** The number of a day written as 1953-03-05; an open or unknown side is infinite. */
function dayNumber(text, open) {
  const parts = /^([+-]?\d+)-(\d\d)-(\d\d)$/.exec(text);
  if (!parts) return open;
  const date = new Date(0);
  date.setUTCFullYear(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return Math.round(date.getTime() / 86400000);
}

/** The day with this number as 1953-03-05. */
function dayText(day) {
  const date = new Date(day * 86400000);
  const two = (n) => String(n).padStart(2, "0");
  return `${String(date.getUTCFullYear()).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

/** The year of a day. */
function yearOf(day) {
  return new Date(day * 86400000).getUTCFullYear();
}

/** The name of a year: 1953, AD 64, 44 BC. */
function yearName(year) {
  if (year < 1) return `${1 - year} BC`;
  return year < 1000 ? `AD ${year}` : String(year);
}

/** The month of a day, counted from January of the year 0. */
function monthOf(day) {
  return yearOf(day) * 12 + new Date(day * 86400000).getUTCMonth();
}

/** The number of the first day of a month, counted from 0, of a year. */
function firstDay(year, month) {
  return Math.round(new Date(0).setUTCFullYear(year, month, 1) / 86400000);
}

/** A stretch of days, from `first/last` or `first/last/step`. */
function stretch(text) {
  const [first, last, step] = text.split("/");
  return { first: dayNumber(first, -Infinity), last: dayNumber(last, Infinity), step, unknown: first === "?" };
}

/** The stretches over which an event is drawn: of a span, all of it. */
function drawn(kind, stretches) {
  if (kind !== "span") return stretches;
  return [{ first: stretches[0].first, last: stretches[1].last }];
}

/**
 * How a date meets the days `from` to `to`: "certain", "possible" or "" for not at all. The rules
 * are those of the filters of the program.
 */
function meets(kind, stretches, from, to) {
  const inside = (s) => s.first >= from && s.last <= to;
  const touches = (s) => s.first <= to && s.last >= from;
  if (!drawn(kind, stretches).some(touches)) return "";
  let certain;
  if (kind === "span") {
    const [start, end] = stretches;
    // It had surely begun by the end of the period, and had surely not ended before it.
    const begun = !start.unknown && (start.last === Infinity || start.last <= to);
    const lasting = !end.unknown && (end.first === -Infinity || end.first >= from);
    certain = begun && lasting;
  } else if (kind === "allof") {
    certain = stretches.some((s) => (s.step ? holdsStep(s, from, to) : inside(s)));
  } else {
    certain = stretches.every(inside);
  }
  return certain ? "certain" : "possible";
}

/** Whether the period holds a whole day, month or year of a stretch that is a range of them. */
function holdsStep(s, from, to) {
  const first = Math.max(s.first, from);
  const last = Math.min(s.last, to);
  if (first === -Infinity || last === Infinity) return true;
  if (s.step === "day") return first <= last;
  const date = new Date(first * 86400000);
  const [year, month] = [date.getUTCFullYear(), s.step === "year" ? 0 : date.getUTCMonth()];
  const months = s.step === "year" ? 12 : 1;
  const late = firstDay(year, month) < first ? months : 0;
  return firstDay(year, month + late + months) - 1 <= last;
}
