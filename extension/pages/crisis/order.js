/** In which order one acts: pure, so that every way through can be tested. Nothing is a condition of anything else. */

/**
 * @typedef {import("../../generated/messages.js").Crisis} Crisis
 * @typedef {import("../../generated/messages.js").CrisisStep["step"]} Step
 * @typedef {import("../../generated/messages.js").CrisisFollow["follow"]} Follow
 */

/** @type {Step[]} */
export const STEPS = ["emergency", "client", "contact", "welfare", "consult"];

/** Steps in which somebody answers or doesn't. @type {Step[]} */
export const CALLS = ["client", "contact"];

/** What is due within 24 hours. @type {Follow[]} */
export const FOLLOWS = ["record", "session", "supervision", "policy"];

/** What came of a step; null: it wasn't taken. @param {Pick<Crisis, "steps">} crisis @param {Step} step */
export function resultOf({ steps }, step) {
  return steps.find((each) => each.step === step)?.result ?? null;
}

/**
 * What is to be done next. In danger: the emergency number. Else the client, then the contact, then a welfare check, each
 * only where the one before wasn't reached.
 * @param {Pick<Crisis, "danger" | "steps" | "followed" | "closed">} crisis
 * @returns {"danger" | "emergency" | "client" | "contact" | "welfare" | "outcome" | "follow" | "done"}
 */
export function nextOf(crisis) {
  if (crisis.closed) return crisis.followed.length < FOLLOWS.length ? "follow" : "done";
  if (crisis.danger === null) return "danger";
  if (crisis.danger === "now") return resultOf(crisis, "emergency") ? "outcome" : "emergency";
  for (const step of /** @type {const} */ (["client", "contact"])) {
    const result = resultOf(crisis, step);
    if (!result) return step;
    if (result !== "no_answer") return "outcome";
  }
  return resultOf(crisis, "welfare") ? "outcome" : "welfare";
}

/** A moment as a field for date and time has it, by this computer's clock. @param {string} time */
export function localOf(time) {
  const date = new Date(time);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
