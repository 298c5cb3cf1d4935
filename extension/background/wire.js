/** One connection to the agent: a WebSocket with a session in it. It knows of no pairing store and never reconnects. */

import { CLOSE_CODES, Initiator } from "./channel.js";
import { problemError, wireError } from "./link-errors.js";

/** How long the agent has to accept a connection and prove itself, in ms: a squatter may never answer. */
const HANDSHAKE_PATIENCE = 5000;
const NORMAL_CLOSE = 1000;

/** @typedef {import("./noise.js").Bytes} Bytes */

/** An authenticated session. */
export class Wire {
  #socket;
  #channel;
  #calls = 0;
  /** @type {Map<number, {resolve: (reply: any) => void, reject: (error: Error) => void}>} */
  #waiting = new Map();
  /** Frames are sealed and opened one after the other, since each takes its time. @type {Promise<unknown>} */
  #sending = Promise.resolve();
  /** @type {Promise<unknown>} */
  #receiving = Promise.resolve();
  /** Why it ended, once it has. @type {import("./link-errors.js").LinkError | null} */
  ended = null;
  /** Called with each notice. @type {(notice: any) => void} */
  onNotice = () => {};
  /** Called once, with the reason. @type {(error: import("./link-errors.js").LinkError) => void} */
  onEnd = () => {};

  /** @param {WebSocket} socket @param {import("./channel.js").Channel} channel */
  constructor(socket, channel) {
    this.#socket = socket;
    this.#channel = channel;
    socket.onmessage = ({ data }) => {
      this.#receiving = this.#receiving.then(() => this.#take(data)).catch((error) => this.#end(error));
    };
    socket.onerror = () => {};
    socket.onclose = ({ code, reason }) => {
      // What came before the close is still to be read.
      this.#receiving = this.#receiving.then(() => this.#end(wireError(closeCode(code), reason)));
    };
  }

  /**
   * Connect and shake hands; rejects with LinkError.
   * @param {number} port
   * @param {Initiator} initiator
   * @param {(url: string) => WebSocket} [makeSocket]
   * @returns {Promise<Wire>}
   */
  static async open(port, initiator, makeSocket = (url) => new WebSocket(url)) {
    const first = await initiator.first();
    const socket = makeSocket(`ws://127.0.0.1:${port}/session`);
    socket.binaryType = "arraybuffer";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    try {
      const answer = await new Promise((resolve, reject) => {
        timer = setTimeout(() => reject(wireError("agent_away")), HANDSHAKE_PATIENCE);
        socket.onopen = () => socket.send(first);
        socket.onmessage = ({ data }) => resolve(data);
        // Where nobody listens, not every runtime says more than this.
        socket.onerror = () => reject(wireError("agent_away"));
        socket.onclose = ({ code, reason }) => reject(wireError(closeCode(code), reason));
      });
      // Nothing else can come before we speak: the agent is silent until the session is proved.
      const channel = await initiator.finish(bytesOf(answer));
      if (socket.readyState !== socket.OPEN) throw wireError("agent_away");
      return new Wire(socket, channel);
    } catch (error) {
      socket.close();
      throw wireError(codeOf(error), messageOf(error));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ask and wait for the reply; rejects with LinkError. @param {any} body @returns {Promise<any>} */
  ask(body) {
    return new Promise((resolve, reject) => {
      if (this.ended) return reject(this.ended);
      const id = this.#calls;
      this.#calls += 1;
      this.#waiting.set(id, { resolve, reject });
      this.#sending = this.#sending
        .then(() => this.#send({ frame: "call", id, body }))
        .catch((error) => this.#end(error));
    });
  }

  /** End the session. */
  close() {
    this.#socket.close(NORMAL_CLOSE);
    this.#end(wireError("agent_away"));
  }

  /** @param {unknown} call */
  async #send(call) {
    for (const frame of await this.#channel.seal(call)) this.#socket.send(frame);
  }

  /** @param {unknown} data */
  async #take(data) {
    const message = await this.#channel.open(bytesOf(data));
    if (message === null) return;
    if (message.frame === "notice") return this.onNotice(message.body);
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.body?.type === "problem") waiting?.reject(problemError(message.body));
    else waiting?.resolve(message.body);
  }

  /** @param {unknown} error */
  #end(error) {
    if (this.ended) return;
    const why = wireError(codeOf(error), messageOf(error));
    this.ended = why;
    this.#socket.close();
    for (const { reject } of this.#waiting.values()) reject(why);
    this.#waiting.clear();
    this.onEnd(why);
  }
}

/** @param {unknown} data @returns {Bytes} */
function bytesOf(data) {
  // A text frame is no message; as no bytes at all it fails to open.
  return data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(0);
}

/** @param {number} code of a WebSocket close */
function closeCode(code) {
  return /** @type {Record<number, string>} */ (CLOSE_CODES)[code] ?? "agent_away";
}

/** @param {unknown} error */
function codeOf(error) {
  const code = /** @type {any} */ (error)?.code;
  return typeof code === "string" ? code : "bad_frame";
}

/** The raw reason, from which `version N` is read. @param {unknown} error */
function messageOf(error) {
  return /** @type {any} */ (error)?.reason ?? "";
}
