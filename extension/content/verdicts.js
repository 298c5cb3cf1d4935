/**
 * What this page has learnt about accounts: verdicts, in memory, for as long as they are good.
 *
 * A verdict is good for one epoch of the watch list and only while the agent is in touch: when the list changes, the
 * vault locks, the agent goes away or the worker dies, all are dropped, and a press is held until asked about anew. Where
 * the agent says that a change concerns some accounts only, the rest stay good: the page can't tell that it happened.
 */

/**
 * @typedef {object} Verdict mirrors `Verdict` in protocol/messages/warnings.py
 * @property {"listed" | "possible" | "clear" | "unknown"} verdict
 * @property {string[]} [holds] interactions that are to be held
 * @property {string[]} [asks] interactions of tier C, which only the toolbar shows
 */

/**
 * @typedef {object} PageState What the background says about protection on this page.
 * @property {string} kind `ready`, or why there is no answer: `away`, `locked`, `unpaired`, `version`, `refused`, `lost`
 * @property {number} epoch of the watch list
 * @property {string[]} [accounts] those whose verdicts alone became void with this epoch; none: all of them
 * @property {number} off until when the therapist goes on without protection, in ms since 1970; 0 when protected
 * @property {boolean} views whether views count that the therapist has to switch on
 * @property {boolean} unnamed whether the question about accounts that can't be named was answered here today
 * @property {string} [orphan] what a script says that is left behind, in the language chosen
 */

/**
 * @typedef {{verdict: Verdict, names: Set<string>, aliases: Set<string>, current: SeenAccount | null}} Known and under which
 *   names and aliases it was asked; `current` was the last that shows no others, as the click of a press shows what its
 *   first event did
 */

/** The most accounts remembered; a long feed shows a few hundred an hour. */
const MOST_KNOWN = 5000;

/** The most sightings that one `check` may carry (protocol/messages/warnings.py). */
const MOST_SIGHTINGS = 200;

class Verdicts {
  /** @param {(sightings: Sighting[]) => Promise<{epoch: number, verdicts: Verdict[]} | null>} check asks the background */
  constructor(check) {
    this.check = check;
    /** @type {Map<string, Known>} */
    this.known = new Map();
    /** @type {Map<string, Promise<void>>} */
    this.asked = new Map();
    /** The key of the draft that was asked about last. */
    this.draft = "";
    /** Of the verdicts known; -1: not told yet. */
    this.epoch = -1;
    /** Rises with every drop, so that an answer on its way can tell that it may be void. */
    this.generation = 0;
    /** Resolve when the next state is told. @type {(() => void)[]} */
    this.awaiting = [];
    /** @type {PageState} */
    this.state = { kind: "lost", epoch: -1, off: 0, unnamed: false, views: false };
  }

  /** @param {PageState} state */
  setState(state) {
    const { accounts = [] } = state;
    const isNext = state.kind === "ready" && state.epoch === this.epoch + 1 && accounts.length > 0;
    if (isNext) this.#forget(new Set(accounts));
    else if (state.kind !== "ready" || state.epoch !== this.epoch) this.drop();
    this.epoch = state.epoch;
    this.state = state;
    for (const resolve of this.awaiting.splice(0)) resolve();
  }

