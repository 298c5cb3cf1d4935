/**
 * The life of a warning, from the held press to its outcome.
 *
 * Guarantees: one window for a tab at a time; the window opens at once and the agent is asked beside it; nothing goes
 * through before the agent has committed the override; an outcome is kept until the agent has taken it, even if the
 * worker dies with the window open.
 */

import { bringForward, closeWindow, giveFocusBack, openWindow } from "./windows.js";

/**
 * @typedef {import("./presses.js").Press} Press
 *
 * @typedef {object} From Where a press was held.
 * @property {number} tab
 * @property {number} frame
 * @property {string} page
 * @property {string} host
 * @property {string} [address] of a page that was left because of its address
 *
 * @typedef {object} Answer What became of asking the agent.
 * @property {any} [view] `warning.view`
 * @property {boolean} [clear] it need not be held after all
 * @property {string} [problem] a sentence
 * @property {boolean} [slow] it takes its time: ask again
 *
 * @typedef {object} OpenWarning
 * @property {string} id random
 * @property {From} from
 * @property {Press} press
 * @property {number | null} window
 * @property {Answer | null} answer
 * @property {boolean} settled nothing is to be reported when the window closes
 *
 * @typedef {object} Decision mirrors `WarningDecide`
 * @property {"heeded" | "overridden" | "not_my_client" | "expired"} outcome
 * @property {string | null} [reason]
 * @property {string} [note]
 * @property {boolean} [snooze]
 */

export const EXPIRE_ALARM = "expire";

/** Nobody answered for so long, in minutes. */
const EXPIRE_MINUTES = 10;

/** An answer that takes longer than this, in ms, is told to be on its way. */
const SLOW_MS = 1500;

const TABLE = "warnings";

export class Warnings {
  /**
   * @param {object} parts
   * @param {{ask: (request: any) => Promise<any>, state: {kind: string}}} parts.link
   * @param {import("./memory.js").Memory} parts.memory
   * @param {import("./outbox.js").Outbox} parts.outbox
   * @param {import("./grants.js").Grants} parts.grants
   */
  constructor({ link, memory, outbox, grants }) {
    this.link = link;
    this.memory = memory;
    this.outbox = outbox;
    this.grants = grants;
    /** @type {Map<number, Promise<void>>} tabs whose window is just being opened */
    this.opening = new Map();
    /** @type {Map<string, Promise<Answer>>} */
    this.asking = new Map();
  }

