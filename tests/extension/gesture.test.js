import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/content.js";
import { control, Event, KeyboardEvent, MouseEvent } from "./support/events.js";

const { Gestures, activates } = load(["paths.js", "gesture.js"], "Gestures, activates", {
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

test("a press that becomes a scroll is forgotten", () => {
  const gestures = new Gestures();
  begun(gestures, new MouseEvent("pointerdown"));
  assert.ok(!gestures.cancel());
  assert.equal(gestures.continued(new MouseEvent("click")), null);
});

test("a held press that becomes a scroll is followed to its end, and does nothing", () => {
  const gestures = new Gestures();
  const gesture = begun(gestures, new MouseEvent("pointerdown"));
  gesture.fate = "hold";
  assert.ok(gestures.cancel());
  for (const type of ["touchmove", "touchend", "touchcancel"])
    assert.equal(gestures.continued(new Event(type)), gesture, type);
  assert.equal(gestures.continued(new MouseEvent("click")), null);
  assert.ok(!activates(new MouseEvent("click"), gesture));
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

test("the click that Enter makes belongs to the key; a click out of nothing is its own gesture", () => {
  const gestures = new Gestures();
  const key = begun(gestures, new KeyboardEvent("keydown"));
  assert.equal(gestures.continued(new MouseEvent("click", { detail: 0, timeStamp: 5 })), key);
  assert.equal(gestures.continued(new MouseEvent("click", { detail: 0, timeStamp: 5000 })), null);
  assert.equal(gestures.continued(new MouseEvent("click", { detail: 0, timeStamp: 5, path: [{}] })), null);
});

test("a submit is caused by what was done last, just before, and by nothing else", () => {
  const gestures = new Gestures();
  assert.equal(gestures.causeOf(new Event("submit")), null);
  const press = begun(gestures, new MouseEvent("pointerdown", { timeStamp: 1000 }));
  assert.equal(gestures.causeOf(new Event("submit", { timeStamp: 1500 })), press);
  const key = begun(gestures, new KeyboardEvent("keydown", { timeStamp: 1600 }));
  assert.equal(gestures.causeOf(new Event("submit", { timeStamp: 1700 })), key);
  assert.equal(gestures.causeOf(new Event("submit", { timeStamp: 9000 })), null);
});
