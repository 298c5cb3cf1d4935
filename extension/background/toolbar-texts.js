/**
 * What the toolbar and the popup say: how protection stands, in plain words. Pure, so that every state can be tested.
 *
 * Never silently unprotected: whatever is wrong comes before whatever is well.
 */

import { sayClock } from "./texts.js";

/**
 * @typedef {object} Seen
 * @property {string[]} listed accounts of clients
 * @property {string[]} possible
 * @property {boolean} drift
 *
 * @typedef {object} Standing How protection stands in this browser.
 * @property {string} kind of the link's state
 * @property {string} sentence of the link's state; empty when ready
 * @property {number} off until when the therapist goes on without protection, ms since 1970; 0: not
 * @property {number} paused likewise, for a pause that the agent knows of
 * @property {string[]} revoked names of sites that the browser no longer lets the extension see
 * @property {boolean} privately whether private windows are covered
 * @property {boolean} passing presses pass because nobody can be asked, as the therapist chose
 * @property {import("../generated/messages.js").Rules} rules what the therapist chose for when there is no answer
 *
 * @typedef {object} Here How it stands in one tab.
 * @property {Seen} seen
 * @property {boolean} stale the tab was open before the install or update
 * @property {{name: string, missing: string[]}[]} outdated adapters that miss interactions, and which
 * @property {unknown[]} hints at phrases of what is being written there
 * @property {boolean} unnamed some buttons can't be checked, and pass all the same: the therapist said so today, or chose it
 *
 * @typedef {"well" | "held" | "off"} Level well: protected; held: presses are held, but not checked; off: not protected
 *
 * @typedef {object} Shown
 * @property {Level} level
 * @property {string} badge
 * @property {string[]} lines the first one is the state in one sentence
 *
 * @typedef {(key: string, ...values: string[]) => string} Translate
 */

const UNNAMED = { daily: "stateUnnamed", always: "stateUnnamedOnce", pass: "stateUnnamedPass" };

/** The state in one sentence, and whether it is well. @param {Standing} standing @param {Translate} t @returns {Shown} */
function standingShown(standing, t) {
  const { kind, off, paused, passing, sentence } = standing;
  if (off) return { level: "off", badge: t("badgeOff"), lines: [t("stateUnprotected", sayClock(off))] };
  if (passing)
    return {
      level: "off",
      badge: t("badgeOff"),
      lines: [t(kind === "locked" ? "statePassLocked" : "statePassAway")],
    };
  if (kind === "locked") return { level: "held", badge: "!", lines: [t("stateLocked")] };
  if (kind === "unpaired") return { level: "off", badge: "!", lines: [t("stateUnpaired")] };
  if (kind === "no_vault") return { level: "off", badge: "!", lines: [t("stateNoVault")] };
  if (kind === "away") return { level: "off", badge: "!", lines: [t("stateAway")] };
  if (kind !== "ready") return { level: "off", badge: "!", lines: [t("stateOther", sentence)] };
  if (paused) return { level: "off", badge: t("badgeOff"), lines: [t("statePaused", sayClock(paused))] };
  return { level: "well", badge: "", lines: [] };
}

/** How many clients' accounts a page shows, in words. @param {Seen} seen @param {Translate} t */
export function countLine({ listed, possible }, t) {
  const lines = [];
  if (listed.length) lines.push(listed.length === 1 ? t("seenOne") : t("seenMany", String(listed.length)));
  if (possible.length)
    lines.push(possible.length === 1 ? t("possibleOne") : t("possibleMany", String(possible.length)));
  return lines.join(" ") || t("seenNone");
}

/**
 * @param {Standing} standing
 * @param {Here | null} here null: a tab on a site that isn't watched
 * @param {Translate} t
 * @returns {Shown}
 */
export function describe(standing, here, t) {
  const shown = standingShown(standing, t);
  const warn = (/** @type {string} */ line, /** @type {string} */ badge) => {
    shown.lines.push(line);
    if (!shown.badge) shown.badge = badge;
    if (shown.level === "well") shown.level = "held";
  };
  if (standing.revoked.length) {
    warn(t("stateRevoked", standing.revoked.join(", ")), "!");
    shown.level = "off";
  }
  if (here?.stale) warn(t("stateStale"), "↻");
  for (const { name, missing } of here?.outdated ?? [])
    warn(t("stateOutdated", name, wordsFor(missing, t)), "?");
  if (here?.seen.drift) warn(t("stateDrift"), "?");
  if (here?.unnamed) warn(t(UNNAMED[standing.rules.when_unnamed]), "?");
  if (shown.lines.length === 0) shown.lines.push(here ? t("stateReady") : t("stateReadyElsewhere"));
  if (here && !here.stale && standing.kind === "ready") {
    shown.lines.push(countLine(here.seen, t));
    if (here.seen.listed.length && shown.level === "well") shown.badge = String(here.seen.listed.length);
    hinted(here.hints, shown, t);
  }
  if (!standing.privately) shown.lines.push(t("statePrivate"));
  return shown;
}

/** What is being written matters more in this moment than who is on the page. @param {unknown[]} hints @param {Shown} shown @param {Translate} t */
function hinted(hints, shown, t) {
  if (hints.length === 0) return;
  shown.lines.push(hints.length === 1 ? t("hintOne") : t("hintMany", String(hints.length)));
  if (shown.level === "well") shown.badge = "✎";
}

/** @param {string[]} interactions @param {Translate} t */
const wordsFor = (interactions, t) => interactions.map((each) => t(`do_${each}`)).join(", ");

/**
 * Where adapters rest on thin evidence, in words; nothing where they are sure.
 * @param {{name: string, confidence: Record<string, string>}[]} sureness
 * @param {Translate} t
 */
export function surenessLines(sureness, t) {
  return sureness.flatMap(({ name, confidence }) => {
    const of = (/** @type {string} */ level) =>
      Object.keys(confidence).filter((each) => confidence[each] === level);
    const [low, medium] = [of("low"), of("medium")];
    return [
      ...(low.length ? [t("sureLow", name, wordsFor(low, t))] : []),
      ...(medium.length ? [t("sureMedium", name, wordsFor(medium, t))] : []),
    ];
  });
}
