/**
 * From WebSocket frames to messages and back, the extension's side; its twin is protocol/channel.py, which explains the layout.
 *
 * It touches no socket. What breaks a rule throws WireFault, and the channel must not be used again.
 */

import { Handshake, join, NoiseError, PAYLOAD_LIMIT } from "./noise.js";

/** @typedef {import("./noise.js").Bytes} Bytes */

export const VERSION = 1;
export const SESSION_MODE = 0;
export const PAIRING_MODE = 1;
export const RECORD_LIMIT = 1024 * 1024;
const ID_SIZE = 16;
const FRAME_LIMIT = 65535;
const PAD_STEP = 256;
const PIECE_LIMIT = PAYLOAD_LIMIT - 1;
const LENGTH_SIZE = 4;
const MORE = 0;
const LAST = 1;

/** The agent's close codes, as error codes; what an end that isn't authenticated says is shown, and changes nothing. */
export const CLOSE_CODES = Object.freeze({
  4400: "bad_frame",
  4401: "handshake_failed",
  4403: "not_allowed",
  4404: "unknown_pairing",
  4410: "unpaired",
  4411: "code_used",
  4412: "code_expired",
  4423: "locked",
  4426: "version",
});

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** The peer broke a rule of the wire. */
export class WireFault extends Error {
  /** @param {"bad_frame" | "handshake_failed"} code @param {string} reason */
  constructor(code, reason) {
    super(reason);
    this.code = code;
  }
}

/**
 * A page may put half a surrogate pair into a name; the agent would take the whole message for garbled.
 * @param {string} _key
 * @param {any} value
 */
function wellFormed(_key, value) {
  return typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value;
}

/** Give the record of a message; throws RangeError beyond RECORD_LIMIT. @param {Bytes} message */
export function pad(message) {
  const size = Math.ceil((message.length + LENGTH_SIZE) / PAD_STEP) * PAD_STEP;
  if (size > RECORD_LIMIT) throw new RangeError("The message is longer than the wire allows.");
  const record = new Uint8Array(size);
  new DataView(record.buffer).setUint32(0, message.length);
  record.set(message, LENGTH_SIZE);
  return record;
}

/** Give the message of a record; throws WireFault unless a sender could have made it. @param {Bytes} record */
export function unpad(record) {
  const whole = record.length > 0 && record.length % PAD_STEP === 0;
  const end = whole ? LENGTH_SIZE + new DataView(record.buffer, record.byteOffset).getUint32(0) : 0;
  if (!whole || end > record.length || record.subarray(end).some((byte) => byte !== 0)) {
    throw new WireFault("bad_frame", "a record with wrong padding");
  }
  return record.slice(LENGTH_SIZE, end);
}

/** An established session: seals messages into frames and opens frames into messages, each in its order. */
export class Channel {
  #send;
  #receive;
  /** @type {Bytes[]} */
  #pieces = [];
  #held = 0;

  /** @param {import("./noise.js").Cipher} send @param {import("./noise.js").Cipher} receive */
  constructor(send, receive) {
    this.#send = send;
    this.#receive = receive;
  }

  /** Give the frames of a JSON value, in order. @param {unknown} value @returns {Promise<Bytes[]>} */
  seal(value) {
    return this.sealBytes(encoder.encode(JSON.stringify(value, wellFormed)));
  }

  /** @param {Bytes} message @returns {Promise<Bytes[]>} */
  async sealBytes(message) {
    const record = pad(message);
    const frames = [];
    for (let at = 0; at < record.length; at += PIECE_LIMIT) {
      const last = at + PIECE_LIMIT >= record.length;
      const piece = record.subarray(at, at + PIECE_LIMIT);
      frames.push(this.#send.encrypt(join(Uint8Array.of(last ? LAST : MORE), piece)));
    }
    return Promise.all(frames);
  }

  /** Give the JSON value that this frame completes, or null. @param {Bytes} frame @returns {Promise<any>} */
  async open(frame) {
    const message = await this.openBytes(frame);
    if (message === null) return null;
    try {
      return JSON.parse(decoder.decode(message));
    } catch {
      throw new WireFault("bad_frame", "a message that isn't JSON");
    }
  }

  /** Give the message that this frame completes, or null; rejects with WireFault. @param {Bytes} frame */
  async openBytes(frame) {
    if (frame.length > FRAME_LIMIT) throw new WireFault("bad_frame", "a frame that is too long");
    const part = await this.#receive.decrypt(frame).catch(() => {
      throw new WireFault("bad_frame", "a frame that doesn't open");
    });
    const kind = part[0];
    if (kind !== LAST && kind !== MORE) throw new WireFault("bad_frame", "a part of no known kind");
    return this.#collect(part.slice(1), kind === LAST);
  }

  /** @param {Bytes} piece @param {boolean} last */
  #collect(piece, last) {
    if (!last && piece.length < PIECE_LIMIT) throw new WireFault("bad_frame", "a part that is too short");
    this.#held += piece.length;
    if (this.#held > RECORD_LIMIT) throw new WireFault("bad_frame", "a message that is too long");
    this.#pieces.push(piece);
    if (!last) return null;
    const record = join(...this.#pieces);
    this.#pieces = [];
    this.#held = 0;
    return unpad(record);
  }
}

/** The side that connects: `first` is to be sent, what comes back goes to `finish`. */
export class Initiator {
  #hello;
  #handshake;

  /**
   * @param {number} mode
   * @param {CryptoKey} psk
   * @param {Bytes} [pairing] 16 bytes; left out, random
   * @param {CryptoKeyPair} [ephemeral] for test vectors only
   */
  constructor(mode, psk, pairing = crypto.getRandomValues(new Uint8Array(ID_SIZE)), ephemeral) {
    this.#hello = join(encoder.encode("FK"), Uint8Array.of(VERSION, mode), pairing);
    this.#handshake = new Handshake(psk, join(encoder.encode("framekeeper"), this.#hello), ephemeral);
  }

  /** Give the connection's first frame. */
  async first() {
    return join(this.#hello, await this.#handshake.writeFirst());
  }

  /** Take the agent's answer; rejects with WireFault if it doesn't hold the key. @param {Bytes} frame */
  async finish(frame) {
    const payload = await this.#handshake.readSecond(frame).catch((error) => {
      if (!(error instanceof NoiseError)) throw error;
      throw new WireFault("handshake_failed", "the agent doesn't hold the key");
    });
    if (payload.length > 0) throw new WireFault("bad_frame", "a handshake with a payload");
    return new Channel(...(await this.#handshake.split()));
  }
}
