/** Links for tests: in Node, which has a WebSocket but no place for pairings. */

import { Link } from "../../../extension/background/link.js";
import { hkdfKey } from "../../../extension/background/noise.js";
import "./browser.js";

export const ORIGIN = `chrome-extension://${"abcdefghijklmnop".repeat(2)}`;
const SOON = 12_000;

/** @typedef {import("../../../extension/background/pairing.js").Pairing} Pairing */

/** Keeps pairings in memory: Node has no IndexedDB; the browser tests use the real one. */
export class MemoryPairings {
  /** @type {Map<string, Pairing>} */
  kept = new Map();

  /** @param {string} state */
  async get(state) {
    return this.kept.get(state) ?? null;
  }

  /** @param {string} state @param {Pairing} pairing */
  async put(state, pairing) {
    this.kept.set(state, pairing);
  }

  /** @param {Pairing} pairing */
  async trust(pairing) {
    this.kept.delete("pending");
    this.kept.set("trusted", pairing);
  }
}

/** Node's WebSocket takes headers, so that a test can say which extension it is. @param {string} url @returns {WebSocket} */
export function socketOf(url) {
  return new WebSocket(url, /** @type {any} */ ({ headers: { origin: ORIGIN } }));
}

/** @type {Link[]} */
export const links = [];
/** @param {MemoryPairings} [store] @param {(url: string) => any} [makeSocket] */
export function link(store = new MemoryPairings(), makeSocket = socketOf) {
  const made = new Link({ store, makeSocket, software: "test" });
  links.push(made);
  return made;
}

/** Resolves when the link is in this state. @param {Link} of @param {string} kind */
export function becomes(of, kind) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`${of.state.kind}, not ${kind}: ${of.state.sentence}`)),
      SOON,
    );
    const look = () => {
      if (of.state.kind !== kind) return;
      clearTimeout(late);
      resolve(null);
    };
    of.onState(look);
    look();
  });
}

/** A socket that the agent closes with this code and reason. @param {number} code @param {string} reason */
export function closing(code, reason) {
  return () => {
    const socket = {
      OPEN: 1,
      readyState: 1,
      send() {},
      close() {},
      onopen() {},
      onclose(/** @type {any} */ _event) {},
    };
    setTimeout(() => socket.onopen());
    setTimeout(() => socket.onclose({ code, reason }));
    return socket;
  };
}

/** @returns {Promise<MemoryPairings>} */
export async function someStore() {
  const store = new MemoryPairings();
  await store.put("trusted", { pairing: "ab".repeat(16), key: await hkdfKey(new Uint8Array(32)), port: 9 });
  return store;
}
