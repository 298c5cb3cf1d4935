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
