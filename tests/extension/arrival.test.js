import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/content.js";

const FILES = ["sightings.js", "verdicts.js", "judging.js", "arrival.js"];
const JAMIE = { account: "instagram:jamie", aliases: [], names: [], own: false };
const SAM = { account: "instagram:sam", aliases: [], names: [], own: false };
const location = { href: "https://instagram.com/stories/jamie/1/" };
const performance = { now: () => now };
let now = 0;
const { Arrival, Judging, Verdicts } = load(FILES, "Arrival, Judging, Verdicts", { location, performance });

/** An arrival at a page of these accounts. @param {object[]} accounts @param {{kind?: string, allowed?: boolean}} [state] */
function arriving(accounts, { kind = "ready", allowed = false } = {}) {
  const verdicts = new Verdicts(async (/** @type {{account: string}[]} */ sightings) =>
    verdicts.state.kind === "ready"
      ? {
          epoch: 1,
          verdicts: sightings.map(({ account }) =>
            account === "instagram:jamie" ? { verdict: "listed", holds: ["view"] } : { verdict: "clear" },
          ),
        }
      : null,
  );
  const state = { epoch: 1, off: 0, unnamed: false, views: false };
  verdicts.setState({ ...state, kind });
  const done = { left: /** @type {any[]} */ ([]), asked: 0, accounts };
  const seen = () => ({
    interaction: "view",
    role: "performs",
    undo: false,
    gesture: "address",
    accounts: done.accounts,
  });
  const adapter = () => ({
    platform: "instagram",
    ownAccount: () => null,
    arrived: () => (done.accounts.length ? seen() : null),
  });
  const arrival = new Arrival({
    adapter,
    verdicts,
    judging: new Judging({ adapter, verdicts, orphaned: () => false }),
    allowed: async () => {
      done.asked += 1;
      return allowed;
    },
    leave: (/** @type {any} */ press) => done.left.push(press),
  });
  return { arrival, verdicts, done, state };
}

test("a client's page is left, and the warning says by what", async () => {
  const { arrival, done } = arriving([JAMIE]);
  await arrival.look();
  assert.deepEqual(
    done.left.map(({ why, interaction, gesture, sightings }) => [
      why,
      interaction,
      gesture,
      sightings[0].account,
    ]),
    [["listed", "view", "address", "instagram:jamie"]],
  );
});

test("anybody else's stands, and so does a page that is nobody's", async () => {
  for (const accounts of [[SAM], []]) {
    const { arrival, done } = arriving(accounts);
    await arrival.look();
    assert.deepEqual([done.left, done.asked], [[], 0]);
  }
});

test("where the therapist has just decided to go, nothing is left", async () => {
  const { arrival, done } = arriving([JAMIE], { allowed: true });
  await arrival.look();
  assert.deepEqual([done.left, done.asked], [[], 1]);
});

test("a press that passed leads to its page, and to no other", async () => {
  const { arrival, done } = arriving([JAMIE]);
  arrival.lead(["instagram:sam"]);
  await arrival.look();
  assert.equal(done.left.length, 1);
  const other = arriving([JAMIE]);
  other.arrival.lead(["instagram:jamie"]);
  await other.arrival.look();
  assert.deepEqual([other.done.left, other.done.asked], [[], 1]);
});

test("an answer that comes a moment later still counts, and one that comes late doesn't", async () => {
  for (const [later, left] of [
    [1000, 1],
    [6000, 0],
  ]) {
    now = 100;
    const { arrival, verdicts, done, state } = arriving([JAMIE], { kind: "lost" });
    await arrival.look();
    assert.equal(done.left.length, 0);
    now += /** @type {number} */ (later);
    verdicts.setState({ ...state, kind: "away" });
    await arrival.look();
    verdicts.setState({ ...state, kind: "ready" });
    await arrival.look();
    assert.equal(done.left.length, left);
  }
});

test("the site's own next page is looked at; what was granted before it was loaded doesn't count for it", async () => {
  const { arrival, done } = arriving([SAM], { allowed: true });
  location.href = "https://instagram.com/stories/sam/1/";
  await arrival.look();
  done.accounts = [JAMIE];
  location.href = "https://instagram.com/stories/jamie/1/";
  await arrival.look();
  assert.equal(done.left.length, 1);
});

test("the next page of the same account isn't looked at again", async () => {
  const { arrival, done } = arriving([JAMIE], { allowed: true });
  await arrival.look();
  location.href = "https://instagram.com/stories/jamie/2/";
  await arrival.look();
  assert.deepEqual([done.left, done.asked], [[], 1]);
});
