/** The dashboard opens quickly: what its first page needs is asked for at once, and nothing else. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../extension/pages/dashboard", import.meta.url));
const STATIC = /^(?:import|export)\b[^;]*?["'](\.[^"']+)["'];/gmu;

/** @param {string} path @param {Set<string>} found @returns {Set<string>} it and all modules that it imports before it runs */
function needed(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, name = ""] of readFileSync(path, "utf8").matchAll(STATIC))
    needed(join(dirname(path), name), found);
  return found;
}

test("the dashboard's page names every module that it needs at first, and no other", () => {
  const page = readFileSync(join(FOLDER, "index.html"), "utf8");
  const named = [...page.matchAll(/<link rel="modulepreload" href="([^"]+)"/gu)].map(([, href]) => href);
  const script = join(FOLDER, "dashboard.js");
  const all = [...needed(script)].filter((path) => path !== script);
  assert.deepEqual(named.toSorted(), all.map((path) => relative(FOLDER, path)).toSorted());
  assert.ok(!named.some((name) => name?.includes("uplot")));
});