  /** @returns {Promise<Record<string, OpenWarning>>} */
  #all() {
    return this.memory.table(TABLE);
  }

  /**
   * Open a warning for a held press, or bring the tab's open one forward.
   * @param {Press} press
   * @param {From} from
   * @param {unknown} place
   */
  async open(press, from, place) {
    const opening = this.opening.get(from.tab) ?? this.#open(press, from, place);
    this.opening.set(from.tab, opening);
    await opening.finally(() => this.opening.delete(from.tab));
  }

  /** @param {Press} press @param {From} from @param {unknown} place */
  async #open(press, from, place) {
    const earlier = Object.values(await this.#all()).find((warning) => warning.from.tab === from.tab);
    // One that is decided only says its last words, and one of a page that was left has lost its meaning: they make way.
    const stands = earlier && !earlier.settled && earlier.from.page === from.page;
    if (stands && (await bringForward(earlier.window))) return;
    if (earlier) await this.#finish(earlier, "heeded");
    if (earlier) void closeWindow(earlier.window);
    const id = crypto.randomUUID();
    const window = openWindow(id, place);
    /** @type {OpenWarning} */
    const warning = { id, from, press, window: null, answer: null, settled: false };
    const kept = this.memory.change(TABLE, id, warning);
    void this.#ask(warning);
    warning.window = await window;
    await kept;
    await this.memory.change(TABLE, id, warning);
    chrome.alarms.create(`${EXPIRE_ALARM} ${id}`, { delayInMinutes: EXPIRE_MINUTES });
  }

  /** Ask the agent, once in a worker's life. @param {OpenWarning} warning */
  #ask(warning) {
    let asking = this.asking.get(warning.id);
    if (!asking) {
      asking = this.#answer(warning.press).then(async (answer) => {
        warning.answer = answer;
        if ((await this.#all())[warning.id]) await this.memory.change(TABLE, warning.id, warning);
        else await this.#heed(warning);
        return answer;
      });
      this.asking.set(warning.id, asking);
    }
    return asking;
  }

  /** @param {Press} press @returns {Promise<Answer>} */
  async #answer(press) {
    const { sightings, interaction, role, gesture, own_account } = press;
    if (this.link.state.kind !== "ready" || press.why === "unnamed" || sightings.length === 0) return {};
    try {
      if (press.why === "waiting") {
        const { verdicts } = await this.link.ask({ type: "check", sightings });
        const held = verdicts.some((/** @type {any} */ verdict) => verdict.holds.includes(interaction));
        if (!held) return { clear: true };
      }
      return {
        view: await this.link.ask({
          type: "warning.open",
          sightings,
          interaction,
          role,
          gesture,
          own_account,
        }),
      };
    } catch (error) {
      return { problem: error instanceof Error ? error.message : String(error) };
    }
  }

  /**
   * What the window shows, as soon as it is known; that it isn't yet, if that takes long.
   * @param {string} id
   */
  async view(id) {
    const warning = (await this.#all())[id];
    if (!warning) return null;
    const answer = warning.answer ?? (await Promise.race([this.#ask(warning), slowly()]));
    const { press, from } = warning;
    return { answer, press, host: from.host };
  }

  /**
   * The therapist's decision. An override is granted by the agent first, then armed in the page.
   * @param {string} id
   * @param {Decision} decision
   */
  async decide(id, decision) {
    const warning = (await this.#all())[id];
    if (!warning) return null;
    if (decision.outcome === "heeded" || decision.outcome === "expired" || !warning.answer?.view) {
      await this.#finish(warning, decision.outcome === "expired" ? "expired" : "heeded");
      await closeWindow(warning.window);
      if (decision.outcome !== "expired") await giveFocusBack(warning.from.tab);
      return { closed: true };
    }
    const sequence = warning.answer.view.warning;
    const decided = await this.link.ask({ type: "warning.decide", warning: sequence, ...decision });
    warning.settled = true;
    await this.memory.change(TABLE, id, warning);
    return decided.granted ? this.#grant(warning, decided) : { granted: false };
  }

  /** @param {OpenWarning} warning @param {{warning: number, seconds: number}} decided */
  async #grant(warning, decided) {
    const { press, from } = warning;
    const granted = {
      id: warning.id,
      warning: decided.warning,
      ...from,
      interaction: press.interaction,
      accounts: keysOf(press, warning.answer?.view.account),
      until: Date.now() + decided.seconds * 1000,
    };
    const armed = await (from.address ? this.grants.open(granted, from.address) : this.grants.arm(granted));
    return { granted: armed, gone: !armed, seconds: decided.seconds };
  }

  /**
   * The window has nothing more to say: close it, and go back to the page unless the therapist is there already.
   * @param {string} id
   * @param {boolean} [back]
   */
  async dismiss(id, back = true) {
    const warning = (await this.#all())[id];
    if (!warning) return;
    await this.#finish(warning, "heeded");
    await closeWindow(warning.window);
    if (back) await giveFocusBack(warning.from.tab);
  }

  /** The therapist closed a window. @param {number | null} window */
  async closed(window) {
    for (const warning of Object.values(await this.#all())) {
      if (warning.window === window) await this.#finish(warning, "heeded");
    }
  }

  /** A tab is gone, and with it what its warning was about. @param {number} tab */
  async tabGone(tab) {
    for (const warning of Object.values(await this.#all())) {
      if (warning.from.tab !== tab) continue;
      await this.#finish(warning, "expired");
      await closeWindow(warning.window);
    }
  }

  /** Its time is over. @param {string} id */
  async expire(id) {
    await this.decide(id, { outcome: "expired" });
  }

  /** @param {OpenWarning} warning @param {"heeded" | "expired"} outcome */
  async #finish(warning, outcome) {
    await this.#heed(warning, outcome);
    await this.memory.change(TABLE, warning.id, null);
    this.asking.delete(warning.id);
    await chrome.alarms.clear(`${EXPIRE_ALARM} ${warning.id}`);
  }

  /** Report an outcome that lets nothing through: kept first, sent when the agent can take it. */
  async #heed(/** @type {OpenWarning} */ warning, /** @type {"heeded" | "expired"} */ outcome = "heeded") {
    if (warning.settled || !warning.answer?.view) return;
    warning.settled = true;
    await this.outbox.put({ type: "warning.decide", warning: warning.answer.view.warning, outcome });
  }
}

/** @returns {Promise<Answer>} */
function slowly() {
  return new Promise((resolve) => setTimeout(resolve, SLOW_MS, { slow: true }));
}

/**
 * All keys of the one account that was warned about. The list may know it by a key that the page didn't show: then it is
 * the first, since those that are to be held come first.
 * @param {Press} press
 * @param {string} account
 */
function keysOf(press, account) {
  const keys = press.sightings.map((sighting) => [sighting.account, ...sighting.aliases]);
  return [...new Set([account, ...(keys.find((known) => known.includes(account)) ?? keys[0] ?? [])])];
}
