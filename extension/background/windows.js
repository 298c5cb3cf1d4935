/**
 * The browser's windows, as far as a warning needs them: open one over the page, bring it forward, close it, give the page
 * its focus back. The address carries a random id and nothing else, since the browser writes addresses down.
 */

import { over } from "./presses.js";

const WIDTH = 420;
/** The page is made for 460 px; the rest is what a title bar takes. */
const HEIGHT = 492;

/**
 * @param {string} id of the warning
 * @param {unknown} place of the browser's window, as the page reports it
 * @returns {Promise<number | null>} the window's id
 */
export async function openWindow(id, place) {
  const url = chrome.runtime.getURL(`pages/warning/index.html?id=${id}`);
  /** @type {chrome.windows.CreateData} */
  const window = { url, type: "popup", width: WIDTH, height: HEIGHT };
  try {
    return (await chrome.windows.create({ ...window, ...over(place, WIDTH, HEIGHT) }))?.id ?? null;
  } catch {
    // A page may claim a place that is on no screen: then wherever the browser likes.
    return (await chrome.windows.create(window))?.id ?? null;
  }
}

/** Open a page of the extension in front, in no private window. @param {string} path */
export async function openPage(path) {
  const url = chrome.runtime.getURL(path);
  const window = await chrome.windows.getLastFocused().catch(() => null);
  if (!window || window.incognito) await chrome.windows.create({ url, incognito: false });
  else await chrome.tabs.create({ url });
}

/** Whether the window is still there, now in front. @param {number | null} window */
export async function bringForward(window) {
  if (window === null) return false;
  return chrome.windows.update(window, { focused: true }).then(
    () => true,
    () => false,
  );
}

/** @param {number | null} window */
export async function closeWindow(window) {
  if (window !== null) await chrome.windows.remove(window).catch(() => null);
}

/** @param {number} tab */
export async function giveFocusBack(tab) {
  try {
    const { windowId } = await chrome.tabs.get(tab);
    await chrome.tabs.update(tab, { active: true });
    await chrome.windows.update(windowId, { focused: true });
  } catch {
    // The tab is gone: nothing to give the focus to.
  }
}
