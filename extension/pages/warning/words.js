/** What a warning says, by what was held: pure, so that every case can be tested. */

import { handleOf } from "../page.js";

/** @typedef {(key: string, ...values: (string | number)[]) => string} Translate */

/** Codes of the reasons, in the order shown (protocol/messages/words.py). */
export const REASONS = [
  "client_consented_in_session",
  "clinical_purpose_documented",
  "safety_or_welfare_check",
  "professional_account_policy_allows",
  "unavoidable_shared_community",
  "preexisting_relationship",
  "undoing_earlier_interaction",
  "supervisor_advised",
  "legal_or_regulatory_duty",
  "other",
];

/** Where an override may be come back to (protocol/messages/words.py). */
export const FLAGS = ["next_session", "supervision", "record"];

/** @param {{label: string, status: string, verdict: string, account?: string}} view @param {Translate} t */
export function factOf({ label, status, verdict, account = "" }, t) {
  if (account.includes(":~")) return t("draftNames", label);
  return t(`${verdict === "possible" ? "maybe" : "fact"}_${status}`, label);
}

/**
 * From which own account it would be done, and what that is for, where that is known; null where the page doesn't show it.
 * @param {{own_account: string | null, own_role?: string | null}} view
 * @param {Translate} t
 */
export function fromOf({ own_account, own_role }, t) {
  return own_account && t(own_role ? `whatAs_${own_role}` : "whatAs", handleOf(own_account));
}

/**
 * Whether the client has consented to being shared or mentioned, in a sentence; empty where that isn't asked.
 * @param {{label: string, consent?: {state: string, scope?: string, day?: string | null} | null}} view
 * @param {Translate} t
 * @param {(day: string) => string} sayDay
 */
export function consentOf({ label, consent }, t, sayDay) {
  if (!consent) return "";
  const { state, scope, day } = consent;
  const said =
    state === "valid" && !day
      ? t("consent_validAlways", label)
      : t(`consent_${state}`, label, day ? sayDay(day) : "");
  return scope && state === "valid" ? `${said} ${t("consentFor", scope)}` : said;
}

/**
 * Why there is no answer, in a sentence.
 * @param {{kind: string, sentence: string}} standing
 * @param {Translate} t
 */
export function whyHeld({ kind, sentence }, t) {
  const known = /** @type {Record<string, string>} */ ({
    locked: "heldLocked",
    away: "heldAway",
    unpaired: "heldUnpaired",
    no_vault: "heldNoVault",
  });
  return known[kind] ? t(known[kind]) : t("heldOther", sentence);
}

/** How long a grant lasts, as people say it. @param {number} seconds @param {Translate} t */
export function howLong(seconds, t, isPractice = false) {
  if (isPractice) return t("practiceGranted", seconds);
  return seconds <= 120 ? t("grantedSeconds", seconds) : t("grantedMinutes", Math.round(seconds / 60));
}

/**
 * What keeps an override from being asked for; empty: nothing.
 * @param {{reason: string, note: string}} choice
 * @param {Translate} t
 */
export function missing({ reason, note }, t) {
  if (!reason) return t("reasonNeeded");
  return reason === "other" && !note.trim() ? t("noteNeeded") : "";
}
