// The labels of the time axis: the finest steps for which there is room, on round dates.

/** A step begins at every so many of a unit; `seconds` is about how long it lasts. */
const STEPS = Object.entries({
  minute: [60, [1, 5, 15, 30]],
  hour: [3600, [1, 3, 6, 12]],
  day: [DAY, [1, 7, 14]],
  month: [30.4 * DAY, [1, 3, 6]],
  year: [365.2 * DAY, [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000]],
}).flatMap(([unit, [seconds, sizes]]) => sizes.map((every) => ({ unit, every, seconds: seconds * every })));

/** The first seconds of the steps from the one that holds `from` to the one after `to`. */
function starts({ unit, every, seconds }, from, to) {
  const list = [];
  // Whether this was the last one needed. All before the one that holds `from` are dropped.
  const add = (second) => {
    if (second <= from) list.length = 0;
    list.push(second);
    return second > to;
  };
  if (unit === "year") {
    // There is no year 0: 44 BC counts as -44, and the year 1 takes the place of 0.
    for (let n = Math.floor((yearOf(from) - 1) / every) * every; ; n += every) {
      if (add(startOf(every === 1 || n < 1 ? n + 1 : n))) return list;
    }
  }
  if (unit === "month") {
    for (let n = Math.floor(monthOf(from) / every) * every; ; n += every) if (add(startOf(0, n))) return list;
  }
  if (unit === "day") {
    for (let month = monthOf(from); ; month += 1) {
      const days = (startOf(0, month + 1) - startOf(0, month)) / DAY;
      // A last step of a month that is too short for a label joins the one before.
      for (let day = 1; day <= days && (every === 1 || day <= 31 - every); day += every) if (add(startOf(0, month, day))) return list;
    }
  }
  for (let second = Math.floor(from / seconds) * seconds; ; second += seconds) if (add(second)) return list;
}

/** A step's label, and the label of the longer period that it is in. */
function stepLabels({ unit, every }, second) {
  const date = new Date(second * 1000);
  const year = yearName(date.getUTCFullYear());
  const name = MONTHS[date.getUTCMonth()];
  const month = name[0].toUpperCase() + name.slice(1);
  if (unit === "year") return [year, ""];
  if (unit === "month") return [month.slice(0, 3), year];
  if (unit === "day") return [String(date.getUTCDate()), `${every > 1 ? month.slice(0, 3) : month} ${year}`];
  return [date.toISOString().slice(-13, -8), `${date.getUTCDate()} ${month} ${year}`];
}

/**
 * The finest step whose labels do not touch: `scale` is pixels a second, and `measure` the width of
 * a text. None is finer than a day unless some event has a time.
 */
function stepFor(from, to, scale, measure, hasTimes) {
  const room = (step) => {
    const labels = step.unit === "year" ? [from, to] : [startOf(2000, 8, 28)];
    return Math.max(52, ...labels.map((second) => measure(stepLabels(step, second)[0]) + 14)) <= step.seconds * scale;
  };
  const days = STEPS.findIndex((step) => step.unit === "day");
  return STEPS.slice(hasTimes ? 0 : days).find(room) ?? STEPS.at(-1);
}
