/**
 * The guard: stands before the page's own listeners and holds a gesture toward a listed account before the page sees it.
 *
 * Guarantees: a held gesture is swallowed whole, from its first event; a gesture whose verdict is clear passes as the
 * very events that the browser made; nothing is written into the page; events that scripts make are ignored, so that a
 * page can't ask the guard by pretending.
 */

/**
 * @typedef {object} Adapting The engine of content/adapter.js, as far as the guard needs it.
 * @property {string} platform
 * @property {(event: Event | object) => Recognition | null} recognise
 * @property {(recognition: Recognition) => void} remember
 * @property {() => string | null} ownAccount
 *
 * @typedef {object} Grant An override that the agent has committed: one interaction toward one account.
 * @property {string} id
 * @property {string} interaction
 * @property {string[]} accounts keys, any of which meets it
 * @property {number} until ms since 1970
 *
 * @typedef {object} Press What the background needs to open a warning.
 * @property {string} why
 * @property {string} platform
 * @property {Sighting[]} sightings
 * @property {string} interaction
 * @property {"opens" | "performs"} role
 * @property {string} gesture
 * @property {string | null} own_account
 *
 * @typedef {object} Outside What the guard needs from the rest of the extension.
 * @property {() => Adapting | null} adapter
 * @property {Verdicts} verdicts
 * @property {() => boolean} orphaned whether the extension that put this guard here is gone
 * @property {(press: Press) => void} hold opens the warning
 * @property {(grant: string) => void} used
 * @property {() => void} active the therapist did something
 */

class Guard {
  /** @param {Outside} outside */
  constructor(outside) {
    this.outside = outside;
    this.gestures = new Gestures();
    /** @type {Grant[]} */
    this.grants = [];
    this.handle = this.handle.bind(this);
    this.foresee = this.foresee.bind(this);
    /** @type {EventTarget | null} */
    this.foreseen = null;
  }

  /** Stand on `window`. Again after `document.open()`, which takes all listeners away; otherwise without effect. */
  arm() {
    for (const type of GESTURE_EVENTS) {
      // Touch listeners that aren't passive would slow every scroll down; a held tap is stopped at its click instead.
      addEventListener(type, this.handle, { capture: true, passive: type.startsWith("touch") });
    }
    addEventListener("pointercancel", this.handle, { capture: true, passive: true });
    addEventListener("pointerover", this.foresee, { capture: true, passive: true });
    addEventListener("focusin", this.foresee, { capture: true, passive: true });
  }

  /** @param {Grant} grant */
  allow(grant) {
    this.grants = [...this.grants.filter(({ until }) => until > Date.now()), grant];
  }

  /** @param {string} id */
  disallow(id) {
    this.grants = this.grants.filter((grant) => grant.id !== id);
  }

