/**
 * What an opener was pressed for, so that the menu, dialog or composer it opens, which stands elsewhere in the page,
 * inherits the account. Forgotten after a while and when the page's address changes.
 */

/** The longest that one writes in a composer, in ms. */
const REMEMBERED_MS = 30 * 60 * 1000;

class Memory {
  /** @param {string[]} portalPaths addresses of menus and composers themselves: going there forgets nothing */
  constructor(portalPaths) {
    this.portals = portalPaths.map((pattern) => new RegExp(pattern, "u"));
    /** @type {Map<string, {accounts: SeenAccount[], at: number, path: string, order: number}>} */
    this.opened = new Map();
    this.order = 0;
  }

  /** @param {string} interaction @param {SeenAccount[]} accounts @param {string} path */
  keep(interaction, accounts, path) {
    this.opened.set(interaction, { accounts, at: Date.now(), path, order: this.order++ });
  }

  /**
   * @param {string[]} interactions any, if empty
   * @param {string} path of the page now
   * @returns {{interaction: string, accounts: SeenAccount[]} | null} the latest
   */
  latest(interactions, path) {
    const still = [...this.opened].filter(
      ([interaction, one]) =>
        (interactions.length === 0 || interactions.includes(interaction)) &&
        Date.now() - one.at < REMEMBERED_MS &&
        (one.path === path || this.portals.some((portal) => portal.test(path))),
    );
    const last = still.sort(([, a], [, b]) => b.order - a.order)[0];
    return last ? { interaction: last[0], accounts: last[1].accounts } : null;
  }
}
