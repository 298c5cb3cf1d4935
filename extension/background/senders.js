/**
 * Who may say what. Content scripts live beside pages that are not trusted, so they may only ask and report; what decides,
 * unlocks or reads the list comes from the extension's own pages.
 */

/** All that a content script may send. */
export const FROM_CONTENT = new Set([
  "check",
  "hold",
  "used",
  "activity",
  "seen",
  "left",
  "arrive",
  "passed",
  "draft",
]);

/**
 * @typedef {Pick<chrome.runtime.MessageSender, "id" | "url" | "origin" | "tab" | "frameId">} Sender
 */

/**
 * @param {Sender} sender
 * @param {{id: string, getURL: (path: string) => string}} runtime
 * @returns {"content" | "page" | null} null: not ours
 */
export function roleOf(sender, runtime) {
  if (sender.id !== runtime.id || !sender.url) return null;
  // The address is the frame's; the origin is the browser's own word, and that of a sandboxed frame is "null".
  const ours = runtime.getURL("").replace(/\/$/u, "");
  if (sender.origin === ours && sender.url.startsWith(runtime.getURL("pages/"))) return "page";
  return sender.tab?.id === undefined ? null : "content";
}

/**
 * Whether this sender may send a message of this type.
 * @param {string} type
 * @param {Sender} sender
 * @param {{id: string, getURL: (path: string) => string}} runtime
 */
export function maySend(type, sender, runtime) {
  const role = roleOf(sender, runtime);
  if (role === "content") return FROM_CONTENT.has(type);
  return role === "page" && !FROM_CONTENT.has(type);
}
