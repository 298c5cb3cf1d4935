/** In which order one acts in a crisis, by what was said and done. */

import assert from "node:assert/strict";
import test from "node:test";
import { FOLLOWS, localOf, nextOf, resultOf } from "../../extension/pages/crisis/order.js";

/**
 * @param {"now" | "not_now" | null} danger
 * @param {Record<string, string>} [taken] results by step
 * @param {{closed?: string, followed?: number}} [more]
 * @returns {any}
 */
const crisis = (danger, taken = {}, { closed, followed = 0 } = {}) => ({
  danger,
  steps: Object.entries(taken).map(([step, result]) => ({ step, result, time: "2026-11-22T12:00:00.000Z" })),
  followed: FOLLOWS.slice(0, followed).map((follow) => ({ follow, time: "2026-11-22T12:00:00.000Z" })),
  closed: closed ?? null,
});

/** @type {[string, any, string][]} */
const CASES = [
  ["nothing is known", crisis(null), "danger"],
  ["whatever was done already, danger is asked first", crisis(null, { client: "reached" }), "danger"],
  ["in danger", crisis("now"), "emergency"],
  ["in danger, though somebody was called", crisis("now", { client: "no_answer" }), "emergency"],
  ["in danger, the emergency number called", crisis("now", { emergency: "done" }), "outcome"],
  ["not in danger", crisis("not_now"), "client"],
  ["a colleague is never waited for", crisis("not_now", { consult: "done" }), "client"],
  ["the client was reached", crisis("not_now", { client: "reached" }), "outcome"],
  ["the client wasn't reached", crisis("not_now", { client: "no_answer" }), "contact"],
  ["the contact was", crisis("not_now", { client: "no_answer", contact: "reached" }), "outcome"],
  ["neither was", crisis("not_now", { client: "no_answer", contact: "no_answer" }), "welfare"],
  [
    "a welfare check was asked for",
    crisis("not_now", { client: "no_answer", contact: "no_answer", welfare: "done" }),
    "outcome",
  ],
  ["closed", crisis("not_now", {}, { closed: "2026-11-22T13:00:00.000Z", followed: 3 }), "follow"],
  ["closed, and all seen to", crisis(null, {}, { closed: "2026-11-22T13:00:00.000Z", followed: 4 }), "done"],
];

for (const [name, given, next] of CASES) {
  test(`${name}: ${next}`, () => assert.equal(nextOf(given), next));
}

test("a step that wasn't taken has no result", () => {
  assert.equal(resultOf(crisis("now", { client: "no_answer" }), "client"), "no_answer");
  assert.equal(resultOf(crisis("now"), "client"), null);
});

test("a moment comes back from its field as it was, to the minute", () => {
  const time = "2026-11-22T21:30:00.000Z";
  assert.equal(new Date(localOf(time)).toISOString(), time);
});
