/** The dashboard's pages, in the order of the list on the left. A new one is a line here. */

import { DuePage } from "./due.js";
import { EntriesPage } from "./log-entries.js";
import { ProofPage } from "./log-proof.js";
import { PicturesPage } from "./pictures.js";
import { ConsentsPage } from "./practice/consents.js";
import { ContactsPage } from "./practice/contacts.js";
import { CrisisPage } from "./practice/crisis.js";
import { PolicyPage } from "./practice/policy.js";
import { ProfilesPage } from "./practice/profiles.js";
import { SupervisionPage } from "./practice/supervision.js";
import { Sections } from "./sections.js";
import { makeSettings } from "./settings/settings.js";
import { WatchListPage } from "./watchlist.js";

/**
 * @typedef {object} Page What the dashboard shows, one at a time.
 * @property {() => string} heading what is shown, as its title
 * @property {() => Promise<void>} load read from the agent what is shown; called whenever that may have changed
 * @property {() => unknown} view a template
 * @property {() => void} clear the vault is locked: forget what it held, but for what is being typed
 * @property {boolean} [unsaved] whether something was typed that isn't saved
 *
 * @typedef {(about: {client: string, label: string}, button: string) => Promise<void>} Everything shows a client's page;
 *   the button with this id has the focus again afterwards
 */

/**
 * @param {() => void} redraw
 * @param {() => Promise<void>} refresh reads what is shown anew, then redraws
 * @param {(page: string, part?: string) => Promise<void>} go shows another page, or a part of it
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
  const entries = new EntriesPage(redraw, everything("log"));
  const log = {
    entries,
    pictures: new PicturesPage(redraw),
    proof: new ProofPage(redraw, () => entries.filter),
  };
  const practice = {
    policy: new PolicyPage(redraw),
    consents: new ConsentsPage(redraw),
    contacts: new ContactsPage(redraw, everything("practice", "contacts")),
    profiles: new ProfilesPage(redraw, go),
    crisis: new CrisisPage(redraw),
    supervision: new SupervisionPage(redraw),
  };
  return {
    watchList,
    log: new Sections("log", log, refresh),
    practice: new Sections("practice", practice, refresh),
    due: new DuePage(go),
    settings: makeSettings(redraw, refresh),
  };
}
