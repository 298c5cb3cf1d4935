/**
 * How protection stands, put together from the link, pauses, unprotected times and permissions, and told to whoever shows
 * or needs it: the frames, the toolbar, the extension's own pages.
 */

import { OBSERVED } from "../generated/observed.js";
import { addedPatterns, revokedSites, siteOf } from "./sites.js";
import { language, loadTexts, t } from "./texts.js";
import { draw } from "./toolbar.js";

/** @typedef {import("./frames.js").Frame} Frame */

/** Rings when a pause is over, so that the toolbar says so. */
export const PAUSE_ALARM = "pause";

/** protocol/messages/words.py */
const WIRE_VERSION = 1;

/** Without an answer the therapist chose to let presses pass: until there is one, in ms since 1970. */
const UNTIL_ANSWERED = Number.MAX_SAFE_INTEGER;

/** For so long, in ms, the therapist may press again where each press is asked about. */
const ONCE = 30_000;

/** How the extension calls itself toward the agent. */
const software = () => `framekeeper extension ${chrome.runtime.getManifest().version}`;

export class Protection {
  /**
   * @param {object} parts
   * @param {{state: {kind: string, sentence?: string}, ask: (request: any) => Promise<any>}} parts.link
   * @param {import("./frames.js").Frames} parts.frames
   * @param {import("./memory.js").Memory} parts.memory
   * @param {import("./unprotected.js").Unprotected} parts.unprotected
   * @param {import("./drift.js").Drift} parts.drift
   * @param {import("./rules.js").Rules} parts.rules
   */
  constructor({ link, frames, memory, unprotected, drift, rules }) {
    this.rules = rules;
    /** Whether the link has found out how it stands: before, nothing may be concluded from it. */
    this.knows = false;
    this.drift = drift;
    this.link = link;
    this.frames = frames;
    this.memory = memory;
    this.unprotected = unprotected;
    /** Of the watch list; -1: not known yet. */
    this.epoch = -1;
    /** Until when holds are paused, ms since 1970; 0: not. */
    this.paused = 0;
    /** Whether views count that the therapist has to switch on. */
    this.views = false;
    /** @type {Set<number>} tabs that were open before the install or update */
    this.stale = new Set();
    /** @type {Promise<unknown>} */
    this.drawing = Promise.resolve();
  }

  /** @returns {Promise<import("./toolbar-texts.js").Standing>} */
  async standing() {
    const { kind, sentence = "" } = this.link.state;
    const paused = this.paused > Date.now() ? this.paused : 0;
    const off = this.unprotected.until > Date.now() ? this.unprotected.until : 0;
    await this.rules.loaded;
    const [revoked, privately] = await Promise.all([
      revokedSites(),
      chrome.extension.isAllowedIncognitoAccess(),
    ]);
    const passing = this.passing();
    return { kind, sentence, off, paused, revoked, privately, passing, rules: this.rules.current };
  }

  /** Whether presses pass because nobody can be asked, as the therapist chose. */
  passing() {
    const asked = ["away", "locked"].includes(this.link.state.kind);
    return this.knows && asked && this.rules.current.when_away === "pass";
  }

  /** How it stands in a tab; null where no site of ours is open. @param {number} tab */
  async here(tab) {
    const stale = this.stale.has(tab);
    const frames = this.frames.of(tab);
    if (!stale && frames.length === 0) return null;
    const asked = await Promise.all(frames.map(({ host }) => this.goesOnUnnamed(host)));
    const outdated = await this.#outdated(tab);
    return {
      seen: this.frames.seenIn(tab),
      stale,
      unnamed: asked.includes(true),
      outdated,
      hints: this.frames.hintsIn(tab),
    };
  }

