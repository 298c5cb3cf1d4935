/**
 * The dashboard's pages, in the order of the list on the left. A new one is a line here. All but the first are read when they
 * are first shown.
 */

import { Later } from "./later.js";
import { WatchListPage } from "./watchlist.js";

/**
 * @typedef {object} Page What the dashboard shows, one at a time.
 * @property {() => string} heading what is shown, as its title
 * @property {() => Promise<void>} load read from the agent what is shown; called whenever that may have changed
 * @property {() => unknown} view a template
 * @property {() => void} clear the vault is locked: forget what it held, but for what is being typed
 * @property {boolean} [unsaved] whether something was typed that isn't saved
 * @property {(part: string, flag?: string) => void | Promise<void>} [turnTo] show this part of it
 * @property {(flag: string) => void} [narrow] show only what has this flag; empty: all
 *
 * @typedef {(about: {client: string, label: string}, button: string) => Promise<void>} Everything shows a client's page;
 *   the button with this id has the focus again afterwards
 */

/** @typedef {(page: string, part?: string, flag?: string) => Promise<void>} Go shows another page, or a part of it, narrowed to a flag */

/**
 * @param {() => void} redraw
 * @param {() => Promise<void>} refresh reads what is shown anew, then redraws
 * @param {Go} go
 * @returns {Record<string, Page>} by the key of each one's name in _locales
 */
export function makePages(redraw, refresh, go) {
  const watchList = new WatchListPage(redraw);
  /** @param {string} page @param {string} [part] @returns {Everything} that comes back to a page */
  const everything = (page, part) => async (about, button) => {
    watchList.everything(about, async () => {
      await go(page, part);
      document.getElementById(button)?.focus();
    });
    await go("watchList");
    document.getElementById("heading")?.focus();
    scrollTo(0, 0);
  };
  const log = async () => (await import("./log.js")).makeLog(redraw, refresh, everything("log"));
  const practice = async () =>
    (await import("./practice/practice.js")).makePractice(
      redraw,
      refresh,
      go,
      everything("practice", "contacts"),
    );
  const due = async () => new (await import("./due.js")).DuePage(go);
  const settings = async () => (await import("./settings/settings.js")).makeSettings(redraw, refresh);
  return {
    watchList,
    log: new Later("log", log),
    practice: new Later("practice", practice),
    due: new Later("due", due),
    settings: new Later("settings", settings),
  };
}
