import assert from "node:assert/strict";
import test from "node:test";
import { describe, surenessLines } from "../../extension/background/toolbar-texts.js";
import { t } from "./support/folder.js";

const rules = /** @type {import("../../extension/generated/messages.js").Rules} */ ({
  when_away: "hold",
  when_unnamed: "daily",
  without_minutes: 15,
});
const well = {
  kind: "ready",
  sentence: "",
  off: 0,
  paused: 0,
  revoked: [],
  privately: true,
  passing: false,
  rules,
};
const here = {
  seen: { listed: [], possible: [], drift: false },
  stale: false,
  unnamed: false,
  outdated: [],
  hints: [],
};
const later = Date.now() + 60_000;

/** @type {[string, object, object | null, string, string, RegExp][]} */
const cases = [
  ["all is well", {}, here, "well", "", /^Protected\..*No client's account/s],
  ["elsewhere", {}, null, "well", "", /isn't one that Framekeeper watches/],
  [
    "one account",
    {},
    { ...here, seen: { ...here.seen, listed: ["x:a"] } },
    "well",
    "1",
    /1 client's account is/,
  ],
  [
    "two",
    {},
    { ...here, seen: { ...here.seen, listed: ["x:a", "x:b"] } },
    "well",
    "2",
    /2 clients' accounts are/,
  ],
  [
    "a name",
    {},
    { ...here, seen: { ...here.seen, possible: ["x:a"] } },
    "well",
    "",
    /a name like a client's/,
  ],
  [
    "a draft with phrases to think about",
    {},
    { ...here, seen: { ...here.seen, listed: ["x:a"] }, hints: [{}, {}] },
    "well",
    "✎",
    /1 client's account is.*2 phrases in your draft/s,
  ],
  ["a draft while away", { kind: "away" }, { ...here, hints: [{}] }, "off", "!", /^Not protected/],
  ["away", { kind: "away" }, here, "off", "!", /^Not protected: the agent isn't running/],
  ["locked", { kind: "locked" }, here, "held", "!", /^Locked: .* Unlock/],
  ["no vault", { kind: "no_vault" }, here, "off", "!", /^Not protected: there is no vault yet/],
  ["unpaired", { kind: "unpaired" }, here, "off", "!", /^Not protected: this browser isn't paired/],
  [
    "version",
    { kind: "version", sentence: "Update the agent." },
    here,
    "off",
    "!",
    /^Not protected: Update the agent/,
  ],
  ["paused", { paused: later }, here, "off", "off", /^Not protected until .*: you paused it/],
  ["unprotected", { kind: "away", off: later }, here, "off", "off", /^Not protected until .*: you chose/],
  ["revoked", { revoked: ["x.com"] }, here, "off", "!", /^Not protected on x.com/],
  ["stale", {}, { ...here, stale: true }, "held", "↻", /^Reload this page/],
  [
    "drift",
    {},
    { ...here, seen: { ...here.seen, drift: true } },
    "held",
    "?",
    /knows no button on this page/,
  ],
  [
    "out of date",
    {},
    { ...here, outdated: [{ name: "Instagram", missing: ["follow", "react"] }] },
    "held",
    "?",
    /knowledge of Instagram is out of date: it missed Follow, Like\. .*look for an update/,
  ],
  ["unnamed", {}, { ...here, unnamed: true }, "held", "?", /can't be checked today/],
  [
    "unnamed, each time",
    { rules: { ...rules, when_unnamed: "always" } },
    { ...here, unnamed: true },
    "held",
    "?",
    /next press here passes/,
  ],
  [
    "unnamed, by choice",
    { rules: { ...rules, when_unnamed: "pass" } },
    { ...here, unnamed: true },
    "held",
    "?",
    /you chose that/,
  ],
  [
    "away, and passing",
    { kind: "away", passing: true },
    here,
    "off",
    "off",
    /^Not protected: the agent isn't running, and you chose/,
  ],
  [
    "locked, and passing",
    { kind: "locked", passing: true },
    here,
    "off",
    "off",
    /^Not protected: the vault is locked, and you chose/,
  ],
  ["private windows", { privately: false }, here, "well", "", /Private windows aren't covered/],
];
for (const [name, standing, tab, level, badge, words] of cases) {
  test(`the toolbar says: ${name}`, () => {
    const shown = describe({ ...well, ...standing }, /** @type {any} */ (tab), t);
    assert.equal(shown.level, level);
    assert.equal(shown.badge, badge);
    assert.match(shown.lines.join("\n"), words);
  });
}

test("what is wrong hides how many accounts are here, but not in words", () => {
  const seen = { listed: ["x:a"], possible: [], drift: false };
  const shown = describe({ ...well, paused: later }, { ...here, seen }, t);
  assert.equal(shown.badge, "off");
  assert.match(shown.lines.join(" "), /1 client's account/);
});

test("where an adapter isn't sure, it is said in words; where it is, nothing", () => {
  const sure = { name: "X", confidence: { react: "high" } };
  const unsure = {
    name: "VK",
    confidence: { react: "high", follow: "low", message: "low", comment: "medium" },
  };
  const lines = surenessLines([sure, unsure], t);
  assert.equal(lines.length, 2);
  assert.match(lines[0] ?? "", /^On VK, .* may miss them: Follow, Message\./);
  assert.equal(lines[1], "Less tried on VK: Comment.");
});
