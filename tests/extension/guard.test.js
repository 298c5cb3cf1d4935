import assert from "node:assert/strict";
import test from "node:test";
import { GUARD, load } from "./support/content.js";
import { control, globals, KeyboardEvent, MouseEvent, SubmitEvent } from "./support/events.js";

const { Guard, Verdicts } = load(GUARD, "Guard, Verdicts", globals);

const JAMIE = { account: "x:jamie", aliases: ["x:42"], names: [], own: false };
const ROBIN = { account: "x:robin", aliases: [], names: [], own: false };
const SAM = { account: "x:sam", aliases: [], names: [], own: false };
const ME = { account: "x:me", aliases: [], names: [], own: true };
const LISTED = new Set(["x:jamie", "x:robin"]);
const PRESS = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"];

const like = (/** @type {object[]} */ ...accounts) => ({
  interaction: "react",
  role: "performs",
  undo: false,
  gesture: "click",
  control,
  accounts,
});

/** A guard on a page with one control. @param {any} recognition @param {object} [state] @param {string[]} [holds] */
async function guardOf(recognition, state = {}, holds = ["react", "comment"]) {
  const verdicts = new Verdicts(async (/** @type {{account: string}[]} */ sightings) => ({
    epoch: 1,
    verdicts: sightings.map(({ account }) =>
      LISTED.has(account) ? { verdict: "listed", holds } : { verdict: "clear", holds: [] },
    ),
  }));
  verdicts.setState({ kind: "ready", epoch: 1, off: 0, unnamed: false, ...state });
  await verdicts.ask([JAMIE, ROBIN, SAM]);
  const done = {
    /** @type {any[]} */ held: [],
    /** @type {string[]} */ used: [],
    /** @type {any[]} */ remembered: [],
    /** @type {any[]} */ passed: [],
    /** @type {string[]} */ typed: [],
    recognition,
    orphaned: false,
  };
  const adapter = {
    platform: "x",
    recognise: () => done.recognition,
    remember: (/** @type {any} */ one) => done.remembered.push(one),
    ownAccount: () => "x:me",
    sequences: { typed: (/** @type {any} */ { code }) => done.typed.push(code) },
  };
  const guard = new Guard({
    adapter: () => adapter,
    verdicts,
    orphaned: () => done.orphaned,
    hold: (/** @type {any} */ press) => done.held.push(press),
    used: (/** @type {string} */ grant) => done.used.push(grant),
    active: () => undefined,
    passed: (/** @type {any[]} */ gestures) => done.passed.push(...gestures.map((one) => ({ ...one }))),
  });
  return { guard, done };
}

/** Press, and return the events. @param {any} guard @param {object} [init] */
function press(guard, init = {}) {
  const events = PRESS.map((type) => new MouseEvent(type, init));
  for (const event of events) guard.handle(event);
  return events;
}

const grant = { id: "g", interaction: "react", accounts: ["x:jamie", "x:42"], until: Date.now() + 30_000 };

test("a press toward a listed account is swallowed whole, and told once", async () => {
  const { guard, done } = await guardOf(like(JAMIE));
  const events = press(guard);
  assert.ok(events.every(({ stopped }) => stopped));
  assert.ok(events.filter(({ type }) => !type.startsWith("pointer")).every(({ prevented }) => prevented));
  assert.equal(done.held.length, 1);
  assert.deepEqual(
    { ...done.held[0], sightings: done.held[0].sightings.map((/** @type {any} */ one) => one.account) },
    {
      why: "listed",
      platform: "x",
      sightings: ["x:jamie"],
      interaction: "react",
      role: "performs",
      gesture: "click",
      own_account: "x:me",
    },
  );
});

/** @type {[string, any, object][]} */
const passing = [
  ["a clear account", like(SAM), {}],
  ["one's own account", like(ME), {}],
  ["an undo", { ...like(JAMIE), undo: true }, {}],
  ["an interaction that isn't held", { ...like(JAMIE), interaction: "vote" }, {}],
  ["a time without protection", like(JAMIE), { kind: "away", off: Date.now() + 1000 }],
  ["an account without a name, once that was answered today", like(), { unnamed: true }],
  ["what is no control", null, {}],
];
for (const [what, recognition, state] of passing) {
  test(`${what} passes untouched`, async () => {
    const { guard, done } = await guardOf(recognition, state);
    assert.ok(press(guard).every(({ stopped, prevented }) => !stopped && !prevented));
    assert.deepEqual(done.held, []);
  });
}

