/**
 * Where an event passed, and what two of the guard's parts must agree on about accounts.
 *
 * The content scripts share one classic-script scope, in the order of the manifest: nothing here is visible to the page.
 */

/**
 * @typedef {object} Sighting What the agent is asked about; mirrors `Sighting` in protocol/messages/warnings.py.
 * @property {string} account
 * @property {string[]} aliases at most 8
 * @property {string[]} names at most 4
 */

const MOST_ALIASES = 8;
const MOST_NAMES = 4;
const LONGEST_NAME = 200;
const LONGEST_KEY = 300;

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
  };
}

/**
 * All keys by which an account may be known.
 * @param {SeenAccount} seen
 */
function keysOf(seen) {
  return [seen.account, ...seen.aliases];
}

/**
 * The path that an event at `target` would take, from the inside out and through open shadow roots.
 * @param {EventTarget | null} target
 * @returns {EventTarget[]}
 */
function pathOf(target) {
  const path = [];
  /** @type {Node | null} */
  let node = target instanceof Node ? target : null;
  while (node) {
    path.push(node);
    node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);
  }
  return path;
}
