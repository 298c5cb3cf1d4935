/**
 * Keys that mean something else because of the one before: where `g` and then `f` go to a page, that `f` likes nothing.
 */

/** A key belongs to the one before for so long, in ms: as Mastodon has it. */
const SEQUENCE_MS = 1000;

/** @typedef {import("../generated/vocabulary").Sequence} SequenceRule */

class Sequences {
  /** @param {SequenceRule[]} rules @param {(rule: import("../generated/vocabulary").Said) => string | undefined} said by the page */
  constructor(rules, said) {
    this.rules = rules;
    this.said = said;
    /** The last key that the page saw. @type {{key: string, target: EventTarget | null, at: number}} */
    this.last = { key: "", target: null, at: 0 };
  }

  /**
   * The page sees a key. When the browser hands it out is what counts, not when it was pressed: only then does the page's
   * own clock begin.
   * @param {any} event
   */
  typed({ key, target }) {
    if (this.rules.length > 0) this.last = { key: String(key).toLowerCase(), target, at: performance.now() };
  }

  /** @param {any} event @returns {boolean} whether its key and the one before, in the same place, are something of their own */
  ends({ key, target }) {
    const { last } = this;
    if (last.target !== target || performance.now() - last.at >= SEQUENCE_MS) return false;
    const rules = this.rules.filter(
      (rule) => rule.first === last.key && rule.next.includes(key.toLowerCase()),
    );
    return rules.some(({ says }) => !says || Boolean(this.said(says)));
  }
}
