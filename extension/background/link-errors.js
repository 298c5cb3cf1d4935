/** Why the agent can't be asked, or what it refused: a stable code (protocol/README.md) and a sentence that says what to do. */

import { VERSION } from "./channel.js";
import { t } from "./texts.js";

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

/** Codes that have a sentence of their own. */
const KNOWN = new Set([
  "agent_away",
  "bad_frame",
  "code_expired",
  "code_used",
  "handshake_failed",
  "interrupted",
  "locked",
  "no_vault",
  "not_allowed",
  "unknown_pairing",
  "unpaired",
  "wrong_code",
]);

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
  if (code !== "version") return t(`link_${KNOWN.has(code) ? code : "bad_frame"}`);
  const theirs = Number(/^version (\d+)$/.exec(reason)?.[1] ?? VERSION + 1);
  return t(theirs < VERSION ? "agentOlder" : "agentNewer");
}
