/** Whether somebody listens where the agent would: with sockets that open, fail, or say nothing. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { knock } from "../../extension/background/knock.js";
import { PORTS } from "../../extension/background/link.js";

/** @param {number[]} listening */
function sockets(listening) {
  /** @type {{url: string, closed: boolean}[]} */
  const made = [];
  const makeSocket = (/** @type {string} */ url) => {
    const socket = /** @type {any} */ ({ url, closed: false, close: () => (socket.closed = true) });
    made.push(socket);
    const port = Number(new URL(url).port);
    queueMicrotask(() => {
      if (listening.includes(port)) return socket.onopen();
      socket.onerror();
      socket.onclose();
    });
    return socket;
  };
  return { made, makeSocket };
}

test("nobody there: all ports are tried, or the usual one only", async () => {
  const { made, makeSocket } = sockets([]);
  assert.equal(await knock(true, makeSocket), false);
  assert.deepEqual(
    made.map(({ url }) => url),
    PORTS.map((port) => `ws://127.0.0.1:${port}/session`),
  );
  assert.equal(await knock(false, makeSocket), false);
  assert.equal(made.length, PORTS.length + 1);
});

test("somebody there is left alone at once: nothing is said, and the connection ends", async () => {
  const { made, makeSocket } = sockets([PORTS[2] ?? 0]);
  assert.equal(await knock(true, makeSocket), true);
  assert.equal(made.length, 3);
  assert.ok(made.every(({ closed }) => closed));
});

test("who takes the connection and says nothing is nobody", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const silent = /** @type {any} */ ({ close: () => null });
  const knocked = knock(false, () => silent);
  context.mock.timers.tick(8000);
  assert.equal(await knocked, false);
});
