/**
 * What an opener was pressed for, so that the menu, dialog or composer it opens, which stands elsewhere in the page,
 * inherits the account. Forgotten after a while and when the page's address changes. A tray of reactions needs no press: it
 * opens above a control on which the pointer rests, or a finger.
 */

/** The longest that one writes in a composer, in ms. */
const REMEMBERED_MS = 30 * 60 * 1000;

/** A pointer that rests so long on a control, in ms, may have opened a tray; one that passes over it hasn't. */
const RESTING_MS = 250;

/** So long after the pointer left the control, in ms, its tray is gone. */
const TRAY_MS = 20_000;

/** @typedef {{control: Element, interaction: string, accounts: SeenAccount[], from: number, to: number, path: string}} Hover */

class Memory {
  /** @param {string[]} portalPaths addresses of menus and composers themselves: going there forgets nothing */
  constructor(portalPaths) {
    this.portals = portalPaths.map((pattern) => new RegExp(pattern, "u"));
    /** @type {Map<string, {accounts: SeenAccount[], at: number, path: string, order: number}>} */
    this.opened = new Map();
    this.order = 0;
    /** Where the pointer is now. @type {Hover | null} */
    this.hover = null;
    /** Where it rested last. @type {Hover | null} */
    this.rest = null;
  }

  /** The pointer came to a control, or to none. @param {Recognition | null} seen @param {string} path */
  pointed(seen, path) {
    const now = Date.now();
    if (this.hover && now - this.hover.from >= RESTING_MS) this.rest = { ...this.hover, to: now };
    if (!seen || seen.accounts.length === 0) this.hover = null;
    else if (this.hover?.control !== seen.control) {
      const { control, interaction, accounts } = seen;
      this.hover = { control, interaction, accounts, from: now, to: now, path };
    }
  }

  /**
   * @param {string[]} interactions any, if empty
   * @param {string} path of the page now
   * @returns {SeenAccount[]} of the control that a tray was opened from: pressed or rested on, whichever was last
   */
  tray(interactions, path) {
    const now = Date.now();
    const { hover, rest } = this;
    const current = hover && now - hover.from >= RESTING_MS ? { ...hover, to: now } : rest;
    const counts = (/** @type {string} */ name) => interactions.length === 0 || interactions.includes(name);
    const rested =
      current && counts(current.interaction) && current.path === path && now - current.to < TRAY_MS
        ? current
        : null;
    const opened = this.latest(interactions, path);
    if (!rested) return opened?.accounts ?? [];
    return opened && opened.at > rested.to ? opened.accounts : rested.accounts;
  }

  /** @param {string} interaction @param {SeenAccount[]} accounts @param {string} path */
  keep(interaction, accounts, path) {
    this.opened.set(interaction, { accounts, at: Date.now(), path, order: this.order++ });
  }

  /**
   * @param {string[]} interactions any, if empty
   * @param {string} path of the page now
   * @returns {{interaction: string, accounts: SeenAccount[], at: number} | null} the latest
   */
  latest(interactions, path) {
    const still = [...this.opened].filter(
      ([interaction, one]) =>
        (interactions.length === 0 || interactions.includes(interaction)) &&
        Date.now() - one.at < REMEMBERED_MS &&
        (one.path === path || this.portals.some((portal) => portal.test(path))),
    );
    const last = still.sort(([, a], [, b]) => b.order - a.order)[0];
    return last ? { interaction: last[0], accounts: last[1].accounts, at: last[1].at } : null;
  }
}
