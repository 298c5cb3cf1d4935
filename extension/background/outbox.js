/**
 * What the agent must still be told: outcomes, uses and unprotected times, sent at the next contact, in order.
 *
 * Outcomes hold sequence numbers only and stay in memory; times without protection hold no account and go to disk, since
 * the browser may be closed before the agent is back.
 */

/** @typedef {{ask: (request: any) => Promise<any>, state: {kind: string}}} Asking */

/** Codes after which sending again can help; anything else is the agent's last word. */
const AGAIN = new Set([
  "agent_away",
  "locked",
  "unpaired",
  "disk_full",
  "busy",
  "wire",
  "bad_frame",
  "handshake_failed",
]);

/** A session ends in many ways; what has no code of the agent's own is sent again. @param {unknown} error */
export function isFinal(error) {
  const code = /** @type {{code?: unknown}} */ (error)?.code;
  return typeof code === "string" && !AGAIN.has(code);
}

export class Outbox {
  /**
   * @param {Asking} link
   * @param {import("./memory.js").Memory} memory
   * @param {import("./memory.js").Memory} disk
   */
  constructor(link, memory, disk) {
    this.link = link;
    this.areas = [memory, disk];
    /** @type {Promise<void>} */
    this.running = Promise.resolve();
    /** Keeps what is put within one millisecond in order. */
    this.count = 0;
  }

  /**
   * Keep a request until the agent has taken it. Resolves when it is kept, not when it is sent.
   * @param {object} request
   * @param {boolean} [durable] over the end of the browser: only for what names nobody
   */
  async put(request, durable = false) {
    const memory = /** @type {import("./memory.js").Memory} */ (this.areas[durable ? 1 : 0]);
    this.count += 1;
    const id = [Date.now(), this.count].map((number) => String(number).padStart(15, "0")).join("-");
    await memory.change("outbox", id, request);
    this.flush();
  }

  /** Send what is waiting, if somebody is there to take it. */
  flush() {
    this.running = this.running.then(() => this.#flush());
    return this.running;
  }

  async #flush() {
    for (const memory of this.areas) {
      for (const [id, request] of Object.entries(await memory.table("outbox")).sort()) {
        if (this.link.state.kind !== "ready") return;
        try {
          await this.link.ask(request);
        } catch (error) {
          if (!isFinal(error)) return;
        }
        await memory.change("outbox", id, null);
      }
    }
  }
}
