/** The initiator's Noise against the vectors that Python passes too. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Handshake, hkdfKey, NoiseError } from "../../extension/background/noise.js";
import { eachCase, ephemeral, hex, unhex } from "./support/vectors.js";

/** @param {any} found @param {{reads?: boolean}} [how] */
async function initiator(found, { reads = false } = {}) {
  const psk = reads ? (found.psk_of_reader ?? found.psk) : found.psk;
  const first = unhex(found.messages[0].ciphertext);
  const own = await ephemeral(found.initiator_ephemeral, first.slice(0, 32));
  return new Handshake(await hkdfKey(unhex(psk)), unhex(found.prologue), own);
}

/** Go through a case as the initiator; `until` is the first message not to take. @param {any} found @param {Handshake} side @param {number} until */
async function play(found, side, until) {
  /** @type {import("../../extension/background/noise.js").Cipher[]} */
  let ciphers = [];
  for (const [at, message] of found.messages.slice(0, until).entries()) {
    const payload = unhex(message.payload);
    const ciphertext = unhex(message.ciphertext);
    if (at === 0) assert.equal(hex(await side.writeFirst(payload)), message.ciphertext);
    else if (at === 1) assert.deepEqual(await side.readSecond(ciphertext), payload);
    else {
      if (ciphers.length === 0) ciphers = await side.split();
      if (at % 2 === 0) assert.equal(hex(await cipherOf(ciphers, 0).encrypt(payload)), message.ciphertext);
      else assert.deepEqual(await cipherOf(ciphers, 1).decrypt(ciphertext), payload);
    }
  }
  return ciphers;
}

/** @param {import("../../extension/background/noise.js").Cipher[]} ciphers @param {0 | 1} at what we send with, or receive with */
function cipherOf(ciphers, at) {
  const found = ciphers[at];
  assert.ok(found);
  return found;
}

eachCase("noise.json", ["published", "independent"], async (found) => {
  const side = await initiator(found);
  await play(found, side, found.messages.length);
  assert.equal(hex(side.hash), found.handshake_hash);
});

const SPOILT = ["wrong_psk", "tampered", "wrong_length", "small_order", "out_of_order"];
eachCase("noise.json", SPOILT, async (found) => {
  // The initiator reads the second message and every other after it; the first is the agent's to refuse.
  if (found.fails_at === 0) return;
  const side = await initiator(found, { reads: true });
  const spoilt = unhex(found.messages[found.fails_at].ciphertext);
  if (found.fails_at === 1) {
    await side.writeFirst(unhex(found.messages[0].payload));
    await assert.rejects(side.readSecond(spoilt), NoiseError);
  } else {
    const ciphers = await play(found, side, found.fails_at);
    await assert.rejects(cipherOf(ciphers, 1).decrypt(spoilt), NoiseError);
  }
});

test("a fresh key is made for every handshake", async () => {
  const psk = await hkdfKey(new Uint8Array(32));
  const first = async () => hex(await new Handshake(psk, new Uint8Array(0)).writeFirst());
  assert.notEqual(await first(), await first());
});

test("nothing can be read before something was written", async () => {
  const side = new Handshake(await hkdfKey(new Uint8Array(32)), new Uint8Array(0));
  await assert.rejects(side.readSecond(new Uint8Array(48)), NoiseError);
});

test("the pairing key can't be taken out of WebCrypto", async () => {
  const psk = await hkdfKey(new Uint8Array(32));
  assert.equal(psk.extractable, false);
  await assert.rejects(crypto.subtle.exportKey("raw", psk));
});
