import assert from "node:assert/strict";
import test from "node:test";
import { Memory } from "../../extension/background/memory.js";
import { Rules } from "../../extension/background/rules.js";
import { Unprotected } from "../../extension/background/unprotected.js";

/** A storage area that outlives what reads it. */
function area() {
  /** @type {Record<string, any>} */
  const kept = {};
  const get = async (/** @type {string} */ name) => structuredClone({ [name]: kept[name] });
  const set = async (/** @type {object} */ change) => void Object.assign(kept, structuredClone(change));
  return /** @type {any} */ ({ get, set });
}

const OTHER = /** @type {const} */ ({ when_away: "pass", when_unnamed: "always", without_minutes: 60 });
const SAFEST = { when_away: "hold", when_unnamed: "daily", without_minutes: 15 };

test("until they are told, the safest holds; told, they outlive the worker", async () => {
  const disk = area();
  const rules = new Rules(new Memory(disk));
  assert.deepEqual(rules.current, SAFEST);
  assert.equal(await rules.learn(OTHER), true);
  assert.equal(await rules.learn({ ...OTHER }), false);
  const next = new Rules(new Memory(disk));
  await next.loaded;
  assert.deepEqual(next.current, OTHER);
});

test("who pairs with another agent begins with the safest", async () => {
  const disk = area();
  const rules = new Rules(new Memory(disk));
  await rules.learn(OTHER);
  await rules.forget();
  const next = new Rules(new Memory(disk));
  await next.loaded;
  assert.deepEqual([rules.current, next.current], [SAFEST, SAFEST]);
});

test("a locked agent tells none, and what was told before stays", async () => {
  const rules = new Rules(new Memory(area()));
  await rules.learn(OTHER);
  assert.equal(await rules.learn(null), false);
  assert.deepEqual(rules.current, OTHER);
});

test("presses that passed without an answer are told as one time, once the agent is back", async () => {
  /** @type {any[]} */
  const told = [];
  const outbox = /** @type {any} */ ({ put: async (/** @type {any} */ request) => told.push(request) });
  const disk = area();
  const first = new Unprotected(
    new Memory(disk),
    outbox,
    () => {},
    () => 15,
  );
  await first.passed(Date.parse("2026-11-22T10:00:00Z"));
  const next = new Unprotected(
    new Memory(disk),
    outbox,
    () => {},
    () => 15,
  );
  await next.passed(Date.parse("2026-11-22T10:20:00Z"));
  await next.settle();
  assert.deepEqual(told, []);
  await next.settle(true);
  await next.settle(true);
  assert.deepEqual(told, [
    { type: "unprotected", since: "2026-11-22T10:00:00.000Z", until: "2026-11-22T10:20:00.000Z" },
  ]);
});

test("a storage that can't be read leaves the safest", async () => {
  const broken = /** @type {any} */ ({ get: () => Promise.reject(new Error("broken")), set: async () => {} });
  const rules = new Rules(new Memory(broken));
  await rules.loaded;
  assert.deepEqual(rules.current, SAFEST);
});
