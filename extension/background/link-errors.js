/** Why the agent can't be asked, or what it refused: a stable code (protocol/README.md) and a sentence that says what to do. */

import { VERSION } from "./channel.js";

/** What `Link.ask` rejects with. */
export class LinkError extends Error {
  /** @param {string} code @param {string} message a sentence for a person @param {number | null} [retryAfter] seconds @param {string} [reason] */
  constructor(code, message, retryAfter = null, reason = "") {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter ?? undefined;
    this.reason = reason;
  }
}

/** @type {Record<string, string>} */
const SENTENCES = {
  agent_away: "The agent isn't running. Start it with “framekeeper run”.",
  bad_frame: "The agent and the extension don't understand each other. Update both, then restart the agent.",
  code_expired: "This pairing code has expired. Run “framekeeper pair” for a new one.",
  code_used: "This pairing code has been used. Run “framekeeper pair” for a new one.",
  handshake_failed:
    "What answers isn't the agent that this browser was paired with. Restart the agent, or pair again.",
  interrupted: "Pairing was interrupted. Run “framekeeper pair” for a new code.",
  locked: "The vault is locked. Unlock it.",
  not_allowed: "The agent doesn't accept this browser. Pair it again with “framekeeper pair”.",
  unknown_pairing: "The agent doesn't know this browser. Pair it again with “framekeeper pair”.",
  unpaired: "This browser isn't paired with the agent. Run “framekeeper pair” and enter the code.",
  wrong_code: "The agent doesn't know this pairing code. Run “framekeeper pair” for a new one.",
};

/** @param {string} code @param {string} [reason] with which the agent closed */
export function wireError(code, reason = "") {
  return new LinkError(code, sentenceFor(code, reason), null, reason);
}

/** @param {{code: string, message: string, retry_after?: number | null}} problem */
export function problemError({ code, message, retry_after }) {
  return new LinkError(code, message, retry_after);
}

/** @param {string} code @param {string} reason */
export function sentenceFor(code, reason = "") {
  if (code !== "version") return SENTENCES[code] ?? /** @type {string} */ (SENTENCES.bad_frame);
  const theirs = Number(/^version (\d+)$/.exec(reason)?.[1] ?? VERSION + 1);
  return theirs < VERSION
    ? "The agent is older than this extension. Update Framekeeper, then restart the agent."
    : "This extension is older than the agent. Update the extension.";
}
