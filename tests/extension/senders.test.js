import assert from "node:assert/strict";
import test from "node:test";
import { maySend } from "../../extension/background/senders.js";

const runtime = { id: "us", getURL: (/** @type {string} */ path) => `chrome-extension://us/${path}` };
const tab = /** @type {any} */ ({ id: 1 });
const content = { id: "us", url: "https://x.com/home", origin: "https://x.com", tab, frameId: 0 };
const page = {
  id: "us",
  url: "chrome-extension://us/pages/popup/index.html",
  origin: "chrome-extension://us",
};

for (const type of ["check", "hold", "used", "activity", "seen", "left"]) {
  test(`a content script may send ${type}, a page of ours has no business to`, () => {
    assert.ok(maySend(type, content, runtime));
    assert.ok(!maySend(type, page, runtime));
  });
}

for (const type of [
  "unlock",
  "pair",
  "pause",
  "ask",
  "warning.decide",
  "unprotected.begin",
  "unnamed.go_on",
]) {
  test(`only a page of ours may send ${type}`, () => {
    assert.ok(!maySend(type, content, runtime));
    assert.ok(maySend(type, page, runtime));
    assert.ok(maySend(type, { ...page, tab }, runtime), "a page may be open in a tab");
  });
}

test("strangers may send nothing", () => {
  for (const sender of [
    { ...content, id: "them" },
    { ...content, url: undefined },
    { id: "us", url: "https://x.com/home" },
    { ...page, url: "chrome-extension://us/background/main.js" },
    { ...page, url: "https://example.org/chrome-extension://us/pages/" },
    { ...page, origin: "null" },
    { ...page, origin: "https://x.com", tab },
  ]) {
    assert.ok(!maySend("unlock", /** @type {any} */ (sender), runtime));
  }
});
