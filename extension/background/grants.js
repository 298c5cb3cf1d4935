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

/** What opening a page may do. */
const LEADING = new Set(["view", "join"]);

/** A press on a link that was let through leads to its page within this time, in ms. */
const LED_MS = 10_000;

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
    /** Pages that a press led to: they aren't held once more. @type {{accounts: string[], until: number}[]} */
    this.led = [];
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
   * Open the page that was left because of its address. Resolves to whether its tab is still there; if not, the grant has
   * lapsed.
   * @param {GrantRecord} grant
   * @param {string} address
   */
  async open(grant, address) {
    const kept = { ...grant, page: "" };
    await this.memory.change("grants", grant.id, kept);
    chrome.alarms.create(`${LAPSE_ALARM} ${grant.id}`, { when: grant.until + GRACE_MS });
    const opened = await chrome.tabs.update(grant.tab, { url: address }).then(
      () => true,
      () => false,
    );
    if (!opened) await this.#end(kept, "lapsed");
    return opened;
  }

  /**
   * A page has come whose opening is to be held: unless the therapist has decided to go there.
   * @param {number} tab
   * @param {string[]} keys of whose page it is
   * @returns {Promise<{allowed: boolean, used?: GrantRecord}>}
   */
  async arrived(tab, keys) {
    const now = Date.now();
    const isFor = (/** @type {{accounts: string[], until: number}} */ { accounts, until }) =>
      until > now && accounts.some((key) => keys.includes(key));
    const grants = /** @type {GrantRecord[]} */ (Object.values(await this.memory.table("grants")));
    const grant = grants.find(
      (each) => each.tab === tab && !each.page && LEADING.has(each.interaction) && isFor(each),
    );
    if (grant) await this.#end(grant, "used");
    const led = this.led.find(isFor);
    this.led = this.led.filter((each) => each !== led && each.until > now);
    return grant ? { allowed: true, used: grant } : { allowed: led !== undefined };
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
    if (LEADING.has(grant.interaction))
      this.led.push({ accounts: grant.accounts, until: Date.now() + LED_MS });
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
