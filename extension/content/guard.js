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
 * @property {(recognition: Recognition | null) => void} pointed
 * @property {() => string | null} ownAccount
 * @property {() => Recognition | null} arrived
 * @property {{typed: (event: Event) => void}} sequences
 * @property {{optional: boolean}} views
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
 * @property {(gestures: {interaction: string, role: string}[]) => void} passed let through what it knew; whom it concerns is not told
 * @property {() => void} active the therapist did something
 */

class Guard {
  /** @param {Outside} outside */
  constructor(outside) {
    this.outside = outside;
    this.gestures = new Gestures();
    this.judging = new Judging(outside);
    this.handle = this.handle.bind(this);
    this.foresee = this.foresee.bind(this);
    this.foreseeSending = this.foreseeSending.bind(this);
    /** @type {EventTarget | null} */
    this.foreseen = null;
    /** What the pointer rests on, as long as the page stands still. @type {{recognition: Recognition, still: Stillness} | null} */
    this.ahead = null;
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
    addEventListener("input", this.foreseeSending, { capture: true, passive: true });
  }

  /** @param {Grant} grant */
  allow(grant) {
    this.judging.allow(grant);
  }

  /** @param {string} id */
  disallow(id) {
    this.judging.disallow(id);
  }

  /** The page is being left: nothing that was granted for it is good any more, and no press goes on. */
  forget() {
    this.judging.grants = [];
    this.gestures = new Gestures();
    this.ahead?.still.end();
  }

  /** Ask for the verdict before it is needed. @param {Event} event */
  foresee(event) {
    if (!event.isTrusted) return;
    const target = innermost(event);
    if (target === this.foreseen) return;
    this.foreseen = target;
    const recognition = this.#recognise(asIf(event, { type: "pointerdown", button: 0 }));
    if (event.type === "pointerover") this.#pointed(event, recognition);
    if (recognition) void this.outside.verdicts.ask(accountsOf(recognition));
  }

