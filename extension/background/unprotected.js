/**
 * Going on without protection for a quarter of an hour, when there is no answer and the therapist cannot wait.
 *
 * It ends by itself, and as soon as the agent is ready. Kept on disk as two times and nothing else, and reported at the
 * next contact. It survives the worker and the browser.
 */

const MINUTES = 15;

export class Unprotected {
  /**
   * @param {import("./memory.js").Memory} disk
   * @param {import("./outbox.js").Outbox} outbox
   * @param {() => void} changed
   */
  constructor(disk, outbox, changed) {
    this.disk = disk;
    this.outbox = outbox;
    this.changed = changed;
    /** Until when, in ms since 1970; 0 when protected. */
    this.until = 0;
    this.settling = Promise.resolve();
  }

  /** What a worker before this one began. */
  async load() {
    const { current } = await this.disk.table("unprotected");
    this.until = current?.until ?? 0;
    await this.settle();
  }

  async begin() {
    const now = Date.now();
    const earlier = (await this.disk.table("unprotected")).current;
    this.until = now + MINUTES * 60_000;
    await this.disk.change("unprotected", "current", { since: earlier?.since ?? now, until: this.until });
    chrome.alarms.create("unprotected", { when: this.until });
    this.changed();
  }

  /** Over, if its time has come or the agent is back: then it is put down for the agent. @param {boolean} [back] */
  settle(back = false) {
    // One at a time: it is told once, however many find that the agent is back.
    this.settling = this.settling.then(() => this.#settle(back));
    return this.settling;
  }

  /** @param {boolean} back */
  async #settle(back) {
    const { current } = await this.disk.table("unprotected");
    if (!current || (!back && Date.now() < current.until)) return;
    const time = (/** @type {number} */ at) => new Date(at).toISOString();
    const until = Math.min(Date.now(), current.until);
    this.until = 0;
    await this.outbox.put({ type: "unprotected", since: time(current.since), until: time(until) }, true);
    await this.disk.change("unprotected", "current", null);
    this.changed();
  }
}
