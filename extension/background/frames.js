/**
 * The frames that a content script watches: one port each, by which they learn how protection stands.
 *
 * All of it is in the worker's memory and built anew by the ports when a worker starts.
 */

import { readSeen } from "./presses.js";

/**
 * @typedef {object} Frame
 * @property {chrome.runtime.Port} port
 * @property {number} tab
 * @property {number} frame
 * @property {string} host
 * @property {string} adapter its name, once the page has said it
 * @property {import("./toolbar-texts.js").Seen} seen
 * @property {Hint[]} hints at phrases of what is being written there
 *
 * @typedef {import("../generated/messages.js").DraftHint} Hint
 */

const nothingSeen = () => readSeen(null);

export class Frames {
  constructor() {
    /** @type {Map<string, Frame>} by the page's own random id */
    this.frames = new Map();
  }

  /**
   * @param {chrome.runtime.Port} port
   * @param {() => void} changed when it says what it is, and when it is gone
   */
  add(port, changed) {
    const { tab, frameId = 0, origin, url } = port.sender ?? {};
    if (!tab?.id) return null;
    /** @type {Frame} */
    const frame = {
      port,
      tab: tab.id,
      frame: frameId,
      host: hostOf(origin, url),
      adapter: "",
      seen: nothingSeen(),
      hints: [],
    };
    this.frames.set(port.name, frame);
    port.onMessage.addListener(({ adapter }) => {
      frame.adapter = String(adapter);
      changed();
    });
    port.onDisconnect.addListener(() => {
      if (this.frames.get(port.name) === frame) this.frames.delete(port.name);
      changed();
    });
    return frame;
  }

  /** @param {string} page @param {unknown} seen */
  saw(page, seen) {
    const frame = this.frames.get(page);
    if (frame) frame.seen = readSeen(seen);
    return frame;
  }

  /** @param {string} page @param {Hint[]} hints */
  drafted(page, hints) {
    const frame = this.frames.get(page);
    if (frame) frame.hints = hints;
    return frame;
  }

  /** @param {number} tab @returns {Hint[]} */
  hintsIn(tab) {
    return this.of(tab).flatMap(({ hints }) => hints);
  }

  /** All that a tab shows, over its frames. @param {number} tab */
  seenIn(tab) {
    const seen = nothingSeen();
    for (const frame of this.of(tab)) {
      seen.listed = [...new Set([...seen.listed, ...frame.seen.listed])];
      seen.possible = [...new Set([...seen.possible, ...frame.seen.possible])];
      seen.drift ||= frame.seen.drift;
    }
    return seen;
  }

  all() {
    return [...this.frames.values()];
  }

  /** @param {number} tab */
  of(tab) {
    return this.all().filter((frame) => frame.tab === tab);
  }

  /** The adapters of a tab's frames, by name. @param {number} tab */
  adaptersIn(tab) {
    return [...new Set(this.of(tab).map(({ adapter }) => adapter))].filter(Boolean);
  }

  tabs() {
    return this.all().map((frame) => frame.tab);
  }
}

/** `origin` is missing in some browsers, and "null" in frames that inherit theirs. @param {string} [origin] @param {string} [url] */
export function hostOf(origin, url) {
  for (const text of [origin, url]) {
    if (text && URL.canParse(text) && new URL(text).host) return new URL(text).host;
  }
  return "";
}
