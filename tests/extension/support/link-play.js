/** The link against a real agent, and against hostile ones. Run by link.test.js, in a Node that has WebSocket. */

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, afterEach, before, test } from "node:test";
import { TestAgent } from "./agent.js";
import { becomes, closing, link, links, MemoryPairings, ORIGIN, socketOf, someStore } from "./links.js";

/** @type {TestAgent} */
let agent;
const paired = new MemoryPairings();
before(async () => {
  agent = await TestAgent.make();
});
// A link comes back by itself for ever: left open, those of earlier cases would crowd the agent's door.
afterEach(() => {
  for (const one of links.splice(0)) one.close();
});
after(() => agent.end());

test("who was never paired says so, and asks nothing", async () => {
  const fresh = link();
  fresh.start();
  await becomes(fresh, "unpaired");
  assert.match(fresh.state.sentence, /framekeeper pair/);
  await assert.rejects(fresh.ask({ type: "ping" }), { code: "unpaired" });
});

test("a wrong code is told apart from a mistyped one", async () => {
  const code = await agent.code();
  const typo = (code.startsWith("0") ? "1" : "0") + code.slice(1);
  await assert.rejects(link().pair(typo), { code: "bad_input", message: /typo/ });
  const replaced = code;
  await agent.code();
  await assert.rejects(link().pair(replaced), { code: "code_expired" });
});

test("pairs, asks, and is told apart from who comes later with the same code", async () => {
  const code = await agent.code();
  const one = link(paired);
  await one.pair(code.toLowerCase());
  assert.deepEqual(one.state, { kind: "ready", sentence: "" });
  assert.equal((await one.ask({ type: "status", version: 1, software: "test" })).locked, false);
  const [browser] = await agent.browsers();
  assert.equal(browser.origin, ORIGIN);
  assert.equal(paired.kept.get("trusted")?.key.extractable, false);
  await assert.rejects(link().pair(code), { code: "code_used" });
});

test("calls may overlap, and a long message goes through", async () => {
  const one = link(paired);
  const asked = Array.from({ length: 30 }, () => one.ask({ type: "ping" }));
  assert.ok((await Promise.all(asked)).every(({ type }) => type === "done"));
  const names = Array.from({ length: 4 }, (_, at) => `${at}${"é".repeat(199)}`);
  const sightings = Array.from({ length: 200 }, (_, at) => ({ account: `x:someone_${at}`, names }));
  assert.equal((await one.ask({ type: "check", sightings })).verdicts.length, 200);
});

test("what the agent doesn't know or take is refused with a sentence, and the session goes on", async () => {
  const one = link(paired);
  await assert.rejects(one.ask({ type: "no.such.message" }), { code: "bad_frame" });
  await assert.rejects(one.ask({ type: "pause", minutes: -1 }), { code: "bad_input" });
  await assert.rejects(one.ask({ type: "pairing.start" }), { code: "not_allowed" });
  assert.equal((await one.ask({ type: "ping" })).type, "done");
});

test("locking and unlocking are seen by whoever is connected", async () => {
  const [one, other] = [link(paired), link(paired)];
  one.start();
  other.start();
  await Promise.all([becomes(one, "ready"), becomes(other, "ready")]);
  await one.ask({ type: "lock" });
  await Promise.all([becomes(one, "locked"), becomes(other, "locked")]);
  await assert.rejects(
    async () => {
      // The agent starts afresh meanwhile, so the first call may find nobody.
      await one.ask({ type: "ping" }).catch(() => null);
      await one.ask({ type: "client.list" });
    },
    { code: "locked" },
  );
  await assert.rejects(one.ask({ type: "unlock", passphrase: "not this one" }), { code: "wrong_secret" });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await other.ask({ type: "ping" });
  await one.ask({ type: "unlock", passphrase: agent.passphrase });
  await Promise.all([becomes(one, "ready"), becomes(other, "ready")]);
});

test("says something every 20 seconds, so that the worker lives", async (context) => {
  /** @type {[() => void, number][]} */
  const repeated = [];
  context.mock.method(
    globalThis,
    "setInterval",
    (/** @type {() => void} */ act, /** @type {number} */ wait) => {
      repeated.push([act, wait]);
    },
  );
  /** @type {string[]} */
  const sent = [];
  const one = link(paired, (url) => {
    const socket = socketOf(url);
    const send = socket.send.bind(socket);
    socket.send = (data) => {
      sent.push("frame");
      send(data);
    };
    return socket;
  });
  one.start();
  await becomes(one, "ready");
  const [[ping, wait] = [() => {}, 0]] = repeated;
  assert.equal(wait, 20_000);
  const before = sent.length;
  ping();
  // Its turn comes after the ping's, and so does its answer.
  assert.equal((await one.ask({ type: "ping" })).type, "done");
  assert.equal(sent.length, before + 2);
});

test("comes back by itself when the agent was killed and started again", async () => {
  const one = link(paired);
  one.start();
  await becomes(one, "ready");
  await agent.kill();
  await becomes(one, "away");
  await assert.rejects(one.ask({ type: "ping" }), { code: "agent_away" });
  await agent.start();
  await becomes(one, "ready");
});

test("an offer that this side could not keep leaves the agent with nothing", async () => {
  const store = new MemoryPairings();
  store.put = async () => {
    throw new Error("the disk is full");
  };
  const before = await agent.browsers();
  await assert.rejects(link(store).pair(await agent.code()), { code: "interrupted" });
  assert.deepEqual(await agent.browsers(), before);
});

