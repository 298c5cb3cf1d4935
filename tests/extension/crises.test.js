/** The ways into a crisis: one press begins once, holds first, and leaves no grant that could be used. */

import assert from "node:assert/strict";
import test from "node:test";
import { CRISIS_ANSWERS, CRISIS_REQUESTS, Crises } from "../../extension/background/crises.js";
import { Memory } from "../../extension/background/memory.js";

const PRESS = { platform: "x", sightings: [{ account: "x:jamie_doe", aliases: [] }] };
const VIEW = { client: "c-jamie", account: "x:jamie_doe" };

/**
 * @param {object} [given]
 * @param {string} [given.kind] of the link
 * @param {any} [given.warning] what is known of the warning
 * @param {any[]} [given.holds]
 */
function made({ kind = "ready", warning = { press: PRESS, answer: { view: VIEW } }, holds = [] } = {}) {
  /** @type {any[]} */
  const asked = [];
  /** @type {string[]} */
  const done = [];
  const link = {
    state: { kind },
    holds,
    async ask(/** @type {any} */ request) {
      asked.push(request);
      if (request.type === "resolve") {
        return {
          links: request.links.map((/** @type {string} */ account) =>
            account === "x:jamie_doe"
              ? { account, client: "c-jamie", label: "J. D." }
              : { account, client: null, label: null },
          ),
        };
      }
      if (request.type === "crisis.holds") return { holds: link.holds };
      return { crisis: { id: "k-1" } };
    },
  };
  const area = { get: async () => ({}), set: async () => {} };
  const crises = new Crises({
    link,
    memory: new Memory(/** @type {any} */ (area)),
    warnings: {
      view: async () => warning,
      dismiss: async (id, back) => void done.push(`dismiss ${id} ${back}`),
    },
    grants: {
      lapse: async (matches = () => false) => void done.push(`lapse ${matches(/** @type {any} */ ({}))}`),
    },
    seenIn: () => ({ listed: ["x:jamie_doe", "x:jamie_doe"], possible: ["x:stranger"] }),
    openPage: async (path) => void done.push(path),
  });
  return { crises, link, asked, done };
}

/** The random id of the page that was opened. @param {string[]} done */
const opened = (done) =>
  /^pages\/crisis\/index\.html\?id=([0-9a-f-]{36})$/.exec(
    done.find((each) => each.startsWith("pages")) ?? "",
  )?.[1] ?? "";

test("from a warning it begins with the client whom that is about, and the press lets nothing through", async () => {
  const { crises, asked, done } = made();
  await crises.open({ warning: "w" });
  assert.deepEqual(asked, [{ type: "crisis.begin", client: "c-jamie", platform: "x" }]);
  assert.ok(opened(done));
  assert.deepEqual(done.filter((each) => !each.startsWith("pages")).sort(), [
    "dismiss w false",
    "lapse true",
  ]);
  assert.deepEqual(await crises.view(opened(done)), { crisis: "k-1", clients: [], platform: "x" });
  assert.equal(asked.length, 1);
});

test("while locked the page opens and begins as soon as it can, once", async () => {
  const { crises, link, asked, done } = made({ kind: "locked", warning: { press: PRESS, answer: {} } });
  await crises.open({ warning: "w" });
  assert.deepEqual(asked, []);
  const id = opened(done);
  assert.deepEqual(await crises.view(id), { crisis: null, clients: [], platform: "x" });
  link.state.kind = "ready";
  const [one, other] = await Promise.all([crises.view(id), crises.view(id)]);
  assert.deepEqual([one.crisis, other.crisis], ["k-1", "k-1"]);
  assert.equal(asked.filter(({ type }) => type === "crisis.begin").length, 1);
});

test("a press on somebody who isn't on the list begins nothing", async () => {
  const press = { platform: "x", sightings: [{ account: "x:stranger" }] };
  const { crises, asked, done } = made({ warning: { press, answer: { clear: true } } });
  await crises.open({ warning: "w" });
  assert.deepEqual((await crises.view(opened(done))).crisis, null);
  assert.deepEqual([...new Set(asked.map(({ type }) => type))], ["resolve"]);
});

test("from the popup those on the page can be chosen, each once, and none is begun with", async () => {
  const { crises, asked, done } = made();
  await crises.open({ tab: 7 });
  const id = opened(done);
  const { crisis, clients } = await crises.view(id);
  assert.deepEqual(
    [crisis, clients],
    [null, [{ client: "c-jamie", label: "J. D.", account: "x:jamie_doe" }]],
  );
  assert.deepEqual(
    asked.map(({ type }) => type),
    ["resolve"],
  );
  assert.equal(await crises.start(id, "c-jamie"), "k-1");
  assert.equal((await crises.view(id)).crisis, "k-1");
  await crises.forget(id);
  assert.deepEqual(await crises.view(id), { crisis: null, clients: [], platform: "" });
});

test("a record that there is already is only opened", async () => {
  const { crises, asked, done } = made();
  await crises.open({ crisis: "k-9" });
  assert.equal((await crises.view(opened(done))).crisis, "k-9");
  assert.deepEqual(asked, []);
});

test("what the agent refuses is said on the page, which opens all the same", async () => {
  const { crises, link, done } = made();
  link.ask = () => Promise.reject(new Error("The disk is full."));
  await crises.open({ warning: "w" });
  await assert.rejects(crises.view(opened(done)), /disk is full/);
});

test("a page whose memory is gone can still begin", async () => {
  const { crises } = made();
  assert.equal(await crises.start("unknown", "c-jamie"), "k-1");
});

test("a hold that began elsewhere ends what was granted, once", async () => {
  const { crises, link, done } = made();
  await crises.heed();
  assert.deepEqual(done, []);
  link.holds = [{ client: "c-jamie", until: "2026-11-23T12:00:00.000Z" }];
  await crises.heed();
  await crises.heed();
  assert.deepEqual(done, ["lapse true"]);
});

test("pages can pass on all but the beginning, which ends what was granted", async () => {
  assert.ok(!CRISIS_REQUESTS.includes("crisis.begin"));
  const calls = /** @type {any[]} */ ([]);
  const crises = /** @type {any} */ (
    new Proxy(
      {},
      {
        get:
          (_, name) =>
          async (/** @type {any[]} */ ...values) =>
            calls.push([name, ...values]),
      },
    )
  );
  for (const type of Object.keys(CRISIS_ANSWERS))
    await CRISIS_ANSWERS[type]?.({ crises }, { from: { tab: 1 }, id: "i", client: "c" });
  assert.deepEqual(calls, [
    ["open", { tab: 1 }],
    ["view", "i"],
    ["start", "i", "c"],
    ["forget", "i"],
  ]);
});
