/** The look that all pages share, read from their stylesheets: contrast, sizes, steps, directions, motion. */

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import test from "node:test";
import { folder, read } from "./support/folder.js";

const sheets = readdirSync(new URL("pages/", folder), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".css"))
  .map((path) => `pages/${path}`);

/** Declarations, without the custom properties. @param {string} path @returns {[string, string][]} */
function declarations(path) {
  const text = read(path).replace(/\/\*[\s\S]*?\*\//g, "");
  return [...text.matchAll(/(?<=[{;]\s*)([a-z-]+):\s*([^;{}]+);/g)]
    .map(([, name = "", value = ""]) => /** @type {[string, string]} */ ([name, value]))
    .filter(([name]) => !name.startsWith("--"));
}

/** The custom properties that are colours, in the light and in the dark. */
function schemes() {
  const [light = "", dark = ""] = read("pages/style.css").split("prefers-color-scheme: dark");
  const colours = (/** @type {string} */ text) =>
    Object.fromEntries(
      [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex]),
    );
  return { light: colours(light), dark: { ...colours(light), ...colours(dark) } };
}

/** Relative luminance (WCAG 2.2). @param {string} hex */
function luminance(hex) {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} one @param {string} other */
function contrast(one, other) {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** What is written on what, and by how much it must stand out; a warning's text by 7, what is no text by 3. @type {[string, string, number][]} */
const PAIRS = [
  ["ink", "paper", 7],
  ["ink", "raised", 7],
  ["ink", "amber-tint", 7],
  ["quiet", "paper", 7],
  ["quiet", "raised", 4.5],
  ["quiet", "amber-tint", 4.5],
  ["amber", "paper", 7],
  ["amber", "amber-tint", 4.5],
  ["accent", "paper", 4.5],
  ["accent", "raised", 4.5],
  ["on-accent", "accent", 4.5],
  ["on-accent", "accent-strong", 4.5],
  ["red", "paper", 4.5],
  ["quiet", "paper", 3],
  ["accent", "amber-tint", 3],
  ["amber-line", "paper", 1.5],
];

for (const [scheme, colours] of Object.entries(schemes())) {
  test(`everything can be read in the ${scheme}`, () => {
    for (const [one, other, least] of PAIRS) {
      const [front = "", back = ""] = [colours[one], colours[other]];
      assert.ok(front && back, `${one} on ${other}`);
      const found = contrast(front, back);
      assert.ok(found >= least, `${one} on ${other}: ${found.toFixed(2)}, not ${least}`);
    }
  });
}

test("colours stand in the common properties only, so that light and dark change together", () => {
  for (const path of sheets) {
    for (const [name, value] of declarations(path))
      assert.doesNotMatch(value, /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i, `${path}: ${name}: ${value}`);
  }
});

test("there are four sizes of type", () => {
  for (const path of sheets) {
    for (const [name, value] of declarations(path)) {
      if (name === "font-size") assert.match(value, /^var\(--(small|body|large|title)\)$/, path);
    }
  }
});

test("spaces go in steps of 4 px", () => {
  for (const path of sheets) {
    for (const [name, value] of declarations(path)) {
      if (!/^(padding|margin|gap|border-radius|inset)/.test(name)) continue;
      for (const [, length] of value.matchAll(/\b(\d+)px/g))
        assert.equal(Number(length) % 4, 0, `${path}: ${name}: ${value}`);
    }
  }
});

test("nothing is laid out to the left or right, but where lines begin or end", () => {
  for (const path of sheets) {
    for (const [name, value] of declarations(path)) {
      assert.doesNotMatch(name, /\b(left|right)\b/, `${path}: ${name}: ${value}`);
      assert.doesNotMatch(value, /\b(left|right)\b/, `${path}: ${name}: ${value}`);
    }
  }
});

test("nothing moves", () => {
  for (const path of sheets) {
    for (const [name, value] of declarations(path)) {
      // What the pointer reaches is nothing that moves.
      if (value.startsWith("deaf ")) continue;
      assert.doesNotMatch(name, /^(animation|transition|scroll-behavior)/, `${path}: ${name}: ${value}`);
    }
    for (const [, steps = ""] of read(path).matchAll(/@keyframes \w+ \{(.*?)\n\}/gsu))
      assert.match(steps, /^\s*from \{\s*pointer-events: none;\s*\}\s*$/u, path);
  }
});

test("no rule hides the focus, but on headings that a Tab doesn't reach", () => {
  for (const path of sheets) {
    const bare = [...read(path).matchAll(/([^{}]*)\{[^}]*outline: none/g)].map(([, selector = ""]) =>
      selector.trim(),
    );
    for (const selector of bare) assert.match(selector, /^(h1|#heading|\[tabindex="-1"\]):focus/, path);
  }
});
