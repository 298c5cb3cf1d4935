/** The extension's folder, read as the browser reads it. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

export const folder = new URL("../../../extension/", import.meta.url);

/** @param {string} path */
export const read = (path) => readFileSync(new URL(path, folder), "utf8");

/** @type {Record<string, {message: string}>} */
export const messages = JSON.parse(read("_locales/en/messages.json"));

/** @type {any} */
export const manifest = JSON.parse(read("manifest.json"));

/**
 * A text with its values, as `chrome.i18n.getMessage` fills it in. A text that isn't there is an error.
 * @param {string} key
 * @param {...(string | number)} values
 */
export function t(key, ...values) {
  const text = messages[key]?.message;
  assert.ok(text, `there is no text ${key}`);
  return text.replace(/\$(\d)/g, (_, number) => String(values[Number(number) - 1] ?? ""));
}
