/** Texts in the language that was chosen, whatever the browser speaks: with the real files, and a browser as small as needed. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import * as texts from "../../extension/background/texts.js";
import { t as inEnglish, read } from "./support/folder.js";

/** @type {Record<string, unknown>} */
let kept = {};
let browsers = "en-GB";
/** @type {((changes: object, area: string) => void)[]} */
const listeners = [];
/** Paths of our own folder that were fetched. @type {string[]} */
let fetched = [];

/** @type {any} */ (globalThis).chrome = {
  i18n: {
    getUILanguage: () => browsers,
    getMessage: (/** @type {string} */ key, /** @type {string[]} */ values) => inEnglish(key, ...values),
  },
  runtime: { getURL: (/** @type {string} */ path) => path },
  storage: {
    local: {
      get: async () => kept,
      set: async (/** @type {object} */ change) => {
        kept = { ...kept, ...change };
      },
    },
    onChanged: { addListener: (/** @type {any} */ listener) => listeners.push(listener) },
  },
};
Object.defineProperty(globalThis, "navigator", {
  value: { languages: ["en-GB", "es-MX"] },
  configurable: true,
});
/** @type {any} */ (globalThis).fetch = async (/** @type {string} */ path) => {
  fetched.push(path);
  return { json: async () => JSON.parse(read(path)) };
};

beforeEach(async () => {
  kept = {};
  browsers = "en-GB";
  await texts.loadTexts(true);
  fetched = [];
});

test("nothing chosen: the browser's language, and nothing is read", async () => {
  assert.equal(texts.t("added", "J. D."), "J. D. is on the watch list.");
  assert.equal(texts.language(), "en-GB");
  assert.equal(texts.chosenLanguage(), "");
  assert.deepEqual(fetched, []);
});

test("another language is read from our own folder, with values filled in as they are", async () => {
  await texts.chooseLanguage("de");
  assert.deepEqual(fetched, ["_locales/de/messages.json"]);
  assert.equal(texts.t("added", "$1 <b> $&"), "$1 <b> $& steht auf der Schutzliste.");
  assert.equal(texts.t("what", "a", "b", "c"), "a · b · c");
  assert.equal(texts.language(), "de");
  assert.equal(texts.chosenLanguage(), "de");
  assert.equal(texts.sayNumber(12_345.5), "12.345,5");
  assert.equal(texts.sayDay("2026-11"), "November 2026");
  assert.equal(texts.sayDay("2026-11-22"), "22.11.2026");
  assert.equal(texts.sayDay("2026"), "2026");
  assert.equal(texts.direction(), "ltr");
});

test("a name that is written from right to left is set apart in its sentence", async () => {
  assert.equal(
    texts.t("added", "\u05d3\u05e0\u05d4"),
    "\u2068\u05d3\u05e0\u05d4\u2069 is on the watch list.",
  );
  await texts.chooseLanguage("de");
  assert.equal(
    texts.t("added", "\u05d3\u05e0\u05d4"),
    "\u2068\u05d3\u05e0\u05d4\u2069 steht auf der Schutzliste.",
  );
});

test("a choice is kept, and the browser's can be chosen again", async () => {
  await texts.chooseLanguage("es");
  assert.deepEqual(kept, { language: "es" });
  assert.equal(texts.t("undo"), "Deshacer");
  assert.equal(texts.language(), "es-MX", "with the region that the browser has for it");
  await texts.chooseLanguage("");
  assert.equal(texts.t("undo"), "Undo");
});

test("the chosen language is the browser's: nothing is read, and its region is kept", async () => {
  await texts.chooseLanguage("en");
  assert.deepEqual(fetched, []);
  assert.equal(texts.language(), "en-GB");
});

test("a browser in a language that isn't there gets English, dates too", async () => {
  browsers = "fr";
  await texts.loadTexts(true);
  assert.equal(texts.language(), "en");
  assert.equal(texts.t("undo"), "Undo");
});

test("what isn't a language is as if nothing was chosen", async () => {
  for (const strange of ["../en", "fr", 7, null, "toString"]) {
    kept = { language: strange };
    await texts.loadTexts(true);
    assert.equal(texts.chosenLanguage(), "", String(strange));
  }
});

test("a folder that can't be read leaves the browser's language", async (context) => {
  context.mock.method(globalThis, "fetch", () => Promise.reject(new Error("gone")));
  await texts.chooseLanguage("de");
  assert.equal(texts.t("undo"), "Undo");
  assert.equal(texts.language(), "en-GB");
});

test("whoever listens is told of another choice when its texts are there, and of nothing else", async () => {
  const told = /** @type {string[]} */ ([]);
  texts.onLanguage(() => told.push(texts.t("undo")));
  kept = { language: "de" };
  listeners[0]?.({ outbox: {} }, "local");
  listeners[0]?.({ language: {} }, "session");
  listeners[0]?.({ language: {} }, "local");
  await texts.loadTexts();
  await null;
  assert.deepEqual(told, ["Rückgängig"]);
});
