/**
 * The extension's one link to the agent: finds it, keeps a session, comes back after every loss, in any start order.
 *
 * `state` tells how things stand; whoever asks while there is no session makes it try at once. Nothing that
 * matters lives here: the worker may die at any time.
 */

import { Initiator, PAIRING_MODE, SESSION_MODE, VERSION } from "./channel.js";
import { LinkError, sentenceFor, wireError } from "./link-errors.js";
import { hkdfKey } from "./noise.js";
import {
  browserName,
  CodeFault,
  codeSecret,
  fromHex,
  IndexedPairings,
  pairInside,
  readCode,
} from "./pairing.js";
import { language } from "./texts.js";
import { Wire } from "./wire.js";

export { LinkError };

/** The agent's default port and its fall-backs, as in agent/listening.py. */
export const PORTS = Object.freeze([48217, 48218, 48219, 48220, 48221, 48222]);
/** Keeps the worker and the connection alive: MV3 stops a worker after 30 s of silence. In ms. */
const PING_EVERY = 20_000;
/** The first wait before trying again, and the longest, in ms. */
const BACK_OFF = Object.freeze({ first: 250, most: 15_000 });
/** Of so many attempts, one looks on all ports: browsers slow down who fails to connect often. */
const LOOK_AROUND = 4;

/** @typedef {import("./pairing.js").Pairing} Pairing */
/** @typedef {import("./pairing.js").PairingStore} PairingStore */
/** @typedef {{kind: "ready" | "locked" | "no_vault" | "away" | "unpaired" | "refused" | "version", sentence: string}} State */

/** @type {Record<string, State["kind"]>} */
const KINDS = {
  agent_away: "away",
  interrupted: "unpaired",
  locked: "locked",
  no_vault: "no_vault",
  unpaired: "unpaired",
  version: "version",
};
/** Which failure tells most, when several ports failed in several ways. */
const TELLING = ["version", "unknown_pairing", "not_allowed", "bad_frame", "handshake_failed", "agent_away"];

/** What opens the vault. */
const OPENING = new Set(["unlock", "vault.make"]);
/** How the vault may be when it isn't open. */
const SHUT = /** @type {const} */ (["locked", "no_vault"]);

/** The link. `state.sentence` is empty when ready. */
export class Link {
  /** @type {State} */
  state = { kind: "away", sentence: sentenceFor("agent_away") };
  #store;
  #makeSocket;
  #software;
  /** @type {Wire | null} */
  #wire = null;
  /** @type {Promise<void> | null} */
  #connecting = null;
  #attempts = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #pinging;
  #closed = false;
  /** @type {Set<() => void>} */
  #stateListeners = new Set();
  /** @type {Set<(notice: any) => void>} */
  #noticeListeners = new Set();

  /**
   * @param {object} [parts] left out but in tests outside a browser
   * @param {PairingStore} [parts.store]
   * @param {(url: string) => WebSocket} [parts.makeSocket]
   * @param {string} [parts.software] what this side is called, for the agent's messages
   */
  constructor({ store = new IndexedPairings(), makeSocket, software = "framekeeper extension" } = {}) {
    this.#store = store;
    this.#makeSocket = makeSocket;
    this.#software = software;
  }

  /** Connect, and stay connected. */
  start() {
    void this.#connect();
  }

  /** End the session and don't come back. */
  close() {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#drop();
  }

  /** @param {() => void} listener called after each change or confirmation of `state` */
  onState(listener) {
    this.#stateListeners.add(listener);
  }

  /** @param {(notice: any) => void} listener */
  onNotice(listener) {
    this.#noticeListeners.add(listener);
  }

