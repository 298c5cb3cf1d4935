/**
 * What holds of an element: selectors across shadow roots, icons, sizes, labels. Reads only; never asks for layout.
 */

/** Longer texts are prose, not the label of a control. In characters. */
const MAX_LABEL = 80;

/** So many icons of an element are looked at. */
const MAX_ICONS = 4;

/**
 * @param {Element | null} element
 * @param {string} selector
 * @returns {Element | null} the nearest that matches, the element itself included, out through shadow roots
 */
function closestAcross(element, selector) {
  for (let at = element; at; at = hostOf(at)) {
    const found = at.closest(selector);
    if (found) return found;
  }
  return null;
}

/** @param {Element} element @returns {Element | null} the host of the shadow root that it stands in */
function hostOf(element) {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** @param {Element} element @returns {Element | null} its parent, out through shadow roots */
function parentOf(element) {
  return element.parentElement ?? hostOf(element);
}

/** @param {Element} element @param {string} selector @returns {boolean} whether it is or contains a match */
function holds(element, selector) {
  return element.matches(selector) || element.querySelector(selector) !== null;
}

/** @param {Node} node @param {number} limit in characters @returns {string} its text without that of icons */
function textOf(node, limit) {
  let text = "";
  for (let child = node.firstChild; child && text.length <= limit; child = child.nextSibling) {
    if (child.nodeType === Node.TEXT_NODE) text += child.nodeValue;
    else if (child instanceof HTMLElement) text += textOf(child, limit - text.length);
  }
  return text;
}

/** Elements of an editor that stand on lines of their own. */
const LINES = new Set([
  "address",
  "blockquote",
  "br",
  "div",
  "figure",
  "h1",
  "h2",
  "h3",
  "li",
  "ol",
  "p",
  "pre",
  "ul",
]);

/** @param {Element} node a field, or an editor @returns {string} what is written there, line by line */
function proseOf(node) {
  if ("value" in node && typeof node.value === "string") return node.value;
  let text = "";
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) text += child.nodeValue;
    else if (child instanceof Element)
      text += LINES.has(child.localName) ? `\n${proseOf(child)}\n` : proseOf(child);
  }
  return text;
}

/**
 * @param {string} text
 * @returns {string[][]} each `@handle` as it may be meant, the longest first: a full stop may end the sentence or belong to it
 */
function handlesIn(text) {
  const found = text.matchAll(
    /(?<![a-z0-9_@＠=]|\S\.\S{0,80}\/)[@＠]([a-z0-9_][a-z0-9_.-]*(?:@[a-z0-9][a-z0-9.-]*(?::\d+)?)?)/giu,
  );
  return [...found].map(([, written = ""]) => {
    const whole = written.replace(/[.:-]+$/u, "");
    const ends = [...whole.matchAll(/[.:@-]/gu)].map(({ index }) => whole.slice(0, index));
    return [whole, ...ends.reverse()];
  });
}

/** @param {string} text @returns {string} as labels are compared */
function folded(text) {
  return alike(text.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, ""))
    .replace(/\s+/gu, " ")
    .trim();
}

