import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/content.js";
import { control, Event, KeyboardEvent, MouseEvent } from "./support/events.js";

const { Gestures, activates } = load(["paths.js", "pointers.js", "gesture.js"], "Gestures, activates", {
  Event,
  MouseEvent,
  KeyboardEvent,
});

/** Begin a gesture that the adapter has recognised. @param {any} gestures @param {Event} event */
function begun(gestures, event) {
  const gesture = gestures.begin(event);
  gesture.recognition = { control };
  return gesture;
}

const PRESS = ["touchstart", "pointerup", "touchend", "mousedown", "mouseup", "click"];

test("all events of a press are one gesture, and its click activates it once", () => {
  const gestures = new Gestures();
  const gesture = begun(gestures, new MouseEvent("pointerdown"));
  for (const type of PRESS) assert.equal(gestures.continued(new MouseEvent(type)), gesture, type);
  assert.ok(!activates(new MouseEvent("pointerdown"), gesture));
  assert.ok(activates(new MouseEvent("click"), gesture));
  gesture.done = true;
  assert.ok(!activates(new MouseEvent("click"), gesture));
});

test("a press that is dragged off its control does nothing", () => {
  const gestures = new Gestures();
  const gesture = begun(gestures, new MouseEvent("pointerdown"));
  assert.ok(!activates(new MouseEvent("click", { path: [{ name: "elsewhere" }] }), gesture));
});

const finger = (/** @type {string} */ type, pointerId = 1, init = {}) =>
  new MouseEvent(type, { pointerId, pointerType: "touch", isPrimary: pointerId === 1, ...init });

test("a press that becomes a scroll is forgotten", () => {
  const gestures = new Gestures();
  begun(gestures, finger("pointerdown"));
  assert.ok(!gestures.cancel(finger("pointercancel")));
  assert.equal(gestures.continued(finger("click")), null);
});

test("a held press that becomes a scroll is followed to its end, and does nothing", () => {
  const gestures = new Gestures();
  const gesture = begun(gestures, finger("pointerdown"));
  gesture.fate = "hold";
  assert.ok(gestures.cancel(finger("pointercancel")));
  for (const type of ["touchmove", "touchend", "touchcancel"])
    assert.equal(gestures.continued(new Event(type)), gesture, type);
  assert.equal(gestures.continued(finger("click")), null);
  assert.ok(!activates(finger("click"), gesture));
  assert.equal(gestures.causeOf(new Event("submit", { timeStamp: 1 })), null);
});

test("of a press that passes, and of a pointer that only moves, nothing is followed", () => {
  const gestures = new Gestures();
  const gesture = begun(gestures, new MouseEvent("pointerdown"));
  assert.equal(gestures.continued(new MouseEvent("mousemove", { buttons: 1 })), null);
  gesture.fate = "hold";
  assert.equal(gestures.continued(new MouseEvent("mousemove", { buttons: 1 })), gesture);
  assert.equal(gestures.continued(new MouseEvent("pointermove", { buttons: 0 })), null);
});

test("the second of two quick presses in one place is told", () => {
  const gestures = new Gestures();
  assert.ok(!gestures.begin(new MouseEvent("pointerdown")).twice);
  assert.ok(gestures.begin(new MouseEvent("pointerdown", { timeStamp: 300, clientX: 5 })).twice);
  assert.ok(!gestures.begin(new MouseEvent("pointerdown", { timeStamp: 1300, clientX: 5 })).twice);
  assert.ok(!gestures.begin(new MouseEvent("pointerdown", { timeStamp: 1400, clientX: 90 })).twice);
});

test("a key is one gesture until it is let go, however long it repeats", () => {
  const gestures = new Gestures();
  const gesture = begun(gestures, new KeyboardEvent("keydown"));
  assert.ok(activates(new KeyboardEvent("keydown"), gesture));
  assert.equal(gestures.continued(new KeyboardEvent("keydown", { repeat: true })), gesture);
  assert.equal(gestures.continued(new KeyboardEvent("keypress")), gesture);
  assert.equal(gestures.continued(new Event("beforeinput", { timeStamp: 10 })), gesture);
  assert.equal(gestures.continued(new KeyboardEvent("keyup")), gesture);
  assert.equal(gestures.continued(new KeyboardEvent("keyup")), null);
});

test("the key that is let go belongs to its own press, even when another was pressed since", () => {
  const gestures = new Gestures();
  const first = begun(gestures, new KeyboardEvent("keydown", { code: "KeyL" }));
  const second = begun(gestures, new KeyboardEvent("keydown", { code: "KeyA" }));
  assert.equal(gestures.continued(new KeyboardEvent("keyup", { code: "KeyL" })), first);
  assert.equal(gestures.continued(new KeyboardEvent("keyup", { code: "KeyA" })), second);
});