  /**
   * An answer may overtake the state of its epoch, which says which verdicts are void: wait for that, since to drop the
   * others too would show the page, in their next presses, that the list has changed. It is void itself where that
   * state was passed over, or where what was known was dropped meanwhile.
   * @param {number} epoch of the answer
   * @param {number} generation when it was asked for
   * @returns {Promise<boolean>} whether the answer is good
   */
  async #reached(epoch, generation) {
    if (epoch !== this.epoch && generation !== this.generation) return false;
    if (this.epoch === -1) this.epoch = epoch;
    while (epoch !== this.epoch) {
      if (this.epoch === -1 || this.epoch > epoch) return false;
      await new Promise((/** @type {(value: void) => void} */ resolve) => this.awaiting.push(resolve));
    }
    return true;
  }

  /** Drop the verdicts on these accounts, and on those that were seen with one of them. @param {Set<string>} accounts */
  #forget(accounts) {
    this.generation += 1;
    this.asked.clear();
    for (const [account, { aliases }] of this.known) {
      if ([account, ...aliases].some((key) => accounts.has(key))) this.known.delete(account);
    }
  }

  /** The background is out of touch: nothing known is good any more, nor is it known of which list. */
  lose() {
    this.setState({ ...this.state, kind: "lost", epoch: -1 });
  }

  drop() {
    this.generation += 1;
    this.known.clear();
    this.asked.clear();
  }

  /** Whether the therapist chose to go on without protection for now. */
  isOff(now = Date.now()) {
    return this.state.off > now;
  }

  /**
   * The verdict on an account, if it is known for all names and other keys now seen beside it. Null: not known.
   * @param {SeenAccount} seen
   * @returns {Verdict | null}
   */
  get(seen) {
    const known = this.known.get(seen.account);
    if (!known) return null;
    return known.verdict.verdict === "listed" || this.#isCurrent(seen) ? known.verdict : null;
  }

  /**
   * Whether this account was asked about under all names and other keys now seen beside it: a button may show the number of
   * somebody whom a link showed by a new handle alone. What is asked depends on what the page shows alone, never on a
   * verdict, so that nobody can tell one from how much is asked.
   * @param {SeenAccount} seen
   */
  #isCurrent(seen) {
    const known = this.known.get(seen.account);
    if (!known || known.current === seen) return known !== undefined;
    const { names, aliases } = sightingOf(seen);
    const isCurrent =
      names.every((name) => known.names.has(name)) && aliases.every((key) => known.aliases.has(key));
    if (isCurrent) known.current = seen;
    return isCurrent;
  }

  /**
   * Make sure that the verdicts on these accounts are known, as far as the agent answers.
   * @param {SeenAccount[]} accounts
   * @returns {Promise<void>}
   */
  async ask(accounts) {
    const missing = accounts.filter((seen) => !seen.own && !this.#isCurrent(seen));
    const fresh = missing.filter((seen) => !this.asked.has(seen.account));
    for (let i = 0; i < fresh.length; i += MOST_SIGHTINGS) {
      const batch = fresh.slice(i, i + MOST_SIGHTINGS);
      const answer = this.#request(batch).finally(() => {
        for (const seen of batch)
          if (this.asked.get(seen.account) === answer) this.asked.delete(seen.account);
      });
      for (const seen of batch) this.asked.set(seen.account, answer);
    }
    await Promise.all(missing.map((seen) => this.asked.get(seen.account)));
  }

  /** @param {SeenAccount[]} batch */
  async #request(batch) {
    const sightings = batch.map((seen) => this.#widened(seen));
    const generation = this.generation;
    const answer = await this.check(sightings);
    if (!answer?.verdicts || !(await this.#reached(answer.epoch, generation))) return;
    if (this.known.size + sightings.length > MOST_KNOWN) this.known.clear();
    for (const [i, sighting] of sightings.entries()) {
      const verdict = answer.verdicts[i];
      if (!verdict) continue;
      const { account, names, aliases, text } = sighting;
      // Each letter makes another text: only the latest is worth remembering.
      if (text && account !== this.draft) {
        this.known.delete(this.draft);
        this.draft = account;
      }
      this.known.set(account, { verdict, names: new Set(names), aliases: new Set(aliases), current: null });
    }
  }

  /**
   * Ask with what was seen earlier too, so that two places which show one account differently don't undo each other.
   * @param {SeenAccount} seen
   */
  #widened(seen) {
    const { names = [], aliases = [] } = this.known.get(seen.account) ?? {};
    return sightingOf({
      ...seen,
      names: [...new Set([...seen.names, ...names])],
      aliases: [...new Set([...seen.aliases, ...aliases])],
    });
  }
}
