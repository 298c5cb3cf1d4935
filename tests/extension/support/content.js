/** Loads content scripts as the browser does: classic scripts in one scope, in order. */

import { readFileSync } from "node:fs";
import vm from "node:vm";

const folder = new URL("../../../extension/content/", import.meta.url);

/** What the guard is made of, without the adapters. */
export const GUARD = [
  "paths.js",
  "sightings.js",
  "identity.js",
  "verdicts.js",
  "pointers.js",
  "gesture.js",
  "stillness.js",
  "replay.js",
  "judging.js",
  "guard.js",
];

/**
 * @param {string[]} files in the order of the manifest
 * @param {string} names what the scripts declare and the test needs, separated by commas
 * @param {object} [globals]
 * @returns {any}
 */
export function load(files, names, globals = {}) {
  const context = vm.createContext({ console, setTimeout, ...globals });
  const text = files.map((file) => readFileSync(new URL(file, folder), "utf8")).join("\n");
  return vm.runInContext(`${text}\n;({${names}})`, context);
}
