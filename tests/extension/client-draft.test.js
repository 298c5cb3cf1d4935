/** What is too long for the agent is said before it is sent, and what was typed stays as it is. */

import assert from "node:assert/strict";
import test from "node:test";
import { blank, requestOf, tooLong } from "../../extension/pages/dashboard/draft.js";

/** @param {string} key @param {number[]} values */
const t = (key, ...values) => [key, ...values].join(" ");

/** @param {string} names @returns {string} what is said of them */
function said(names) {
  const draft = { ...blank(), names };
  const before = structuredClone(draft);
  const sentence = tooLong(draft, t);
  assert.deepEqual(draft, before);
  return sentence;
}

test("a name of 200 characters is taken, a longer one is said, however many there are", () => {
  assert.equal(said("a".repeat(200)), "");
  assert.equal(said(`Jamie Doe\n${"a".repeat(201)}`), "nameTooLong 200");
  assert.equal(said(`  ${"a".repeat(200)}  `), "");
});

test("fifty names are taken, and no more", () => {
  assert.equal(said("Jamie\n".repeat(50)), "");
  assert.equal(said("Jamie\n".repeat(51)), "tooManyNames 50");
});

test("empty lines are no names", () => {
  assert.deepEqual(requestOf({ ...blank(), names: "\n Jamie Doe \n\n" }).names, ["Jamie Doe"]);
});
