/** What is taken for drift, and what is not: everything that a site, a hand or another program may do. */

import assert from "node:assert/strict";
import test from "node:test";
import { readGestures, readRequested } from "../../extension/background/presses.js";
import { OBSERVED } from "../../extension/generated/observed.js";
import { world } from "./support/drifting.js";

const JANE = { account: "x:jane", aliases: [], names: [] };
const CHECKED = OBSERVED.find(({ name }) => name === "X")?.checked;
const MINUTE = 60_000;

test("a gesture explains its request", async () => {
  const here = world({ sightings: [JANE] });
  await here.press();
  await here.like("1");
  assert.equal(await here.misses(), 0);
  assert.deepEqual(here.missed, []);
});

test("a request without a gesture is a miss, and is told with whom it concerned", async () => {
  const here = world({ sightings: [JANE] });
  await here.like("1");
  assert.equal(await here.misses(), 1);
  assert.deepEqual(here.missed, [[[JANE], "react"]]);
  assert.deepEqual(here.told, []);
});

test("three misses make an adapter out of date, once, and the agent is told without anybody's name", async () => {
  const here = world({ sightings: [JANE] });
  for (const post of ["1", "2", "3", "4", "5"]) {
    await here.like(post);
    here.wait(2 * MINUTE);
  }
  assert.deepEqual(here.told, [
    { type: "adapter.outdated", adapter: "X", checked: CHECKED, interactions: ["react"] },
  ]);
  assert.equal(here.changes, 1);
  assert.deepEqual(await here.drift.missing("X"), ["react"]);
  assert.deepEqual(await here.drift.missing("Instagram"), []);
  const { X } = here.disk.kept.drift;
  assert.deepEqual(X, { checked: CHECKED, misses: { react: 3 }, out: ["react"] });
  assert.ok(!JSON.stringify([here.disk.kept, here.memory.kept]).includes("jane"));
  assert.ok([...here.drift.lately.keys()].every(Number.isInteger));
  assert.equal(here.drift.pending.size, 0);
});

test("it is remembered over the end of the browser, until the adapter was checked anew", async () => {
  const here = world();
  here.disk.kept.drift = { X: { checked: CHECKED, misses: { react: 3 }, out: ["react"] } };
  here.begin();
  assert.deepEqual(await here.drift.missing("X"), ["react"]);
  here.disk.kept.drift = { X: { checked: "2001-01-01", misses: { react: 3 }, out: ["react"] } };
  here.begin();
  assert.deepEqual(await here.drift.missing("X"), []);
});

test("what is explained takes a miss away, so that chance doesn't add up", async () => {
  const here = world();
  for (let round = 0; round < 6; round++) {
    await here.like(`${round}1`);
    here.wait(2 * MINUTE);
    await here.press();
    await here.like(`${round}2`);
    here.wait(2 * MINUTE);
  }
  assert.equal(await here.misses(), 0);
  assert.deepEqual(here.told, []);
});

test("a gesture is told late, when the worker had to start", async () => {
  const here = world();
  here.drift.grace = 5;
  const going = here.like("1");
  here.wait(800);
  await here.press();
  await going;
  assert.equal(await here.misses(), 0);
});

