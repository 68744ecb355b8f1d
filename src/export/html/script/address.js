// What is chosen, as the part of the address after `#`, so that a link shows it again.

/** The address of a choice, an open event and the days that are in view. */
function toAddress(choice, open, view) {
  const parts = [];
  const add = (name, value) => value && parts.push(`${name}=${value}`);
  for (const facet of FACETS) add(facet, Array.from(choice[facet]).join(","));
  add("q", encodeURIComponent(choice.q.trim()));
  add("from", choice.from);
  add("to", choice.to);
  add("disputed", choice.disputed ? "1" : "");
  add("view", view ? view.map(dayText).join("_") : "");
  add("event", open?.slug ?? "");
  return parts.join("&");
}

/**
 * What an address asks for, or null where it is only the name of a part of the page. Names that
 * the page does not know are passed over, as are days that are none.
 */
function fromAddress(address, knows) {
  if (address && !address.includes("=")) return null;
  const choice = everything();
  let open = "";
  let view = null;
  for (const part of address.split("&").filter(Boolean)) {
    const cut = part.indexOf("=");
    const [name, value] = [part.slice(0, cut), part.slice(cut + 1)];
    const isDay = Number.isFinite(dayNumber(value, NaN));
    if (FACETS.includes(name)) choice[name] = new Set(value.split(",").filter((slug) => knows(name, slug)));
    else if (name === "q") choice.q = decoded(value);
    else if ((name === "from" || name === "to") && isDay) choice[name] = value;
    else if (name === "disputed") choice.disputed = value === "1";
    else if (name === "event") open = value;
    else if (name === "view") view = daysOf(value);
  }
  return { choice, open, view };
}

function decoded(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The two days of a view, or null where they are none. */
function daysOf(value) {
  const days = value.split("_").map((text) => dayNumber(text, NaN));
  return days.length === 2 && days[0] < days[1] ? days : null;
}
