/**
 * Going on without protection for a while, when there is no answer and the therapist cannot wait.
 *
 * It ends by itself, and as soon as the agent is ready. Kept on disk as two times and nothing else, and reported at the
 * next contact; likewise when presses passed because the therapist chose that they do without an answer. It survives the worker and the browser.
 */

export class Unprotected {
  /**
   * @param {import("./memory.js").Memory} disk
   * @param {import("./outbox.js").Outbox} outbox
   * @param {() => void} changed
   * @param {() => number} minutes how long it lasts
   */
  constructor(disk, outbox, changed, minutes) {
    this.minutes = minutes;
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
    this.until = now + this.minutes() * 60_000;
    await this.disk.change("unprotected", "current", { since: earlier?.since ?? now, until: this.until });
    chrome.alarms.create("unprotected", { when: this.until });
    this.changed();
  }

  /** Nobody could be asked, and a press passed. */
  async passed(now = Date.now()) {
    const { passed } = await this.disk.table("unprotected");
    await this.disk.change("unprotected", "passed", { since: passed?.since ?? now, until: now });
  }

  /** Over, if its time has come or the agent is back: then it is put down for the agent. @param {boolean} [back] */
  settle(back = false) {
    // One at a time: it is told once, however many find that the agent is back.
    this.settling = this.settling.then(() => this.#settle(back));
    return this.settling;
  }

  /** @param {boolean} back */
  async #settle(back) {
    const { current, passed } = await this.disk.table("unprotected");
    if (back && passed) await this.#report("passed", passed.since, passed.until);
    if (!current || (!back && Date.now() < current.until)) return;
    this.until = 0;
    await this.#report("current", current.since, Math.min(Date.now(), current.until));
    this.changed();
  }

  /** @param {"current" | "passed"} id @param {number} since @param {number} until */
  async #report(id, since, until) {
    const time = (/** @type {number} */ at) => new Date(at).toISOString();
    await this.outbox.put({ type: "unprotected", since: time(since), until: time(until) }, true);
    await this.disk.change("unprotected", id, null);
  }
}
