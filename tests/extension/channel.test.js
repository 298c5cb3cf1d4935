/** The extension's side of the channel, against the vectors that Python passes too. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  Channel,
  Initiator,
  pad,
  RECORD_LIMIT,
  SESSION_MODE,
  unpad,
  WireFault,
} from "../../extension/background/channel.js";
import { Cipher, hkdfKey } from "../../extension/background/noise.js";
import { eachCase, ephemeral, hex, unhex } from "./support/vectors.js";

const file = new URL("../../protocol/vectors/channel.json", import.meta.url);
const hello = JSON.parse(readFileSync(file, "utf8")).cases[0];

async function ofTheVectors() {
  const own = await ephemeral(hello.initiator_ephemeral, unhex(hello.first).slice(20, 52));
  const psk = await hkdfKey(unhex(hello.psk));
  return new Initiator(SESSION_MODE, psk, unhex(hello.pairing), own);
}

async function established() {
  const side = await ofTheVectors();
  assert.equal(hex(await side.first()), hello.first);
  return side.finish(unhex(hello.answer));
}

/** What seals any plaintext, and a channel that opens it. */
async function raw() {
  const make = async () =>
    new Cipher(
      await crypto.subtle.importKey("raw", new Uint8Array(32), "AES-GCM", false, ["encrypt", "decrypt"]),
    );
  return { send: await make(), channel: new Channel(await make(), await make()) };
}

/** @param {{start: string, zeros: number}} part */
function plaintext({ start, zeros }) {
  return Uint8Array.from([...unhex(start), ...new Uint8Array(zeros)]);
}

eachCase("channel.json", ["hello"], async () => {
  await established();
});

eachCase("channel.json", ["record"], async (found) => {
  const message = unhex(found.message);
  if (found.floor === 0) assert.equal(hex(pad(message)), found.record);
  assert.deepEqual(unpad(unhex(found.record)), message);
});

eachCase("channel.json", ["frames"], async (found) => {
  const channel = await established();
  const frames = [];
  for (const message of found.messages) frames.push(...(await channel.sealBytes(unhex(message))));
  assert.deepEqual(frames.map(hex), found.frames);
});

eachCase("channel.json", ["parts", "refused"], async (found) => {
  const { send, channel } = await raw();
  const frames = [];
  for (const part of found.plaintexts) frames.push(await send.encrypt(plaintext(part)));
  const last = /** @type {any} */ (frames.pop());
  for (const frame of frames) assert.equal(await channel.openBytes(frame), null);
  if (found.class === "refused") await assert.rejects(channel.openBytes(last), WireFault);
  else assert.equal((await channel.openBytes(last))?.length, found.length);
});

test("a frame that was sent back, replayed or made up is refused", async () => {
  const channel = await established();
  const [frame] = await channel.seal({ frame: "call", id: 0, body: { type: "ping" } });
  await assert.rejects(channel.open(/** @type {any} */ (frame)), WireFault);
  await assert.rejects((await established()).open(new Uint8Array(0)), WireFault);
  await assert.rejects((await established()).open(new Uint8Array(65536)), WireFault);
});

test("what isn't JSON is refused", async () => {
  const { send, channel } = await raw();
  const record = pad(new TextEncoder().encode("{"));
  await assert.rejects(channel.open(await send.encrypt(Uint8Array.from([1, ...record]))), WireFault);
});

test("a message beyond the limit is not sent", () => {
  assert.throws(() => pad(new Uint8Array(RECORD_LIMIT - 3)), RangeError);
});

test("half a surrogate pair, as a page may write it, doesn't garble the message", async () => {
  const key = await crypto.subtle.importKey("raw", new Uint8Array(32), "AES-GCM", false, [
    "encrypt",
    "decrypt",
  ]);
  const [frame] = await new Channel(new Cipher(key), new Cipher(key)).seal({ name: "a\ud83db \u{1f600}" });
  const opened = await new Channel(new Cipher(key), new Cipher(key)).open(/** @type {any} */ (frame));
  assert.deepEqual(opened, { name: "a\ufffdb \u{1f600}" });
});

test("a long message goes in parts that the other side puts together", async () => {
  const key = await crypto.subtle.importKey("raw", new Uint8Array(32), "AES-GCM", false, [
    "encrypt",
    "decrypt",
  ]);
  const sender = new Channel(new Cipher(key), new Cipher(key));
  const reader = new Channel(new Cipher(key), new Cipher(key));
  const value = { text: "é".repeat(200_000) };
  const frames = await sender.seal(value);
  assert.equal(frames.length, 7);
  const opened = [];
  for (const frame of frames) opened.push(await reader.open(frame));
  assert.deepEqual(opened.pop(), value);
  assert.ok(opened.every((one) => one === null));
});

test("a squatter on the port is found out", async () => {
  for (const answer of [new Uint8Array(0), new Uint8Array(48), unhex(hello.answer).fill(7, 40)]) {
    const side = await ofTheVectors();
    await side.first();
    await assert.rejects(side.finish(answer), { code: "handshake_failed" });
  }
});
