import assert from "node:assert/strict";
import test from "node:test";
import { over, readPress, readSeen, readSightings } from "../../extension/background/presses.js";

const good = {
  why: "listed",
  platform: "x",
  sightings: [{ account: "x:jamie", aliases: [], names: ["Jamie"] }],
  interaction: "follow",
  role: "performs",
  gesture: "click",
  own_account: null,
};

test("a press is read as it is, and nothing beside it", () => {
  assert.deepEqual(readPress({ ...good, more: "than asked" }), good);
});

/** @type {[string, object][]} */
const bad = [
  ["an interaction that isn't one", { interaction: "poke" }],
  ["a reason that isn't one", { why: "because" }],
  ["a role that isn't one", { role: "owns" }],
  ["a gesture that isn't one", { gesture: "nod" }],
  ["an own account that is no text", { own_account: 7 }],
  ["too many accounts", { sightings: Array(9).fill(good.sightings[0]) }],
  ["accounts that are no list", { sightings: "x:jamie" }],
  ["a key that is too long", { sightings: [{ account: "x".repeat(301), aliases: [], names: [] }] }],
  ["names that are no list", { sightings: [{ account: "x:jamie", aliases: [], names: "Jamie" }] }],
];
for (const [what, change] of bad) {
  test(`${what} is refused`, () => {
    assert.equal(readPress({ ...good, ...change }), null);
  });
}

test("a draft is read with its text, which has an end", () => {
  const draft = { account: "x:~1a", aliases: [], names: [], text: "with Jamie Doe" };
  assert.deepEqual(readSightings([draft]), [draft]);
  assert.equal(readSightings([{ ...draft, text: "x".repeat(20_001) }]), null);
  assert.equal(readSightings([{ ...draft, text: 7 }]), null);
});

test("nothing is refused too", () => {
  assert.equal(readPress(null), null);
  assert.equal(readPress(undefined), null);
});

test("the window stands in the middle of the browser's, a little above it", () => {
  assert.deepEqual(over({ left: 100, top: 50, width: 1220, height: 960 }, 420, 360), { left: 500, top: 250 });
});

test("a place that a page made up is not used", () => {
  assert.deepEqual(over({ left: Number.NaN, top: 0, width: 1, height: 1 }, 420, 360), {});
  assert.deepEqual(over({ left: 1e9, top: 0, width: 1, height: 1 }, 420, 360), {});
  assert.deepEqual(over(null, 420, 360), {});
});

test("a question is read strictly, so that a page that took its process over can't end the session", () => {
  const [one] = good.sightings;
  assert.deepEqual(readSightings([{ ...one, more: 1 }]), [one]);
  for (const bad of [null, "x:jamie", [null], [{ ...one, account: "x" }], Array(201).fill(one)])
    assert.equal(readSightings(bad), null);
});

test("what was seen is read strictly too", () => {
  const nothing = { listed: [], possible: [], drift: false };
  assert.deepEqual(readSeen({ listed: ["x:a"], possible: [], drift: true }), {
    ...nothing,
    listed: ["x:a"],
    drift: true,
  });
  assert.deepEqual(readSeen(null), nothing);
  assert.deepEqual(readSeen({ listed: "x:a", possible: [7], drift: "yes" }), nothing);
  assert.deepEqual(readSeen({ listed: Array(501).fill("x:a") }), nothing);
});