/** @type {[string, any, object, string][]} */
const holding = [
  ["an account without a name", like(), {}, "unnamed"],
  ["an account without a name while nobody can be asked", like(), { kind: "locked" }, "waiting"],
  ["one client among others", like(SAM, JAMIE), {}, "listed"],
];
for (const [what, recognition, state, why] of holding) {
  test(`${what} is held`, async () => {
    const { guard, done } = await guardOf(recognition, state);
    assert.ok(press(guard).every(({ stopped }) => stopped));
    await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual(
      done.held.map((one) => one.why),
      [why],
    );
  });
}

test("a script that was left behind holds every control", async () => {
  const { guard, done } = await guardOf(like(SAM));
  done.orphaned = true;
  assert.ok(press(guard).every(({ stopped }) => stopped));
  assert.equal(done.held[0].why, "orphan");
});

test("what scripts do is ignored", async () => {
  const { guard, done } = await guardOf(like(JAMIE));
  assert.ok(press(guard, { isTrusted: false }).every(({ stopped }) => !stopped));
  assert.deepEqual(done.held, []);
});

test("the right button opens its menu, after a held press too", async () => {
  const { guard, done } = await guardOf(like(JAMIE));
  const right = ["pointerdown", "mousedown", "pointerup", "mouseup", "contextmenu"];
  const opened = () => right.map((type) => new MouseEvent(type, { button: 2, buttons: 2, pointerId: 1 }));
  for (const events of [opened(), opened()]) {
    for (const event of events) guard.handle(event);
    assert.ok(events.every(({ stopped, prevented }) => !stopped && !prevented));
    press(guard, { pointerId: 1 });
  }
  assert.equal(done.held.length, 2);
});

test("the menu that a held press opens is the browser's, and nobody else sees it", async () => {
  const { guard } = await guardOf(like(JAMIE));
  const [menu, drag] = [new MouseEvent("contextmenu", { pointerId: 1 }), new MouseEvent("dragstart")];
  for (const event of [new MouseEvent("pointerdown", { pointerId: 1 }), menu, drag]) guard.handle(event);
  assert.deepEqual([menu.stopped, menu.prevented, drag.stopped, drag.prevented], [true, false, true, true]);
});

test("a grant lets one press through, by any of the account's keys, and is spent with it", async () => {
  const { guard, done } = await guardOf(like({ ...JAMIE, account: "x:42", aliases: [] }));
  guard.allow(grant);
  assert.ok(press(guard).every(({ stopped }) => !stopped));
  assert.deepEqual(done.used, ["g"]);
  done.recognition = like(JAMIE);
  assert.ok(press(guard).every(({ stopped }) => stopped));
});

test("a grant that is over, or for something else, lets nothing through", async () => {
  for (const change of [{ until: Date.now() - 1 }, { interaction: "follow" }, { accounts: ["x:robin"] }]) {
    const { guard, done } = await guardOf(like(JAMIE));
    guard.allow({ ...grant, ...change });
    assert.ok(press(guard).every(({ stopped }) => stopped));
    assert.deepEqual(done.used, []);
  }
});

test("a grant that was taken back lets nothing through", async () => {
  const { guard } = await guardOf(like(JAMIE));
  guard.allow(grant);
  guard.disallow("g");
  assert.ok(press(guard).every(({ stopped }) => stopped));
});

test("two clients need two grants, and the second warning is about the second", async () => {
  const { guard, done } = await guardOf(like(JAMIE, ROBIN));
  guard.allow(grant);
  press(guard);
  assert.deepEqual(
    done.held.map(({ sightings }) => sightings.map((/** @type {any} */ one) => one.account).join()),
    ["x:robin"],
  );
  guard.allow({ ...grant, id: "h", accounts: ["x:robin"] });
  press(guard);
  assert.deepEqual(done.used.sort(), ["g", "h"]);
});

