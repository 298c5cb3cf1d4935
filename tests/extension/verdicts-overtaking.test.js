/** Answers that come before the state of their epoch, or after another: which of them are believed. */

import assert from "node:assert/strict";
import test from "node:test";
import { known, ready, seen, Verdicts } from "./support/verdicts.js";

/** An agent whose list changes by itself, so that an answer may come before the state of its epoch. */
function ahead() {
  const one = { epoch: 1 };
  const verdicts = new Verdicts(async (/** @type {any[]} */ sightings) => ({
    epoch: one.epoch,
    verdicts: sightings.map(() => ({ verdict: "clear", holds: [] })),
  }));
  verdicts.setState(ready);
  return { one, verdicts };
}

test("an answer that overtakes its state waits for it, and voids nothing by itself", async () => {
  const { one, verdicts } = ahead();
  await verdicts.ask([seen("x:a"), seen("x:b")]);
  one.epoch = 3;
  const asking = verdicts.ask([seen("x:c")]);
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(known(verdicts), ["x:a", "x:b"]);
  verdicts.setState({ ...ready, epoch: 2, accounts: ["x:a"] });
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(known(verdicts), ["x:b"]);
  verdicts.setState({ ...ready, epoch: 3, accounts: ["x:a"] });
  await asking;
  assert.deepEqual(known(verdicts), ["x:b", "x:c"]);
});

test("an answer that overtakes a state which voids all is known after it, alone", async () => {
  const { one, verdicts } = ahead();
  await verdicts.ask([seen("x:a")]);
  one.epoch = 2;
  const asking = verdicts.ask([seen("x:b")]);
  await new Promise((resolve) => setTimeout(resolve));
  verdicts.setState({ ...ready, epoch: 2 });
  await asking;
  assert.deepEqual(known(verdicts), ["x:b"]);
});

test("a page that was told no epoch yet takes the first answer's", async () => {
  const { verdicts } = ahead();
  verdicts.setState({ ...ready, epoch: -1 });
  await verdicts.ask([seen("x:a")]);
  assert.equal(verdicts.epoch, 1);
  assert.deepEqual(known(verdicts), ["x:a"]);
});

test("an answer whose state was passed over is void, and nobody waits for it", async () => {
  const { one, verdicts } = ahead();
  one.epoch = 2;
  const asking = verdicts.ask([seen("x:a")]);
  await new Promise((resolve) => setTimeout(resolve));
  verdicts.setState({ ...ready, epoch: 3 });
  await asking;
  assert.deepEqual(known(verdicts), []);
});

test("an answer that waits for its state is void when the agent goes away", async () => {
  for (const away of [{ ...ready, kind: "locked", epoch: -1 }, null]) {
    const { one, verdicts } = ahead();
    one.epoch = 2;
    const asking = verdicts.ask([seen("x:a")]);
    await new Promise((resolve) => setTimeout(resolve));
    if (away) verdicts.setState(away);
    else verdicts.lose();
    await asking;
    assert.deepEqual([known(verdicts), verdicts.epoch], [[], -1]);
  }
});

test("an answer from before the agent went away is void, whatever its epoch", async () => {
  /** @type {(answer: object) => void} */
  let answer = () => undefined;
  const verdicts = new Verdicts(() => new Promise((resolve) => (answer = resolve)));
  verdicts.setState(ready);
  const asking = verdicts.ask([seen("x:a")]);
  verdicts.setState({ ...ready, kind: "locked", epoch: -1 });
  answer({ epoch: 1, verdicts: [{ verdict: "clear", holds: [] }] });
  await asking;
  assert.equal(verdicts.get(seen("x:a")), null);
});

test("a page that lost the background takes the next answer, of whatever list, without waiting to be told", async () => {
  const { one, verdicts } = ahead();
  await verdicts.ask([seen("x:a")]);
  verdicts.lose();
  one.epoch = 9;
  await verdicts.ask([seen("x:b")]);
  assert.deepEqual(known(verdicts), ["x:b"]);
  verdicts.setState({ ...ready, epoch: 9 });
  assert.deepEqual(known(verdicts), ["x:b"]);
});

test("an older answer that comes after a newer one is void", async () => {
  const answers = /** @type {((answer: object) => void)[]} */ ([]);
  const verdicts = new Verdicts(() => new Promise((resolve) => answers.push(resolve)));
  const asking = ["x:a", "x:b"].map((key) => verdicts.ask([seen(key)]));
  const clear = { verdict: "clear", holds: [] };
  answers[1]?.({ epoch: 2, verdicts: [clear] });
  await asking[1];
  answers[0]?.({ epoch: 1, verdicts: [clear] });
  await asking[0];
  assert.deepEqual([known(verdicts), verdicts.epoch], [["x:b"], 2]);
});
