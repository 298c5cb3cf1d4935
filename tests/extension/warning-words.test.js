import assert from "node:assert/strict";
import test from "node:test";
import { isDeaf } from "../../extension/pages/warning/keys.js";
import {
  consentOf,
  factOf,
  fromOf,
  howLong,
  missing,
  REASONS,
  whyHeld,
} from "../../extension/pages/warning/words.js";
import { t } from "./support/folder.js";

test("the fact is one sentence with the label", () => {
  const view = { label: "J. D.", status: "current", verdict: "listed" };
  assert.equal(factOf(view, t), "J. D. is a current client.");
  assert.equal(factOf({ ...view, status: "former" }, t), "J. D. is a former client.");
  assert.equal(factOf({ ...view, account: "x:~1a" }, t), "Your draft names J. D..");
  assert.equal(factOf({ ...view, verdict: "possible" }, t), "This may be J. D., a current client.");
});

const INTERACTIONS = [
  ...["follow", "react", "comment", "share", "message", "mention"],
  ...["view", "join", "vote", "endorse", "review_reply"],
];
for (const interaction of INTERACTIONS) {
  test(`${interaction} has its button, its verb and its sentence`, () => {
    assert.match(t(`safe_${interaction}`), /^Don't \w+$/);
    assert.match(t(`do_${interaction}`), /^\w+$/);
    assert.match(t(`why_${interaction}`), /^[^!]+\.$/);
  });
}

test("the buttons are called what people were told", () => {
  const names = ["follow", "react", "comment", "share", "message"].map((interaction) =>
    t(`safe_${interaction}`),
  );
  assert.deepEqual(names, ["Don't follow", "Don't like", "Don't comment", "Don't share", "Don't message"]);
  assert.deepEqual(
    [t("goAhead"), t("notMyClient"), t("reasonLegend")],
    ["Go ahead", "Not my client", "Reason"],
  );
});

test("a consent is said in one line, by how it stands", () => {
  const say = (/** @type {any} */ consent) => consentOf({ label: "J. D.", consent }, t, (day) => `<${day}>`);
  assert.equal(say(null), "");
  assert.equal(say({ state: "none" }), "No consent of J. D. to this is recorded.");
  assert.equal(
    say({ state: "valid", scope: "One post", day: null }),
    "J. D. has consented to this. For: One post",
  );
  assert.equal(
    say({ state: "valid", day: "2027-01-31" }),
    "J. D. has consented to this, until <2027-01-31>.",
  );
  assert.match(say({ state: "withdrawn", scope: "One post", day: "2026-11-01" }), /back on <2026-11-01>\.$/);
  assert.match(say({ state: "expired", day: "2026-11-01" }), /ended on <2026-11-01>/);
  assert.match(say({ state: "barred" }), /the law of the place bars it/);
});

test("every reason has a text", () => {
  assert.equal(REASONS.length, 10);
  for (const reason of REASONS) t(`reason_${reason}`);
});

test("going ahead needs a reason, and words for another one", () => {
  assert.match(missing({ reason: "", note: "" }, t), /Choose a reason/);
  assert.match(missing({ reason: "other", note: "  " }, t), /few words/);
  assert.equal(missing({ reason: "other", note: "a cousin" }, t), "");
  assert.equal(missing({ reason: "supervisor_advised", note: "" }, t), "");
});

test("from which account, and what that is for where it is known", () => {
  const own_account = "x:ada.quill";
  assert.equal(fromOf({ own_account, own_role: "personal" }, t), "From your personal account ada.quill");
  assert.equal(
    fromOf({ own_account, own_role: "professional" }, t),
    "From your professional account ada.quill",
  );
  for (const own_role of [null, undefined])
    assert.equal(fromOf({ own_account, own_role }, t), "From your account ada.quill");
  assert.equal(fromOf({ own_account: null, own_role: null }, t), null);
});

test("why there is no answer", () => {
  assert.match(whyHeld({ kind: "locked", sentence: "" }, t), /vault is locked/);
  assert.match(whyHeld({ kind: "away", sentence: "" }, t), /agent isn't running/);
  assert.match(whyHeld({ kind: "no_vault", sentence: "" }, t), /no vault yet/);
  assert.match(whyHeld({ kind: "version", sentence: "Update the agent." }, t), /Update the agent/);
});

test("how long a grant lasts", () => {
  assert.match(howLong(30, t), /30 seconds/);
  assert.match(howLong(1800, t), /30 minutes/);
  assert.match(howLong(30, t, true), /30 seconds, on the sample page only/);
});

test("keys are not heard at first, and never while they are held down", () => {
  assert.ok(isDeaf(499, false));
  assert.ok(isDeaf(5000, true));
  assert.ok(!isDeaf(500, false));
});
