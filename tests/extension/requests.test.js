/** Which requests make an interaction: by the adapters that are shipped, in the forms in which sites send them. */

import assert from "node:assert/strict";
import test from "node:test";
import { interactionsOf, ready, watchedAddresses } from "../../extension/background/requests.js";

const bytes = (/** @type {string} */ text) => ({ raw: [{ bytes: new TextEncoder().encode(text).buffer }] });
const json = (/** @type {unknown} */ value) => bytes(JSON.stringify(value));
const form = (/** @type {Record<string, string>} */ values) => ({
  formData: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]])),
});

/** The one interaction of an adapter's request, in short. @param {string} adapter @param {string} url @param {object | null} [requestBody] @param {string} [method] */
function of(adapter, url, requestBody = null, method = "POST") {
  const found = interactionsOf({ method, url, requestBody }).filter((each) => each.adapter === adapter);
  assert.ok(found.length < 2);
  const [one] = found;
  return one ? [one.interaction, ...one.accounts, ...one.things].join(" ") : "";
}

const X = "https://x.com/i/api/graphql/q1w2";
const META = (/** @type {string} */ name, /** @type {object} */ variables) =>
  form({ fb_api_req_friendly_name: name, variables: JSON.stringify(variables), doc_id: "1" });

/** @type {[string, string, string, string, (object | null)?, string?][]} */
const cases = [
  ["an operation in the path", "react 9", "X", `${X}/FavoriteTweet`, json({ variables: { tweet_id: "9" } })],
  ["its undo", "", "X", `${X}/UnfavoriteTweet`, json({ variables: { tweet_id: "9" } })],
  ["one's own new post", "", "X", `${X}/CreateTweet`, json({ variables: { tweet_text: "Good morning" } })],
  [
    "an answer",
    "comment 9",
    "X",
    `${X}/CreateTweet`,
    json({ variables: { tweet_text: "Yes", reply: { in_reply_to_tweet_id: "9" } } }),
  ],
  [
    "a quote",
    "share jane",
    "X",
    `${X}/CreateTweet`,
    json({ variables: { attachment_url: "https://x.com/jane/status/9" } }),
  ],
  ["a form", "follow 42", "X", "https://x.com/i/api/1.1/friendships/create.json", form({ user_id: "42" })],
  [
    "a form that the browser left raw",
    "follow 42",
    "X",
    "https://x.com/i/api/1.1/friendships/create.json",
    bytes("include_profile=1&user_id=42"),
  ],
  [
    "JSON in a form",
    "follow 42",
    "Instagram",
    "https://www.instagram.com/graphql/query",
    META("usePolarisFollowMutation", { target_user_id: "42" }),
  ],
  [
    "another mutation",
    "",
    "Instagram",
    "https://www.instagram.com/graphql/query",
    META("usePolarisUnlikeMediaUnlikeMutation", { media_id: "9" }),
  ],
  ["an older address", "follow 42", "Instagram", "https://www.instagram.com/api/v1/friendships/create/42/"],
  ["taking it back there", "", "Instagram", "https://www.instagram.com/api/v1/friendships/destroy/42/"],
  [
    "a list",
    "follow 42 43",
    "Facebook",
    "https://www.facebook.com/api/graphql/",
    META("FriendingCometFriendRequestSendMutation", { input: { friend_requestee_ids: ["42", "43"] } }),
  ],
  [
    "a reaction",
    "react",
    "Facebook",
    "https://www.facebook.com/api/graphql/",
    META("CometUFIFeedbackReactMutation", { input: { feedback_reaction_id: "1635855486666999" } }),
  ],
  [
    "a reaction taken back",
    "",
    "Facebook",
    "https://www.facebook.com/api/graphql/",
    META("CometUFIFeedbackReactMutation", { input: { feedback_reaction_id: 0 } }),
  ],
  ["parameters", "react 912", "TikTok", "https://www.tiktok.com/api/commit/item/digg/?aweme_id=912&type=1"],
  ["an undo by parameter", "", "TikTok", "https://www.tiktok.com/api/commit/item/digg/?aweme_id=912&type=0"],
  [
    "the beginning of another address",
    "",
    "TikTok",
    "https://www.tiktok.com/api/commit/item/digg/list/?type=1",
  ],
  [
    "a value by its pattern",
    "react 7123456789012345678",
    "LinkedIn",
    "https://www.linkedin.com/voyager/api/voyagerSocialDashReactions?threadUrn=urn%3Ali%3Aactivity%3A7123456789012345678",
    json({ reactionType: "LIKE" }),
  ],
  ["any host of a server", "react 77", "Mastodon", "https://example.org/api/v1/statuses/77/favourite"],
  ["what a server undoes", "", "Mastodon", "https://example.org/api/v1/statuses/77/unfavourite"],
  ["a follow", "follow", "Mastodon", "https://example.org/api/v1/accounts/5/follow", json({ reblogs: true })],
  ["a bell", "", "Mastodon", "https://example.org/api/v1/accounts/5/follow", json({ notify: true })],
  ["no answer", "", "Mastodon", "https://example.org/api/v1/statuses", json({ in_reply_to_id: null })],
  ["a lookup", "", "Mastodon", "https://example.org/api/v1/statuses/77/favourite", null, "GET"],
  [
    "one of several operations",
    "react abc123",
    "Medium",
    "https://medium.com/_/graphql",
    json([
      { operationName: "ViewerQuery", variables: {} },
      { operationName: "ClapMutation", variables: { targetPostId: "abc123", numClaps: 3 } },
    ]),
  ],
];
for (const [name, expected, adapter, url, body, method] of cases) {
  test(`a request: ${name}`, () => assert.equal(of(adapter, url, body, method), expected));
}

