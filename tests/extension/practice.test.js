/** The practice warning: a real one's answers about nobody, which the agent never hears of. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Memory } from "../../extension/background/memory.js";
import { Practice } from "../../extension/background/practice.js";
import { t } from "./support/folder.js";

/** What the browser was asked, and what the pages were told. @type {any[]} */
let asked = [];
/** Windows that are open. @type {Set<number>} */
let windows = new Set();
/** @type {any} */
let area = {};
let practised = 0;

/** @type {any} */ (globalThis).chrome = {
  i18n: {
    getMessage: (/** @type {string} */ key, /** @type {any[]} */ values) => t(key, ...values),
    getUILanguage: () => "en",
  },
  runtime: {
    getURL: (/** @type {string} */ path) => path,
    sendMessage: async (/** @type {any} */ message) => asked.push(message),
  },
  storage: { local: { get: async () => ({}) } },
  tabs: { get: async () => ({ windowId: 1 }), update: async () => null },
  windows: {
    create: async (/** @type {any} */ { url }) => {
      asked.push(url);
      const id = 100 + asked.length;
      windows.add(id);
      return { id };
    },
    update: async (/** @type {number} */ id) => {
      if (id !== 1 && !windows.has(id)) throw new Error("no such window");
    },
    remove: async (/** @type {number} */ id) => void windows.delete(id),
  },
};

function practice() {
  const memory = new Memory({
    get: async (/** @type {any} */ name) => ({ [name]: area[name] }),
    set: async (/** @type {any} */ change) => void Object.assign(area, structuredClone(change)),
  });
  return new Practice({
    memory,
    practised: async () => {
      practised += 1;
    },
  });
}

/** @param {Practice} one @param {string} [interaction] */
async function open(one, interaction = "follow") {
  await one.open(interaction, null, 5);
  return String(asked.findLast((each) => typeof each === "string")?.split("id=")[1]);
}

beforeEach(() => {
  asked = [];
  windows = new Set();
  area = {};
  practised = 0;
});

test("a warning is shown as a real one is, about somebody made up", async () => {
  const one = practice();
  const shown = /** @type {any} */ (await one.view(await open(one)));
  assert.equal(shown.practice, true);
  const { label, status, tier, wait, warning, own_account } = shown.answer.view;
  assert.deepEqual([label, status, tier, wait, warning, own_account], ["A. B.", "current", "A", 3, 0, null]);
});

test("a worker that died knows the window again", async () => {
  const id = await open(practice(), "react");
  assert.equal((await practice().view(id))?.answer.view.tier, "B");
  assert.deepEqual(await practice().decide(id, { outcome: "heeded" }), { closed: true });
  assert.equal(windows.size, 0);
  assert.deepEqual(area, { practice: {} });
});

test("each outcome is told to the pages, and only heeding closes the window", async () => {
  for (const [outcome, answer] of /** @type {[string, object][]} */ ([
    ["overridden", { granted: true, seconds: 30 }],
    ["not_my_client", { granted: false }],
    ["heeded", { closed: true }],
  ])) {
    asked = [];
    windows = new Set();
    area = {};
    const one = practice();
    const id = await open(one);
    assert.deepEqual(await one.decide(id, { outcome }), answer);
    assert.deepEqual(asked.at(-1), { type: "practised", interaction: "follow", outcome });
    assert.equal(windows.size, outcome === "heeded" ? 0 : 1);
    if (outcome !== "heeded") assert.ok(await one.dismiss(id));
    assert.equal(windows.size, 0);
  }
  assert.equal(practised, 3);
});

test("closing the window is heeding, but not after it was decided", async () => {
  for (const decided of [false, true]) {
    const one = practice();
    const id = await open(one);
    const [window = 0] = windows;
    if (decided) await one.decide(id, { outcome: "overridden" });
    asked = [];
    await one.closed(window + 100);
    assert.deepEqual(asked, []);
    await one.closed(window);
    assert.equal(asked.length, decided ? 0 : 1);
    assert.equal(await one.view(id), null);
    windows = new Set();
  }
});

test("a second press brings the window forward; one that is gone makes way", async () => {
  const one = practice();
  await open(one);
  await one.open("react", null, 5);
  assert.equal(asked.length, 1);
  windows.clear();
  await one.open("react", null, 5);
  assert.equal(asked.length, 2);
});

test("what is no warning of these is somebody else's to answer, and no other interaction can be practised", async () => {
  const one = practice();
  assert.equal(await one.view("x"), null);
  assert.equal(await one.decide("x", { outcome: "heeded" }), null);
  assert.equal(await one.dismiss("x"), false);
  for (const interaction of ["message", "toString", ""]) await one.open(interaction, null, 5);
  assert.deepEqual(asked, []);
});