test("opening a composer is remembered and spends no grant; sending spends it, and the submit that follows is part of it", async () => {
  const { guard, done } = await guardOf({ ...like(JAMIE), interaction: "comment", role: "opens" });
  guard.allow({ ...grant, interaction: "comment" });
  press(guard);
  assert.deepEqual([done.used, done.remembered.length], [[], 1]);
  done.recognition = { ...like(JAMIE), interaction: "comment" };
  press(guard);
  assert.deepEqual(done.used, ["g"]);
  const submit = new SubmitEvent("submit", { timeStamp: 5, submitter: control });
  guard.handle(submit);
  assert.ok(!submit.stopped);
});

test("a submit that nothing explains is the page's own", async () => {
  const { guard, done } = await guardOf(like(JAMIE));
  const submit = new SubmitEvent("submit", { timeStamp: 5000, submitter: control });
  guard.handle(submit);
  assert.ok(!submit.stopped);
  assert.deepEqual(done.held, []);
});

test("keys that the page sees are told to what knows of sequences, a held one isn't", async () => {
  const { guard, done } = await guardOf(null);
  guard.handle(new KeyboardEvent("keydown", { code: "KeyG" }));
  guard.handle(new KeyboardEvent("keyup", { code: "KeyG" }));
  done.recognition = like(JAMIE);
  guard.handle(new KeyboardEvent("keydown", { code: "KeyF" }));
  assert.deepEqual(done.typed, ["KeyG"]);
});

test("a held key is told at its keydown, and its keyup is swallowed too", async () => {
  const { guard, done } = await guardOf(like(JAMIE));
  const events = ["keydown", "keypress", "keyup"].map((type) => new KeyboardEvent(type));
  for (const event of events) guard.handle(event);
  assert.ok(events.every(({ stopped, prevented }) => stopped && prevented));
  assert.equal(done.held.length, 1);
});

test("keys that an input method composes with are left alone", async () => {
  const { guard } = await guardOf(like(JAMIE));
  const event = new KeyboardEvent("keydown", { isComposing: true });
  guard.handle(event);
  assert.ok(!event.stopped);
});

const naming = (/** @type {object} */ account, /** @type {object[]} */ ...named) => ({
  ...like(account),
  interaction: "comment",
  also: [{ interaction: "mention", accounts: named }],
});

test("an answer to somebody else is held for whom its text names, as a mention", async () => {
  const { guard, done } = await guardOf(naming(SAM, JAMIE), {}, ["comment", "mention"]);
  assert.ok(press(guard).every(({ stopped }) => stopped));
  assert.deepEqual(
    done.held.map(({ interaction, sightings }) => [interaction, sightings[0].account]),
    [["mention", "x:jamie"]],
  );
});

test("each part of an answer needs a grant of its own, and uses it", async () => {
  const { guard, done } = await guardOf(naming(JAMIE, ROBIN), {}, ["comment", "mention"]);
  guard.allow({ ...grant, interaction: "comment" });
  press(guard);
  assert.deepEqual([done.held[0].interaction, done.used], ["mention", []]);
  guard.allow({ ...grant, id: "m", interaction: "mention", accounts: ["x:robin"] });
  assert.ok(press(guard).every(({ stopped }) => !stopped));
  assert.deepEqual(done.used.sort(), ["g", "m"]);
});

test("an answer that names nobody of the list passes", async () => {
  const { guard, done } = await guardOf(naming(SAM, ME), {}, ["comment", "mention"]);
  assert.ok(press(guard).every(({ stopped }) => !stopped));
  assert.equal(done.held.length, 0);
});

test("what passes is told once, by interaction alone; what is held isn't", async () => {
  const { guard, done } = await guardOf(like(SAM));
  press(guard);
  assert.deepEqual(done.passed, [{ interaction: "react", role: "performs" }]);
  done.recognition = { ...like(JAMIE), interaction: "follow", undo: true };
  press(guard);
  assert.deepEqual(done.passed.slice(1), [{ interaction: "follow", role: "performs" }]);
  done.recognition = like(JAMIE);
  press(guard);
  assert.equal(done.passed.length, 2);
  done.recognition = null;
  press(guard);
  assert.equal(done.passed.length, 2);
});
