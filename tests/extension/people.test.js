import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/content.js";

const FILES = ["identity.js", "people.js", "sightings.js", "profile.js", "requested.js"];
const { People, profileHere, requestedHere } = load(FILES, "People, profileHere, requestedHere", { URL });

/** A page of a site whose people stand at `/NAME`, and their posts below. */
function page(href = "https://birdhouse.example/jane/42") {
  const link = (/** @type {string} */ kind, /** @type {string} */ path) => ({ kind, path });
  const data = {
    platform: "birdhouse",
    hosts: ["birdhouse.example"],
    accounts: {
      id: "^[a-z]+$",
      links: [link("profile", "^/([a-z]+)$"), link("content", "^/([a-z]+)/[0-9]+$")],
    },
  };
  const location = new URL(href);
  const people = new People(data, { location, baseURI: href, documentElement: null });
  return { data: { ...data, name: "Birdhouse" }, document: people.document, people };
}

test("however often a page is asked whose it is, each address is read and kept once", () => {
  const adapter = page();
  const asked = [{ adapter: "Birdhouse", accounts: [], things: ["jane"] }];
  for (let time = 0; time < 20; time++) {
    profileHere(adapter, false);
    requestedHere(adapter, asked, 0);
  }
  const kept = [...adapter.people.links.known.values()].map(({ size }) => size);
  assert.deepEqual(kept, [1, 1]);
});
