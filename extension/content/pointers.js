/**
 * Which press an event belongs to, where fingers, a pen and a mouse may press at the same time.
 *
 * Events of a pointer say whose they are by its id. Those of a finger go to what it touched first; those of the mouse say
 * nothing, so that where a held press is on its way they are taken for its own.
 */

/** So many pointers are remembered: more than a hand has, for each finger gets a new id. */
const MOST_POINTERS = 12;

/** A held press of which nothing was heard for so long, in ms, takes no other pointers with it: its end was missed. */
const LOST_MS = 5000;

class Pointers {
  constructor() {
    /** What each pointer pressed last. @type {Map<number, Gesture>} */
    this.presses = new Map();
    /** @type {Gesture | null} */
    this.latest = null;
  }

  /** A press begins with this event. @param {Gesture} gesture @param {any} event */
  begin(gesture, { type, pointerId, pointerType }) {
    this.latest = gesture;
    gesture.byTouch = pointerType === "touch";
    if (pointerId !== undefined) this.#put(gesture, pointerId, type === "pointerdown");
  }

  /** @param {Gesture} gesture @param {number} id @param {boolean} isDown */
  #put(gesture, id, isDown) {
    this.presses.delete(id);
    this.presses.set(id, gesture);
    if (isDown) gesture.down.add(id);
    const [oldest] = this.presses.keys();
    if (this.presses.size > MOST_POINTERS && oldest !== undefined) this.presses.delete(oldest);
  }

  /**
   * The press that an event other than a click continues.
   * @param {any} event
   * @returns {Gesture | null}
   */
  continued(event) {
    const { type, pointerId } = event;
    if (type === "pointerdown") return this.#joined(event);
    if (type.startsWith("touch")) return this.#touched(event);
    if (pointerId === undefined) return this.#held() ?? this.latest;
    const press = this.presses.get(pointerId) ?? (type === "contextmenu" ? this.#held() : null);
    if (type === "pointerup") press?.down.delete(pointerId);
    return press;
  }

  /** Another finger beside a held press is held with it: else the page would see the second without the first. @param {any} event */
  #joined(event) {
    const held = this.#held();
    // Its own pointer is down once more: that it was let go happened where nobody told us.
    if (!held || held.down.has(event.pointerId) || event.timeStamp - held.at > LOST_MS) return null;
    this.#put(held, event.pointerId, true);
    return held;
  }

  /** A held press that a pointer still is down on. */
  #held() {
    let held = null;
    for (const press of this.presses.values())
      if (press.fate === "hold" && !press.done && press.down.size > 0) held = press;
    return held;
  }

  /** Events of a finger, until it is lifted, have the target that it touched first. @param {any} event */
  #touched(event) {
    const [touched] = event.composedPath();
    const presses = [...this.presses.values()];
    return presses.findLast(({ byTouch, target }) => byTouch && target === touched) ?? this.latest;
  }

  /**
   * The press that this click ends, unless it has done so already.
   * @param {any} event
   * @returns {Gesture | null}
   */
  clicked({ pointerId }) {
    const own = this.presses.get(pointerId);
    if (own) return own.done ? null : own;
    // No pointer's that we know of. What was let pass is judged again by what this meets; what is held has nothing to do with it.
    return this.latest?.done === false && this.latest.fate === "pass" ? this.latest : null;
  }

  /**
   * A press became a scroll: nothing will come of it. A held one stays held to its end.
   * @param {any} event
   * @returns {boolean} whether it was held
   */
  cancel({ pointerId }) {
    const press = this.presses.get(pointerId);
    if (press?.fate !== "hold") {
      this.presses.delete(pointerId);
      if (press && press === this.latest) this.latest = null;
      return false;
    }
    press.down.delete(pointerId);
    if (press.down.size === 0) press.cancelled = press.done = true;
    return true;
  }
}
