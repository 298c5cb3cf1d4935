import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/content.js";

const RULES = [{ first: "g", next: ["f", "b"], says: { document: "#version" } }];

/** @param {object[]} rules @param {string} [version] what the page says */
function sequencesOf(rules, version) {
  const clock = { now: 5000 };
  const { Sequences } = load(["sequences.js"], "Sequences", { performance: { now: () => clock.now } });
  return { sequences: new Sequences(rules, () => version), clock };
}

const post = {};
const key = (/** @type {string} */ name, target = post) => ({ key: name, target });

test("a key after its first belongs to it, in either case and with a repeated first", () => {
  const { sequences } = sequencesOf(RULES, "4.5");
  assert.equal(sequences.ends(key("f")), false);
  sequences.typed(key("G"));
  sequences.typed(key("g"));
  assert.equal(sequences.ends(key("F")), true);
});

test("nothing else does: another key, one in between, another place, a second later, a page that doesn't say so", () => {
  const { sequences, clock } = sequencesOf(RULES, "4.5");
  sequences.typed(key("g"));
  assert.equal(sequences.ends(key("q")), false);
  assert.equal(sequences.ends(key("f", {})), false);
  clock.now += 999;
  assert.equal(sequences.ends(key("f")), true);
  clock.now += 1;
  assert.equal(sequences.ends(key("f")), false);
  sequences.typed(key("g"));
  sequences.typed(key("f"));
  assert.equal(sequences.ends(key("f")), false);
  const older = sequencesOf(RULES, undefined).sequences;
  older.typed(key("g"));
  assert.equal(older.ends(key("f")), false);
});

test("where no page need say so, none is asked", () => {
  const { sequences } = sequencesOf([{ first: "g", next: ["f"] }]);
  sequences.typed(key("g"));
  assert.equal(sequences.ends(key("f")), true);
});
