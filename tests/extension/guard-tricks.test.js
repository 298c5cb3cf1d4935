/** Ways in which a gesture could change its meaning between its first event and its last. */

import assert from "node:assert/strict";
import test from "node:test";
import { changes, control, KeyboardEvent, MouseEvent, SubmitEvent } from "./support/events.js";
import { DOWN, GRANT, guardOf, JAMIE, like, SAM } from "./support/tricks.js";

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

const lasting = (/** @type {any} */ account) => ({ ...like(account), lasts: true });

test("what the pointer rests on is not looked at again for a press while the page stands still", async () => {
  const { guard, page, pressed } = await guardOf(lasting(SAM), true);
  guard.foresee(new MouseEvent("pointerover"));
  for (let press = 0; press < 2; press++)
    assert.ok(pressed([...DOWN, "click"], { pointerId: 1 }).every(({ stopped }) => !stopped));
  assert.equal(page.looks, 1);
  page.verdicts.setState({ ...page.ready, epoch: 2 });
  assert.ok(pressed(DOWN, { pointerId: 1 })[0]?.stopped, "the list changed, though the page didn't");
});

for (const [what, shown, init, change] of /** @type {const} */ ([
  ["the page changed", lasting(SAM), {}, () => changes.push({})],
  ["what it reads isn't in the document", like(SAM), {}, () => undefined],
  ["it is another element", lasting(SAM), { path: [{ ...control, name: "other" }] }, () => undefined],
  ["it is another button of the mouse", lasting(SAM), { button: 1 }, () => undefined],
])) {
  test(`what the pointer rested on is looked at again for a press: ${what}`, async () => {
    const { guard, page, pressed } = await guardOf(shown, true);
    guard.foresee(new MouseEvent("pointerover"));
    change();
    page.shows = like(JAMIE);
    const [first] = pressed(["pointerdown"], { pointerId: 1, ...init });
    changes.length = 0;
    assert.equal(page.looks, 2);
    assert.ok(first?.stopped);
  });
}

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
