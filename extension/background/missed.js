/**
 * Interactions that went out without a warning, until the agent has taken them: it records those toward clients and
 * forgets the rest.
 *
 * Most of them are no client's, so they wait in the worker's memory only, few and for a short time, and are stored
 * nowhere (P7): long enough for a worker that the request itself has woken to find the agent on a busy machine.
 */

import { isFinal } from "./outbox.js";

/**
 * @typedef {{account: string, aliases: string[], names: string[]}} Sighting
 * @typedef {{sightings: Sighting[], interaction: string, until: number}} Waiting
 */

/** What couldn't be told for so long, in ms, is forgotten. */
const KEPT_MS = 30_000;

/** More than this by hand within that time is no hand's. */
const MOST_KEPT = 20;

export class Missed {
  /**
   * @param {import("./outbox.js").Asking} link
   * @param {() => number} [now] ms since 1970
   */
  constructor(link, now = Date.now) {
    this.link = link;
    this.now = now;
    /** @type {Waiting[]} the oldest first */
    this.waiting = [];
    this.running = Promise.resolve();
  }

  /** @param {Sighting[]} sightings whom it may have concerned @param {string} interaction */
  put(sightings, interaction) {
    this.waiting = [...this.waiting, { sightings, interaction, until: this.now() + KEPT_MS }].slice(
      -MOST_KEPT,
    );
    setTimeout(() => this.#forget(), KEPT_MS + 1);
    return this.flush();
  }

  /** Tell what is waiting, if somebody is there to take it. */
  flush() {
    this.running = this.running.then(() => this.#flush());
    return this.running;
  }

  async #flush() {
    this.#forget();
    for (const one of this.waiting) {
      if (this.link.state.kind !== "ready") return;
      const { sightings, interaction } = one;
      try {
        await this.link.ask({ type: "missed", sightings, interaction });
      } catch (error) {
        if (!isFinal(error)) return;
      }
      this.waiting = this.waiting.filter((each) => each !== one);
    }
  }

  #forget() {
    this.waiting = this.waiting.filter(({ until }) => until > this.now());
  }
}