  /** The pointer has come to a control, or to none. @param {Event} event @param {Recognition | null} recognition */
  #pointed(event, recognition) {
    this.outside.adapter()?.pointed(recognition);
    this.ahead?.still.end();
    this.ahead = recognition?.lasts
      ? { recognition, still: new Stillness(event, recognition.control) }
      : null;
  }

  /** Something is being written: ask about whom it names before it is sent by a key. @param {Event} event */
  foreseeSending(event) {
    if (!event.isTrusted) return;
    for (const ctrlKey of [true, false]) {
      const recognition = this.#recognise(asIf(event, { type: "keydown", key: "Enter", ctrlKey }));
      if (recognition) void this.outside.verdicts.ask(accountsOf(recognition));
    }
  }

  /** @param {Event} event */
  handle(event) {
    if (!event.isTrusted) return;
    if (event.type === "pointercancel") {
      if (this.gestures.cancel(event)) swallow(event);
      return;
    }
    const gesture = this.gestures.continued(event) ?? this.#begin(event);
    if (!gesture) return;
    if (CLICKS.has(event.type)) gesture.path = wayOf(event).path;
    if (gesture.fate === "pass" && isJudgedAgain(event, gesture)) this.#judgeAgain(gesture, event);
    if (gesture.fate === "hold") swallow(event);
    else if (event.type === "keydown") this.outside.adapter()?.sequences.typed(event);
    if (activates(event, gesture)) this.#activate(gesture, event);
  }

  /** @param {Event} event */
  #begin(event) {
    if (!BEGINNINGS.has(event.type) || isComposed(event)) return null;
    const cause = this.#causeOf(event);
    if (event.type === "submit") {
      if (!cause) return null;
      cause.submitted = true;
    }
    this.outside.active();
    const gesture = this.gestures.begin(event);
    if (isSecondary(event)) return null;
    this.#judge(gesture, event);
    if (cause && isPartOf(gesture, cause)) {
      Object.assign(gesture, { fate: "pass", done: true });
      return null;
    }
    // A key that was down before this page had the keys is held, but nobody has pressed it here.
    if (gesture.fate === "hold" && isRepeated(event)) gesture.done = true;
    return gesture;
  }

  /** What else of the therapist's doing this is a part of. @param {Event} event */
  #causeOf(event) {
    if (event.type === "submit") return this.gestures.causeOf(event);
    const isOfKey = event.type === "click" && /** @type {MouseEvent} */ (event).detail === 0;
    return isOfKey ? this.gestures.keyBefore(event) : null;
  }

  /** @param {Event | object} event */
  #recognise(event) {
    return this.outside.adapter()?.recognise(event) ?? null;
  }

  /**
   * A page can move a control, hand it to somebody else or catch the pointer in the middle of a press, and the focus while a
   * key repeats, so what passes is judged once more by what it really meets. What is held stays held.
   * @param {Gesture} gesture
   * @param {Event} event
   */
  #judgeAgain(gesture, event) {
    const before = gesture.recognition;
    if (gesture.still?.lasts(event)) this.#decide(gesture);
    else this.#judge(gesture, event);
    if (gesture.still !== this.ahead?.still) gesture.still?.end();
    // Another control, or the same without the grant that it has used up: a gesture of its own.
    if (gesture.fate === "hold" || !isSame(before, gesture.recognition)) gesture.done = false;
  }

  /** Fix the fate of a gesture by what it meets. @param {Gesture} gesture @param {Event} event */
  #judge(gesture, event) {
    const isFirst = event.type === "pointerdown" && /** @type {MouseEvent} */ (event).button === 0;
    const ahead = isFirst && this.ahead?.still.lasts(event) ? this.ahead : null;
    gesture.recognition = ahead ? ahead.recognition : this.#recognise(event);
    if (!gesture.recognition && gesture.twice)
      gesture.recognition = this.#recognise(asIf(event, { type: "dblclick", button: 0 }));
    this.#decide(gesture);
    const followed = gesture.kind === "press" && gesture.fate === "pass" && gesture.recognition;
    gesture.still = followed ? (ahead?.still ?? new Stillness(event, followed.control)) : null;
  }

  /** @param {Gesture} gesture */
  #decide(gesture) {
    if (!gesture.recognition) return;
    const grants = this.judging.grantsFor(gesture.recognition);
    const { why, part } = this.judging.reason(gesture.recognition);
    gesture.why = why;
    gesture.part = part;
    gesture.fate = gesture.why ? "hold" : "pass";
    gesture.grants = gesture.why ? [] : grants.map(({ id }) => id);
  }

  /** @param {Gesture} gesture @param {Event} event */
  #activate(gesture, event) {
    gesture.done = true;
    const recognition = /** @type {Recognition} */ (gesture.recognition);
    if (gesture.fate === "hold") {
      if (gesture.why === "waiting") void this.#wait(recognition, replayable(event));
      else this.#hold(/** @type {Part} */ (gesture.part), gesture.why);
      return;
    }
    this.#passed(recognition, gesture.grants);
  }

  /** @param {Recognition} recognition @param {string[]} grants */
  #passed(recognition, grants) {
    this.outside.passed(partsOf(recognition).map(({ interaction, role }) => ({ interaction, role })));
    if (recognition.role === "opens") this.outside.adapter()?.remember(recognition);
    if (recognition.role !== "performs") return;
    for (const grant of grants) {
      this.outside.used(grant);
      this.disallow(grant);
    }
  }

  /**
   * The verdict isn't there yet. Clear: do the press once more. To be held, or not to be known: a warning. Anything else (a
   * grant or a time without protection that began meanwhile, a client whose tier holds nothing here): the therapist presses
   * again.
   */
  async #wait(/** @type {Recognition} */ recognition, /** @type {Replayable} */ held) {
    const { judging } = this;
    await judging.ask(recognition);
    const { why, part } = judging.reason(recognition);
    if (why) this.#hold(part, why);
    else if (judging.isClear(recognition) && !isLate(held) && this.#unchanged(recognition, held))
      replay(held);
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

  /** @param {Part} part @param {string} why */
  #hold(part, why) {
    this.outside.hold(this.judging.press(part, why));
  }
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

/** Whether what this gesture meets is looked at once more: at a press's click, and as often as a key repeats. */
function isJudgedAgain(/** @type {Event} */ event, /** @type {Gesture} */ gesture) {
  return isRepeated(event) || (!gesture.done && CLICKS.has(event.type));
}

/** No listener of the page sees it, and the browser does nothing of its own with it. @param {Event} event */
function swallow(event) {
  event.stopImmediatePropagation();
  // A cancelled pointerdown would only take the compatibility events away; a cancelled mousedown keeps the focus where it is.
  // The browser's own menu is no doing of the page's.
  if (event.cancelable && !event.type.startsWith("pointer") && event.type !== "contextmenu")
    event.preventDefault();
}
