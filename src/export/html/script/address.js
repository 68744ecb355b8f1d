// What is chosen, as the part of the address after `#`, so that a link shows it again.

/** The address of a choice, an open event, the view and the period that is in sight. */
function toAddress(choice, open, show, view) {
  const parts = [];
  const add = (name, value) => value && parts.push(`${name}=${value}`);
  for (const facet of FACETS) add(facet, Array.from(choice[facet]).join(","));
  add("q", encodeURIComponent(choice.q.trim()));
  add("from", encodeURIComponent(choice.from.trim()));
  add("to", encodeURIComponent(choice.to.trim()));
  add("disputed", choice.disputed ? "1" : "");
  add("show", show === "timeline" ? "" : show);
  add("view", view ? view.map(instantText).join("_") : "");
  add("event", open?.slug ?? "");
  return parts.join("&");
}

/**
 * What an address asks for, or null where it is only the name of a part of the page. Names that
 * the page does not know are passed over.
 */
function fromAddress(address, knows) {
  if (address && !address.includes("=")) return null;
  const choice = everything();
  let open = "";
  let view = null;
  let show = "timeline";
  for (const part of address.split("&").filter(Boolean)) {
    const cut = part.indexOf("=");
    const [name, value] = [part.slice(0, cut), part.slice(cut + 1)];
    if (FACETS.includes(name)) choice[name] = new Set(value.split(",").filter((slug) => knows(name, slug)));
    else if (["q", "from", "to"].includes(name)) choice[name] = decoded(value);
    else if (name === "disputed") choice.disputed = value === "1";
    else if (name === "event") open = value;
    else if (name === "show") show = value;
    else if (name === "view") view = periodIn(value);
  }
  return { choice, open, show, view };
}

function decoded(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The first and the last second of a period in an address, or null where it is none. */
function periodIn(value) {
  const [from, to] = value.split("_").map((text, i) => instant(text, i * (DAY - 1)));
  return from < to ? [from, to] : null;
}
