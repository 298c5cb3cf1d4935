import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/content.js";
import { known, ready, seen, Verdicts } from "./support/verdicts.js";

const { draftOf } = load(["sightings.js"], "draftOf");

/** An agent that counts what it is asked. */
function agent(epoch = 1) {
  /** @type {any[][]} */
  const asked = [];
  const check = async (/** @type {any[]} */ sightings) => {
    asked.push(sightings);
    return { epoch, verdicts: sightings.map(() => ({ verdict: "clear", holds: [], asks: [] })) };
  };
  return { asked, check };
}

test("a verdict is asked for once, however many ask at the same time", async () => {
  const { asked, check } = agent();
  const verdicts = new Verdicts(check);
  verdicts.setState(ready);
  await Promise.all([verdicts.ask([seen("x:a")]), verdicts.ask([seen("x:a"), seen("x:b")])]);
  await verdicts.ask([seen("x:a")]);
  assert.deepEqual(
    asked.map((batch) => batch.length),
    [1, 1],
  );
  assert.equal(verdicts.get(seen("x:a")).verdict, "clear");
});

test("a name that was not seen before is asked about, together with those that were", async () => {
  const { asked, check } = agent();
  const verdicts = new Verdicts(check);
  verdicts.setState(ready);
  await verdicts.ask([seen("x:a", ["Ada"])]);
  assert.equal(verdicts.get(seen("x:a", ["Lovelace"])), null);
  await verdicts.ask([seen("x:a", ["Lovelace"])]);
  assert.deepEqual([...(asked[1] ?? [])[0].names], ["Lovelace", "Ada"]);
  assert.ok(verdicts.get(seen("x:a", ["Ada"])));
});

test("of a draft that is being written only the latest text is remembered, and it is asked about by its text", async () => {
  const { asked, check } = agent();
  const verdicts = new Verdicts(check);
  verdicts.setState(ready);
  const [one, other] = ["with Jami", "with Jamie"].map((text) => draftOf("x", text)[0]);
  await verdicts.ask([one]);
  await verdicts.ask([other]);
  assert.deepEqual(
    [...asked.flat()].map(({ text }) => text),
    ["with Jami", "with Jamie"],
  );
  assert.equal(verdicts.get(one), null);
  assert.equal(verdicts.get(other).verdict, "clear");
});

test("a draft's key tells texts apart and nothing of them; an empty one is none", () => {
  assert.equal(draftOf("x", " \n").length, 0);
  const keys = new Set(
    ["a", "b", "ab", "ba", "a".repeat(30_000)].map((text) => draftOf("x", text)[0].account),
  );
  assert.equal(keys.size, 5);
  for (const key of keys) assert.match(key, /^x:~[0-9a-f]{2,16}$/);
  assert.equal(draftOf("x", "a".repeat(30_000))[0].text.length, 20_000);
});

test("how much is asked doesn't depend on the verdict", async () => {
  /** @type {number[]} */
  const asked = [];
  for (const verdict of ["clear", "listed", "possible"]) {
    let count = 0;
    const verdicts = new Verdicts(async (/** @type {any[]} */ sightings) => {
      count += sightings.length;
      return { epoch: 1, verdicts: sightings.map(() => ({ verdict, holds: [] })) };
    });
    verdicts.setState(ready);
    for (const name of ["Ada", "Ada", "Lovelace"]) await verdicts.ask([seen("x:a", [name])]);
    asked.push(count);
  }
  assert.deepEqual(asked, [2, 2, 2]);
});

test("more names than a message holds don't keep an account unknown for ever", async () => {
  const { check } = agent();
  const verdicts = new Verdicts(check);
  verdicts.setState(ready);
  const many = seen("x:a", ["one", "two", "three", "four", "five"]);
  await verdicts.ask([many]);
  assert.ok(verdicts.get(many));
});

for (const state of [
  { ...ready, epoch: 2 },
  { ...ready, kind: "locked" },
  { ...ready, kind: "away" },
]) {
  test(`nothing stays known when the state becomes ${state.kind} in epoch ${state.epoch}`, async () => {
    const verdicts = new Verdicts(agent().check);
    verdicts.setState(ready);
    await verdicts.ask([seen("x:a")]);
    verdicts.setState(state);
    assert.equal(verdicts.get(seen("x:a")), null);
  });
}

test("a message about something else leaves what is known", async () => {
  const verdicts = new Verdicts(agent().check);
  verdicts.setState(ready);
  await verdicts.ask([seen("x:a")]);
  verdicts.setState({ ...ready, unnamed: true });
  assert.ok(verdicts.get(seen("x:a")));
});

