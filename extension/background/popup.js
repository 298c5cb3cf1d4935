/** What the popup shows of a tab: how protection stands there, which clients, and whether it is one's own profile. */

import { profileOn } from "./profile.js";

/** @typedef {import("./main.js").Parts} Parts */

/** Never more accounts in one question than the message allows. */
const MOST_LINKS = 200;

/** @param {Parts} parts @param {number} tab */
export async function popupView(parts, tab) {
  const { protection, link, frames } = parts;
  const seen = frames.seenIn(tab);
  const ready = link.state.kind === "ready";
  const [standing, here, added, unfinished, labels, holds, profile] = await Promise.all([
    protection.standing(),
    protection.here(tab),
    protection.addedSites(),
    parts.firstSteps.isUnfinished(),
    ready ? labelsOf(parts, [...seen.listed, ...seen.possible]) : [],
    ready ? link.ask({ type: "crisis.holds" }).then((reply) => reply.holds) : [],
    profileOn(link, tab).catch(() => null), // how protection stands is shown whatever becomes of this
  ]);
  const sureness = protection.sureness(tab);
  return { standing, here, added, labels, unfinished, holds, profile, sureness };
}

/** @param {Parts} parts @param {string[]} accounts @returns {Promise<{account: string, label: string, verdict: string, client: string | null, asks: string[]}[]>} */
async function labelsOf({ link }, accounts) {
  if (accounts.length === 0) return [];
  const asked = accounts.slice(0, MOST_LINKS);
  const [{ links }, { verdicts }] = await Promise.all([
    link.ask({ type: "resolve", links: asked }),
    link.ask({ type: "check", sightings: asked.map((account) => ({ account })) }),
  ]);
  return links.map((/** @type {any} */ { account, label, verdict, client }, /** @type {number} */ place) => ({
    account,
    label,
    verdict,
    client,
    asks: verdicts[place]?.asks ?? [],
  }));
}
