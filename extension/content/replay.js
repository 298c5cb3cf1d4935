/**
 * The one synthetic event there is: a press toward an account that turned out clear, done once more for the therapist.
 *
 * It is for clear accounts only, and only when the page still shows the same control for the same accounts, and soon: a
 * press that comes back to life after a while is nobody's.
 */

/** After this time, in ms, a press is not done again. */
const LATE_MS = 3000;

/**
 * What has to be kept of a held event in order to do it again.
 * @typedef {object} Replayable
 * @property {string} type
 * @property {EventTarget | null} target
 * @property {EventTarget | null} submitter
 * @property {number} at when it was, as `Event.timeStamp`
 * @property {EventInit & Record<string, unknown>} init
 */

const SHARED_INIT = [
  "bubbles",
  "cancelable",
  "composed",
  "ctrlKey",
  "shiftKey",
  "altKey",
  "metaKey",
  "detail",
];
const MOUSE_INIT = ["clientX", "clientY", "screenX", "screenY", "button", "buttons"];
const KEY_INIT = ["key", "code", "location", "keyCode", "charCode", "which"];

/**
 * @param {Event} event while it is being dispatched
 * @returns {Replayable}
 */
function replayable(event) {
  const names =
    event instanceof KeyboardEvent ? [...SHARED_INIT, ...KEY_INIT] : [...SHARED_INIT, ...MOUSE_INIT];
  const source = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (event));
  return {
    type: event.type,
    target: innermost(event),
    submitter: event instanceof SubmitEvent ? event.submitter : null,
    at: event.timeStamp,
    init: Object.fromEntries(names.filter((name) => name in source).map((name) => [name, source[name]])),
  };
}

/** Whether it is too long ago, as after the page was kept in the back-forward cache. @param {Replayable} held */
function isLate(held) {
  return performance.now() - held.at > LATE_MS;
}

/** Elements of which Enter makes a click by itself, so that a click is what the key meant. */
const NATIVE = "button, a[href], summary, input[type=submit], input[type=button]";

/** @param {Replayable} held */
function replay(held) {
  const { target } = held;
  if (!(target instanceof Element) || !target.isConnected) return;
  if (held.type === "submit") {
    if (target instanceof HTMLFormElement) {
      target.requestSubmit(
        held.submitter instanceof HTMLElement && held.submitter.isConnected ? held.submitter : null,
      );
    }
  } else if (held.type !== "keydown") {
    target.dispatchEvent(new MouseEvent(held.type, held.init));
  } else if (target.matches(NATIVE)) {
    target.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true }));
  } else {
    target.dispatchEvent(new KeyboardEvent("keydown", held.init));
  }
}