test("the click that a held Enter makes belongs to the key; a click out of nothing is its own gesture", () => {
  const gestures = new Gestures();
  const key = begun(gestures, new KeyboardEvent("keydown"));
  const click = (/** @type {object} */ init = {}) =>
    new MouseEvent("click", { detail: 0, timeStamp: 5, ...init });
  assert.equal(gestures.continued(click()), null, "one that passed is judged again");
  assert.equal(gestures.keyBefore(click()), key);
  key.fate = "hold";
  assert.equal(gestures.continued(click()), key);
  assert.equal(gestures.continued(click({ timeStamp: 5000 })), null);
  assert.equal(gestures.continued(click({ path: [{}] })), null);
});

test("a submit is caused by what was done last in its form, just before, and by nothing else", () => {
  const gestures = new Gestures();
  const form = { name: "form" };
  const submit = (/** @type {number} */ timeStamp, /** @type {object} */ init = {}) =>
    new Event("submit", { timeStamp, target: form, submitter: null, ...init });
  assert.equal(gestures.causeOf(submit(0)), null);
  const press = begun(gestures, new MouseEvent("pointerdown", { timeStamp: 1000, path: [control, form] }));
  assert.equal(gestures.causeOf(submit(1500)), press);
  assert.equal(gestures.causeOf(submit(1500, { target: {} })), null, "another form");
  assert.equal(
    gestures.causeOf(submit(1500, { target: {}, submitter: control })),
    press,
    "its button, elsewhere",
  );
  const field = { name: "field", form };
  const key = begun(gestures, new KeyboardEvent("keydown", { timeStamp: 1600, path: [field] }));
  assert.equal(gestures.causeOf(submit(1700)), key);
  key.submitted = true;
  assert.equal(gestures.causeOf(submit(1700)), press);
  assert.equal(gestures.causeOf(submit(9000)), null);
});

test("each pointer has a press of its own", () => {
  const gestures = new Gestures();
  const mouse = begun(gestures, finger("pointerdown", 9, { pointerType: "mouse" }));
  const touch = begun(gestures, finger("pointerdown"));
  assert.notEqual(touch, mouse);
  assert.equal(gestures.continued(finger("pointerup", 9)), mouse);
  assert.equal(gestures.continued(finger("click")), touch);
  assert.equal(gestures.continued(finger("click", 9)), mouse);
});

test("any other pointer beside a held press is held with it, until that is over", () => {
  const gestures = new Gestures();
  const held = begun(gestures, finger("pointerdown"));
  held.fate = "hold";
  for (const other of [
    finger("pointerdown", 2),
    finger("pointerdown", 9, { pointerType: "mouse", isPrimary: true }),
  ])
    assert.equal(gestures.continued(other), held);
  assert.equal(gestures.continued(new MouseEvent("mousedown")), held);
  for (const id of [1, 2, 9]) gestures.continued(finger("pointerup", id));
  assert.equal(gestures.continued(finger("pointerdown", 3)), null);
});

test("a held press whose end nobody told holds nothing else for ever", () => {
  const gestures = new Gestures();
  begun(gestures, finger("pointerdown", 1, { pointerType: "mouse" })).fate = "hold";
  assert.equal(
    gestures.continued(finger("pointerdown", 1, { pointerType: "mouse" })),
    null,
    "the same mouse again",
  );
  assert.equal(gestures.continued(finger("pointerdown", 2, { timeStamp: 6000 })), null);
});

test("the events of a finger belong to what it touched first", () => {
  const gestures = new Gestures();
  const [one, other] = [{ name: "one" }, { name: "other" }];
  const first = begun(gestures, finger("pointerdown", 1, { path: [one] }));
  const second = begun(gestures, finger("pointerdown", 2, { path: [other] }));
  assert.equal(gestures.continued(new Event("touchend", { path: [one] })), first);
  assert.equal(gestures.continued(new Event("touchend", { path: [other] })), second);
});

test("the mouse that the browser makes of a held finger is followed; a mouse that passes by isn't", () => {
  const gestures = new Gestures();
  const gesture = begun(gestures, finger("pointerdown"));
  gesture.fate = "hold";
  gestures.continued(finger("pointerup"));
  assert.equal(gestures.continued(new MouseEvent("mousemove", { buttons: 0, timeStamp: 5 })), gesture);
  assert.equal(gestures.continued(new MouseEvent("mousemove", { buttons: 0, timeStamp: 1500 })), null);
  gesture.done = true;
  assert.equal(gestures.continued(new MouseEvent("mousemove", { buttons: 0, timeStamp: 5 })), null);
});

test("a menu and a drag that come of a held press are hidden with it, and no others", () => {
  const gestures = new Gestures();
  const gesture = begun(gestures, finger("pointerdown"));
  const more = [finger("contextmenu"), finger("contextmenu", 7), new MouseEvent("dragstart")];
  for (const event of more) assert.equal(gestures.continued(event), null);
  gesture.fate = "hold";
  for (const event of more) assert.equal(gestures.continued(event), gesture);
  gesture.done = true;
  for (const event of more) assert.equal(gestures.continued(event), null);
});
