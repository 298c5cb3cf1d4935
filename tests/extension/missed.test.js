/** What was missed waits for the agent, for a while. */

import assert from "node:assert/strict";
import test from "node:test";
import { Missed } from "../../extension/background/missed.js";

const seen = (/** @type {string} */ handle) => [{ account: `x:${handle}`, aliases: [], names: [] }];

function world() {
  const made = {
    clock: 1000,
    /** @type {any} */
    link: {
      state: { kind: "away" },
      /** @type {any[]} */
      told: [],
      /** @type {unknown} */
      fails: null,
      /** @param {any} request */
      async ask(request) {
        if (made.link.fails) throw made.link.fails;
        made.link.told.push(request.sightings[0].account);
      },
    },
    /** @type {Missed} */
    missed: /** @type {any} */ (null),
  };
  made.missed = new Missed(made.link, () => made.clock);
  return made;
}

test("what is missed is told at once, with what it was and whom it concerned", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { link, missed } = world();
  link.state.kind = "ready";
  /** @type {any[]} */
  const asked = [];
  link.ask = async (/** @type {any} */ request) => void asked.push(request);
  await missed.put(seen("jane"), "react");
  assert.deepEqual(asked, [{ type: "missed", sightings: seen("jane"), interaction: "react" }]);
  assert.deepEqual(missed.waiting, []);
});

test("while the agent can't be reached it waits, and is told in order, once", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { link, missed } = world();
  await missed.put(seen("jane"), "react");
  await missed.put(seen("sam"), "follow");
  assert.deepEqual(link.told, []);
  link.state.kind = "ready";
  await Promise.all([missed.flush(), missed.flush()]);
  assert.deepEqual(link.told, ["x:jane", "x:sam"]);
});

for (const code of ["locked", "agent_away", "disk_full"]) {
  test(`${code} keeps it for later`, async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const { link, missed } = world();
    link.state.kind = "ready";
    link.fails = Object.assign(new Error(code), { code });
    await missed.put(seen("jane"), "react");
    link.fails = null;
    await missed.flush();
    assert.deepEqual(link.told, ["x:jane"]);
  });
}

test("what the agent refuses for good is not told for ever", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { link, missed } = world();
  link.state.kind = "ready";
  link.fails = Object.assign(new Error("no"), { code: "bad_input" });
  await missed.put(seen("jane"), "react");
  assert.deepEqual(missed.waiting, []);
});

test("after half a minute it is forgotten, whether anybody asks or not", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const here = world();
  await here.missed.put(seen("jane"), "react");
  here.clock += 30_001;
  t.mock.timers.tick(30_001);
  assert.deepEqual(here.missed.waiting, []);
  here.link.state.kind = "ready";
  await here.missed.flush();
  assert.deepEqual(here.link.told, []);
});

test("no more are kept than a hand makes", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { link, missed } = world();
  for (let at = 0; at < 30; at++) await missed.put(seen(`p${at}`), "react");
  link.state.kind = "ready";
  await missed.flush();
  assert.deepEqual(
    link.told,
    Array.from({ length: 20 }, (_, at) => `x:p${at + 10}`),
  );
});
