/**
 * Which keys the warning takes: none at first, and none that are still held down from before it opened. Otherwise the
 * Enter that was held toward the page would answer the warning.
 */

/** Keys are ignored for so long, in ms. */
const DEAF_MS = 500;

/**
 * @param {number} age of the window, in ms
 * @param {boolean} repeat
 */
export function isDeaf(age, repeat) {
  return repeat || age < DEAF_MS;
}

/** @param {Window} window */
export function beDeafAtFirst(window) {
  const opened = performance.now();
  for (const type of /** @type {const} */ (["keydown", "keypress", "keyup"])) {
    window.addEventListener(
      type,
      (event) => {
        if (!isDeaf(performance.now() - opened, event.repeat)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      { capture: true },
    );
  }
}
