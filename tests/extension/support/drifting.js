/** A background that counts misses, with one page of X and requests that go out from it. */

import { Drift } from "../../../extension/background/drift.js";
import { Memory } from "../../../extension/background/memory.js";

/** A storage area as the browser's. @returns {any} */
function area() {
  /** @type {Record<string, unknown>} */
  const kept = {};
  return {
    kept,
    get: async (/** @type {string} */ key) => (key in kept ? { [key]: structuredClone(kept[key]) } : {}),
    set: async (/** @type {object} */ change) => void Object.assign(kept, structuredClone(change)),
  };
}

/** A background with one page of X, on which something was just pressed. @param {object} [page] */
export function world(page = {}) {
  const made = {
    clock: Date.parse("2026-11-24T12:00:00Z"),
    requests: 0,
    page: { adapter: "X", pressed: 100, sightings: /** @type {any[]} */ ([]), tabs: [7], ...page },
    disk: area(),
    memory: area(),
    /** @type {any[]} */
    missed: [],
    /** @type {any[]} */
    told: [],
    changes: 0,
    /** @type {Drift} */
    drift: /** @type {any} */ (null),
    begin() {
      made.drift = new Drift({
        memory: new Memory(made.memory),
        disk: new Memory(made.disk),
        outbox: { put: async (request) => void made.told.push(request) },
        ask: async () => made.page,
        missed: (...all) => made.missed.push(all),
        changed: () => {
          made.changes += 1;
        },
        now: () => made.clock,
        grace: 0,
      });
    },
    /** A like goes out and comes back. @param {string} post @param {object} [details] @param {object} [end] */
    async like(post, details = {}, end = { statusCode: 200 }) {
      made.requests += 1;
      const requestId = String(made.requests);
      const body = new TextEncoder().encode(JSON.stringify({ variables: { tweet_id: post } })).buffer;
      made.drift.requested(
        /** @type {any} */ ({
          requestId,
          method: "POST",
          type: "xmlhttprequest",
          tabId: 7,
          frameId: 0,
          initiator: "https://x.com",
          url: "https://x.com/i/api/graphql/q/FavoriteTweet",
          requestBody: { raw: [{ bytes: body }] },
          ...details,
        }),
      );
      await made.drift.finished({ requestId, ...end });
      await made.drift.counting;
    },
    /** @param {number} ms */
    wait: (ms) => {
      made.clock += ms;
    },
    misses: async () => (await made.drift.disk.table("drift")).X?.misses.react ?? 0,
    press: (interaction = "react", role = "performs", tab = 7) =>
      made.drift.passed(tab, [/** @type {any} */ ({ interaction, role })]),
  };
  made.begin();
  return made;
}
