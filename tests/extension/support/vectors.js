/** The cases in protocol/vectors/, which Python and JavaScript both pass. */

import { readFileSync } from "node:fs";
import { test } from "node:test";

/**
 * Run one test a case; its name tells the class and the case.
 * @param {string} file
 * @param {string[]} classes
 * @param {(found: any) => Promise<void>} run
 */
export function eachCase(file, classes, run) {
  const url = new URL(`../../../protocol/vectors/${file}`, import.meta.url);
  /** @type {{cases: {class: string, name: string}[]}} */
  const { cases } = JSON.parse(readFileSync(url, "utf8"));
  const found = cases.filter((one) => classes.includes(one.class));
  if (found.length === 0) throw new Error(`${file} has no case of ${classes}`);
  for (const one of found) test(`${one.class}: ${one.name}`, () => run(one));
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
export function unhex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** @param {Uint8Array} bytes */
export function hex(bytes) {
  return Buffer.from(bytes).toString("hex");
}

/** A key pair with a known private key; its public half is the start of what it sends. @param {string} secret @param {Uint8Array<ArrayBuffer>} raw */
export async function ephemeral(secret, raw) {
  // RFC 8410: the 16 bytes that stand before an X25519 key in PKCS #8.
  const pkcs8 = unhex(`302e020100300506032b656e04220420${secret}`);
  const privateKey = await crypto.subtle.importKey("pkcs8", pkcs8, { name: "X25519" }, false, ["deriveBits"]);
  const publicKey = await crypto.subtle.importKey("raw", raw, { name: "X25519" }, true, []);
  return /** @type {CryptoKeyPair} */ ({ privateKey, publicKey });
}
