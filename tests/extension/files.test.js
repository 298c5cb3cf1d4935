/** A file is sent to the agent in parts, in order, and nothing but its bytes. */

import assert from "node:assert/strict";
import test from "node:test";
import { send, sendFor } from "../../extension/pages/files.js";

const PART = 512 * 1024;

/** The background, as a page sees it, with an agent that keeps what it is sent. */
function agent() {
  /** @type {any[]} */
  const asked = [];
  const sendMessage = async (/** @type {any} */ { request }) => {
    asked.push(request);
    return { value: request.type === "file.begin" ? { file: "f1" } : {} };
  };
  /** @type {any} */ (globalThis).chrome = { runtime: { sendMessage } };
  return asked;
}

for (const size of [0, 1, PART, PART + 1, 2 * PART + 7]) {
  test(`${size} bytes arrive as they are`, async () => {
    const asked = agent();
    const bytes = Uint8Array.from({ length: size }, (_, at) => at % 251);
    /** @type {number[]} */
    const progress = [];
    assert.equal(await send(new Blob([bytes]), (done) => progress.push(done)), "f1");
    const [begin, ...writes] = asked;
    assert.deepEqual(begin, { type: "file.begin", size });
    assert.deepEqual(
      writes.map(({ type, file, offset }) => [type, file, offset]),
      writes.map((_, place) => ["file.write", "f1", place * PART]),
    );
    const arrived = Buffer.concat(writes.map(({ data }) => Buffer.from(data, "base64")));
    assert.ok(arrived.equals(Buffer.from(bytes)));
    assert.equal(progress.length, writes.length);
    assert.equal(progress.at(-1) ?? 1, 1);
  });
}

test("a file is left with the agent for what goes on, and dropped where that was refused", async () => {
  const asked = agent();
  assert.equal(await sendFor(new Blob(["x"]), async (file) => `of ${file}`), "of f1");
  assert.ok(!asked.some(({ type }) => type === "file.drop"));
  const refused = new Error("That isn't the passphrase.");
  await assert.rejects(
    sendFor(new Blob(["x"]), () => Promise.reject(refused)),
    refused,
  );
  assert.deepEqual(asked.at(-1), { type: "file.drop", file: "f1" });
});
