/**
 * Whether adapters are out of date: an interaction's request that went out right after a press, but after no gesture that
 * the guard knew, was missed.
 *
 * Of gestures it keeps interaction and time, in memory; of requests whom they concern, in memory, until they are judged a
 * second after their end (P7). On disk are counts for each adapter, and nothing about anybody. Why these numbers:
 * extension/README.md, "How drift is told from chance".
 */

import { OBSERVED } from "../generated/observed.js";
import { interactionsOf } from "./requests.js";

/**
 * @typedef {import("./requests.js").Found} Found
 * @typedef {{interaction: string, role: "opens" | "performs"}} Gesture
 * @typedef {Gesture & {at: number, used: string[]}} Kept `used`: the rules whose requests it has explained
 * @typedef {{account: string, aliases: string[], names: string[]}} Sighting
 *
 * @typedef {object} Page What the pages say from which a request may have come.
 * @property {string} adapter
 * @property {number} pressed how long ago something was pressed there, in ms
 * @property {Sighting[]} sightings whom the request concerns, as far as it says so
 * @property {number[]} tabs
 *
 * @typedef {object} Counts
 * @property {string} checked the adapter's; another one makes them void
 * @property {Record<string, number>} misses by interaction, less what was explained
 * @property {string[]} out interactions that it misses
 *
 * @typedef {object} Pending
 * @property {Found[]} found
 * @property {string} url
 * @property {string} from
 * @property {number} at
 * @property {Promise<Page | null>} page
 */

/** So many more misses than requests that were explained, and the adapter is out of date. */
export const MISSES = 3;

/** A press longer ago than this, in ms, didn't make the request: the site did. */
const PRESSED_MS = 15_000;

/** How long after its gesture a request may go out, in ms: some sites wait, what is written may have pictures. */
const SOON_MS = 30_000;
const WRITTEN_MS = 5 * 60_000;
const OPENED_MS = 30 * 60_000;
const WRITTEN = new Set(["comment", "message", "mention", "share", "review_reply"]);

/** How much later than its request a gesture may be told, in ms: the worker may have had to start. */
const LATE_MS = 3000;

/** What the same request is within, in ms: one that names what it is about, and one that doesn't. */
const AGAIN_MS = 60_000;
const AGAIN_UNNAMED_MS = 3000;

const MOST_GESTURES = 40;
const MOST_PENDING = 100;

const CHECKED = new Map(OBSERVED.map(({ name, checked }) => [name, checked]));

export class Drift {
  /**
   * @param {object} parts
   * @param {import("./memory.js").Memory} parts.memory
   * @param {import("./memory.js").Memory} parts.disk
   * @param {{put: (request: object, durable: boolean) => Promise<void>}} parts.outbox
   * @param {(from: {tab: number, frame: number, host: string}, found: Found[]) => Promise<Page | null>} parts.ask the pages
   * @param {(sightings: Sighting[], interaction: string) => void} parts.missed toward these accounts
   * @param {() => void} parts.changed
   * @param {() => number} [parts.now] ms since 1970
   * @param {number} [parts.grace] ms from a request's end until it is judged, in which its gesture may still be told
   */
  constructor({ memory, disk, outbox, ask, missed, changed, now = Date.now, grace = 1000 }) {
    this.memory = memory;
    this.disk = disk;
    this.outbox = outbox;
    this.ask = ask;
    this.missed = missed;
    this.changed = changed;
    this.now = now;
    this.grace = grace;
    /** @type {Map<string, Pending>} */
    this.pending = new Map();
    /** When requests and misses like these were last seen, by their digest: whom they named is forgotten. @type {Map<number, number>} */
    this.lately = new Map();
    /** @type {Promise<unknown>} */
    this.counting = Promise.resolve();
  }

  /** The guard let gestures pass. @param {number} tab @param {Gesture[]} gestures */
  async passed(tab, gestures) {
    const at = this.now();
    const kept = (await this.#gestures(tab)).filter((one) => at - one.at < OPENED_MS);
    const fresh = gestures.map(({ interaction, role }) => ({ interaction, role, at, used: [] }));
    await this.memory.change("gestures", String(tab), [...kept, ...fresh].slice(-MOST_GESTURES));
  }

  /** @param {number} tab @returns {Promise<Kept[]>} */
  async #gestures(tab) {
    return (await this.memory.table("gestures"))[tab] ?? [];
  }

  /** @param {number} tab */
  async tabGone(tab) {
    await this.memory.change("gestures", String(tab), null);
  }

  /** A request goes out. @param {chrome.webRequest.OnBeforeRequestDetails & {originUrl?: string}} details */
  requested(details) {
    const from = details.initiator ?? details.originUrl ?? "";
    const isSite = URL.canParse(from) && /^https?:$/u.test(new URL(from).protocol);
    // Another extension's, the browser's own, or a page that is only prepared: nobody has pressed anything.
    if (!isSite || /** @type {any} */ (details).documentLifecycle === "prerender") return;
    const found = interactionsOf(/** @type {any} */ (details));
    if (found.length === 0 || this.pending.size >= MOST_PENDING) return;
    const place = { tab: details.tabId, frame: frameOf(details), host: new URL(from).host };
    const page = this.ask(place, found).catch(() => null);
    this.pending.set(details.requestId, { found, url: details.url, from, at: this.now(), page });
  }

