/** What a page knows about accounts, for tests without a browser. */

import { load } from "./content.js";

export const { Verdicts } = load(["sightings.js", "verdicts.js"], "Verdicts");

export const seen = (/** @type {string} */ account, names = [""]) => ({
  account,
  aliases: [],
  names: names.filter(Boolean),
});
export const ready = { kind: "ready", epoch: 1, off: 0, unnamed: false };

/** Those of three accounts on which the verdict is known. @param {any} verdicts */
export const known = (verdicts) =>
  ["x:a", "x:b", "x:c"].filter((account) => verdicts.get(seen(account)) !== null);
