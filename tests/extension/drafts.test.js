/** What is being written is told once, at a pause in the typing, and looked at again while there are hints. */

import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/content.js";

class Element {
  isConnected = true;
  /** @type {any} */ parentElement = null;
  /** @type {any[]} */ childNodes = [];
  value = "";
}
class HTMLElement extends Element {
  isContentEditable = false;
}
class HTMLTextAreaElement extends HTMLElement {}
class HTMLInputElement extends HTMLElement {}

const PAUSE = 5;
const { Drafts } = load(["evidence.js", "drafts.js"], "Drafts", {
  Element,
  HTMLElement,
  HTMLTextAreaElement,
  clearTimeout,
  // The looks after a pause come at once, so that a test needn't wait for seconds.
  setTimeout: (/** @type {() => void} */ done, /** @type {number} */ ms) =>
    setTimeout(done, Math.min(ms, PAUSE)),
});

/** @param {(text: string) => number} hints how many there are */
function drafts(hints = () => 0) {
  /** @type {string[]} */
  const told = [];
  const made = new Drafts(async (/** @type {string} */ text) => {
    told.push(text);
    return hints(text);
  }, PAUSE);
  return { told, made };
}

const typed = (/** @type {object} */ target, isTrusted = true) => ({
  isTrusted,
  composedPath: () => [target],
});
const pause = () => new Promise((done) => setTimeout(done, 10 * PAUSE));

test("a text is told once after a pause, not at every letter, and not again while it stands", async () => {
  const { told, made } = drafts();
  const box = new HTMLTextAreaElement();
  for (const text of ["A", "A c", "A client"]) {
    box.value = text;
    made.typed(typed(box));
  }
  await pause();
  made.typed(typed(box));
  await pause();
  assert.deepEqual(told, ["A client"]);
});

test("fields of one line, other elements and what a script typed are not read", async () => {
  const { told, made } = drafts();
  const input = new HTMLInputElement();
  const box = new HTMLTextAreaElement();
  input.value = box.value = "My client";
  made.typed(typed(input));
  made.typed(typed({}));
  made.typed(typed(box, false));
  await pause();
  assert.deepEqual(told, []);
});

test("what had hints is looked at until it is sent or gone", async () => {
  const { told, made } = drafts((text) => (text ? 1 : 0));
  const box = new HTMLTextAreaElement();
  box.value = "My client";
  made.typed(typed(box));
  await pause();
  box.value = "";
  await pause();
  assert.deepEqual(told, ["My client", ""]);
  box.value = "My client";
  made.typed(typed(box));
  await pause();
  box.isConnected = false;
  await pause();
  assert.deepEqual(told.slice(2), ["My client", ""]);
});

test("an editor is read whole, wherever in it was typed", async () => {
  const { told, made } = drafts();
  const editor = new HTMLElement();
  editor.isContentEditable = true;
  editor.value = "All of it";
  const part = new HTMLElement();
  part.isContentEditable = true;
  part.parentElement = editor;
  made.typed(typed(part));
  await pause();
  assert.deepEqual(told, ["All of it"]);
});
