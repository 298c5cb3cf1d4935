/**
 * How protection stands, put together from the link, pauses, unprotected times and permissions, and told to whoever shows
 * or needs it: the frames, the toolbar, the extension's own pages.
 */

import { OBSERVED } from "../generated/observed.js";
import { addedPatterns, revokedSites, siteOf } from "./sites.js";
import { loadTexts, t } from "./texts.js";
import { draw } from "./toolbar.js";

/** @typedef {import("./frames.js").Frame} Frame */

/** Rings when a pause is over, so that the toolbar says so. */
export const PAUSE_ALARM = "pause";

/** protocol/messages/words.py */
const WIRE_VERSION = 1;

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
   */
  constructor({ link, frames, memory, unprotected, drift }) {
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
    const [revoked, privately] = await Promise.all([
      revokedSites(),
      chrome.extension.isAllowedIncognitoAccess(),
    ]);
    return { kind, sentence, off, paused, revoked, privately };
  }

  /** How it stands in a tab; null where no site of ours is open. @param {number} tab */
  async here(tab) {
    const stale = this.stale.has(tab);
    const frames = this.frames.of(tab);
    if (!stale && frames.length === 0) return null;
    const asked = await Promise.all(frames.map(({ host }) => this.goesOnUnnamed(host)));
    const outdated = await this.#outdated(tab);
    return { seen: this.frames.seenIn(tab), stale, unnamed: asked.includes(true), outdated };
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

  /** Whether the therapist said today to go on with buttons whose account can't be named. @param {string} host */
  async goesOnUnnamed(host) {
    return (await this.memory.table("unnamed"))[host] === new Date().toDateString();
  }

  /** @param {string} host */
  async goOnUnnamed(host) {
    await this.memory.change("unnamed", host, new Date().toDateString());
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
      off: this.unprotected.until,
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

  /** Ask the agent whether holds are paused, and until when, and what the therapist has switched on. */
  async learnStatus() {
    const { paused_until, profile_views } = await this.link.ask({
      type: "status",
      version: WIRE_VERSION,
      software: software(),
    });
    this.paused = paused_until ? Date.parse(paused_until) : 0;
    this.views = profile_views;
    if (this.paused) chrome.alarms.create(PAUSE_ALARM, { when: this.paused });
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