/** @type {[string, (here: ReturnType<typeof world>) => Promise<void>][]} */
const NO_MISS = [
  [
    "the site's own doing, when nothing was pressed",
    async (here) => {
      here.page.pressed = 16_000;
      await here.like("1");
    },
  ],
  ["a request that the site refused", async (here) => here.like("1", {}, { statusCode: 429 })],
  ["a request that never arrived", async (here) => here.like("1", {}, {})],
  [
    "a request of another extension",
    async (here) => here.like("1", { initiator: "chrome-extension://abc", tabId: -1 }),
  ],
  ["a request of nobody's", async (here) => here.like("1", { initiator: undefined, tabId: -1 })],
  ["a page that is only prepared", async (here) => here.like("1", { documentLifecycle: "prerender" })],
  ["a look-up", async (here) => here.like("1", { method: "GET" })],
  ["an undo", async (here) => here.like("1", { url: "https://x.com/i/api/graphql/q/UnfavoriteTweet" })],
  [
    "a tab from before the install, where no guard stands",
    async (here) => {
      here.page = /** @type {any} */ (null);
      await here.like("1");
    },
  ],
  [
    "a page of another platform that asks the same address",
    async (here) => {
      here.page.adapter = "Mastodon";
      await here.like("1");
    },
  ],
  [
    "another site with the same address",
    async (here) => here.like("1", { url: "https://example.org/i/api/graphql/q/FavoriteTweet" }),
  ],
  [
    "a retry after its gesture",
    async (here) => {
      await here.press();
      await here.like("1");
      here.wait(20_000);
      await here.like("1");
    },
  ],
  [
    "an upload that took its time",
    async (here) => {
      await here.press("comment");
      here.wait(4 * MINUTE);
      await here.like("1", {
        url: "https://x.com/i/api/graphql/q/CreateTweet",
        requestBody: {
          raw: [
            {
              bytes: new TextEncoder().encode('{"variables":{"reply":{"in_reply_to_tweet_id":"9"}}}').buffer,
            },
          ],
        },
      });
      assert.equal((await here.drift.disk.table("drift")).X, undefined);
    },
  ],
  [
    "what was opened, and sent by a control of another form",
    async (here) => {
      await here.press("react", "opens");
      here.wait(20 * MINUTE);
      await here.like("1");
    },
  ],
  [
    "a site's own worker, which has no tab",
    async (here) => {
      await here.press();
      await here.like("1", { tabId: -1 });
    },
  ],
  [
    "what went out by a form",
    async (here) => {
      await here.press();
      await here.like("1", { type: "main_frame", frameId: 0 });
    },
  ],
];
for (const [name, act] of NO_MISS) {
  test(`no miss: ${name}`, async () => {
    const here = world({ sightings: [JANE] });
    await act(here);
    assert.equal(await here.misses(), 0);
    assert.deepEqual(here.missed, []);
  });
}

/** @type {[string, (here: ReturnType<typeof world>) => Promise<void>][]} */
const MISS = [
  [
    "another interaction's gesture",
    async (here) => {
      await here.press("follow");
      await here.like("1");
    },
  ],
  [
    "another tab's gesture",
    async (here) => {
      await here.press("react", "performs", 8);
      await here.like("1");
    },
  ],
  [
    "a gesture of long ago",
    async (here) => {
      await here.press();
      here.wait(MINUTE);
      await here.like("1");
    },
  ],
  [
    "a second request for one gesture",
    async (here) => {
      await here.press();
      await here.like("1");
      await here.like("2");
    },
  ],
  [
    "a gesture in a tab that is closed",
    async (here) => {
      await here.press();
      await here.drift.tabGone(7);
      await here.like("1");
    },
  ],
];
for (const [name, act] of MISS) {
  test(`a miss in spite of ${name}`, async () => {
    const here = world();
    await act(here);
    assert.equal(await here.misses(), 1);
  });
}

test("several at once are one press", async () => {
  const here = world({ sightings: [JANE] });
  for (const post of ["1", "2", "3", "4"]) await here.like(post);
  assert.equal(await here.misses(), 1);
  assert.equal(here.missed.length, 4);
});

test("gestures outlive the worker, and are dropped when they explain nothing any more", async () => {
  const here = world();
  await here.press();
  here.begin();
  await here.like("1");
  assert.equal(await here.misses(), 0);
  here.wait(31 * MINUTE);
  await here.press("follow");
  const [only, ...rest] = here.memory.kept.gestures[7];
  assert.deepEqual(Object.keys(only).sort(), ["at", "interaction", "role", "used"]);
  assert.deepEqual([only.interaction, rest], ["follow", []]);
});

test("what is told from beside a page is read strictly", () => {
  const good = [{ interaction: "react", role: "performs", account: "x:jane" }];
  assert.deepEqual(readGestures(good), [{ interaction: "react", role: "performs" }]);
  for (const bad of [
    null,
    "react",
    [{}],
    [{ interaction: "poke", role: "performs" }],
    Array(13).fill(good[0]),
  ]) {
    assert.deepEqual(readGestures(bad), []);
  }
  const page = { adapter: "X", pressed: 5, sightings: [JANE] };
  assert.deepEqual(readRequested({ ...page, more: 1 }), page);
  for (const bad of [
    null,
    { ...page, adapter: 7 },
    { ...page, pressed: "now" },
    { ...page, sightings: [{ account: "x" }] },
    { ...page, sightings: Array(9).fill(JANE) },
  ]) {
    assert.equal(readRequested(bad), null);
  }
});
