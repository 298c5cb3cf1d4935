/** The first steps: their order, what each waits for, and what outlives the page. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { FirstSteps, PAGE } from "../../extension/background/first-steps.js";
import { Memory } from "../../extension/background/memory.js";
import {
  isDone,
  isLater,
  isReachable,
  merged,
  nextStep,
  STEPS,
} from "../../extension/pages/welcome/steps.js";

/** @typedef {import("../../extension/pages/welcome/steps.js").View} View */

/** @type {View} */
const nothing = {
  kind: "unpaired",
  sentence: "",
  found: false,
  status: null,
  privately: false,
  login: null,
  marks: {},
};
const empty = { vault: false, clients: null, unconfirmed: null };
const made = { vault: true, clients: 0, unconfirmed: true };
const typed = { vault: true, clients: 0, unconfirmed: false };
const listed = { vault: true, clients: 1, unconfirmed: false };
const practised = { practice: "done" };

/** @type {[string, Partial<View>, string][]} */
const course = [
  ["nothing is there", {}, "agent"],
  ["an agent answers", { found: true }, "pair"],
  ["paired, and no vault", { kind: "no_vault", status: empty }, "passphrase"],
  ["a vault was made", { kind: "ready", status: made }, "recovery"],
  ["the code was typed back", { kind: "ready", status: typed }, "clients"],
  ["somebody is on the list", { kind: "ready", status: listed }, "practice"],
  ["practised", { kind: "ready", status: listed, marks: practised }, "privately"],
  [
    "private windows are allowed",
    { kind: "ready", status: listed, marks: practised, privately: true },
    "login",
  ],
  ["all of it", { kind: "ready", status: listed, marks: practised, privately: true, login: true }, "end"],
  ["the agent went away", { kind: "away", status: listed }, "agent"],
  [
    "locked, and nothing known of the code",
    { kind: "locked", status: { ...listed, unconfirmed: null } },
    "recovery",
  ],
  ["the agent forgot this browser", { kind: "refused" }, "pair"],
];

for (const [name, part, next] of course) {
  test(`next, when ${name}: ${next}`, () => assert.equal(nextStep({ ...nothing, ...part }), next));
}

test("what was left for later is passed over, until it is done", () => {
  const marks = { clients: "later", practice: "later", privately: "later", login: "later" };
  const view = { ...nothing, kind: "ready", status: typed, marks };
  assert.equal(nextStep(view), "end");
  assert.ok(isLater("clients", view));
  assert.ok(!isLater("clients", { ...view, status: listed }));
  assert.ok(isDone("clients", { ...view, status: listed }));
});

test("nothing can be gone to before what it needs, and all that was once possible stays so", () => {
  const reachable = (/** @type {View} */ view, /** @type {any[]} */ been = []) =>
    STEPS.filter((step) => isReachable(step, view, new Set(been)));
  assert.deepEqual(reachable(nothing), ["agent"]);
  assert.deepEqual(reachable({ ...nothing, found: true }), ["agent", "pair"]);
  assert.deepEqual(reachable({ ...nothing, kind: "no_vault", status: empty }), STEPS.slice(0, 3));
  assert.deepEqual(reachable({ ...nothing, kind: "locked", status: listed }), STEPS);
  assert.deepEqual(reachable({ ...nothing, kind: "away" }, STEPS.slice(0, 3)), STEPS);
});

test("what can't be known at the moment stays as it was known", () => {
  const open = merged(null, { ...nothing, kind: "ready", status: listed });
  const locked = merged(
    { ...open, login: true },
    { ...nothing, kind: "locked", status: { ...empty, vault: true } },
  );
  assert.deepEqual([locked.status, locked.login], [listed, true]);
  assert.deepEqual(merged(locked, { ...nothing, kind: "away", status: null }).status, listed);
  assert.equal(merged(null, nothing).status, null);
});

/** What the browser was asked. @type {any[]} */
let asked = [];
let allowed = false;
/** @type {object[]} */
let pages = [];
/** @type {Record<string, any>} */
let disk = {};
/** @type {any} */
let window = { id: 7, incognito: false };
let time = 1_000_000;