test("another key of an account is asked about, together with those that were seen", async () => {
  const { asked, check } = agent();
  const verdicts = new Verdicts(check);
  verdicts.setState(ready);
  await verdicts.ask([seen("x:new_handle")]);
  const numbered = { ...seen("x:new_handle"), aliases: ["x:4242"] };
  assert.equal(verdicts.get(numbered), null);
  await verdicts.ask([numbered]);
  assert.ok(verdicts.get(numbered));
  await verdicts.ask([seen("x:new_handle"), numbered]);
  await verdicts.ask([seen("x:new_handle", ["Ada"])]);
  assert.deepEqual(
    asked.map(([sighting]) => [...sighting.aliases]),
    [[], ["x:4242"], ["x:4242"]],
  );
});

test("more aliases than a message holds don't keep an account unknown for ever", async () => {
  const verdicts = new Verdicts(agent().check);
  verdicts.setState(ready);
  const many = { ...seen("x:a"), aliases: Array.from({ length: 12 }, (_, i) => `x:${i}`) };
  await verdicts.ask([many]);
  assert.ok(verdicts.get(many));
});

/** Verdicts on three accounts, of which one was seen with an alias. */
async function withThree(check = agent().check) {
  const verdicts = new Verdicts(check);
  verdicts.setState(ready);
  await verdicts.ask([seen("x:a"), seen("x:b"), { ...seen("x:c"), aliases: ["x:learned"] }]);
  return verdicts;
}

test("where a change concerns some accounts, the rest stay known", async () => {
  const verdicts = await withThree();
  verdicts.setState({ ...ready, epoch: 2, accounts: ["x:a", "x:learned"] });
  assert.deepEqual(known(verdicts), ["x:b"]);
  assert.equal(verdicts.epoch, 2);
  verdicts.setState({ ...ready, epoch: 3, accounts: [] });
  assert.deepEqual(known(verdicts), []);
});

test("a change that comes after another one was missed voids all", async () => {
  const verdicts = await withThree();
  verdicts.setState({ ...ready, epoch: 3, accounts: ["x:a"] });
  assert.deepEqual(known(verdicts), []);
});

test("a change of some accounts while the agent is out of touch voids all", async () => {
  const verdicts = await withThree();
  verdicts.setState({ ...ready, kind: "locked", epoch: 2, accounts: ["x:a"] });
  assert.deepEqual(known(verdicts), []);
});

test("an answer on its way is not believed after a change of some accounts either", async () => {
  /** @type {((answer: object) => void)[]} */
  const answers = [];
  const verdicts = new Verdicts(() => new Promise((resolve) => answers.push(resolve)));
  verdicts.setState(ready);
  const clear = { verdict: "clear", holds: [] };
  const first = verdicts.ask([seen("x:a")]);
  verdicts.setState({ ...ready, epoch: 2, accounts: ["x:a"] });
  answers[0]?.({ epoch: 1, verdicts: [clear] });
  await first;
  assert.equal(verdicts.get(seen("x:a")), null);
  const second = verdicts.ask([seen("x:a")]);
  answers[1]?.({ epoch: 2, verdicts: [clear] });
  await second;
  assert.ok(verdicts.get(seen("x:a")));
});

test("an answer from before the list changed is not believed", async () => {
  /** @type {(answer: object) => void} */
  let answer = () => undefined;
  const verdicts = new Verdicts(() => new Promise((resolve) => (answer = resolve)));
  verdicts.setState(ready);
  const asking = verdicts.ask([seen("x:a")]);
  verdicts.setState({ ...ready, epoch: 2 });
  answer({ epoch: 1, verdicts: [{ verdict: "clear", holds: [] }] });
  await asking;
  assert.equal(verdicts.get(seen("x:a")), null);
});

test("no answer leaves the account unknown, to be asked about again", async () => {
  let calls = 0;
  const verdicts = new Verdicts(async () => {
    calls += 1;
    return null;
  });
  await verdicts.ask([seen("x:a")]);
  await verdicts.ask([seen("x:a")]);
  assert.equal(calls, 2);
  assert.equal(verdicts.get(seen("x:a")), null);
});

test("one's own account is never asked about", async () => {
  const { asked, check } = agent();
  await new Verdicts(check).ask([{ ...seen("x:me"), own: true }]);
  assert.equal(asked.length, 0);
});

test("a question holds no more accounts than the message allows", async () => {
  const { asked, check } = agent();
  await new Verdicts(check).ask(Array.from({ length: 450 }, (_, i) => seen(`x:${i}`)));
  assert.deepEqual(
    asked.map((batch) => batch.length),
    [200, 200, 50],
  );
});
