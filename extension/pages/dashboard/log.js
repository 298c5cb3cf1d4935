/** The page of the override log, in sections. */

import { EntriesPage } from "./log-entries.js";
import { ProofPage } from "./log-proof.js";
import { PicturesPage } from "./pictures.js";
import { Sections } from "./sections.js";

/**
 * @param {() => void} redraw
 * @param {() => Promise<void>} refresh reads what is shown anew, then redraws
 * @param {import("./pages.js").Everything} everything
 */
export function makeLog(redraw, refresh, everything) {
  const entries = new EntriesPage(redraw, everything);
  const parts = {
    entries,
    pictures: new PicturesPage(redraw),
    proof: new ProofPage(redraw, () => entries.filter),
  };
  return new Sections("log", parts, () => void refresh());
}
