/** What stands in the form of a client, and the request that it becomes: pure. */

/** Longest name and most names of a client (protocol/messages/words.py). */
const LONGEST = 200;
const MOST_NAMES = 50;
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

/** @typedef {import("../../generated/messages.js").Client} Client */
/** @typedef {{account: string, handle_source: string}} Given */
/**
 * @typedef {object} Draft
 * @property {string} client an id, made here for a new client, so that to save again adds nobody twice
 * @property {boolean} isNew
 * @property {string} label
 * @property {string} names one a line
 * @property {string} status
 * @property {string} since
 * @property {string} notes
 * @property {Given[]} accounts
 * @property {boolean} archived
 */

/** @returns {Draft} */
export function blank() {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  const client = `c-${Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("")}`;
  return {
    client,
    isNew: true,
    label: "",
    names: "",
    status: "current",
    since: "",
    notes: "",
    accounts: [],
    archived: false,
  };
}

/** @param {Client} client @returns {Draft} */
export function filled({ id, label, names, status, since, notes, accounts, archived = false }) {
  return {
    client: id,
    isNew: false,
    label,
    names: names.join("\n"),
    status,
    since: since ?? "",
    notes,
    accounts: accounts.map(({ key, handle_source = "client_provided" }) => ({ account: key, handle_source })),
    archived,
  };
}

/** @param {Draft} draft */
const namesOf = ({ names }) =>
  names
    .split("\n")
    .map((name) => name.trim())
    .filter(Boolean);

/** What is too long for the agent, as a sentence; empty: nothing. @param {Draft} draft @param {(key: string, ...values: number[]) => string} t */
export function tooLong(draft, t) {
  const names = namesOf(draft);
  if (names.length > MOST_NAMES) return t("tooManyNames", MOST_NAMES);
  return names.some((name) => name.length > LONGEST) ? t("nameTooLong", LONGEST) : "";
}

/** @param {Draft} draft */
export function requestOf(draft) {
  const { client, isNew, label, status, since, notes, accounts, archived } = draft;
  const names = namesOf(draft);
  return {
    type: "client.save",
    client,
    label,
    names,
    status,
    since: since.trim() || null,
    notes,
    accounts,
    is_new: isNew,
    archived,
  };
}

/** Today where the therapist is, as YYYY-MM-DD. */
export function today(now = new Date()) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
