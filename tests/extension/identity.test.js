import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";
import { load } from "./support/content.js";
import { eachCase } from "./support/vectors.js";

const generated = readFileSync(new URL("../../extension/generated/adapters.js", import.meta.url), "utf8");
/** @type {import("../../extension/generated/vocabulary").Adapter[]} */
const adapters = vm.runInNewContext(`${generated};FRAMEKEEPER_ADAPTERS.map((each) => each.data())`);
const { Identity } = load(["identity.js"], "Identity", { URL });
const identities = adapters.map((data) => new Identity(data));

/** @param {string} link @returns {string | null} as the adapter of the link's host reads it */
function read(link) {
  let host = "";
  try {
    host = new URL(link).hostname.replace(/\.$/, "");
  } catch {
    return null;
  }
  const named = identities.filter((each) =>
    [...each.hosts, ...(each.rules.link_hosts ?? [])].some((/** @type {string} */ one) =>
      `.${host}`.endsWith(`.${one}`),
    ),
  );
  const asked = named.length > 0 ? named : identities.filter((each) => each.hosts.length === 0);
  return asked.map((each) => each.fromLink(link)).find((key) => key !== null) ?? null;
}

eachCase("accounts.json", ["link"], async (one) => {
  assert.equal(read(one.text), one.account);
});

test("a link that redirects to itself ends", () => {
  const facebook = identities.find((each) => each.platform === "facebook");
  let link = "https://www.facebook.com/jane.doe";
  for (let depth = 0; depth < 8; depth++) link = `https://l.facebook.com/l.php?u=${encodeURIComponent(link)}`;
  assert.equal(facebook.fromLink(link), null);
});

test("a local account belongs to the domain that the page names", () => {
  const mastodon = identities.find((each) => each.platform === "mastodon");
  const read = (/** @type {string} */ here) =>
    mastodon.fromLink("https://web.example.org/@jane", ["profile"], "example.org", here);
  assert.equal(read("web.example.org"), "mastodon:jane@example.org");
  assert.equal(read("other.example.org"), "mastodon:jane@web.example.org");
});

test("a client's own host is no account's domain", () => {
  const rules = { id: "@", hosted: true, client: true, links: [{ path: "^/@(.+)$", examples: [] }] };
  const client = new Identity({ platform: "mastodon", hosts: ["reader.example"], accounts: rules });
  const read = (/** @type {string} */ link, domain = "") =>
    client.fromLink(link, ["profile"], domain, "mine.example.org");
  assert.equal(read("https://garden.example.net/@jane"), "mastodon:jane@garden.example.net");
  assert.equal(read("https://reader.example/@jane"), null);
  assert.equal(read("https://mine.example.org/@jane"), null);
  assert.equal(read("https://mine.example.org/@jane", "example.net"), "mastodon:jane@example.net");
  assert.equal(read("https://mine.example.org/@jane@example.net"), "mastodon:jane@example.net");
});

test("what a platform ignores in an id gives another key of the same account", () => {
  const facebook = identities.find((each) => each.platform === "facebook");
  assert.deepEqual([...facebook.variants("facebook:jane.doe")], ["facebook:janedoe"]);
  assert.deepEqual([...facebook.variants("facebook:janedoe")], []);
});

/** A template of an adapter, which is no template of JavaScript. */
const HOST = `$${"{host}"}`;
const made = new Identity({
  platform: "made",
  hosts: ["example.org"],
  accounts: {
    id: "^[a-z.]+$",
    not_hosts: ["help.example.org"],
    links: [
      { path: "^(?:/about)?$", host: "^([a-z]+)\\.example\\.org$", id: HOST },
      { path: "^/of$", host: "^docs\\..*$", id: HOST },
      { path: "^/@([a-z]+)$" },
    ],
  },
});

test("a host may be an account", () => {
  assert.equal(made.fromLink("https://jane.example.org/about"), "made:jane");
  assert.equal(made.fromLink("https://docs.example.org/of"), "made:docs.example.org");
  assert.equal(made.fromLink("https://jane.example.org/other"), null);
  assert.equal(made.fromLink("https://example.org/about"), null);
});

test("the host on which a platform was detected is one of its own, and no other", () => {
  const read = (/** @type {string} */ href, here = "jane.example.net") =>
    made.fromLink(href, ["profile"], "", here);
  assert.equal(read("https://jane.example.net/@jane"), "made:jane");
  assert.equal(read("https://example.org/@jane"), "made:jane");
  assert.equal(read("https://other.example.net/@jane"), null);
  assert.equal(read("https://help.example.org/@jane", "help.example.org"), null);
});
