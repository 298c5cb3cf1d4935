/**
 * Why a recognised gesture is to be held, and by which of its parts: a reply may be a comment to one account and name
 * another in its text.
 */

/** @typedef {Recognition & {also?: undefined}} Part one interaction toward some accounts */

/** So long a press waits for its verdict, in ms; then a window says why nothing happens. */
const PATIENCE_MS = 2000;

/** What weighs most is said first. */
const WEIGHTS = ["listed", "waiting", "unnamed", "orphan", ""];

/** @param {Recognition} recognition @returns {Part[]} */
function partsOf(recognition) {
  if (!recognition.also) return [/** @type {Part} */ (recognition)];
  const { also, ...first } = recognition;
  return [first, ...also.map((part) => ({ ...first, ...part }))];
}

/** @param {Recognition} recognition @returns {SeenAccount[]} of all its parts */
function accountsOf({ accounts, also = [] }) {
  return also.length === 0 ? accounts : [...accounts, ...also.flatMap((part) => part.accounts)];
}

/**
 * Whether two recognitions are the same interactions toward the same accounts.
 * @param {Recognition | null} one
 * @param {Recognition | null} other
 */
function isSame(one, other) {
  if (one === other) return true;
  const told = (/** @type {Recognition | null} */ seen) =>
    (seen ? partsOf(seen) : [])
      .map(({ interaction, role, undo, accounts }) =>
        [interaction, role, undo, ...accounts.map(({ account }) => account)].join(" "),
      )
      .join(", ");
  return told(one) === told(other);
}

class Judging {
  /** @param {Outside} outside */
  constructor(outside) {
    this.outside = outside;
    /** @type {Grant[]} */
    this.grants = [];
  }

  /** @param {Grant} grant */
  allow(grant) {
    this.grants = [...this.grants.filter(({ until }) => until > Date.now()), grant];
  }

  /** @param {string} id */
  disallow(id) {
    this.grants = this.grants.filter((grant) => grant.id !== id);
  }

  /**
   * The grants that a gesture may use.
   * @param {Recognition} recognition
   * @returns {Grant[]}
   */
  grantsFor(recognition) {
    if (this.grants.length === 0) return [];
    const found = partsOf(recognition).flatMap((part) => this.#grantsForPart(part));
    return [...new Set(found)];
  }

  /** @param {Part} part */
  #grantsForPart({ interaction, accounts }) {
    if (this.grants.length === 0) return [];
    const keys = new Set(accounts.flatMap(keysOf));
    return this.grants.filter(
      (grant) =>
        grant.interaction === interaction &&
        grant.until > Date.now() &&
        grant.accounts.some((key) => keys.has(key)),
    );
  }

  /**
   * The accounts that a warning may be about: not the therapist's own, nor any that an override was granted for.
   * @param {Part} part
   */
  #concerned(part) {
    const granted = this.#grantsForPart(part).flatMap(({ accounts }) => accounts);
    return part.accounts.filter((seen) => !seen.own && !keysOf(seen).some((key) => granted.includes(key)));
  }

  /**
   * Why this is to be held, and which part of it says so; an empty reason: it may pass.
   * @param {Recognition} recognition
   * @returns {{why: string, part: Part}}
   */
  reason(recognition) {
    /** @type {{why: string, part: Part} | null} */
    let found = null;
    for (const part of partsOf(recognition)) {
      const why = this.#why(part);
      if (!found || WEIGHTS.indexOf(why) < WEIGHTS.indexOf(found.why)) found = { why, part };
    }
    return /** @type {{why: string, part: Part}} */ (found);
  }

  /** @param {Part} part @returns {string} */
  #why(part) {
    const { undo, interaction, accounts } = part;
    const { verdicts } = this.outside;
    if (undo) return "";
    if (this.outside.orphaned()) return "orphan";
    if (verdicts.isOff()) return "";
    const others = this.#concerned(part);
    if (others.length === 0) return accounts.length ? "" : this.#unnamed();
    let [isWaiting, isUnknown] = [false, false];
    for (const seen of others) {
      const verdict = verdicts.get(seen);
      if (verdict?.holds?.includes(interaction)) return "listed";
      isWaiting ||= verdict === null;
      isUnknown ||= verdict?.verdict === "unknown";
    }
    if (isWaiting) return "waiting";
    return isUnknown ? this.#unnamed() : "";
  }

  /** Ask about all accounts that this concerns; no longer than a person waits. @param {Recognition} recognition */
  async ask(recognition) {
    const asked = async () => {
      await this.outside.verdicts.ask(accountsOf(recognition));
      // Asked twice, since the list may have changed on the way.
      if (this.reason(recognition).why === "waiting")
        await this.outside.verdicts.ask(accountsOf(recognition));
    };
    await Promise.race([asked(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  }

  #unnamed() {
    const { state } = this.outside.verdicts;
    if (state.kind !== "ready") return "waiting";
    return state.unnamed ? "" : "unnamed";
  }

  /** Whether every account is known to be nobody's: only then may a press be replayed. @param {Recognition} recognition */
  isClear(recognition) {
    const others = accountsOf(recognition).filter(({ own }) => !own);
    return others.length > 0 && others.every((seen) => this.outside.verdicts.get(seen)?.verdict === "clear");
  }

  /**
   * What the background needs to open a warning.
   * @param {Part} part
   * @param {string} why
   * @returns {Press}
   */
  press(part, why) {
    const adapter = this.outside.adapter();
    const { interaction, role, gesture } = part;
    const { verdicts } = this.outside;
    const others = this.#concerned(part);
    const holds = (/** @type {SeenAccount} */ seen) =>
      Number(verdicts.get(seen)?.holds?.includes(interaction) ?? false);
    // At most eight fit into the message, so those that hold come first.
    others.sort((a, b) => holds(b) - holds(a));
    return {
      why,
      platform: adapter?.platform ?? "",
      sightings: others.slice(0, 8).map(sightingOf),
      interaction,
      role,
      gesture,
      own_account: adapter?.ownAccount() ?? null,
    };
  }
}