/** A socket that is cut after so many frames either way. @param {"send" | "message"} which @param {number} count */
function cutAfter(which, count) {
  return (/** @type {string} */ url) => {
    const socket = socketOf(url);
    const send = socket.send.bind(socket);
    let left = count;
    socket.send = (data) => {
      if (which === "send" && left-- <= 0) socket.close();
      else send(data);
    };
    socket.addEventListener("message", (event) => {
      if (which === "message" && left-- <= 0) {
        event.stopImmediatePropagation();
        socket.close();
      }
    });
    return socket;
  };
}

test("a pairing that is cut before the agent trusts it is trusted by nobody", async () => {
  const store = new MemoryPairings();
  const before = await agent.browsers();
  // Handshake and request are sent; the confirmation isn't.
  await assert.rejects(link(store, cutAfter("send", 2)).pair(await agent.code()), { code: "interrupted" });
  assert.equal((await agent.browsers()).length, before.length);
  const again = link(store);
  again.start();
  await becomes(again, "unpaired");
  assert.match(again.state.sentence, /interrupted/);
  assert.equal(store.kept.has("trusted"), false);
});

test("a pairing that is cut after the agent trusts it is found by the next session", async () => {
  const store = new MemoryPairings();
  // Handshake and offer arrive; the answer to the confirmation doesn't.
  await assert.rejects(link(store, cutAfter("message", 2)).pair(await agent.code()), { code: "interrupted" });
  const again = link(store);
  again.start();
  await becomes(again, "ready");
  assert.ok(store.kept.has("trusted"));
  assert.equal(store.kept.has("pending"), false);
});

test("a squatter on the port learns a random id and nothing else", async () => {
  const store = await someStore();
  /** @type {Buffer[]} */
  const heard = [];
  const squatter = createServer((socket) =>
    socket.on("data", (data) => heard.push(data)).on("error", () => {}),
  );
  await new Promise((resolve) => squatter.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (squatter.address());
  await store.put("trusted", {
    .../** @type {import("../../../extension/background/pairing.js").Pairing} */ (await store.get("trusted")),
    port,
  });
  const one = link(store);
  const asked = assert.rejects(one.ask({ type: "unlock", passphrase: "not for squatters" }), {
    code: "agent_away",
  });
  await asked;
  squatter.close();
  assert.ok(heard.length > 0);
  assert.doesNotMatch(Buffer.concat(heard).toString("latin1"), /not for squatters|unlock|status/);
  assert.ok(store.kept.has("trusted"));
});

for (const [
  name,
  code,
  reason,
  kind,
  sentence,
] of /** @type {[string, number, string, string, RegExp][]} */ ([
  ["a newer agent says to update the extension", 4426, "version 2", "version", /Update the extension/],
  ["an older agent says to update the agent", 4426, "version 0", "version", /Update Framekeeper/],
  ["an unknown pairing", 4404, "unknown pairing", "refused", /Pair it again/],
  ["an agent that says locked from outside a session", 4423, "locked", "locked", /Unlock/],
  ["an agent that doesn't take this origin", 4403, "", "refused", /Pair it again/],
  ["an agent that is gone", 1006, "", "away", /framekeeper run/],
])) {
  test(`${name}: the state says so, and the pairing stays`, async () => {
    const store = await someStore();
    const one = link(store, closing(code, reason));
    one.start();
    await new Promise((resolve) => one.onState(() => resolve(null)));
    assert.equal(one.state.kind, kind);
    assert.match(one.state.sentence, sentence);
    assert.ok(store.kept.has("trusted"));
    await assert.rejects(one.ask({ type: "ping" }));
    one.close();
  });
}

test("without a vault the state says so, until this browser, or another, has it made", async () => {
  const empty = await TestAgent.make({ vault: false });
  try {
    const one = link();
    await one.pair(await empty.code());
    assert.equal(one.state.kind, "no_vault");
    assert.match(one.state.sentence, /first steps/);
    await assert.rejects(one.ask({ type: "client.list" }), { code: "no_vault" });
    await assert.rejects(one.ask({ type: "vault.make", passphrase: "password" }), {
      code: "weak_passphrase",
    });
    assert.equal(one.state.kind, "no_vault");
    const other = link();
    await other.pair(await empty.code());
    assert.equal(other.state.kind, "no_vault");
    const { recovery_code } = await one.ask({ type: "vault.make", passphrase: empty.passphrase });
    assert.match(recovery_code, /^([0-9A-Z]{5}-){5}[0-9A-Z]{5}$/);
    assert.equal(one.state.kind, "ready");
    await becomes(other, "ready");
    await assert.rejects(other.ask({ type: "vault.make", passphrase: empty.passphrase }), {
      code: "already_there",
    });
    assert.equal(other.state.kind, "ready");
    await empty.command("lock");
    await becomes(one, "locked");
    await assert.rejects(one.ask({ type: "vault.make", passphrase: empty.passphrase }), { code: "locked" });
  } finally {
    await empty.end();
  }
});

test("an unpaired browser is cut off at once, and keeps its key until it is paired anew", async () => {
  const one = link(paired);
  one.start();
  await becomes(one, "ready");
  const id = /** @type {string} */ (paired.kept.get("trusted")?.pairing);
  await agent.command("unpair", id);
  await becomes(one, "refused");
  assert.ok(paired.kept.has("trusted"));
  await one.pair(await agent.code());
  assert.equal(one.state.kind, "ready");
});
