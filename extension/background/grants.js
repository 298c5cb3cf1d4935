/**
 * Overrides that the agent has committed and that the page may now use, once.
 *
 * A grant ends as `used` (the page reports that the gesture went through) or `lapsed` (its time is over, the page was
 * left, the tab closed). Both are reported even if the worker dies in between.
 */

/**
 * @typedef {object} GrantRecord
 * @property {string} id
 * @property {number} warning sequence in the override log
 * @property {number} tab
 * @property {number} frame
 * @property {string} page
 * @property {string} interaction
 * @property {string[]} accounts keys
 * @property {number} until ms since 1970
 */

export const LAPSE_ALARM = "lapse";

/** A report of `used` may be on its way when the time is over, in ms. */
const GRACE_MS = 2000;

export class Grants {
  /**
   * @param {import("./memory.js").Memory} memory
   * @param {import("./outbox.js").Outbox} outbox
   */
  constructor(memory, outbox) {
    this.memory = memory;
    this.outbox = outbox;
  }

  /**
   * Arm the page. Resolves to whether the page is still there to be armed; if not, the grant has lapsed.
   * @param {GrantRecord} grant
   */
  async arm(grant) {
    await this.memory.change("grants", grant.id, grant);
    const { id, interaction, accounts, until, page } = grant;
    const message = { type: "arm", page, grant: { id, interaction, accounts, until } };
    const armed = await chrome.tabs
      .sendMessage(grant.tab, message, { frameId: grant.frame })
      .catch(() => false);
    if (armed !== true) await this.#end(grant, "lapsed");
    else chrome.alarms.create(`${LAPSE_ALARM} ${id}`, { when: until + GRACE_MS });
    return armed === true;
  }

  /**
   * The page says that the gesture went through.
   * @param {string} id
   * @param {number} tab
   * @returns {Promise<GrantRecord | null>}
   */
  async used(id, tab) {
    const grant = /** @type {GrantRecord | undefined} */ ((await this.memory.table("grants"))[id]);
    if (!grant || grant.tab !== tab) return null;
    await this.#end(grant, "used");
    return grant;
  }

  /** End all that match: what is past its time always does. @param {(grant: GrantRecord) => boolean} [matches] */
  async lapse(matches = () => false) {
    const grants = /** @type {GrantRecord[]} */ (Object.values(await this.memory.table("grants")));
    for (const grant of grants) {
      if (matches(grant) || Date.now() > grant.until + GRACE_MS) await this.#end(grant, "lapsed");
    }
  }

  /** @param {GrantRecord} grant @param {"used" | "lapsed"} use */
  async #end(grant, use) {
    await this.outbox.put({ type: "warning.use", warning: grant.warning, use });
    await this.memory.change("grants", grant.id, null);
    await chrome.alarms.clear(`${LAPSE_ALARM} ${grant.id}`);
    if (use === "used") return;
    const message = { type: "disarm", page: grant.page, grant: grant.id };
    await chrome.tabs.sendMessage(grant.tab, message, { frameId: grant.frame }).catch(() => null);
  }
}
