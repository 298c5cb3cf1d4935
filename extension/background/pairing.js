/**
 * Trust between this browser and the agent: the pairing code, the two phases of pairing, and where the key is kept.
 *
 * The key is an HKDF CryptoKey that can't be exported, in IndexedDB. A pairing is kept as `pending` before the agent is
 * told to trust it, and becomes `trusted` with the first session under it: whichever step is interrupted, this side either
 * finds out at its next connection that the agent trusts it, or goes on as before. Nothing that an agent says from
 * outside a session ever deletes a pairing.
 */

import { hkdf, hkdfKey } from "./noise.js";
import { language, t } from "./texts.js";

/** @typedef {import("./noise.js").Bytes} Bytes */

/**
 * @typedef {object} Pairing
 * @property {string} pairing the id, 16 bytes in hex
 * @property {CryptoKey} key
 * @property {number} port where the agent was met last
 */

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHARACTERS = 32;
const RANDOM_SIZE = 16;
const CONTENT_SIZE = 18;
const encoder = new TextEncoder();

/** The text is no pairing code; the message is a sentence that says what is wrong with it. */
export class CodeFault extends Error {}

/**
 * Read a code as a person typed or pasted it; its layout is explained in protocol/pairing_code.py.
 * @param {string} text
 * @returns {Promise<{content: Bytes, port: number}>} rejects with CodeFault
 */
export async function readCode(text) {
  const characters = text
    .replace(/[\s\-\u2010-\u2015]/gu, "")
    .toUpperCase()
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  const strange = [...characters].find((character) => !ALPHABET.includes(character));
  if (strange) throw new CodeFault(t("codeStrange", strange));
  if (characters.length !== CHARACTERS) throw new CodeFault(t("codeLength", CHARACTERS, characters.length));
  const bytes = bytesOf(characters);
  const content = bytes.slice(0, CONTENT_SIZE);
  const sum = new Uint8Array(
    await crypto.subtle.digest("SHA-256", concat(encoder.encode("framekeeper pairing code v1"), content)),
  );
  if (sum[0] !== bytes[CONTENT_SIZE] || sum[1] !== bytes[CONTENT_SIZE + 1]) {
    throw new CodeFault(t("codeTypo"));
  }
  const port = new DataView(content.buffer).getUint16(RANDOM_SIZE);
  if (port === 0) throw new CodeFault(t("codeNoPort"));
  return { content, port };
}

/** The raw key of the pairing session. @param {Bytes} content of the code */
export async function codeSecret(content) {
  const [secret] = await hkdf(encoder.encode("framekeeper pairing v1"), await hkdfKey(content), 1);
  return /** @type {Bytes} */ (secret);
}

/**
 * The two phases, inside a session under a code: be offered a pairing, keep it durably, confirm it.
 * @param {(request: any) => Promise<any>} ask
 * @param {PairingStore} store
 * @param {string} name of this browser, for the agent's list
 * @param {number} port
 */
export async function pairInside(ask, store, name, port) {
  const offer = await ask({ type: "pairing.request", name, language: language() ?? "" });
  const raw = fromHex(offer.key);
  const key = await hkdfKey(raw);
  raw.fill(0);
  await store.put("pending", { pairing: offer.pairing, key, port });
  await ask({ type: "pairing.confirm", pairing: offer.pairing });
}

/** What this browser is called in the agent's list, e.g. "Firefox on Linux". @param {string} agent the user agent's text */
export function browserName(agent) {
  const known = [
    [/Firefox\//, "Firefox"],
    [/Edg\//, "Edge"],
    [/OPR\//, "Opera"],
    [/Chrom(e|ium)\//, "Chromium"],
  ];
  const systems = [
    [/Windows/, "Windows"],
    [/Mac OS X/, "macOS"],
    [/CrOS/, "ChromeOS"],
    [/Android/, "Android"],
    [/Linux/, "Linux"],
  ];
  const named = (/** @type {any[][]} */ list, /** @type {string} */ otherwise) =>
    list.find(([pattern]) => pattern.test(agent))?.[1] ?? otherwise;
  return `${named(known, "A browser")} on ${named(systems, "this computer")}`;
}

/**
 * @typedef {object} PairingStore
 * @property {(state: "trusted" | "pending") => Promise<Pairing | null>} get
 * @property {(state: "trusted" | "pending", pairing: Pairing) => Promise<void>} put
 * @property {(pairing: Pairing) => Promise<void>} trust make the pending one the trusted one, in one transaction
 */

/** Keeps pairings in IndexedDB, written through to the disk. @implements {PairingStore} */
export class IndexedPairings {
  /** @param {"trusted" | "pending"} state @returns {Promise<Pairing | null>} */
  async get(state) {
    const found = await this.#within("readonly", (store) => store.get(state));
    return found ?? null;
  }

  /** @param {"trusted" | "pending"} state @param {Pairing} pairing */
  async put(state, pairing) {
    await this.#within("readwrite", (store) => store.put(pairing, state));
  }

  /** @param {Pairing} pairing */
  async trust(pairing) {
    await this.#within("readwrite", (store) => {
      store.delete("pending");
      return store.put(pairing, "trusted");
    });
  }

  /** @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest} act @returns {Promise<any>} */
  async #within(mode, act) {
    const database = await this.#open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction("pairings", mode, { durability: "strict" });
        const request = act(transaction.objectStore("pairings"));
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  }

  /** @returns {Promise<IDBDatabase>} */
  #open() {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open("framekeeper", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("pairings");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }
}

/** @param {string} hex */
export function fromHex(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** @param {string} characters of the alphabet, 5 bits each @returns {Bytes} */
function bytesOf(characters) {
  let number = 0n;
  for (const character of characters) number = (number << 5n) | BigInt(ALPHABET.indexOf(character));
  return fromHex(number.toString(16).padStart((characters.length * 5) / 4, "0"));
}

/** @param {Bytes} first @param {Bytes} second @returns {Bytes} */
function concat(first, second) {
  return Uint8Array.from([...first, ...second]);
}
