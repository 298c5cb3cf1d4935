/**
 * An account as the agent is asked about it: what verdicts and judging must agree on.
 */

/**
 * @typedef {object} Sighting What the agent is asked about; mirrors `Sighting` in protocol/messages/warnings.py.
 * @property {string} account
 * @property {string[]} aliases at most 8
 * @property {string[]} names at most 4
 * @property {string} [text] what is about to be published, of which the account's key is made
 */

const MOST_ALIASES = 8;
const MOST_NAMES = 4;
const LONGEST_NAME = 200;
const LONGEST_KEY = 300;

/** Letters of a draft that are told (protocol/messages/drafts.py). */
const MOST_WRITTEN = 20_000;

/**
 * What is about to be published, as if it were an account: the agent says whether it names a client. What is asked depends
 * on the text alone.
 * @param {string} platform
 * @param {string} prose
 * @returns {SeenAccount[]} none where nothing is written
 */
function draftOf(platform, prose) {
  const text = prose.trim().slice(0, MOST_WRITTEN);
  if (!text) return [];
  // 64 bits by FNV-1a, in two halves: one text, one key, and so one verdict.
  let [one, other] = [0x811c9dc5, 0x9747b28c];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x01000193) + one;
  }
  const digest = [one, other].map((half) => (half >>> 0).toString(16)).join("");
  return [{ account: `${platform}:~${digest}`, aliases: [], names: [], own: false, text }];
}

/**
 * The message's form of an account, within the message's bounds: a page must not be able to make a check fail.
 * @param {SeenAccount} seen
 * @returns {Sighting}
 */
function sightingOf(seen) {
  const fits = (/** @type {string} */ key) => key.length <= LONGEST_KEY;
  return {
    account: seen.account.slice(0, LONGEST_KEY),
    aliases: seen.aliases.filter(fits).slice(0, MOST_ALIASES),
    names: seen.names.map((name) => name.slice(0, LONGEST_NAME)).slice(0, MOST_NAMES),
    ...(seen.text ? { text: seen.text } : {}),
  };
}

/**
 * All keys by which an account may be known.
 * @param {SeenAccount} seen
 */
function keysOf(seen) {
  return [seen.account, ...seen.aliases];
}
