// Dates as seconds, counted from 1970, and how the date of an event meets a period.

const DAY = 86400;

/** The second of `1956-10-23` or `1956-10-23T22:25:00`; a day counts from `ofDay`. NaN for other text. */
function instant(text, ofDay = 0) {
  const parts = /^([+-]?\d+)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d))?$/.exec(text)?.slice(1).map(Number);
  if (!parts) return NaN;
  const [year, month, day, hours, minutes, seconds] = parts;
  const time = Number.isNaN(hours) ? ofDay : hours * 3600 + minutes * 60 + seconds;
  return startOf(year, month - 1, day) + time;
}

/** The first second of a day. Months are counted from 0, and may be more than a year has. */
function startOf(year, month = 0, day = 1) {
  return new Date(0).setUTCFullYear(year, month, day) / 1000;
}

/** A second as `instant` reads it: a day alone where it begins or ends one. */
function instantText(second) {
  return new Date(second * 1000).toISOString().replace(/T00:00:00.*|T23:59:59.*|\.000Z/, "");
}

function yearOf(second) {
  return new Date(second * 1000).getUTCFullYear();
}

/** The month of a second, counted from January of the year 0. */
function monthOf(second) {
  return yearOf(second) * 12 + new Date(second * 1000).getUTCMonth();
}

/** The name of a year: 1953, AD 64, 44 BC. */
function yearName(year) {
  if (year < 1) return `${1 - year} BC`;
  return year < 1000 ? `AD ${year}` : String(year);
}

/** The first and the last second of `first/last` or `first/last/step`; open and unknown sides are infinite. */
function stretch(text) {
  const [first, last, step] = text.split("/");
  const or = (second, open) => (Number.isNaN(second) ? open : second);
  return { first: or(instant(first), -Infinity), last: or(instant(last, DAY - 1), Infinity), step, unknown: first === "?" };
}

/** The stretches over which an event is drawn: of a span, all of it. */
function drawn(kind, stretches) {
  if (kind !== "span") return stretches;
  return [{ first: stretches[0].first, last: stretches[1].last }];
}

/**
 * How a date meets the period `from` to `to`: "certain", "possible" or "" for not at all. The rules
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
  const unit = STEPS.find((step) => step.unit === s.step && step.every === 1);
  const [start, next, after] = starts(unit, first, first + 800 * DAY);
  return start === first ? next - 1 <= last : after - 1 <= last;
}

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/** The first months, counted from 0, of what lasts three. */
const QUARTERS = new Map(Object.entries({
  spring: 2, summer: 5, autumn: 8, fall: 8, winter: 11, q1: 0, q2: 3, q3: 6, q4: 9,
  "first quarter": 0, "second quarter": 3, "third quarter": 6, "fourth quarter": 9,
  "1st quarter": 0, "2nd quarter": 3, "3rd quarter": 6, "4th quarter": 9,
}));

/** After how many months the parts of so many months begin, as the command line divides them. */
const THIRDS = { 3: [0, 1, 2, 3], 12: [0, 4, 8, 12], 120: [0, 48, 84, 120], 1200: [0, 408, 804, 1200] };

/**
 * The first and the last second of a typed year, month, day, season, quarter, decade, century, or a
 * part of one: `1956`, `44 BC`, `Oct 1956`, `1956-10`, `23 October 1956`, `spring 1956`, `1950s`,
 * `early 1956`. Null if it is none of these.
 */
function typedPeriod(text) {
  const words = text.toLowerCase().replace(/[,.]|\b(?:the|of|in)\b/g, " ").replace(/\s+/g, " ").trim();
  const part = /^(early|start|beginning|mid|late|end|(?:first|1st|second|2nd) half)[ -](.+)$/.exec(words);
  if (part) return partOf(typedPeriod(part[2]), part[1]);
  const iso = /^([+-]?\d{4,})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(words);
  if (iso) return period(Number(iso[1]), iso[2] && iso[2] - 1, iso[3]);
  const decade = /^(\d\d[1-9]0)'?s$/.exec(words);
  if (decade) return months(Number(decade[1]), 0, 120);
  const century = /^([1-9]\d?)(?:st|nd|rd|th) century( bce?)?$/.exec(words);
  if (century) return months(century[2] ? 1 - century[1] * 100 : century[1] * 100 - 100, 0, 1200);
  const year = /(?:^| )(?:(\d{4,})|year (\d+)|(?:ad|ce) (\d+)|(\d+) (?:ad|ce)|(\d+) (bce?))(?=[ -]|q\d|$)/.exec(words);
  const typed = year && Number(year.slice(1, 6).find(Boolean));
  if (!typed) return null;
  const number = year[6] ? 1 - typed : typed;
  const rest = words.replace(year[0], "").replace(/^-/, "").trim();
  if (QUARTERS.has(rest)) return months(number, QUARTERS.get(rest), 3);
  const [, before, name, after] = /^(\d\d?)? ?([a-z]{3,})? ?(\d\d?)?$/.exec(rest) ?? [];
  const month = name && MONTHS.findIndex((month) => month.startsWith(name));
  if (rest && (!name || month < 0 || (before && after))) return null;
  return period(number, month, before ?? after);
}

/** So many whole months. */
function months(year, month, count) {
  return [startOf(year, month), startOf(year, month + count) - 1];
}

/** The part of whole months that has this name, such as `early`; null if they have no such part. */
function partOf(whole, name) {
  if (!whole) return null;
  const first = monthOf(whole[0]);
  const n = monthOf(whole[1]) - first + 1;
  const begin = (after, day) => startOf(0, first + after, day);
  if (begin(0) !== whole[0] || begin(n) - 1 !== whole[1]) return null;
  let begins;
  if (name.endsWith("half")) begins = [begin(0), n % 2 ? begin((n - 1) / 2, 16) : begin(n / 2), begin(n)];
  else if (n === 1) begins = [begin(0), begin(0, 11), begin(0, 21), begin(1)];
  else begins = (/^(start|beginning|end)/.test(name) && n === 12 ? [0, 3, 9, 12] : THIRDS[n])?.map((after) => begin(after));
  const i = /^(mid|second|2nd)/.test(name) ? 1 : /^(late|end)/.test(name) ? 2 : 0;
  return begins ? [begins[i], begins[i + 1] - 1] : null;
}

/** A year, a month of it (counted from 0) or a day of that; null if there is no such day. */
function period(year, month, day) {
  const first = startOf(year, month ?? 0, day ?? 1);
  const isThere = !(month > 11) && monthOf(first) === year * 12 + (month ?? 0) && day !== "00";
  const next = day ? first + DAY : month === undefined ? startOf(year + 1) : startOf(year, month + 1);
  return isThere ? [first, next - 1] : null;
}