/** Sites write an apostrophe or a quotation mark now so, now otherwise. @param {string} text @returns {string} */
function alike(text) {
  return text
    .normalize("NFC")
    .replace(/[\u2018\u2019\u201b\u02bc\u2032\u05f3\u00b4`]/gu, "'")
    .replace(/[\u201c-\u201f\u00ab\u00bb\u2033\u05f4]/gu, '"')
    .toLowerCase();
}

/** What was read of elements for one event: many rules ask the same. @type {{labels: Map<Element, string[]>, marks: Map<Element, string[]>}} */
let looked = { labels: new Map(), marks: new Map() };

/** Begin anew, since the page may have changed. */
function forgetLooks() {
  looked = { labels: new Map(), marks: new Map() };
}

/** @param {Element} element @returns {string[]} what it is called: its aria-label, its text, its title */
function labelsOf(element) {
  const known = looked.labels.get(element) ?? readLabels(element);
  looked.labels.set(element, known);
  return known;
}

/** @param {Element} element @returns {string[]} */
function readLabels(element) {
  const labels = [];
  for (const name of ["aria-label", "title"]) {
    const value = element.getAttribute(name);
    if (value) labels.push(folded(value));
  }
  labels.push(...iconLabels(element));
  const text = textOf(element, MAX_LABEL);
  if (text && text.length <= MAX_LABEL) labels.push(folded(text));
  return labels;
}

/** @param {Element} element @returns {string[]} what its first named icon is called: by attribute, or by its own title */
function iconLabels(element) {
  const icon = element.querySelector("svg[aria-label], svg[title], svg:has(> title)");
  const said = [
    icon?.getAttribute("aria-label"),
    icon?.getAttribute("title"),
    icon?.querySelector("title")?.textContent,
  ];
  return [...new Set(said.map((text) => folded(text ?? "")).filter(Boolean))];
}

/**
 * One word list: whole labels, and labels with a part left open (`Follow *`), as the adapter writes them.
 */
class Words {
  /** @param {Record<string, string[]>} byLanguage */
  constructor(byLanguage) {
    /** @type {Set<string>} */
    this.whole = new Set();
    /** @type {[string, string][]} */
    this.open = [];
    for (const words of Object.values(byLanguage)) for (const word of words) this.#add(word);
  }

  #add(/** @type {string} */ word) {
    const star = word.indexOf("*");
    if (star < 0) this.whole.add(folded(word));
    else this.open.push([alike(word.slice(0, star)), alike(word.slice(star + 1))]);
  }

  /** @param {string} label folded @returns {boolean} */
  has(label) {
    return this.whole.has(label) || this.left(label) !== null;
  }

  /** @param {string} label folded @returns {string | null} what stands where the word list leaves a part open */
  left(label) {
    for (const [before, after] of this.open) {
      if (label.length <= before.length + after.length) continue;
      if (label.startsWith(before) && label.endsWith(after)) {
        return label.slice(before.length, label.length - after.length).trim();
      }
    }
    return null;
  }
}

/** @param {Element} element @returns {string[]} the marks of its first icons */
function marksOf(element) {
  const known = looked.marks.get(element);
  if (known) return known;
  const icons =
    element.localName === "svg" ? [element] : [...element.querySelectorAll("svg")].slice(0, MAX_ICONS);
  const marks = icons.flatMap(iconMarks);
  looked.marks.set(element, marks);
  return marks;
}

/** @param {Element} svg @returns {string[]} all that tells which icon it is, each with its kind before a colon */
function iconMarks(svg) {
  const marks = [];
  for (const name of ["data-test-icon", "id"]) {
    const value = svg.getAttribute(name);
    if (value) marks.push(`id:${value}`);
  }
  for (const word of svg.classList) marks.push(`class:${word}`);
  for (const shape of svg.querySelectorAll("use, path, polygon, line, rect, circle"))
    marks.push(shapeMark(shape));
  return marks;
}

/** @param {Element} shape @returns {string} */
function shapeMark(shape) {
  if (shape.localName === "use") {
    return `use:${(shape.getAttribute("href") ?? shape.getAttribute("xlink:href") ?? "").replace(/^[^#]*#/u, "")}`;
  }
  if (shape.localName === "path") return `path:${(shape.getAttribute("d") ?? "").trim()}`;
  if (shape.localName === "polygon") return `polygon:${shape.getAttribute("points") ?? ""}`;
  return `${shape.localName}:${["x1", "x2", "y1", "y2"].map((name) => shape.getAttribute(name) ?? "").join(",")}`;
}

/** @param {string} mark of a page @param {string} known of an adapter @returns {boolean} outlines by their beginning */
function sameIcon(mark, known) {
  return /^(path|polygon):/u.test(known) ? mark.startsWith(known) : mark === known;
}

/** @param {Element} element @param {string[]} known marks @returns {boolean} whether one of its icons is one of these */
function hasIcon(element, known) {
  return marksOf(element).some((mark) => known.some((each) => sameIcon(mark, each)));
}

/** @param {Element} element @param {[number, number]} range in px @returns {boolean} by the attributes of its icon */
function iconIsSized(element, [least, most]) {
  const icon = element.localName === "svg" ? element : element.querySelector("svg");
  const size = Number.parseFloat(icon?.getAttribute("height") ?? icon?.getAttribute("width") ?? "");
  return size >= least && size <= most;
}
