/** The first steps in their order, and how each stands: pure, so that every case can be tested. */

/** @typedef {"agent" | "pair" | "passphrase" | "recovery" | "clients" | "practice" | "privately" | "login"} Step */

/**
 * @typedef {object} View What the background knows.
 * @property {string} kind of the link's state
 * @property {string} sentence
 * @property {boolean} found before pairing: whether somebody listens where the agent would
 * @property {{vault: boolean, clients: number | null, unconfirmed: boolean | null} | null} status null: not known;
 *   `clients` and `unconfirmed` are null while the vault is locked
 * @property {boolean} privately whether private windows are covered
 * @property {boolean | null} login whether the agent starts at login; null: not known
 * @property {Record<string, unknown>} marks what was done here, or left for later
 */

/** @type {readonly Step[]} */
export const STEPS = ["agent", "pair", "passphrase", "recovery", "clients", "practice", "privately", "login"];

/** The page goes on from these by itself, since there is nothing left to see. @type {ReadonlySet<string>} */
export const GOES_ON = new Set(["agent", "pair", "passphrase", "recovery"]);

/** Nothing else can be done before these. */
const NEEDED = STEPS.slice(0, 3);

/** @type {Record<Step, (view: View) => boolean>} */
const DONE = {
  agent: ({ kind, found }) => found || !["unpaired", "away"].includes(kind),
  pair: ({ kind }) => !["unpaired", "refused"].includes(kind),
  passphrase: ({ status }) => status?.vault === true,
  recovery: ({ status }) => status?.unconfirmed === false,
  clients: ({ status }) => Boolean(status?.clients),
  practice: ({ marks }) => marks.practice === "done",
  privately: ({ privately }) => privately,
  login: ({ login }) => login === true,
};

/** @param {Step} step @param {View} view */
export function isDone(step, view) {
  return DONE[step](view);
}

/** Left for later by the therapist. @param {Step} step @param {View} view */
export function isLater(step, view) {
  return !isDone(step, view) && view.marks[step] === "later";
}

/** What comes first of all that is neither done nor left for later. @param {View} view @returns {Step | "end"} */
export function nextStep(view) {
  return STEPS.find((step) => !isDone(step, view) && !isLater(step, view)) ?? "end";
}

/** Whether a step can be gone to: all that it needs is done, or was. @param {Step} step @param {View} view @param {ReadonlySet<Step>} been */
export function isReachable(step, view, been) {
  const before = NEEDED.slice(0, STEPS.indexOf(step));
  return before.every((each) => isDone(each, view) || been.has(each));
}

/**
 * A newer view; what can't be known at the moment stays as it was known.
 * @param {View | null} last
 * @param {Omit<View, "login">} fresh
 * @returns {View}
 */
export function merged(last, fresh) {
  const before = last?.status ?? null;
  const { status } = fresh;
  const known = status && {
    ...status,
    clients: status.clients ?? before?.clients ?? null,
    unconfirmed: status.unconfirmed ?? before?.unconfirmed ?? null,
  };
  return { ...fresh, status: known ?? before, login: last?.login ?? null };
}
