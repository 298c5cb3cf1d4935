import assert from "node:assert/strict";
import test from "node:test";
import { Memory } from "../../extension/background/memory.js";
import { Outbox } from "../../extension/background/outbox.js";

/** A storage area as the browser's, which outlives those who use it. @returns {any} */
function area() {
  /** @type {Record<string, unknown>} */
  const kept = {};
  return {
    get: async (/** @type {string} */ key) => (key in kept ? { [key]: structuredClone(kept[key]) } : {}),
    set: async (/** @type {object} */ change) => void Object.assign(kept, structuredClone(change)),
  };
}

function agent() {
  return {
    state: { kind: "ready" },
    /** @type {object[]} */
    told: [],
    /** @type {unknown} */
    fails: null,
    /** @param {object} request */
    async ask(request) {
      if (this.fails) throw this.fails;
      this.told.push(request);
      return {};
    },
  };
}

const outcome = (/** @type {number} */ warning) => ({ type: "warning.decide", warning, outcome: "heeded" });

test("what is put is told, once and in order", async () => {
  const link = agent();
  const outbox = new Outbox(link, new Memory(area()), new Memory(area()));
  await outbox.put(outcome(1));
  await outbox.put(outcome(2));
  await outbox.flush();
  await outbox.flush();
  assert.deepEqual(
    link.told.map((request) => /** @type {any} */ (request).warning),
    [1, 2],
  );
});

test("what can't be told outlives the worker", async () => {
  const session = area();
  const link = agent();
  link.state.kind = "away";
  const first = new Outbox(link, new Memory(session), new Memory(area()));
  await first.put(outcome(1));
  await first.flush();
  assert.deepEqual(link.told, []);
  link.state.kind = "ready";
  await new Outbox(link, new Memory(session), new Memory(area())).flush();
  assert.deepEqual(link.told, [outcome(1)]);
});

for (const code of ["agent_away", "locked", "disk_full"]) {
  test(`${code} keeps it for later`, async () => {
    const link = agent();
    link.fails = Object.assign(new Error(code), { code });
    const outbox = new Outbox(link, new Memory(area()), new Memory(area()));
    await outbox.put(outcome(1));
    await outbox.flush();
    link.fails = null;
    await outbox.flush();
    assert.deepEqual(link.told, [outcome(1)]);
  });
}

test("what the agent refuses for good is not told for ever", async () => {
  const link = agent();
  link.fails = Object.assign(new Error("No such entry."), { code: "not_found" });
  const outbox = new Outbox(link, new Memory(area()), new Memory(area()));
  await outbox.put(outcome(1));
  await outbox.flush();
  link.fails = null;
  await outbox.flush();
  assert.deepEqual(link.told, []);
});

test("only what names nobody goes to disk", async () => {
  const disk = area();
  const link = agent();
  link.state.kind = "away";
  const outbox = new Outbox(link, new Memory(area()), new Memory(disk));
  await outbox.put(outcome(1));
  await outbox.put(
    { type: "unprotected", since: "2026-11-22T10:00:00.000Z", until: "2026-11-22T10:15:00.000Z" },
    true,
  );
  const kept = Object.values((await disk.get("outbox")).outbox);
  assert.deepEqual(kept, [
    { type: "unprotected", since: "2026-11-22T10:00:00.000Z", until: "2026-11-22T10:15:00.000Z" },
  ]);
});
