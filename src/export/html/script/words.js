// Words as they are searched for: case and accents aside, a part for the whole, and from five
// letters on one typo forgiven.

/** Letters that are no others with an accent. */
const LETTERS = new Map([
  ["\u0142", "l"], ["\u00f8", "o"], ["\u0111", "d"], ["\u00df", "ss"], ["\u00e6", "ae"], ["\u0153", "oe"], ["\u0131", "i"],
]);

function fold(text) {
  const lower = text.toLowerCase();
  if (/^[\x00-\x7f]*$/.test(lower)) return lower;
  const plain = lower.normalize("NFD").replace(/\p{M}/gu, "");
  return plain.replace(/[^\x00-\x7f]/g, (letter) => LETTERS.get(letter) ?? letter);
}

/** The words of a text, each with where it stands. */
function wordsOf(text) {
  return Array.from(text.matchAll(/[\p{L}\p{N}\p{M}]+/gu), (found) => ({
    folded: fold(found[0]),
    start: found.index,
    end: found.index + found[0].length,
  }));
}

/** Whether the word `found` fits the word `wanted`, both folded. */
function fits(wanted, found) {
  if (found.includes(wanted)) return true;
  return wanted.length >= 5 && Math.abs(found.length - wanted.length) <= 1 && isOneTypo(wanted, found);
}

/** Whether one letter more, less or other, or two exchanged, make the one word the other. */
function isOneTypo(a, b) {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  const rest = (word, from) => word.slice(from);
  if (a.length > b.length) return rest(a, i + 1) === rest(b, i);
  if (a.length < b.length) return rest(a, i) === rest(b, i + 1);
  const exchanged = a[i] === b[i + 1] && a[i + 1] === b[i] && rest(a, i + 2) === rest(b, i + 2);
  return rest(a, i + 1) === rest(b, i + 1) || exchanged;
}

/** The words of an element that fit one of the wanted words, each as a range of its text. */
function rangesOf(element, wanted) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const ranges = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    for (const { folded, start, end } of wordsOf(text.data)) {
      if (!wanted.some((word) => fits(word, folded))) continue;
      ranges.push(new StaticRange({ startContainer: text, startOffset: start, endContainer: text, endOffset: end }));
    }
  }
  return ranges;
}
