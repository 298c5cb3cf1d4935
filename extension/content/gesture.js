/**
 * Which events belong to one gesture, and which of them activates. Knows nothing of accounts or verdicts.
 *
 * A press is pointerdown, touchstart, mousedown … click, dblclick; a key is keydown, keypress, beforeinput … keyup and
 * the click that Enter or Space makes of it; a submit stands alone. The guard fixes the fate of a gesture at its first
 * event; every later event of it is treated alike.
 */

/**
 * @typedef {object} Recognition What the adapter says an event would do (content/adapter.js).
 * @property {string} interaction
 * @property {"opens" | "performs"} role
 * @property {boolean} undo
 * @property {string} gesture
 * @property {Element} control
 * @property {boolean} [lasts] whether it stays true as long as the document and its address are the same
 * @property {SeenAccount[]} accounts none: the account cannot be named
 * @property {{interaction: string, accounts: SeenAccount[]}[]} [also] what else it would do: whom its text mentions
 */

/**
 * @typedef {"pass" | "hold"} Fate
 *
 * @typedef {object} Gesture
 * @property {"press" | "key" | "submit"} kind
 * @property {string} code of the key; empty for others
 * @property {number} at when its latest event was, in ms as `Event.timeStamp`
 * @property {{x: number, y: number}} place of a press
 * @property {Set<number>} down pointers that are
 * @property {boolean} byTouch
 * @property {EventTarget | null} target as the browser tells it
 * @property {any[]} path of its first event, then of its click
 * @property {boolean} done whether it has activated
 * @property {boolean} twice the second press of a double click
 * @property {boolean} cancelled a press that became a scroll
 * @property {boolean} submitted whether a submit was taken for its doing
 * @property {Recognition | null} recognition
 * @property {Stillness | null} still whether the page still is as it was recognised
 * @property {Part | null} part of it, by which it is held
 * @property {Fate} fate
 * @property {string} why it is held: `listed`, `waiting`, `unnamed`, `orphan`; empty when it passes
 * @property {string[]} grants that it uses
 */

/** Everything that a page could listen to in order to learn of a gesture. */
const GESTURE_EVENTS = [
  "pointerdown",
  "mousedown",
  "pointerup",
  "mouseup",
  "click",
  "auxclick",
  "dblclick",
  "touchstart",
  "touchend",
  "keydown",
  "keypress",
  "keyup",
  "beforeinput",
  "submit",
  "touchmove",
  "touchcancel",
  "pointermove",
  "mousemove",
  "gotpointercapture",
  "lostpointercapture",
  "contextmenu",
  "dragstart",
];

/**
 * What tells of a press on its way, though it makes nothing happen. Only a held press is followed: the page hasn't seen
 * it begin, and would learn from its middle that it was held.
 */
const TRACES = new Set([
  "touchmove",
  "touchcancel",
  "pointermove",
  "mousemove",
  "gotpointercapture",
  "lostpointercapture",
  "contextmenu",
  "dragstart",
]);

/** Two presses this near to each other, in ms and px, may be a double click: systems allow 500 ms by default. */
const DOUBLE_MS = 500;
const DOUBLE_PX = 24;

/** A click or submit this long after a key or press, in ms, was caused by it. */
const CAUSED_MS = 1000;

/** What a gesture can begin with; any other event without a gesture is none of ours. */
const BEGINNINGS = new Set([
  "pointerdown",
  "mousedown",
  "touchstart",
  "keydown",
  "click",
  "auxclick",
  "dblclick",
  "submit",
]);

/** What makes a press happen. */
const CLICKS = new Set(["click", "auxclick", "dblclick"]);

/** Types that begin or continue a press. */
const PRESSING = new Set([
  "pointerdown",
  "pointerup",
  "mousedown",
  "mouseup",
  "dblclick",
  "touchstart",
  "touchend",
  ...TRACES,
]);

class Gestures {
  constructor() {
    this.pointers = new Pointers();
    /** @type {Map<string, Gesture>} by key code, while held down */
    this.keys = new Map();
    /** @type {Gesture | null} */
    this.lastKey = null;
  }

  /**
   * The gesture that an event continues, or null when it starts one.
   * @param {Event} event
   * @returns {Gesture | null}
   */
  continued(event) {
    const gesture = this.#find(event);
    // A pointer that goes on and on keeps no press young.
    if (gesture && !TRACES.has(event.type)) gesture.at = event.timeStamp;
    return gesture;
  }

