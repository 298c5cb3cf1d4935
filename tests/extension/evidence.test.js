import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/content.js";

const { Words, folded, sameIcon } = load(["evidence.js"], "Words, folded, sameIcon");

test("a label is compared without case, blanks and invisible marks", () => {
  assert.equal(folded("  Follow\u200f\n back "), "follow back");
});

test("a label is compared whatever its apostrophe, its quotes and how its letters are put together", () => {
  for (const label of ["J\u2019aime", "J'aime", "J\u02bcaime", "J`aime"])
    assert.equal(folded(label), "j'aime");
  for (const label of ["\u201eLike\u201c", "\u201cLike\u201d", "\u00abLike\u00bb"])
    assert.equal(folded(label), '"like"');
  assert.equal(folded("Thi\u0301ch"), folded("Th\u00edch"));
  const words = new Words({ fr: ["J\u2019aime *"] });
  assert.equal(words.left(folded("J'aime Jane")), "jane");
});

test("a word list knows whole labels, and labels with a part left open", () => {
  const words = new Words({ en: ["Follow", "Follow *"], de: ["* folgen"] });
  assert.ok(words.has("follow"));
  assert.equal(words.left("follow jane doe"), "jane doe");
  assert.equal(words.left("jane doe folgen"), "jane doe");
  for (const label of ["following", "follow ", "", "unfollow jane"]) assert.ok(!words.has(label), label);
});

test("an outline is known by how it begins, a name only whole", () => {
  assert.ok(sameIcon("path:M1 2c3 4z", "path:M1 2c"));
  assert.ok(!sameIcon("path:M1 2c3 4z", "path:M1 3"));
  assert.ok(sameIcon("id:add-small", "id:add-small"));
  assert.ok(!sameIcon("id:add-small-2", "id:add-small"));
});
