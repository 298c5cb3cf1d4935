/**
 * The first steps: opened once, when the extension was installed; what each needs to know; which were left for later.
 *
 * What is kept is in `chrome.storage.local`, and names steps and nobody.
 */

import { knock } from "./knock.js";
import { openPage } from "./windows.js";

export const PAGE = "pages/welcome/index.html";

/** How long after the browser's settings were gone to they may bring the page back, in ms. */
const BACK_WITHIN = 10 * 60_000;

/** Of so many looks for an agent, one is on all ports. */
const LOOK_AROUND = 5;

const TABLE = "first steps";

/** @typedef {"done" | "later"} Mark */

export class FirstSteps {
  /**
   * @param {object} parts
   * @param {{state: {kind: string, sentence: string}}} parts.link
   * @param {import("./memory.js").Memory} parts.disk
   * @param {() => Promise<any>} parts.askStatus
   * @param {() => number} [parts.now] ms since 1970
   * @param {typeof knock} [parts.knocks]
   */
  constructor({ link, disk, askStatus, now = Date.now, knocks = knock }) {
    this.link = link;
    this.disk = disk;
    this.askStatus = askStatus;
    this.now = now;
    this.knocks = knocks;
    this.looks = 0;
  }

  /** The extension was installed: lead through, unless this browser is paired from before. */
  async installed() {
    if (this.link.state.kind === "unpaired") await openPage(PAGE);
  }

  /**
   * Allowing private windows makes Chromium load the extension anew, which closes its pages: the one that led there
   * comes back.
   */
  async comeBack() {
    const { back = 0 } = await this.disk.table(TABLE);
    if (!back) return;
    const allowed = await chrome.extension.isAllowedIncognitoAccess();
    if (allowed || this.now() - back > BACK_WITHIN) await this.away(false);
    const isFresh = this.now() - back <= BACK_WITHIN;
    if (allowed && isFresh && !(await isOpen())) await openPage(PAGE);
  }

  /** The browser's settings are being shown, or no longer. @param {boolean} gone */
  async away(gone) {
    await this.disk.change(TABLE, "back", gone ? this.now() : null);
  }

  /** @param {string} step @param {Mark} mark */
  async mark(step, mark) {
    await this.disk.change(TABLE, step, mark);
  }

  /** Whether there is something left to lead through. */
  async isUnfinished() {
    return (await this.disk.table(TABLE)).end !== "done";
  }

  /** How it all stands. */
  async view() {
    const [marks, privately, found, status] = await Promise.all([
      this.disk.table(TABLE),
      chrome.extension.isAllowedIncognitoAccess(),
      this.#isFound(),
      this.#status(),
    ]);
    const { kind, sentence } = this.link.state;
    return { kind, sentence, found, status, privately, marks };
  }

  /** What the agent says of itself; null where it can't be asked. Who asks while it is away has it looked for. */
  async #status() {
    if (["unpaired", "refused", "version"].includes(this.link.state.kind)) return null;
    try {
      const { vault, locked, clients, recovery_unconfirmed } = await this.askStatus();
      return { vault, clients, unconfirmed: locked ? null : recovery_unconfirmed };
    } catch {
      return null;
    }
  }

  /** Whether an agent is there, as far as can be told before pairing. */
  async #isFound() {
    if (this.link.state.kind !== "unpaired") return false;
    const around = this.looks % LOOK_AROUND === 0;
    this.looks += 1;
    return this.knocks(around);
  }
}

/** Whether the page is open somewhere. */
async function isOpen() {
  const open = await chrome.runtime.getContexts({
    contextTypes: ["TAB"],
    documentUrls: [chrome.runtime.getURL(PAGE)],
  });
  return open.length > 0;
}
