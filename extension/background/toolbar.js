/** Draws the toolbar button: badge, colour and title, for the browser as a whole and for single tabs. */

import { loadTexts, t } from "./texts.js";
import { describe } from "./toolbar-texts.js";

/** Teal: as it should be. Amber: held, but not checked. Red: not protected. Each has 4.5:1 against white. */
const COLOURS = { well: "#0f5f5c", held: "#744500", off: "#b3261e" };

/**
 * @param {import("./toolbar-texts.js").Standing} standing
 * @param {import("./toolbar-texts.js").Here | null} here
 * @param {number} [tab] none: for all tabs that have nothing of their own
 */
export async function draw(standing, here, tab) {
  await loadTexts();
  const { level, badge, lines } = describe(standing, here, t);
  const where = tab === undefined ? {} : { tabId: tab };
  // A tab may close while its button is drawn: there is nothing left to say then.
  await Promise.allSettled([
    chrome.action.setBadgeText({ ...where, text: badge }),
    chrome.action.setBadgeBackgroundColor({ ...where, color: COLOURS[level] }),
    chrome.action.setBadgeTextColor({ ...where, color: "#ffffff" }),
    chrome.action.setTitle({ ...where, title: `${t("name")}\n${lines.join("\n")}` }),
  ]);
}
