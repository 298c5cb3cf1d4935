/** Ways in which a gesture could change its meaning between its first event and its last. */

import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/content.js";
import { changes, control, globals, KeyboardEvent, MouseEvent, SubmitEvent } from "./support/events.js";

const replayed = /** @type {any[]} */ ([]);

/** A control that is still on the page, and takes what is done to it again. */
class Node {}
class ShadowRoot extends Node {}
class Element extends Node {
  isConnected = true;
  parentNode = null;
  /** @param {any} event */
  dispatchEvent(event) {
    replayed.push(event);
  }
  matches() {
    return false;
  }
}
class HTMLFormElement extends Element {}
class HTMLElement extends Element {}

const FILES = [
  "paths.js",
  "verdicts.js",
  "pointers.js",
  "gesture.js",
  "stillness.js",
  "replay.js",
  "judging.js",
  "guard.js",
];
let now = 0;
/** Time for the guard to lose patience. @type {() => void} */
let ring = () => undefined;
const browser = {
  ...globals,
  Node,
  ShadowRoot,
  Element,
  HTMLElement,
  HTMLFormElement,
  performance: { now: () => now },
  setTimeout: (/** @type {() => void} */ called) => {
    ring = called;
  },
};
const { Guard, Verdicts } = load(FILES, "Guard, Verdicts", browser);

const JAMIE = { account: "x:jamie", aliases: [], names: [], own: false };
const SAM = { account: "x:sam", aliases: [], names: [], own: false };
const GRANT = { id: "g", interaction: "react", accounts: ["x:jamie"], until: Date.now() + 30_000 };

const like = (/** @type {any} */ account, /** @type {object} */ on = control) => ({
  interaction: "react",
  role: "performs",
  undo: false,
  gesture: "click",
  control: on,
  accounts: [account],
});

