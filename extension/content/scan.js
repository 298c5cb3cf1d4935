/**
 * The passive count: which clients' accounts this page shows. Reads links in idle time; draws nothing.
 */

/** Between two looks at a page that keeps changing, in ms. */
const SCAN_EVERY_MS = 1000;

/** So many times as long as it took is waited after a look: no page gives more than half a percent of its time to it. */
const REST = 200;

/** The longest that a look may keep the page from other things, in ms; what is begun is finished. */
const SLICE_MS = 1;

/**
 * A control should have been seen by then, in ms since the page got its address, where it shows this many accounts and as
 * many buttons; else the adapter may be out of date. Lists of people alone (likers, notifications) have no such buttons.
 */
const DRIFT_MS = 10_000;
const DRIFT_ACCOUNTS = 8;
const DRIFT_BUTTONS = "button, [role=button], input[type=submit]";

/**
 * @typedef {object} Scanning The engine of content/adapter.js, as far as the scan needs it.
 * @property {(root: Document) => Generator<void, SeenAccount[]>} accountsOn
 * @property {() => Generator<void, boolean>} controlsSeen
 *
 * @typedef {object} Seen What the toolbar shows for this frame.
 * @property {string[]} listed accounts of clients
 * @property {string[]} possible accounts whose names resemble a client's
 * @property {boolean} drift many accounts, and not one control that the adapter knows
 */

class Scan {
  /**
   * @param {() => Scanning | null} adapter
   * @param {Verdicts} verdicts
   * @param {(seen: Seen) => void} report
   */
  constructor(adapter, verdicts, report) {
    this.adapter = adapter;
    this.verdicts = verdicts;
    this.report = report;
    this.last = "";
    this.looking = false;
    /** In how many ms the next look was wanted. */
    this.wanted = Infinity;
    this.timer = 0;
    /** Between two looks, in ms: longer on a page that takes long to read. */
    this.every = SCAN_EVERY_MS;
    this.began = Date.now();
    this.address = location.href;
    /** Whether a control was ever seen since the page was loaded: then a page of a site without any is nothing odd. */
    this.knows = false;
    this.observer = new MutationObserver(() => this.plan());
  }

  start() {
    this.observer.observe(document, { childList: true, subtree: true, attributeFilter: ["href"] });
    document.addEventListener("visibilitychange", () => this.plan(0));
    // Once more when it is late enough to miss controls, on a page that stands still too.
    setTimeout(() => this.plan(0), DRIFT_MS + 1);
    this.plan();
  }

  stop() {
    this.observer.disconnect();
  }

  /** Look soon, in idle time, unless nobody is looking at the page. */
  plan(delay = this.every) {
    if (document.visibilityState === "hidden" || delay >= this.wanted) return;
    this.wanted = delay;
    if (this.looking) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.#looks(), delay);
  }

  /** Say it again, after the background forgot or the watch list changed. */
  repeat() {
    this.last = "";
    this.plan(0);
  }

  /** Look once; once more, later, if that was wanted meanwhile. */
  async #looks() {
    this.looking = true;
    this.wanted = Infinity;
    await idle();
    await this.#look().catch(() => null);
    this.looking = false;
    const again = this.wanted;
    this.wanted = Infinity;
    if (again !== Infinity) this.plan(again);
  }

  async #look() {
    const adapter = this.adapter();
    if (!adapter || !document.documentElement) return;
    const accounts = await inSlices(adapter.accountsOn(document), (took) => {
      this.every = Math.max(SCAN_EVERY_MS, REST * took);
    });
    await this.verdicts.ask(accounts);
    const named = (/** @type {string} */ verdict) =>
      accounts.filter((seen) => this.verdicts.get(seen)?.verdict === verdict).map(({ account }) => account);
    const drift = await this.#hasDrifted(adapter, accounts.length);
    this.#tell({ listed: named("listed"), possible: named("possible"), drift });
  }

  /** @param {Scanning} adapter @param {number} accounts how many the page shows */
  async #hasDrifted(adapter, accounts) {
    if (this.address !== location.href) {
      this.address = location.href;
      this.began = Date.now();
      setTimeout(() => this.plan(0), DRIFT_MS + 1);
    }
    if (this.knows || accounts < DRIFT_ACCOUNTS || Date.now() - this.began <= DRIFT_MS) return false;
    this.knows = await inSlices(adapter.controlsSeen());
    return !this.knows && document.querySelectorAll(DRIFT_BUTTONS).length >= DRIFT_ACCOUNTS;
  }

  /** @param {Seen} seen */
  #tell(seen) {
    const text = JSON.stringify(seen);
    if (text === this.last) return;
    this.last = text;
    this.report(seen);
  }
}

/**
 * Do something long a little at a time, whenever the page has nothing to do. Whatever comes after it has a time of its own.
 * @template T
 * @param {Generator<void, T>} work
 * @param {(took: number) => void} [tell] how long it took in all, in ms
 * @returns {Promise<T>}
 */
async function inSlices(work, tell = () => undefined) {
  let took = 0;
  for (;;) {
    const began = performance.now();
    let step = work.next();
    while (!step.done && performance.now() - began < SLICE_MS) step = work.next();
    took += performance.now() - began;
    await idle();
    if (step.done) {
      tell(took);
      return step.value;
    }
  }
}

/** Resolves when the page has nothing to do, or has had something to do for too long. */
function idle() {
  return new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2 * SCAN_EVERY_MS }));
}
