/**
 * Pages whose very opening the other side can see: a story, a profile with a list of visitors. A press on a link to one is
 * held like any other; this is for all other ways in: a typed address, a reload, a restored tab, the site's own next story.
 *
 * Nothing can be asked before a page begins to load, so it begins; the answer takes a few milliseconds, and only a page
 * that is to be held is left then, for an empty one, so that none of its scripts lives on. Every other page loads once and
 * whole. What a server notes of the request itself can't be helped.
 */

/** A page that has stood for so long, in ms, has been seen: holding it helps nobody. */
const ARRIVING_MS = 5000;

/** A press that was let through leads to the page within this time, in ms. */
const LED_MS = 10_000;

/**
 * @typedef {object} Arriving What it needs from the rest of the extension.
 * @property {() => {arrived: () => Recognition | null} | null} adapter
 * @property {Verdicts} verdicts
 * @property {Judging} judging
 * @property {(sightings: Sighting[]) => Promise<boolean>} allowed whether the therapist has just decided to go there
 * @property {(press: Press) => void} leave opens the warning, and leaves the page
 */

class Arrival {
  /** @param {Arriving} outside */
  constructor(outside) {
    this.outside = outside;
    /** Whose page it is. @type {string | null} */
    this.owner = null;
    this.address = "";
    /** Whether the site has changed its address since it was loaded. */
    this.moved = false;
    /** When it came to this address, in ms of `performance.now`. */
    this.since = 0;
    this.settled = true;
    /** Accounts that a press which passed leads to. @type {{keys: Set<string>, until: number}} */
    this.led = { keys: new Set(), until: 0 };
  }

  /** Look now, and whenever the site changes its address. */
  start() {
    const look = () => void this.look();
    const { navigation } = /** @type {{navigation?: EventTarget}} */ (/** @type {unknown} */ (globalThis));
    navigation?.addEventListener("currententrychange", look);
    addEventListener("popstate", look);
    look();
  }

  /** A press toward these accounts was let through. @param {string[]} keys */
  lead(keys) {
    this.led = { keys: new Set(keys), until: Date.now() + LED_MS };
  }

  /** Look at the address, and leave the page if it is to be held. Again when the verdict may have become known. */
  async look() {
    const seen = this.outside.adapter()?.arrived() ?? null;
    const owner = seen?.accounts[0]?.account ?? null;
    if (location.href !== this.address) {
      this.moved = this.address !== "";
      this.address = location.href;
      this.since = performance.now();
    }
    if (owner !== this.owner) {
      this.owner = owner;
      this.settled = !this.#isArriving();
    }
    if (!seen || this.settled) return;
    await this.outside.verdicts.ask(seen.accounts);
    // Before the background has said how protection stands, there may be a time without it.
    if (this.settled || this.owner !== owner || this.outside.verdicts.state.kind === "lost") return;
    const { why, part } = this.outside.judging.reason(seen);
    if (why === "waiting" && this.#isArriving()) return;
    this.settled = true;
    if (why !== "listed") return;
    const press = this.outside.judging.press(part, why);
    // Asked even where it is known already: leave to go there is good for once.
    const allowed = this.outside.allowed(press.sightings);
    if (this.#isLed(seen) || (!this.moved && (await allowed))) return;
    this.outside.leave(press);
  }

  #isArriving() {
    return performance.now() - this.since < ARRIVING_MS;
  }

  /** @param {Recognition} seen */
  #isLed({ accounts }) {
    const { keys, until } = this.led;
    return Date.now() < until && accounts.flatMap(keysOf).some((key) => keys.has(key));
  }
}
