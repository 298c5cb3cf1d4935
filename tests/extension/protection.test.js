/** Buttons whose account can't be named, and presses without an answer: by what the therapist chose. */

import assert from "node:assert/strict";
import test from "node:test";
import { Memory } from "../../extension/background/memory.js";
import { Protection } from "../../extension/background/protection.js";
import { Rules } from "../../extension/background/rules.js";

/** @returns {any} */
function area() {
  /** @type {Record<string, any>} */
  const kept = {};
  return {
    get: async (/** @type {string} */ name) => structuredClone({ [name]: kept[name] }),
    set: async (/** @type {object} */ change) => void Object.assign(kept, structuredClone(change)),
  };
}

/** @param {Partial<import("../../extension/generated/messages.js").Rules>} told @param {string} [kind] */
async function protecting(told, kind = "ready") {
  const rules = new Rules(new Memory(area()));
  await rules.learn({ when_away: "hold", when_unnamed: "daily", without_minutes: 15, ...told });
  const link = { state: { kind } };
  const parts = /** @type {any} */ ({ link, memory: new Memory(area()), rules });
  const made = new Protection(parts);
  made.changed = async () => {};
  made.knows = true;
  return made;
}

test("asked once a site and day", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const made = await protecting({});
  assert.equal(await made.goesOnUnnamed("x.com"), false);
  await made.goOnUnnamed("x.com");
  await made.askAgain("x.com");
  assert.equal(await made.goesOnUnnamed("x.com"), true);
  assert.equal(await made.goesOnUnnamed("vk.com"), false);
});

test("asked each time: good for one press, and for half a minute", async (context) => {
  context.mock.timers.enable({ apis: ["Date", "setTimeout"], now: Date.parse("2026-11-22T10:00:00Z") });
  const made = await protecting({ when_unnamed: "always" });
  await made.goOnUnnamed("x.com");
  assert.equal(await made.goesOnUnnamed("x.com"), true);
  await made.askAgain("x.com");
  assert.equal(await made.goesOnUnnamed("x.com"), false);
  await made.goOnUnnamed("x.com");
  context.mock.timers.tick(31_000);
  assert.equal(await made.goesOnUnnamed("x.com"), false);
});

test("never asked, by choice", async () => {
  assert.equal(await (await protecting({ when_unnamed: "pass" })).goesOnUnnamed("x.com"), true);
});

for (const [kind, when_away, passes] of /** @type {const} */ ([
  ["away", "pass", true],
  ["locked", "pass", true],
  ["away", "hold", false],
  ["ready", "pass", false],
  ["unpaired", "pass", false],
  ["refused", "pass", false],
  ["version", "pass", false],
])) {
  test(`${kind}, ${when_away}: presses ${passes ? "pass" : "are held"}`, async () => {
    const made = await protecting({ when_away }, kind);
    assert.equal(made.passing(), passes);
    made.knows = false;
    assert.equal(made.passing(), false, "before it is known how the link stands, nothing passes");
  });
}