/** @type {any} */ (globalThis).chrome = {
  extension: { isAllowedIncognitoAccess: async () => allowed },
  runtime: {
    getURL: (/** @type {string} */ path) => `chrome-extension://abc/${path}`,
    getContexts: async () => pages,
  },
  tabs: { create: async (/** @type {any} */ tab) => asked.push(tab) },
  windows: {
    getLastFocused: async () => window,
    create: async (/** @type {any} */ created) => asked.push(created),
  },
};

/** @param {string} kind @param {() => Promise<any>} [askStatus] @param {(around: boolean) => Promise<boolean>} [knocks] */
function steps(kind, askStatus = async () => ({}), knocks = async () => false) {
  const area = {
    get: async (/** @type {any} */ name) => ({ [name]: disk[name] }),
    set: async (/** @type {any} */ change) => void Object.assign(disk, structuredClone(change)),
  };
  const memory = new Memory(/** @type {any} */ (area));
  return new FirstSteps({
    link: { state: { kind, sentence: "" } },
    disk: memory,
    askStatus,
    now: () => time,
    knocks,
  });
}

beforeEach(() => {
  asked = [];
  allowed = false;
  pages = [];
  disk = {};
  window = { id: 7, incognito: false };
});

test("an installation opens the page, unless this browser is paired already", async () => {
  await steps("ready").installed();
  await steps("away").installed();
  assert.deepEqual(asked, []);
  await steps("unpaired").installed();
  assert.deepEqual(asked, [{ url: `chrome-extension://abc/${PAGE}` }]);
});

test("the page opens in no private window", async () => {
  for (const last of [{ id: 7, incognito: true }, null]) {
    window = last;
    await steps("unpaired").installed();
  }
  assert.deepEqual(asked, Array(2).fill({ url: `chrome-extension://abc/${PAGE}`, incognito: false }));
});

test("it comes back when private windows were allowed, once, and not after a while or beside itself", async () => {
  await steps("ready").away(true);
  await steps("ready").comeBack();
  assert.deepEqual(asked, [], "not allowed yet");
  allowed = true;
  await steps("ready").comeBack();
  await steps("ready").comeBack();
  assert.equal(asked.length, 1);
  await steps("ready").away(true);
  pages = [{}];
  await steps("ready").comeBack();
  pages = [];
  await steps("ready").away(true);
  time += 11 * 60_000;
  await steps("ready").comeBack();
  await steps("ready").away(true);
  await steps("ready").away(false);
  await steps("ready").comeBack();
  assert.equal(asked.length, 1);
});

test("what was done or left is kept in this browser, as names of steps and nothing else", async () => {
  assert.ok(await steps("ready").isUnfinished());
  await steps("ready").mark("clients", "later");
  await steps("ready").mark("end", "done");
  assert.ok(!(await steps("ready").isUnfinished()));
  assert.deepEqual(disk, { "first steps": { clients: "later", end: "done" } });
  assert.deepEqual((await steps("ready").view()).marks, disk["first steps"]);
});

test("before pairing somebody is looked for, on all ports now and then only; afterwards the agent is asked", async () => {
  /** @type {boolean[]} */
  const looks = [];
  const unpaired = steps("unpaired", undefined, async (around) => looks.push(around) > 5);
  const found = [];
  for (let look = 0; look < 6; look += 1) found.push((await unpaired.view()).found);
  assert.deepEqual(looks, [true, false, false, false, false, true]);
  assert.deepEqual(found, [false, false, false, false, false, true]);

  const status = { vault: true, locked: false, clients: 3, recovery_unconfirmed: true };
  const open = await steps("ready", async () => status).view();
  assert.deepEqual([open.found, open.status], [false, { vault: true, clients: 3, unconfirmed: true }]);
  const locked = await steps("locked", async () => ({ ...status, locked: true, clients: null })).view();
  assert.deepEqual(locked.status, { vault: true, clients: null, unconfirmed: null });
  const away = await steps("away", () => Promise.reject(new Error("away"))).view();
  assert.equal(away.status, null);
});
