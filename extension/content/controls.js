/**
 * One control rule of an adapter, ready to be asked: does this element hold it, and does the event set it off?
 */

/** @typedef {import("../generated/vocabulary").Evidence} Evidence */

/** Events of a press. The guard asks at the first of them, and again at the one that activates. */
const PRESS_EVENTS = new Set([
  "pointerdown",
  "mousedown",
  "pointerup",
  "mouseup",
  "click",
  "auxclick",
  "touchstart",
  "touchend",
]);

/** What can be pressed; an adapter may say otherwise. */
const CLICKABLE = [
  "button",
  "a[href]",
  "input",
  "select",
  "textarea",
  "summary",
  "label",
  "video",
  "[contenteditable=true]",
  ...["button", "link", "menuitem", "menuitemradio", "option", "tab", "switch", "checkbox", "radio"].map(
    (role) => `[role=${role}]`,
  ),
].join(",");

/** Where keys write text, so that none of them is a shortcut. */
const EDITOR =
  "input:not([type=button], [type=submit], [type=checkbox], [type=radio]), textarea, select, [contenteditable=true], [contenteditable=''], [role=textbox]";

/** @param {any} event @returns {string | null} the trigger of the vocabulary that a key stands for */
function keyTrigger(event) {
  if (event.isComposing) return null;
  if (event.key === "Enter") {
    if (event.ctrlKey || event.metaKey) return "ctrl_enter";
    if (event.altKey) return "alt_enter";
    return event.shiftKey ? null : "enter";
  }
  if (typeof event.key !== "string" || event.key.length !== 1) return null;
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  return `${modified ? "modified_key" : "key"}:${event.key.toLowerCase()}`;
}

/** A piece of evidence, its patterns compiled. */
class EvidenceCheck {
  /** @param {Evidence} evidence @param {Materials} materials */
  constructor(evidence, materials) {
    this.evidence = evidence;
    this.icons = (evidence.icon ?? []).flatMap((name) => materials.icon(name));
    this.words = (evidence.label ?? []).map((name) => materials.words(name));
    this.at = evidence.at ? new RegExp(evidence.at, "iu") : null;
    this.notAt = evidence.not_at ? new RegExp(evidence.not_at, "iu") : null;
  }

  /** @param {Element} element @param {string} path of the page @returns {boolean} cheapest questions first */
  holds(element, path) {
    const { evidence } = this;
    if (evidence.match && !element.matches(evidence.match)) return false;
    if ((this.at && !this.at.test(path)) || this.notAt?.test(path)) return false;
    return this.#inside(element) && this.#around(element) && this.#looks(element);
  }

  #inside(/** @type {Element} */ element) {
    const { has, lacks } = this.evidence;
    return (!has || element.querySelector(has) !== null) && !(lacks && element.querySelector(lacks));
  }

  #around(/** @type {Element} */ element) {
    const { within, outside, group } = this.evidence;
    if (within && !closestAcross(element, within)) return false;
    if (outside && closestAcross(element, outside)) return false;
    return !group || this.#grouped(closestAcross(element, group));
  }

  #grouped(/** @type {Element | null} */ group) {
    const { group_has: has, group_lacks: lacks } = this.evidence;
    if (!group) return false;
    return (!has || group.querySelector(has) !== null) && !(lacks && group.querySelector(lacks));
  }

  #looks(/** @type {Element} */ element) {
    const { size } = this.evidence;
    if (this.icons.length > 0 && !hasIcon(element, this.icons)) return false;
    if (size && !iconIsSized(element, size)) return false;
    if (this.words.length === 0) return true;
    const labels = labelsOf(element);
    return this.words.some((words) => labels.some((label) => words.has(label)));
  }
}

/**
 * @typedef {object} Materials Named parts of an adapter; each throws with a sentence where the name is unknown.
 * @property {(name: string) => string[]} icon
 * @property {(name: string) => Words} words
 * @property {(name: string) => Finding[]} finders
 */

/** What finders read that can change without a change of the document: what is typed, and what was opened before. */
const FLEETING = new Set(["value", "handles", "opener", "tray"]);

/** What selectors ask that can change without a change of the document. */
const LIVE =
  /:(checked|indeterminate|placeholder-shown|autofill|(user-)?(in)?valid|focus|hover|active|target|modal|popover-open)/u;

/** One control rule. */
class Control {
  /** @param {import("../generated/vocabulary").Control} rule @param {Materials} materials */
  constructor(rule, materials) {
    this.rule = rule;
    this.triggers = new Set(rule.on ?? ["click"]);
    this.find = rule.find.map((evidence) => new EvidenceCheck(evidence, materials));
    const undo = rule.undo ?? false;
    this.always = undo === true;
    this.undo = Array.isArray(undo) ? undo.map((evidence) => new EvidenceCheck(evidence, materials)) : [];
    this.concerns = rule.concerns.flatMap((name) => materials.finders(name));
    /** Where the accounts were found. @type {Element | null} */
    this.scope = null;
    this.aliases = (rule.aliases ?? []).flatMap((name) => materials.finders(name));
    /** The text that was looked through last for whom it names. */
    this.prose = "";
    this.mentions = (rule.mentions ?? []).flatMap((name) => materials.finders(name));
    const all = [...this.concerns, ...this.aliases, ...this.mentions].map(({ finder }) => finder);
    /** Whether what it recognises stays true as long as the document and its address are the same. */
    this.lasts =
      !["opener", "mention"].includes(rule.interaction) &&
      !LIVE.test(JSON.stringify([rule.find, undo, all])) &&
      all.every(({ read = "link", from_frame }) => !from_frame && !FLEETING.has(read));
  }

  /** @param {Element} element @param {string} path @returns {boolean} */
  isIn(element, path) {
    return this.find.some((check) => check.holds(element, path));
  }

  /** @param {Element} element @param {string} path @returns {boolean} whether pressing it takes back */
  undoes(element, path) {
    return this.always || this.undo.some((check) => check.holds(element, path));
  }

  /** @param {Element} element @returns {string[] | SeenAccount[]} keys, or accounts that an opener concerned */
  whom(element) {
    const { found, scope } = this.#read(this.concerns, element);
    this.scope = scope;
    return found;
  }

  /** Ask finders, and keep the text that they looked through. @param {Finding[]} findings @param {Element} element */
  #read(findings, element) {
    for (const finding of findings) finding.prose = "";
    const answer = asked(findings, element);
    this.prose = findings.find(({ prose }) => prose)?.prose ?? "";
    return answer;
  }

  /** @param {Element} element @returns {string[]} keys of accounts that the text which it sends names */
  named(element) {
    const { found } = this.#read(this.mentions, element);
    return found.map((one) => (typeof one === "string" ? one : one.account));
  }
}

/**
 * Ask finders in order.
 * @param {Finding[]} findings
 * @param {Element} element
 * @returns {{found: string[] | SeenAccount[], scope: Element | null}} with the place where somebody was found first
 */
function asked(findings, element) {
  /** @type {string[]} */
  const keys = [];
  /** @type {Element | null} */
  let scope = null;
  for (const finding of findings) {
    finding.scope = null;
    const found = finding.run(element);
    scope ??= finding.scope;
    if (found === NOBODY) break;
    if (!found) continue;
    if (!finding.finder.more && keys.length === 0) return { found, scope };
    keys.push(...found.map((one) => (typeof one === "string" ? one : one.account)));
    if (!finding.finder.more) break;
  }
  return { found: [...new Set(keys)], scope };
}
