/** A recovery code as it is typed back: read as the agent reads it (agent/vault/recovery.py), and compared by its groups. */

const LENGTH = 30;
const GROUP = 5;

/** @param {string} text */
const letters = (text) =>
  text
    .toUpperCase()
    .replace(/[\s\-\u2010-\u2015\u2212]/gu, "")
    .replaceAll("O", "0")
    .replace(/[IL]/gu, "1");

/**
 * What is wrong with what was typed; null: nothing.
 * @param {string} typed
 * @param {string} code as it was shown
 * @returns {{group: number} | null} the first group that differs, counted from one; 0: too long, or too short
 */
export function fault(typed, code) {
  const [given, right] = [letters(typed), letters(code)];
  const at = [...right].findIndex((letter, place) => place < given.length && given[place] !== letter);
  if (at >= 0) return { group: Math.floor(at / GROUP) + 1 };
  return given.length === LENGTH ? null : { group: 0 };
}
