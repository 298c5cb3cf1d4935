import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/content.js";

/** @param {number} now */
function memoryAt(now) {
  const clock = { now };
  const { Memory } = load(["memory.js"], "Memory", { Date: { now: () => clock.now } });
  return { memory: new Memory(["^/compose/"]), clock };
}

const jane = [{ account: "x:jane", aliases: [], names: [], own: false }];
const lena = [{ account: "x:lena", aliases: [], names: [], own: false }];

test("the latest opener counts, and only one of the interactions asked for", () => {
  const { memory } = memoryAt(0);
  memory.keep("share", jane, "/home");
  memory.keep("comment", lena, "/home");
  assert.equal(memory.latest([], "/home").accounts, lena);
  assert.equal(memory.latest(["share"], "/home").accounts, jane);
  assert.equal(memory.latest(["message"], "/home"), null);
});

test("another page forgets, a composer's own address doesn't", () => {
  const { memory } = memoryAt(0);
  memory.keep("share", jane, "/home");
  assert.equal(memory.latest([], "/explore"), null);
  assert.equal(memory.latest([], "/compose/post").accounts, jane);
});

test("after half an hour it is forgotten", () => {
  const { memory, clock } = memoryAt(5);
  memory.keep("share", jane, "/home");
  clock.now += 30 * 60 * 1000 - 1;
  assert.equal(memory.latest([], "/home").accounts, jane);
  clock.now += 1;
  assert.equal(memory.latest([], "/home"), null);
});

const seen = (/** @type {object} */ control, /** @type {object[]} */ accounts) => ({
  control,
  accounts,
  interaction: "react",
});

test("a tray belongs to the control on which the pointer rested, not to those it passed over", () => {
  const { memory, clock } = memoryAt(0);
  const [like, other] = [{}, {}];
  memory.pointed(seen(like, jane), "/home");
  assert.equal(memory.tray(["react"], "/home").length, 0);
  clock.now = 300;
  assert.equal(memory.tray(["react"], "/home"), jane);
  memory.pointed(null, "/home");
  memory.pointed(seen(other, lena), "/home");
  clock.now = 400;
  memory.pointed(null, "/home");
  assert.equal(memory.tray(["react"], "/home"), jane);
  assert.equal(memory.tray(["share"], "/home").length, 0);
});

test("a tray is forgotten with the page and after a while", () => {
  const { memory, clock } = memoryAt(0);
  memory.pointed(seen({}, jane), "/home");
  clock.now = 300;
  memory.pointed(null, "/home");
  assert.equal(memory.tray([], "/explore").length, 0);
  clock.now = 30_000;
  assert.equal(memory.tray([], "/home").length, 0);
});

test("what was pressed or rested on last decides", () => {
  const { memory, clock } = memoryAt(0);
  memory.keep("react", lena, "/home");
  clock.now = 100;
  memory.pointed(seen({}, jane), "/home");
  clock.now = 500;
  memory.pointed(null, "/home");
  assert.equal(memory.tray(["react"], "/home"), jane);
  clock.now = 600;
  memory.keep("react", lena, "/home");
  assert.equal(memory.tray(["react"], "/home"), lena);
});