  /** The adapters here that miss interactions, and which. @param {number} tab */
  async #outdated(tab) {
    const all = this.frames
      .adaptersIn(tab)
      .map(async (name) => ({ name, missing: await this.drift.missing(name) }));
    return (await Promise.all(all)).filter(({ missing }) => missing.length > 0);
  }

  /** How sure the adapters here are of their interactions. @param {number} tab */
  sureness(tab) {
    const names = this.frames.adaptersIn(tab);
    return OBSERVED.filter(({ name }) => names.includes(name)).map(({ name, confidence }) => ({
      name,
      confidence,
    }));
  }

  /** Sites, by name, on which the guard stands. */
  async addedSites() {
    return (await addedPatterns()).map(siteOf);
  }

  /** Whether buttons whose account can't be named pass here: by the therapist's answer of today, or by choice. @param {string} host */
  async goesOnUnnamed(host) {
    await this.rules.loaded;
    const { when_unnamed } = this.rules.current;
    if (when_unnamed === "pass") return true;
    const said = (await this.memory.table("unnamed"))[host];
    return when_unnamed === "always" ? said?.until > Date.now() : said?.day === today();
  }

  /** The therapist goes on: for today, or, where each press is asked about, for the next one. @param {string} host */
  async goOnUnnamed(host) {
    await this.memory.change("unnamed", host, { day: today(), until: Date.now() + ONCE });
    setTimeout(() => void this.askAgain(host), ONCE);
    await this.changed();
  }

  /** A press that may have been the one went by, or its time is over: ask about the next. @param {string} host */
  async askAgain(host) {
    const said = (await this.memory.table("unnamed"))[host];
    if (this.rules.current.when_unnamed !== "always" || !said?.until) return;
    await this.memory.change("unnamed", host, { day: said.day, until: 0 });
    await this.changed();
  }

  /** Something about protection changed: say so everywhere. */
  async changed() {
    for (const frame of this.frames.all()) void this.tellFrame(frame);
    chrome.runtime.sendMessage({ type: "changed" }).catch(() => null);
    await this.redraw();
  }

  /** @param {Frame} frame @param {string[]} [accounts] those whose verdicts alone are void in this epoch */
  async tellFrame(frame, accounts = []) {
    // As it is now: which accounts are meant goes with this epoch, and with no later one.
    const { epoch } = this;
    const unnamed = await this.goesOnUnnamed(frame.host);
    const { views } = this;
    await loadTexts();
    const state = {
      kind: this.link.state.kind,
      epoch,
      accounts,
      off: this.passing() ? UNTIL_ANSWERED : this.unprotected.until,
      unnamed,
      views,
      orphan: t("orphan"),
    };
    try {
      frame.port.postMessage({ type: "state", state });
    } catch {
      // It left in this moment.
    }
  }

  /** Draw the button for all tabs, one drawing at a time, so that an older one can't come last. */
  redraw() {
    this.drawing = this.drawing.then(async () => {
      const standing = await this.standing();
      await draw(standing, null);
      for (const tab of new Set([...this.frames.tabs(), ...this.stale]))
        await draw(standing, await this.here(tab), tab);
    });
    return this.drawing;
  }

  /** @param {number} tab */
  redrawTab(tab) {
    this.drawing = this.drawing.then(async () => draw(await this.standing(), await this.here(tab), tab));
    return this.drawing;
  }

  /** What the agent says of itself. @returns {Promise<any>} `status.reply` */
  async askStatus() {
    await loadTexts();
    const spoken = language() ?? "";
    return this.link.ask({ type: "status", version: WIRE_VERSION, software: software(), language: spoken });
  }

  /**
   * Ask the agent whether holds are paused, and until when, and what the therapist has chosen.
   * @returns {Promise<boolean>} whether what was chosen is news
   */
  async learnStatus() {
    const { paused_until, profile_views, rules } = await this.askStatus();
    this.paused = paused_until ? Date.parse(paused_until) : 0;
    const news = (await this.rules.learn(rules)) || this.views !== profile_views;
    this.views = profile_views;
    if (this.paused) chrome.alarms.create(PAUSE_ALARM, { when: this.paused });
    return news;
  }

  /**
   * A newer epoch: verdicts given before are void, those on `accounts` or, where none is named, all.
   * @param {number} epoch
   * @param {string[]} [accounts]
   */
  setEpoch(epoch, accounts = []) {
    if (epoch === this.epoch) return;
    const known = this.epoch !== -1;
    this.epoch = epoch;
    if (known) for (const frame of this.frames.all()) void this.tellFrame(frame, accounts);
  }
}

const today = () => new Date().toDateString();
