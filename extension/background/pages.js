/** Asks the pages from which a request may have come what they know about it. */

import { readRequested } from "./presses.js";
import { tabsOn } from "./sites.js";

/**
 * @param {import("./frames.js").Frames} frames
 * @param {{tab: number, frame: number, host: string}} from tab -1: a site's own worker sent it
 * @param {import("./requests.js").Found[]} found
 * @returns {Promise<import("./drift.js").Page | null>} null where no guard stands, as in a tab from before the install
 */
export async function askPages(frames, { tab, frame, host }, found) {
  const asked = found.map(({ adapter, accounts, things }) => ({ adapter, accounts, things }));
  if (tab !== -1) {
    const said = await ask(tab, frame, asked);
    return said && { ...said, tabs: [tab] };
  }
  const standing = await standingOn(frames, host);
  const all = await Promise.all(standing.map((each) => ask(each.tab, each.frame, asked)));
  const [first, ...rest] = all.flatMap((said) => said ?? []).sort((a, b) => a.pressed - b.pressed);
  if (!first) return null;
  // Which of several pages it was, nobody can tell, and so not whom it concerns.
  const sightings = rest.length === 0 ? first.sightings : [];
  return { ...first, sightings, tabs: [...new Set(standing.map((each) => each.tab))] };
}

/**
 * The frames of a host: those that have joined this worker, and the pages that haven't yet, since it was only just woken.
 * @param {import("./frames.js").Frames} frames
 * @param {string} host
 * @returns {Promise<{tab: number, frame: number}[]>}
 */
async function standingOn(frames, host) {
  const joined = frames.all().filter((each) => each.host === host);
  const tabs = new Set(joined.map(({ tab }) => tab));
  const others = (await tabsOn(host)).filter((tab) => !tabs.has(tab));
  return [...joined, ...others.map((tab) => ({ tab, frame: 0 }))];
}

/** @param {number} tab @param {number} frameId @param {object[]} asked */
async function ask(tab, frameId, asked) {
  return readRequested(
    await chrome.tabs.sendMessage(tab, { type: "requested", asked }, { frameId }).catch(() => null),
  );
}
