/**
 * Pages whose opening their owner can see: links to them, and the page itself.
 */

class Views {
  /** @param {import("../generated/vocabulary").View[]} rules @param {People} people */
  constructor(rules, people) {
    this.people = people;
    this.rules = rules.map(({ name, at, interaction = "view", kinds = ["content"], optional = false }) =>
      checked(`view "${name}"`, () => ({ at: new RegExp(at, "iu"), interaction, kinds, optional })),
    );
    /** Whether those count that the therapist has to switch on. */
    this.optional = false;
  }

  /** @param {Element} link @param {string} gesture @returns {Recognition | null} what following it does */
  leading(link, gesture) {
    const seen = this.#seen(link.getAttribute("href") ?? "");
    if (!seen || seen.key === this.#here()?.key) return null;
    return this.#told(seen, link, gesture);
  }

  /** @returns {Recognition | null} what coming to the page's own address does */
  arrived() {
    const seen = this.#here();
    return seen && this.#told(seen, this.people.document.documentElement, "address");
  }

  #here() {
    return this.rules.length > 0 ? this.#seen(placeOf(this.people.document).href) : null;
  }

  /** @param {string} href @returns {{key: string, interaction: string} | null} */
  #seen(href) {
    if (this.rules.length === 0) return null;
    const { pathname, search } = parsedUrl(href, this.people.document.baseURI) ?? {
      pathname: "",
      search: "",
    };
    for (const { at, interaction, kinds, optional } of this.rules) {
      if ((optional && !this.optional) || !at.test(`${pathname}${search}`)) continue;
      const key = this.people.linked(href, kinds);
      if (key) return { key, interaction };
    }
    return null;
  }

  /** @param {{key: string, interaction: string}} seen @param {Element} control @param {string} gesture @returns {Recognition} */
  #told({ key, interaction }, control, gesture) {
    const accounts = [this.people.seen(key, control, control)];
    return { interaction, role: "performs", undo: false, gesture, control, accounts };
  }
}