  /** Ask the agent; rejects with LinkError. @param {any} request @returns {Promise<any>} */
  async ask(request) {
    if (!this.#wire) await this.#connect();
    const wire = this.#wire;
    if (!wire) throw this.#whyNot();
    try {
      const reply = await wire.ask(request);
      if (OPENING.has(request.type)) this.#setState("ready");
      return reply;
    } catch (error) {
      const shut = error instanceof LinkError && SHUT.find((code) => code === error.code);
      if (shut && wire === this.#wire) this.#setState(shut);
      throw error;
    }
  }

  /** Pair by a code, and connect; rejects with LinkError. @param {string} text the code as a person entered it */
  async pair(text) {
    const { content, port } = await readCode(text).catch((error) => {
      throw error instanceof CodeFault ? new LinkError("bad_input", error.message) : error;
    });
    const wire = await this.#open(port, PAIRING_MODE, await hkdfKey(await codeSecret(content))).catch(
      (error) => {
        throw error.code === "handshake_failed" ? wireError("wrong_code") : error;
      },
    );
    try {
      await pairInside(
        (request) => wire.ask(request),
        this.#store,
        browserName(globalThis.navigator?.userAgent ?? ""),
        port,
      );
    } catch (error) {
      const refused = error instanceof LinkError && error.code !== "agent_away";
      throw refused ? error : wireError("interrupted");
    } finally {
      wire.close();
      // Even an interrupted pairing may have been trusted by the agent: the next session tells.
      await this.#connecting;
      this.#drop();
      await this.#connect();
    }
    if (!this.#wire) throw this.#whyNot();
  }

  #whyNot() {
    const codes = { away: "agent_away", refused: "unknown_pairing" };
    const code = /** @type {Record<string, string>} */ (codes)[this.state.kind] ?? this.state.kind;
    return new LinkError(code, this.state.sentence);
  }

  /** Try to get a session, once at a time. */
  #connect() {
    clearTimeout(this.#retry);
    this.#connecting ??= this.#attempt().finally(() => {
      this.#connecting = null;
    });
    return this.#connecting;
  }

  async #attempt() {
    if (this.#wire || this.#closed) return;
    try {
      await this.#reach();
      this.#attempts = 0;
    } catch (error) {
      const { code, message } = error instanceof LinkError ? error : wireError("bad_frame");
      this.#attempts += 1;
      this.#setState(KINDS[code] ?? "refused", message);
      if (code !== "unpaired") this.#tryLater();
    }
  }

  /** Go through what we have: a pairing that was interrupted may be trusted by the agent, so it comes first. */
  async #reach() {
    const pending = await this.#store.get("pending");
    const trusted = await this.#store.get("trusted");
    if (!pending && !trusted) throw wireError("unpaired");
    if (pending) {
      const outcome = await this.#begin(pending).catch((error) => error);
      if (!(outcome instanceof Error)) return this.#store.trust({ ...pending, port: outcome });
      if (!trusted)
        throw /** @type {any} */ (outcome).code === "unknown_pairing" ? wireError("interrupted") : outcome;
    }
    const port = await this.#begin(/** @type {Pairing} */ (trusted));
    if (port !== trusted?.port)
      await this.#store.put("trusted", { .../** @type {Pairing} */ (trusted), port });
  }

  /** Get a session under a pairing; gives the port. @param {Pairing} pairing */
  async #begin(pairing) {
    const around = this.#attempts % LOOK_AROUND === 0 ? PORTS : [];
    let worst = wireError("agent_away");
    for (const port of new Set([pairing.port, ...around])) {
      try {
        const wire = await this.#open(port, SESSION_MODE, pairing.key, fromHex(pairing.pairing));
        await this.#greet(wire);
        return port;
      } catch (error) {
        if (!(error instanceof LinkError)) throw error;
        if (TELLING.indexOf(error.code) < TELLING.indexOf(worst.code)) worst = error;
      }
    }
    throw worst;
  }

  /** Say who we are, learn the state: only this proves that the agent is there. @param {Wire} wire */
  async #greet(wire) {
    wire.onNotice = (notice) => this.#noticed(notice);
    const asked = wire.ask({
      type: "status",
      version: VERSION,
      software: this.#software,
      language: language() ?? "",
    });
    const status = await asked.catch((error) => {
      wire.close();
      throw error;
    });
    if (wire.ended) throw wire.ended;
    this.#wire = wire;
    wire.onEnd = (error) => this.#lost(error);
    clearInterval(this.#pinging);
    this.#pinging = setInterval(() => void this.#ping(wire), PING_EVERY);
    const shut = status.vault === false ? "no_vault" : "locked";
    this.#setState(status.locked ? shut : "ready");
  }

  /** @param {number} port @param {number} mode @param {CryptoKey} psk @param {import("./noise.js").Bytes} [pairing] */
  #open(port, mode, psk, pairing) {
    return Wire.open(port, new Initiator(mode, psk, pairing), this.#makeSocket);
  }

  /** A connection that doesn't answer a ping until the next one is due is dead. @param {Wire} wire */
  async #ping(wire) {
    const late = setTimeout(() => wire.close(), PING_EVERY - 1000);
    await wire.ask({ type: "ping" }).catch(() => null);
    clearTimeout(late);
  }

  /** @param {any} notice */
  #noticed(notice) {
    if (notice.type === "locked") this.#setState("locked");
    const isShut = SHUT.some((kind) => kind === this.state.kind);
    if (notice.type === "list.changed" && isShut) this.#setState("ready");
    for (const listener of this.#noticeListeners) listener(notice);
  }

  /** @param {LinkError} error */
  #lost({ code }) {
    this.#drop();
    if (this.#closed) return;
    // An agent that locks starts afresh on the same socket: the state stays, and we come back at once.
    if (code !== "locked") this.#setState("away", sentenceFor("agent_away"));
    this.#tryLater();
  }

  #drop() {
    const wire = this.#wire;
    this.#wire = null;
    clearInterval(this.#pinging);
    if (wire) {
      wire.onEnd = () => {};
      wire.close();
    }
  }

  #tryLater() {
    if (this.#closed) return;
    clearTimeout(this.#retry);
    const wait = Math.min(BACK_OFF.first * 2 ** this.#attempts, BACK_OFF.most);
    this.#retry = setTimeout(() => void this.#connect(), wait);
  }

  /** @param {State["kind"]} kind @param {string} [sentence] */
  #setState(kind, sentence = SHUT.some((shut) => shut === kind) ? sentenceFor(kind) : "") {
    this.state = { kind, sentence };
    for (const listener of this.#stateListeners) listener();
  }
}