const MULTIPART = [
  "--b",
  'Content-Disposition: form-data; name="user_id"',
  "",
  "42",
  "--b",
  'Content-Disposition: form-data; name="photo"; filename="a.png"',
  "",
  "user_id=43",
  "--b--",
  "",
].join("\r\n");

test("a multipart body is read field by field, without its files", () => {
  assert.equal(of("X", "https://x.com/i/api/1.1/friendships/create.json", bytes(MULTIPART)), "follow 42");
});

test("a body that is too large, or none, or no text is not parsed", () => {
  const url = "https://x.com/i/api/1.1/friendships/create.json";
  const large = bytes(JSON.stringify({ user_id: "42", text: "x".repeat(200_000) }));
  assert.equal(of("X", url, large), "follow");
  assert.equal(of("X", url, { raw: [{ file: "photo.jpg" }] }), "follow");
  assert.equal(of("X", url, bytes("{")), "follow");
  assert.equal(of("X", url, { formData: { user_id: [new ArrayBuffer(8)] } }), "follow");
  assert.equal(of("X", url, null), "follow");
});

test("what is asked of a body that isn't as expected is nothing", () => {
  for (const value of [
    [],
    [null],
    "text",
    { variables: "no json {" },
    { variables: [[]] },
    { variables: 7 },
  ]) {
    assert.equal(of("X", `${X}/FavoriteTweet`, json(value)), "react");
  }
});

test("a request to a host that is none of the platform's says so", () => {
  const [found] = interactionsOf({
    method: "POST",
    url: "https://example.org/i/api/graphql/q/FavoriteTweet",
  });
  assert.equal(found?.foreign, true);
});

test("the addresses that wake the worker are those of the rules, and no others", () => {
  const patterns = watchedAddresses();
  assert.ok(patterns.includes("*://*/i/api/graphql/*/FavoriteTweet*"));
  assert.ok(patterns.every((pattern) => /^\*:\/\/\*\/.{4}/u.test(pattern)));
});

test("an adapter whose requests can't be read is left out alone", () => {
  const rule = { name: "/like", interaction: "react" };
  const named = (/** @type {object} */ more) => ({ name: "Sample", requests: [{ ...rule, ...more }] });
  assert.deepEqual(ready(/** @type {any} */ (named({ where: { "query.a": "(" } }))), []);
  assert.equal(ready(/** @type {any} */ (named({}))).length, 1);
});
