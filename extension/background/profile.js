/**
 * On the page of one's own professional profile: whether its bio says that the account is for education only. Read when the
 * popup opens, in memory; of any other profile nothing but the account is looked at.
 */

/** As long as an account's key may be (protocol/messages/words.py). */
const LONGEST_KEY = 300;

/**
 * @typedef {object} OwnProfile
 * @property {boolean | null} says null: where the bio is on this site isn't known
 * @property {string} line what to put there
 */

/**
 * @param {Pick<import("./link.js").Link, "state" | "ask">} link
 * @param {number} tab
 * @returns {Promise<OwnProfile | null>} null: no page of an own professional account
 */
export async function profileOn(link, tab) {
  const account = link.state.kind === "ready" ? (await profileIn(tab, false))?.account : null;
  if (typeof account !== "string" || account.length > LONGEST_KEY) return null;
  const { links } = await link.ask({ type: "resolve", links: [account] });
  if (links[0]?.own_role !== "professional") return null;
  const bio = (await profileIn(tab, true))?.bio;
  const isKnown = typeof bio === "string";
  const { says, line } = await link.ask({ type: "profile.bio", text: isKnown ? bio : "" });
  return { says: isKnown ? says : null, line };
}

/** @param {number} tab @param {boolean} read @returns {Promise<{account?: unknown, bio?: unknown} | null>} */
async function profileIn(tab, read) {
  try {
    return await chrome.tabs.sendMessage(tab, { type: "profile", read }, { frameId: 0 });
  } catch {
    return null; // no content script of ours stands there
  }
}
