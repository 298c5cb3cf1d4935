/**
 * Whether somebody listens where the agent would: all that can be found out before this browser is paired. It proves
 * nothing, and nothing is told to whoever listens; only pairing does both.
 */

import { PORTS } from "./link.js";

/** In ms. Chromium lets who failed to connect often wait up to 5 s before it tries. */
const PATIENCE = 8000;

/**
 * @param {boolean} around whether to try the fall-backs of the default port too: as seldom as can be, since each failure
 *   makes the browser slower
 * @param {(url: string) => WebSocket} [makeSocket]
 * @returns {Promise<boolean>}
 */
export async function knock(around, makeSocket = (url) => new WebSocket(url)) {
  for (const port of around ? PORTS : PORTS.slice(0, 1)) if (await answers(port, makeSocket)) return true;
  return false;
}

/** @param {number} port @param {(url: string) => WebSocket} makeSocket @returns {Promise<boolean>} */
function answers(port, makeSocket) {
  return new Promise((resolve) => {
    const socket = makeSocket(`ws://127.0.0.1:${port}/session`);
    const timer = setTimeout(() => end(false), PATIENCE);
    const end = (/** @type {boolean} */ answered) => {
      clearTimeout(timer);
      socket.onclose = null;
      socket.close();
      resolve(answered);
    };
    socket.onopen = () => end(true);
    socket.onerror = () => {};
    socket.onclose = () => end(false);
  });
}
