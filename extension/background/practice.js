/**
 * The practice warning: the warning's own window about a made-up person. It asks the agent nothing and tells it nothing:
 * no list is looked into, nothing is recorded, and going ahead lets something through on the sample page only.
 */

import { loadTexts, t } from "./texts.js";
import { bringForward, closeWindow, giveFocusBack, openWindow } from "./windows.js";

const TABLE = "practice";

/** What a real warning would say of these: a tier A and a tier B. */
const WARNINGS = Object.freeze({
  follow: { tier: "A", wait: 3, layout: 0 },
  react: { tier: "B", wait: 0, layout: 2 },
});

/** As a grant lasts, in seconds. */
const GRANTED = 30;

/** @typedef {keyof typeof WARNINGS} Interaction */
/** @typedef {{id: string, interaction: Interaction, tab: number, window: number | null, settled: boolean}} Open */

export class Practice {
  /**
   * @param {object} parts
   * @param {import("./memory.js").Memory} parts.memory
   * @param {() => Promise<void>} parts.practised called after each warning that was answered
   */
  constructor({ memory, practised }) {
    this.memory = memory;
    this.practised = practised;
  }

  /** @param {unknown} id @returns {Promise<Open | undefined>} */
  async #of(id) {
    return (await this.memory.table(TABLE))[String(id)];
  }

  /**
   * Open a warning for a press on the sample page, or bring the open one forward.
   * @param {string} interaction
   * @param {unknown} place
   * @param {number} tab of the sample page
   */
  async open(interaction, place, tab) {
    if (!Object.hasOwn(WARNINGS, interaction)) return;
    const [earlier] = Object.values(await this.memory.table(TABLE));
    if (earlier && (await bringForward(earlier.window))) return;
    if (earlier) await this.#end(earlier);
    /** @type {Open} */
    const open = {
      id: crypto.randomUUID(),
      interaction: /** @type {Interaction} */ (interaction),
      tab,
      window: null,
      settled: false,
    };
    await this.memory.change(TABLE, open.id, open);
    open.window = await openWindow(open.id, place);
    await this.memory.change(TABLE, open.id, open);
  }

  /** What the window shows; null: no such warning. @param {string} id */
  async view(id) {
    const open = await this.#of(id);
    if (!open) return null;
    const { interaction } = open;
    await loadTexts();
    const view = {
      ...WARNINGS[interaction],
      interaction,
      warning: 0,
      account: "sample:alex.birch",
      platform: t("sampleSite"),
      label: t("sampleLabel"),
      status: "current",
      verdict: "listed",
      snooze: false,
      own_account: null,
      own_role: null,
    };
    const press = { interaction, why: "listed", platform: "", gesture: "click" };
    return { answer: { view }, press, host: "", practice: true };
  }

  /**
   * @param {string} id
   * @param {{outcome: string}} decision
   */
  async decide(id, { outcome }) {
    const open = await this.#of(id);
    if (!open) return null;
    open.settled = true;
    await this.memory.change(TABLE, id, open);
    await this.practised();
    chrome.runtime
      .sendMessage({ type: "practised", interaction: open.interaction, outcome })
      .catch(() => null);
    if (outcome === "overridden") return { granted: true, seconds: GRANTED };
    if (outcome === "not_my_client") return { granted: false };
    await this.dismiss(id);
    return { closed: true };
  }

  /** Close the window. @param {string} id @returns {Promise<boolean>} whether it was one of these */
  async dismiss(id) {
    const open = await this.#of(id);
    if (!open) return false;
    await this.#end(open);
    await closeWindow(open.window);
    await giveFocusBack(open.tab);
    return true;
  }

  /** The therapist closed a window. @param {number} window */
  async closed(window) {
    for (const open of Object.values(await this.memory.table(TABLE))) {
      if (open.window !== window) continue;
      if (open.settled) await this.#end(open);
      else await this.decide(open.id, { outcome: "heeded" });
    }
  }

  /** @param {Open} open */
  async #end({ id }) {
    await this.memory.change(TABLE, id, null);
  }
}
