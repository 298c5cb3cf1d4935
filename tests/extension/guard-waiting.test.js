/** A press that waits for its verdict: what may happen meanwhile, and when it is done again. */

import assert from "node:assert/strict";
import test from "node:test";
import {
  clock,
  DOWN,
  Element,
  GRANT,
  guardOf,
  JAMIE,
  like,
  replayed,
  SAM,
  settled,
} from "./support/tricks.js";

/** @type {[string, (it: Awaited<ReturnType<typeof guardOf>>) => void, string[]][]} */
const meanwhile = [
  ["a grant comes", ({ guard }) => guard.allow(GRANT), ["react"]],
  [
    "a time without protection begins",
    ({ page }) => page.verdicts.setState({ ...page.ready, off: Date.now() + 60_000 }),
    ["react"],
  ],
  ["it turns out that their tier holds nothing here", () => undefined, []],
];
for (const [what, happens, holds] of meanwhile) {
  test(`a press toward a client that waits is never done again: ${what}`, async () => {
    const target = new Element();
    const it = await guardOf(like(JAMIE, target), false, holds);
    replayed.length = 0;
    const events = it.pressed([...DOWN, "click"], { path: [target], target });
    assert.ok(events.every(({ stopped }) => stopped));
    happens(it);
    it.answer();
    await settled();
    assert.deepEqual(replayed, []);
  });
}

test("a press that waits is done again, once, for whoever is clear", async () => {
  const target = new Element();
  const it = await guardOf(like(SAM, target), false);
  replayed.length = 0;
  it.pressed([...DOWN, "click"], { path: [target], target });
  it.answer();
  await settled();
  assert.equal(replayed.length, 1);
});

test("a press whose answer doesn't come opens a window that says so, and is not done again", async () => {
  const target = new Element();
  const it = await guardOf(like(SAM, target), false);
  replayed.length = 0;
  it.pressed([...DOWN, "click"], { path: [target], target });
  await settled();
  assert.deepEqual(it.page.held, []);
  clock.ring();
  await settled();
  assert.deepEqual(
    it.page.held.map(({ why }) => why),
    ["waiting"],
  );
  it.answer();
  await settled();
  assert.deepEqual(replayed, []);
});

test("a press of long ago, in a page that was put away and is shown again, is not done again", async () => {
  const target = new Element();
  const it = await guardOf(like(SAM, target), false);
  replayed.length = 0;
  it.pressed([...DOWN, "click"], { path: [target], target });
  clock.now = 60_000;
  it.answer();
  await settled();
  clock.now = 0;
  assert.deepEqual([replayed.length, it.page.held.length], [0, 0]);
});