/** A guard whose verdicts are known already, or come when `answer` is called. @param {any} first @param {boolean} known */
async function guardOf(first, known, holds = ["react"]) {
  /** @type {() => void} */
  let answer = () => undefined;
  const asked = new Promise((resolve) => {
    answer = () => resolve(null);
  });
  const verdicts = new Verdicts(async (/** @type {{account: string}[]} */ sightings) => {
    if (!known) await asked;
    return {
      epoch: 1,
      verdicts: sightings.map(({ account }) =>
        account === "x:jamie" ? { verdict: "listed", holds } : { verdict: "clear", holds: [] },
      ),
    };
  });
  const ready = { kind: "ready", epoch: 1, off: 0, unnamed: false };
  verdicts.setState(ready);
  if (known) await verdicts.ask([JAMIE, SAM]);
  const page = { shows: first, held: /** @type {any[]} */ ([]), verdicts, ready, looks: 0 };
  const guard = new Guard({
    adapter: () => ({
      platform: "x",
      recognise: () => {
        page.looks += 1;
        return page.shows;
      },
      remember: () => undefined,
      ownAccount: () => null,
      sequences: { typed: () => undefined },
    }),
    verdicts,
    orphaned: () => false,
    hold: (/** @type {any} */ press) => page.held.push(press),
    used: () => undefined,
    active: () => undefined,
    passed: () => undefined,
  });
  const pressed = (/** @type {string[]} */ types, init = {}) =>
    types.map((type) => {
      const event = new MouseEvent(type, init);
      guard.handle(event);
      return event;
    });
  return { guard, page, pressed, answer };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const DOWN = ["pointerdown", "mousedown", "pointerup", "mouseup"];

test("a click that lands on a client's control is held, though the press began on another's", async () => {
  const { page, pressed } = await guardOf(like(SAM), true);
  assert.ok(pressed(DOWN).every(({ stopped }) => !stopped));
  const other = { name: "other" };
  page.shows = like(JAMIE, other);
  const [click] = pressed(["click"], { path: [other] });
  assert.ok(click?.stopped);
  assert.equal(page.held.length, 1);
});

test("a control that changes hands under the press is held at its click", async () => {
  const { page, pressed } = await guardOf(like(SAM), true);
  pressed(DOWN);
  page.shows = like(JAMIE);
  changes.push({ type: "attributes" });
  const [click] = pressed(["click"]);
  changes.length = 0;
  assert.ok(click?.stopped);
  assert.equal(page.held.length, 1);
});

test("a page that stands still is looked at once for a press, and its verdict anew at the click", async () => {
  const { page, pressed } = await guardOf(like(SAM), true);
  pressed(DOWN);
  assert.equal(page.looks, 1);
  page.verdicts.setState({ ...page.ready, epoch: 2 });
  const [click] = pressed(["click"]);
  assert.equal(page.looks, 1);
  assert.ok(click?.stopped, "the list changed in the middle of the press");
});

test("a second finger doesn't free a held press", async () => {
  const { page, pressed } = await guardOf(like(JAMIE), true);
  const [first] = pressed(["pointerdown"], { pointerId: 2, isPrimary: true });
  page.shows = null;
  const [second] = pressed(["pointerdown"], { pointerId: 3, isPrimary: false });
  const rest = pressed(["pointerup", "touchend"], { pointerId: 2, isPrimary: true });
  assert.ok([first, second, ...rest].every((event) => event?.stopped));
});

test("a submit toward a client is held, though it follows a press toward somebody else", async () => {
  const { guard, page, pressed } = await guardOf(like(SAM), true);
  pressed([...DOWN, "click"]);
  page.shows = like(JAMIE);
  const submit = new SubmitEvent("submit", { timeStamp: 5, submitter: control });
  guard.handle(submit);
  assert.ok(submit.stopped);
});

test("a submit that isn't what the press did is held: another role, or no undo any more", async () => {
  for (const change of [{ role: "opens" }, { undo: true }]) {
    const { guard, page, pressed } = await guardOf({ ...like(JAMIE), ...change }, true);
    guard.allow(GRANT);
    pressed([...DOWN, "click"]);
    guard.disallow(GRANT.id);
    page.shows = like(JAMIE);
    const submit = new SubmitEvent("submit", { timeStamp: 5, submitter: control });
    guard.handle(submit);
    assert.ok(submit.stopped);
  }
});

test("a page can't try out accounts by submitting forms after a press: elsewhere, or more than once", async () => {
  const { guard, page, pressed } = await guardOf(null, true);
  const form = { name: "form" };
  pressed([...DOWN, "click"], { path: [control, form] });
  page.shows = like(JAMIE);
  const submit = (/** @type {object} */ target) => {
    const event = new SubmitEvent("submit", { timeStamp: 5, target, submitter: null });
    guard.handle(event);
    return event.stopped;
  };
  assert.deepEqual([{ name: "other" }, form, form, form].map(submit), [false, true, false, false]);
  assert.equal(page.held.length, 1);
});

const key = (/** @type {string} */ type, /** @type {object} */ init = {}) => new KeyboardEvent(type, init);

test("a key that is held down while the page moves the focus to a client's control is held", async () => {
  const { guard, page } = await guardOf(like(SAM), true);
  const events = [key("keydown"), key("keydown", { repeat: true }), key("keydown", { repeat: true })];
  for (const event of events.slice(0, 2)) guard.handle(event);
  page.shows = like(JAMIE, { name: "next" });
  guard.handle(/** @type {any} */ (events[2]));
  assert.deepEqual(
    events.map(({ stopped }) => stopped),
    [false, false, true],
  );
  assert.equal(page.held.length, 1);
});

test("a key that is held down uses a grant once", async () => {
  const { guard, page } = await guardOf(like(JAMIE), true);
  guard.allow(GRANT);
  const [first, click, second] = [
    key("keydown"),
    new MouseEvent("click", { detail: 0 }),
    key("keydown", { repeat: true }),
  ];
  for (const event of [first, click, second]) guard.handle(event);
  assert.deepEqual(
    [first, click, second].map(({ stopped }) => stopped),
    [false, false, true],
  );
  assert.equal(page.held.length, 1);
});

test("the click of a key that passed is judged by what it meets", async () => {
  const { guard, page } = await guardOf(like(SAM), true);
  guard.handle(key("keydown"));
  page.shows = like(JAMIE);
  const click = new MouseEvent("click", { detail: 0 });
  guard.handle(click);
  assert.ok(click.stopped);
  assert.equal(page.held.length, 1);
});

test("a key that was down before the page had the keys is held, and opens nothing", async () => {
  const { guard, page } = await guardOf(like(JAMIE), true);
  const events = [key("keydown", { repeat: true }), key("keydown", { repeat: true }), key("keyup")];
  for (const event of events) guard.handle(event);
  assert.ok(events.every(({ stopped }) => stopped));
  assert.equal(page.held.length, 0);
});

test("a click without a pointer is judged for itself after a held press that was dragged off", async () => {
  const { page, pressed } = await guardOf(like(JAMIE), true);
  pressed(DOWN, { pointerId: 1 });
  page.shows = like(SAM);
  const [click] = pressed(["click"], { pointerId: -1 });
  assert.ok(!click?.stopped);
});

/** @type {[string, (it: Awaited<ReturnType<typeof guardOf>>) => void, string[]][]} */
const meanwhile = [
  ["a grant comes", ({ guard }) => guard.allow(GRANT), ["react"]],
  [
    "a time without protection begins",
    ({ page }) => page.verdicts.setState({ ...page.ready, off: Date.now() + 60_000 }),
    ["react"],
  ],
  ["it turns out that their tier holds nothing here", () => undefined, []],
];
for (const [what, happens, holds] of meanwhile) {
  test(`a press toward a client that waits is never done again: ${what}`, async () => {
    const target = new Element();
    const it = await guardOf(like(JAMIE, target), false, holds);
    replayed.length = 0;
    const events = it.pressed([...DOWN, "click"], { path: [target], target });
    assert.ok(events.every(({ stopped }) => stopped));
    happens(it);
    it.answer();
    await settled();
    assert.deepEqual(replayed, []);
  });
}

test("a press that waits is done again, once, for whoever is clear", async () => {
  const target = new Element();
  const it = await guardOf(like(SAM, target), false);
  replayed.length = 0;
  it.pressed([...DOWN, "click"], { path: [target], target });
  it.answer();
  await settled();
  assert.equal(replayed.length, 1);
});

test("a press whose answer doesn't come opens a window that says so, and is not done again", async () => {
  const target = new Element();
  const it = await guardOf(like(SAM, target), false);
  replayed.length = 0;
  it.pressed([...DOWN, "click"], { path: [target], target });
  await settled();
  assert.deepEqual(it.page.held, []);
  ring();
  await settled();
  assert.deepEqual(
    it.page.held.map(({ why }) => why),
    ["waiting"],
  );
  it.answer();
  await settled();
  assert.deepEqual(replayed, []);
});

test("a press of long ago, in a page that was put away and is shown again, is not done again", async () => {
  const target = new Element();
  const it = await guardOf(like(SAM, target), false);
  replayed.length = 0;
  it.pressed([...DOWN, "click"], { path: [target], target });
  now = 60_000;
  it.answer();
  await settled();
  now = 0;
  assert.deepEqual([replayed.length, it.page.held.length], [0, 0]);
});
