/** Which pages are asked about a request, and what is made of what they say. */

import assert from "node:assert/strict";
import test from "node:test";
import { askPages } from "../../extension/background/pages.js";

const JANE = { account: "x:jane", aliases: [], names: [] };
const FOUND = /** @type {any[]} */ ([
  { adapter: "X", rule: "r", interaction: "react", also: [], foreign: false, accounts: ["7"], things: ["9"] },
]);

/**
 * The pages that stand, each with what it says; null: nobody answers.
 * @param {Record<string, any>} said by tab
 * @param {number[]} [joined] those that this worker knows
 */
function pages(said, joined = Object.keys(said).map(Number)) {
  /** @type {any[]} */
  const asked = [];
  /** @type {any} */ (globalThis).chrome = {
    runtime: { getManifest: () => ({ content_scripts: [{ matches: ["https://x.com/*"] }] }) },
    permissions: { getAll: async () => ({ origins: [] }) },
    tabs: {
      query: async () => Object.keys(said).map((tab) => ({ id: Number(tab), url: "https://x.com/home" })),
      sendMessage: async (
        /** @type {number} */ tab,
        /** @type {any} */ message,
        /** @type {any} */ options,
      ) => {
        asked.push([tab, options.frameId, message]);
        if (!said[tab]) throw new Error("Could not establish connection.");
        return said[tab];
      },
    },
  };
  const frames = joined.map((tab) => ({ tab, frame: 0, host: "x.com" }));
  return { asked, frames: /** @type {any} */ ({ all: () => frames }) };
}

const says = (/** @type {number} */ pressed) => ({ adapter: "X", pressed, sightings: [JANE] });

test("the very frame is asked, and told no more than what the request named", async () => {
  const { asked, frames } = pages({ 3: says(5) });
  const page = await askPages(frames, { tab: 3, frame: 2, host: "x.com" }, FOUND);
  assert.deepEqual(page, { ...says(5), tabs: [3] });
  const message = { type: "requested", asked: [{ adapter: "X", accounts: ["7"], things: ["9"] }] };
  assert.deepEqual(asked, [[3, 2, message]]);
});

test("where no guard stands, or something else answers, nothing is known", async () => {
  assert.equal(await askPages(pages({}).frames, { tab: 3, frame: 0, host: "x.com" }, FOUND), null);
  const { frames } = pages({ 3: { adapter: 7 } });
  assert.equal(await askPages(frames, { tab: 3, frame: 0, host: "x.com" }, FOUND), null);
});

test("a site's own worker has no tab: its pages are asked, and nobody is named unless there is one only", async () => {
  const from = { tab: -1, frame: -1, host: "x.com" };
  assert.deepEqual(await askPages(pages({ 3: says(5) }).frames, from, FOUND), { ...says(5), tabs: [3] });
  const two = await askPages(pages({ 3: says(90), 4: says(5) }).frames, from, FOUND);
  assert.deepEqual(two, { ...says(5), sightings: [], tabs: [3, 4] });
  assert.equal(await askPages(pages({ 3: says(5) }).frames, { ...from, host: "example.org" }, FOUND), null);
});

test("a page that hasn't joined a worker which was only just woken is asked all the same", async () => {
  const from = { tab: -1, frame: -1, host: "x.com" };
  assert.deepEqual(await askPages(pages({ 3: says(5) }, []).frames, from, FOUND), { ...says(5), tabs: [3] });
  const two = await askPages(pages({ 3: says(90), 4: says(5) }, [3]).frames, from, FOUND);
  assert.deepEqual(two, { ...says(5), sightings: [], tabs: [3, 4] });
});
