/** The policy's draft: nothing typed is lost while the vault is locked or the agent away, and nothing is kept that it has. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { t } from "./support/folder.js";

/** What the agent was given, the latest last. @type {any[]} */
let saved = [];
let isAway = false;
/** @type {any} */ (globalThis).chrome = {
  i18n: {
    getUILanguage: () => "en",
    getMessage: (/** @type {string} */ key, /** @type {string[]} */ values) => t(key, ...values),
  },
  runtime: {
    id: "x",
    onMessage: { addListener: () => {} },
    sendMessage: async (/** @type {any} */ { request }) => {
      if (isAway) return { problem: "The vault is locked." };
      if (request.type === "policy.save") saved.push(request.answers);
      const answers = saved.at(-1) ?? { practice: "Quill" };
      return { value: { answers, problems: [], citations: [], saved: "now", change: 1 } };
    },
  },
  storage: { local: { get: async () => ({}) }, onChanged: { addListener: () => {} } },
};
const { PolicyDraft } = await import("../../extension/pages/dashboard/practice/draft.js");
const { linesOf, STEPS, stepOf } = await import("../../extension/pages/dashboard/practice/questions.js");

beforeEach(() => {
  saved = [];
  isAway = false;
});

async function opened() {
  const draft = new PolicyDraft(() => {});
  await draft.load();
  return draft;
}

test("what is typed is saved once, as it stands at the end", async () => {
  const draft = await opened();
  draft.put("practice", "Quill P");
  draft.put("practice", "Quill Practice");
  assert.equal(draft.unsaved, true);
  await draft.save();
  assert.deepEqual(saved, [{ practice: "Quill Practice" }]);
  assert.equal(draft.unsaved, false);
});

test("what is typed while the vault is locked stays, and is saved when it is open again", async () => {
  const draft = await opened();
  isAway = true;
  draft.put("practice", "Half a sen");
  await draft.save();
  assert.equal(draft.problem, "The vault is locked.");
  draft.clear();
  assert.deepEqual(draft.answers, { practice: "Half a sen" });
  isAway = false;
  await draft.load();
  assert.deepEqual(saved, [{ practice: "Half a sen" }]);
  assert.deepEqual([draft.unsaved, draft.problem], [false, ""]);
});

test("what the vault has is forgotten when it locks", async () => {
  const draft = await opened();
  draft.clear();
  assert.equal(draft.answers, null);
});

test("what is typed while it is being saved is saved after it", async () => {
  const draft = await opened();
  draft.put("practice", "One");
  const saving = draft.save();
  await null;
  draft.put("practice", "Two");
  await saving;
  assert.equal(draft.unsaved, true);
  assert.deepEqual(draft.answers, { practice: "Two" });
  await draft.save();
  assert.deepEqual(saved.at(-1), { practice: "Two" });
});

test("numbers are read a line each, by the last colon", () => {
  assert.deepEqual(linesOf("Lifeline: 988\n\n Night line (24:00): 116 123 \nNo number"), [
    { name: "Lifeline", number: "988" },
    { name: "Night line (24:00)", number: "116 123" },
    { name: "No number", number: "" },
  ]);
});

test("each answer has its step, and each clause is read somewhere", () => {
  for (const [place, { questions }] of STEPS.entries())
    for (const { answer } of questions) assert.equal(stepOf(answer), place);
  assert.equal(stepOf("nothing"), 0);
});
