/** What all sections share: the settings as the agent has them, changed one at a time, each change said and undone. */

import { ask, sentenceOf } from "../../page.js";
import { Changes } from "../changes.js";

/**
 * @typedef {import("../../../generated/messages.js").SettingsReply} SettingsReply
 * @typedef {import("../../../generated/messages.js").Chosen} Chosen
 * @typedef {Record<string, any>} Wanted some of the settings
 * @typedef {() => Promise<Undoing | null>} Undo gives what does it again
 * @typedef {any} Undoing an `Undo`, which types can't say of themselves
 */

/** The settings that a request names, as they are now. @param {SettingsReply} reply @param {Wanted} wanted */
export function before({ settings, recommended }, wanted) {
  const now = /** @type {Wanted} */ ({ ...settings, tiers: { ...recommended, ...settings.tiers } });
  const entries = Object.keys(wanted).map((name) => [name, now[name]]);
  const cells = Object.keys(wanted.tiers ?? {}).map((cell) => [cell, now.tiers[cell]]);
  return { ...Object.fromEntries(entries), ...(wanted.tiers && { tiers: Object.fromEntries(cells) }) };
}

export class Kept {
  /** @type {SettingsReply | null} */
  reply = null;

  /** @param {() => Promise<void>} reload */
  constructor(reload) {
    /** @type {Changes<Undo>} */
    this.changes = new Changes(reload, (undo) => undo());
    this.reload = reload;
  }

  async load() {
    this.reply = await ask({ type: "settings" });
  }

  clear() {
    this.reply = null;
    this.changes.clear();
  }

  /** Change some settings, and say so. @param {Wanted} wanted @param {string} text what was changed, as a sentence */
  set(wanted, text) {
    return this.do(text, () => this.#put(wanted));
  }

  /** @param {Wanted} wanted @returns {Promise<Undo>} */
  async #put(wanted) {
    const earlier = before(/** @type {SettingsReply} */ (this.reply), wanted);
    this.reply = await ask({ type: "settings", ...wanted });
    return () => this.#put(earlier);
  }

  /**
   * Do something that can be undone, and say so; or say why not.
   * @param {string} text
   * @param {() => Promise<Undo | null>} action
   * @returns {Promise<boolean>} whether it was done
   */
  async do(text, action) {
    let done = true;
    this.changes.hush();
    try {
      this.changes.add(text, await action());
    } catch (error) {
      done = false;
      this.changes.problem = sentenceOf(error);
    }
    await this.reload();
    return done;
  }
}
