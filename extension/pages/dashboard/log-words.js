/** How the log's words are said: outcomes, what stands between entries, days. */

import { language, sayTime, t } from "../page.js";

/**
 * @typedef {import("../../generated/messages.js").Entry} Entry
 * @typedef {import("../../generated/messages.js").Period} Period
 */

/** What an entry is about: the interaction, or what of a crisis. @param {Pick<Entry, "kind" | "interaction">} entry */
export function whatWords({ kind, interaction }) {
  if (kind === "crisis_card") return t("entry_crisis_card");
  return interaction ? t(`do_${interaction}`) : t("entry_crisis_hold");
}

/** @param {Pick<Entry, "kind" | "outcome" | "use" | "until">} entry */
export function outcomeWords({ kind, outcome, use, until = null }) {
  if (kind === "missed") return t("outcome_missed");
  if (kind !== "warning") return until ? t("outcome_until", sayTime(until)) : "";
  const decided = t(`outcome_${outcome ?? "open"}`);
  return use ? `${decided}, ${t(`use_${use}`)}` : decided;
}

/** @param {Period} period */
export function periodWords({ kind, until }) {
  return t(`period_${kind}`, until ? sayTime(until) : "");
}

/** The day of a moment, by this computer's clock, as YYYY-MM-DD. @param {string} time */
export function dayOf(time) {
  const date = new Date(time);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A day as people say it, with the day of the week. @param {string} day YYYY-MM-DD */
export function sayWholeDay(day) {
  return new Date(`${day}T00:00`).toLocaleDateString(language(), { dateStyle: "full" });
}

/** A day below a picture, where there is little room. @param {string} day YYYY-MM-DD */
export function sayShortDay(day) {
  return new Date(`${day}T00:00`).toLocaleDateString(language(), { day: "numeric", month: "short" });
}

/** A month below a picture. @param {string} month YYYY-MM */
export function sayShortMonth(month) {
  return new Date(`${month}-01T00:00`).toLocaleDateString(language(), { month: "short", year: "2-digit" });
}

/** The first moment of a day, or of the day after. @param {string} day YYYY-MM-DD @param {number} [later] days */
export function momentOf(day, later = 0) {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}