  /** @param {Event} event */
  #find(event) {
    const { type } = event;
    if (PRESSING.has(type)) {
      const press = this.pointers.continued(event);
      return TRACES.has(type) && !isTrace(event, press) ? null : press;
    }
    if (event instanceof KeyboardEvent) return this.#keyOf(event);
    if (type === "beforeinput") return this.#recent(this.lastKey, event);
    if (type === "click" || type === "auxclick") return this.#clickOf(/** @type {MouseEvent} */ (event));
    return null;
  }

  /** @param {KeyboardEvent} event */
  #keyOf(event) {
    const gesture = this.keys.get(event.code) ?? null;
    if (event.type === "keydown") return event.repeat ? gesture : null;
    if (event.type === "keypress") return gesture ?? this.#recent(this.lastKey, event);
    this.keys.delete(event.code);
    return gesture;
  }

  /** Enter and Space make a click without a press: its `detail` is 0. @param {MouseEvent} event */
  #clickOf(event) {
    if (event.detail !== 0) return this.pointers.clicked(event);
    const key = this.keyBefore(event);
    return key?.fate === "hold" ? key : null;
  }

  /** The key that may have made this click, on the control that it was recognised on. @param {Event} event */
  keyBefore(event) {
    const key = this.#recent(this.lastKey, event);
    return key?.recognition && passes(event, key.recognition.control) ? key : null;
  }

  /** @param {Gesture | null} gesture @param {Event} event */
  #recent(gesture, event) {
    return gesture && event.timeStamp - gesture.at < CAUSED_MS ? gesture : null;
  }

  /**
   * Begin a gesture with its first event.
   * @param {Event} event
   * @returns {Gesture}
   */
  begin(event) {
    const { path } = wayOf(event);
    /** @type {Gesture} */
    const gesture = {
      kind: "press",
      code: "",
      at: event.timeStamp,
      place: { x: 0, y: 0 },
      down: new Set(),
      byTouch: false,
      target: path[0] ?? null,
      path,
      done: false,
      twice: false,
      cancelled: false,
      submitted: false,
      recognition: null,
      still: null,
      part: null,
      fate: "pass",
      why: "",
      grants: [],
    };
    if (event instanceof KeyboardEvent) {
      gesture.kind = "key";
      gesture.code = event.code;
      this.keys.set(event.code, gesture);
      this.lastKey = gesture;
    } else if (event.type === "submit") {
      gesture.kind = "submit";
    } else {
      if (event instanceof MouseEvent) gesture.place = { x: event.clientX, y: event.clientY };
      gesture.twice = event.type === "pointerdown" && this.#isSecond(gesture);
      this.pointers.begin(gesture, event);
    }
    return gesture;
  }

  /** @param {Gesture} gesture */
  #isSecond(gesture) {
    const first = this.pointers.latest;
    if (!first || gesture.at - first.at > DOUBLE_MS) return false;
    return Math.hypot(gesture.place.x - first.place.x, gesture.place.y - first.place.y) < DOUBLE_PX;
  }

  /**
   * What the therapist did just now, in this form, that may have caused this submit; null: nothing. A page can submit any
   * form by itself, as often as it likes, and must not learn from that whether it would be held.
   * @param {Event} event
   * @returns {Gesture | null}
   */
  causeOf(event) {
    const { target, submitter } = /** @type {SubmitEvent} */ (event);
    const isIn = (/** @type {Gesture} */ { path }) =>
      path.some((node) => node && (node === target || node === submitter || node.form === target));
    const causes = [this.pointers.latest, this.lastKey]
      .filter((gesture) => gesture !== null)
      .filter((gesture) => this.#recent(gesture, event) && !gesture.cancelled && !gesture.submitted)
      .filter(isIn);
    return causes.sort((a, b) => b.at - a.at)[0] ?? null;
  }

  /** A press became a scroll. @param {Event} event @returns {boolean} whether it was held */
  cancel(event) {
    return this.pointers.cancel(event);
  }
}

/**
 * Whether what tells of a press on its way tells of this one: only a held one is hidden. A pointer that moves with no button
 * down is passing by, unless it is the mouse that the browser makes of a finger.
 * @param {Event} event
 * @param {Gesture | null} press
 */
function isTrace(event, press) {
  if (press?.fate !== "hold") return false;
  // What comes after its click is something else: a menu that a key opens, say.
  if (event.type === "contextmenu" || event.type === "dragstart") return !press.done;
  const passingBy = event.type.endsWith("move") && /** @type {MouseEvent} */ (event).buttons === 0;
  const ofFinger = press.byTouch && !press.done && event.timeStamp - press.at < CAUSED_MS;
  return !passingBy || ofFinger;
}

/**
 * Whether this event makes its gesture happen. A press dragged off its control doesn't.
 * @param {Event} event
 * @param {Gesture} gesture
 */
function activates(event, gesture) {
  if (gesture.done || !gesture.recognition) return false;
  if (gesture.kind === "key") return event.type === "keydown";
  if (gesture.kind === "submit") return true;
  if (!CLICKS.has(event.type)) return false;
  return passes(event, gesture.recognition.control);
}

/** Keys that only make letters while an input method composes. */
function isComposed(/** @type {Event} */ event) {
  return event instanceof KeyboardEvent && event.isComposing;
}

/** The right button, which opens a menu. */
function isSecondary(/** @type {Event} */ event) {
  return event instanceof MouseEvent && event.button === 2;
}

/** A key that is held down. */
function isRepeated(/** @type {Event} */ event) {
  return event instanceof KeyboardEvent && event.type === "keydown" && event.repeat;
}
