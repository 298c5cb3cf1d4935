/** What undoes a change of the settings, and how changes are kept: without a browser, and with an agent that is a table. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

/** @type {any} */
let chosen = {};
/** @type {Error | null} */
let refusal = null;
const RECOMMENDED = { "current.follow": "A", "former.view": "C" };

/** @type {any} */ (globalThis).chrome = {
  i18n: { getUILanguage: () => "en", getMessage: (/** @type {string} */ key) => key },
  runtime: {
    onMessage: { addListener() {} },
    getURL: (/** @type {string} */ path) => path,
    async sendMessage(/** @type {any} */ { request }) {
      if (refusal) return { problem: refusal.message, code: "wrong_secret", retryAfter: 4 };
      const { type, tiers = {}, ...others } = request;
      assert.equal(type, "settings");
      chosen = { ...chosen, ...others, tiers: { ...chosen.tiers, ...tiers } };
      return { value: { settings: structuredClone(chosen), recommended: RECOMMENDED } };
    },
  },
  storage: { local: { get: async () => ({}) }, onChanged: { addListener() {} } },
};

// Templates are made ready where they are imported; none is drawn here.
/** @type {any} */ (globalThis).document = { createComment() {}, createTreeWalker() {} };

const { Kept, before } = await import("../../extension/pages/dashboard/settings/kept.js");
const { Refusal, send } = await import("../../extension/pages/page.js");

beforeEach(() => {
  chosen = { idle_lock: 15, legal_hold: false, tiers: {} };
  refusal = null;
});

test("what a change would undo is read before it: of the tiers those cells, as they really are", () => {
  const reply = /** @type {any} */ ({
    settings: { idle_lock: 20, legal_hold: true, tiers: { "former.view": "none" } },
    recommended: RECOMMENDED,
  });
  assert.deepEqual(before(reply, { idle_lock: 5 }), { idle_lock: 20 });
  assert.deepEqual(before(reply, { tiers: { "former.view": "A", "current.follow": "B" } }), {
    tiers: { "former.view": "none", "current.follow": "A" },
  });
});

test("a change is said, undone and done again", async () => {
  let drawn = 0;
  const kept = new Kept(async () => void drawn++);
  await kept.load();
  assert.equal(await kept.set({ idle_lock: 5, tiers: { "current.follow": "B" } }, "it"), true);
  assert.equal(kept.changes.said, "it");
  const undo = () => kept.changes.undo(/** @type {any} */ (kept.changes.changes[0]));
  await undo();
  assert.deepEqual([chosen.idle_lock, chosen.tiers["current.follow"]], [15, "A"]);
  await undo();
  assert.deepEqual([chosen.idle_lock, chosen.tiers["current.follow"]], [5, "B"]);
  assert.equal(kept.changes.changes.length, 1);
  assert.equal(drawn, 3);
});

test("what was refused is said, and there is nothing to undo", async () => {
  const kept = new Kept(async () => {});
  await kept.load();
  refusal = new Error("The vault is locked.");
  assert.equal(await kept.set({ legal_hold: true }, "it"), false);
  assert.equal(kept.changes.problem, "The vault is locked.");
  assert.deepEqual(kept.changes.changes, []);
  kept.clear();
  assert.equal(kept.reply, null);
});

test("a refusal tells how long to wait", async () => {
  refusal = new Error("That isn't the passphrase.");
  await assert.rejects(send("ask", { request: {} }), (error) => {
    assert.ok(error instanceof Refusal);
    assert.deepEqual([error.code, error.retryAfter], ["wrong_secret", 4]);
    return true;
  });
});