  /** Ask for the verdict before it is needed. @param {Event} event */
  foresee(event) {
    if (!event.isTrusted) return;
    const path = wholePath(event);
    const target = path[0] ?? null;
    if (target === this.foreseen) return;
    this.foreseen = target;
    const recognition = this.#recognise({
      type: "pointerdown",
      target: event.target,
      composedPath: () => path,
      button: 0,
    });
    if (recognition) void this.outside.verdicts.ask(recognition.accounts);
  }

  /** @param {Event} event */
  handle(event) {
    if (!event.isTrusted) return;
    if (event.type === "pointercancel") {
      if (this.gestures.cancel()) swallow(event);
      return;
    }
    const gesture = this.gestures.continued(event) ?? this.#begin(event);
    if (!gesture) return;
    // A page can move a control, hand it to somebody else or catch the pointer in the middle of a press, so what passes
    // is judged once more by what the click really meets. What is held stays held.
    if (gesture.fate === "pass" && !gesture.done && CLICKS.has(event.type)) this.#judge(gesture, event);
    if (gesture.fate === "hold") swallow(event);
    if (activates(event, gesture)) this.#activate(gesture, event);
  }

  /** @param {Event} event */
  #begin(event) {
    if (!BEGINNINGS.has(event.type) || isSecondary(event)) return null;
    const cause = event.type === "submit" ? this.gestures.causeOf(event) : null;
    if (event.type === "submit" && !cause) return null;
    this.outside.active();
    const gesture = this.gestures.begin(event);
    this.#judge(gesture, event);
    return cause && isPartOf(gesture, cause) ? null : gesture;
  }

  /** @param {Event | object} event */
  #recognise(event) {
    return this.outside.adapter()?.recognise(event) ?? null;
  }

  /** Fix the fate of a gesture. @param {Gesture} gesture @param {Event} event */
  #judge(gesture, event) {
    gesture.recognition = this.#recognise(event);
    if (!gesture.recognition && gesture.twice) {
      const path = wholePath(event);
      const seen = { type: "dblclick", target: event.target, composedPath: () => path, button: 0 };
      gesture.recognition = this.#recognise(seen);
    }
    if (!gesture.recognition) return;
    const grants = this.grantsFor(gesture.recognition);
    gesture.why = this.reasonToHold(gesture.recognition);
    gesture.fate = gesture.why ? "hold" : "pass";
    gesture.grants = gesture.why ? [] : grants.map(({ id }) => id);
  }

  /**
   * The grants that a gesture toward these accounts may use.
   * @param {Recognition} recognition
   */
  grantsFor({ interaction, accounts }) {
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
   * @param {Recognition} recognition
   */
  concerned(recognition) {
    const granted = new Set(this.grantsFor(recognition).flatMap(({ accounts }) => accounts));
    return recognition.accounts.filter((seen) => !seen.own && !keysOf(seen).some((key) => granted.has(key)));
  }

  /**
   * Why this is to be held; empty: it may pass.
   * @param {Recognition} recognition
   */
  reasonToHold(recognition) {
    const { undo, interaction, accounts } = recognition;
    const { verdicts } = this.outside;
    if (undo) return "";
    if (this.outside.orphaned()) return "orphan";
    if (verdicts.isOff()) return "";
    const others = this.concerned(recognition);
    if (others.length === 0) return accounts.length ? "" : this.#unnamed();
    const known = others.map((seen) => verdicts.get(seen));
    if (known.some((verdict) => verdict?.holds?.includes(interaction))) return "listed";
    if (known.some((verdict) => verdict === null)) return "waiting";
    return known.some((verdict) => verdict?.verdict === "unknown") ? this.#unnamed() : "";
  }

  #unnamed() {
    const { state } = this.outside.verdicts;
    if (state.kind !== "ready") return "waiting";
    return state.unnamed ? "" : "unnamed";
  }

  /** @param {Gesture} gesture @param {Event} event */
  #activate(gesture, event) {
    gesture.done = true;
    const recognition = /** @type {Recognition} */ (gesture.recognition);
    if (gesture.fate === "hold") {
      if (gesture.why === "waiting") void this.#wait(recognition, replayable(event));
      else this.#hold(recognition, gesture.why);
      return;
    }
    this.#passed(recognition, gesture.grants);
  }

  /** @param {Recognition} recognition @param {string[]} grants */
  #passed(recognition, grants) {
    if (recognition.role === "opens") this.outside.adapter()?.remember(recognition);
    if (recognition.role !== "performs") return;
    for (const grant of grants) {
      this.disallow(grant);
      this.outside.used(grant);
    }
  }

  /**
   * The verdict isn't there yet. Clear: do the press once more. To be held: a warning. Anything else (a grant or a time
   * without protection that began meanwhile, a client whose tier holds nothing here): the therapist presses again.
   */
  async #wait(/** @type {Recognition} */ recognition, /** @type {Replayable} */ held) {
    await this.outside.verdicts.ask(recognition.accounts);
    // Asked twice, since the list may have changed on the way.
    if (this.reasonToHold(recognition) === "waiting") await this.outside.verdicts.ask(recognition.accounts);
    const why = this.reasonToHold(recognition);
    if (why) this.#hold(recognition, why);
    else if (this.#isClear(recognition) && this.#unchanged(recognition, held)) replay(held);
  }

  /** Whether every account is known to be nobody's: only then may a press be replayed. @param {Recognition} recognition */
  #isClear({ accounts }) {
    const others = accounts.filter(({ own }) => !own);
    return others.length > 0 && others.every((seen) => this.outside.verdicts.get(seen)?.verdict === "clear");
  }

  /** Whether the page still shows the same control for the same accounts, so that a replay does what was meant. */
  #unchanged(/** @type {Recognition} */ recognition, /** @type {Replayable} */ held) {
    const path = pathOf(held.target);
    const now = this.#recognise({
      ...held.init,
      type: held.type,
      target: held.target,
      composedPath: () => path,
    });
    if (!isSame(now, recognition)) return false;
    this.#passed(recognition, []);
    return true;
  }

  /** @param {Recognition} recognition @param {string} why */
  #hold(recognition, why) {
    const adapter = this.outside.adapter();
    const { interaction } = recognition;
    const { verdicts } = this.outside;
    const others = this.concerned(recognition);
    const holds = (/** @type {SeenAccount} */ seen) =>
      Number(verdicts.get(seen)?.holds?.includes(interaction) ?? false);
    // At most eight fit into the message, so those that hold come first.
    others.sort((a, b) => holds(b) - holds(a));
    this.outside.hold({
      why,
      platform: adapter?.platform ?? "",
      sightings: others.slice(0, 8).map(sightingOf),
      interaction,
      role: recognition.role,
      gesture: recognition.gesture,
      own_account: adapter?.ownAccount() ?? null,
    });
  }
}

/**
 * Whether two recognitions are the same interaction toward the same accounts.
 * @param {Recognition | null} one
 * @param {Recognition | null} other
 */
function isSame(one, other) {
  const keys = (/** @type {Recognition | null} */ seen) =>
    (seen?.accounts ?? []).map(({ account }) => account).join(" ");
  return one?.interaction === other?.interaction && keys(one) === keys(other);
}

/**
 * Whether a submit is what a press that passed has done: the same gesture, which may have used up its grant already.
 * @param {Gesture} submit
 * @param {Gesture} cause
 */
function isPartOf(submit, cause) {
  const passed = cause.done && cause.fate === "pass";
  return passed && isSame(submit.recognition, cause.recognition);
}

/** The right button, which opens a menu; keys that only make letters while an input method composes. */
function isSecondary(/** @type {Event} */ event) {
  if (event instanceof KeyboardEvent) return event.isComposing;
  return event instanceof MouseEvent && event.button === 2;
}

/** No listener of the page sees it, and the browser does nothing of its own with it. @param {Event} event */
function swallow(event) {
  event.stopImmediatePropagation();
  // A cancelled pointerdown would only take the compatibility events away; a cancelled mousedown keeps the focus where it is.
  if (event.cancelable && !event.type.startsWith("pointer")) event.preventDefault();
}