  /** It has ended. What the site refused was no interaction. @param {{requestId: string, statusCode?: number}} details */
  async finished({ requestId, statusCode = 0 }) {
    const pending = this.pending.get(requestId);
    this.pending.delete(requestId);
    if (!pending || statusCode < 200 || statusCode >= 400) return;
    const page = await pending.page;
    if (!page) return;
    await new Promise((resolve) => setTimeout(resolve, this.grace));
    const sameHost = new URL(pending.url).host === new URL(pending.from).host;
    for (const found of pending.found) {
      if (found.adapter === page.adapter && (sameHost || !found.foreign))
        await this.#judge(found, page, pending.at);
    }
  }

  /** @param {Found} found @param {Page} page @param {number} at when the request went out */
  async #judge(found, page, at) {
    const { adapter, rule, interaction, accounts, things } = found;
    const about = [...accounts, ...things];
    const like = `${page.tabs[0]} ${adapter} ${rule} ${interaction}`;
    if (this.#again(`${like}: ${about}`, at, about.length ? AGAIN_MS : AGAIN_UNNAMED_MS)) return;
    if (await this.#explained(found, page.tabs, at)) {
      await this.#count(adapter, interaction, -1);
    } else if (page.pressed <= PRESSED_MS) {
      if (page.sightings.length > 0) this.missed(page.sightings, interaction);
      // Several at once, as when a thread of one's own goes out, are one press.
      if (!this.#again(`${like} missed`, at, AGAIN_MS)) await this.#count(adapter, interaction, 1);
    }
  }

  /** Whether the same was seen lately. @param {string} what @param {number} at @param {number} within ms */
  #again(what, at, within) {
    const digest = digestOf(what);
    const before = this.lately.get(digest);
    for (const [key, time] of this.lately) if (at - time > AGAIN_MS) this.lately.delete(key);
    if (before !== undefined && at - before <= within) return true;
    this.lately.set(digest, at);
    return false;
  }

  /**
   * Whether a gesture made this request. It explains one of each rule: the next one needs a gesture of its own.
   * @param {Found} found
   * @param {number[]} tabs
   * @param {number} at
   */
  async #explained(found, tabs, at) {
    const rule = `${found.rule} ${found.interaction}`;
    for (const tab of tabs) {
      const gestures = await this.#gestures(tab);
      const fits = gestures.filter((one) => !one.used.includes(rule) && mayMake(one, found, at));
      const made = fits.findLast(({ role }) => role === "performs") ?? fits.at(-1);
      if (!made) continue;
      made.used.push(rule);
      await this.memory.change("gestures", String(tab), gestures);
      return true;
    }
    return false;
  }

  /** One at a time, so that none is lost. @param {string} adapter @param {string} interaction @param {1 | -1} by */
  #count(adapter, interaction, by) {
    this.counting = this.counting.then(() => this.#counted(adapter, interaction, by));
    return this.counting;
  }

  /** @param {string} adapter @param {string} interaction @param {1 | -1} by */
  async #counted(adapter, interaction, by) {
    const counts = await this.#counts(adapter);
    const before = counts.misses[interaction] ?? 0;
    const misses = Math.max(0, before + by);
    if (misses === before || counts.out.includes(interaction)) return;
    counts.misses[interaction] = misses;
    if (misses >= MISSES) counts.out.push(interaction);
    await this.disk.change("drift", adapter, counts);
    if (misses < MISSES) return;
    const { checked } = counts;
    await this.outbox.put({ type: "adapter.outdated", adapter, checked, interactions: [interaction] }, true);
    this.changed();
  }

  /** @param {string} adapter @returns {Promise<Counts>} */
  async #counts(adapter) {
    const kept = (await this.disk.table("drift"))[adapter];
    const checked = CHECKED.get(adapter) ?? "";
    return kept?.checked === checked ? kept : { checked, misses: {}, out: [] };
  }

  /** The interactions that an adapter misses; none: it is up to date as far as anybody knows. @param {string} adapter */
  async missing(adapter) {
    return (await this.#counts(adapter)).out;
  }
}

/** FNV-1a: enough to know the same again, and too little to tell what it was. @param {string} text @returns {number} 32 bits */
function digestOf(text) {
  let digest = 0x811c9dc5;
  for (const letter of text) digest = Math.imul(digest ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return digest;
}

/** @param {Kept} gesture @param {Found} found @param {number} at when the request went out */
function mayMake({ interaction, role, at: pressed }, found, at) {
  if (interaction !== found.interaction && !found.also.includes(interaction)) return false;
  const soon = WRITTEN.has(interaction) ? WRITTEN_MS : SOON_MS;
  const within = role === "opens" ? OPENED_MS : soon;
  return pressed <= at + LATE_MS && at - pressed <= within;
}

/** Where the script stands that knows of the press: a page that goes elsewhere by a form is still there. */
function frameOf(/** @type {{type: string, frameId: number, parentFrameId: number}} */ details) {
  return details.type === "main_frame" ? 0 : details.frameId;
}
