/** What all of the extension's pages share: texts, talking to the background, words for accounts and times. */

import { direction, language, loadTexts, onLanguage, t } from "../background/texts.js";
import { PLATFORMS } from "../generated/hosts.js";

export { language, sayClock, sayDay, sayNumber, sayTime, t } from "../background/texts.js";

/** Every page begins with this, before it draws anything: it then speaks the language that was chosen, and says which. */
export async function speak() {
  await loadTexts();
  const root = document.documentElement;
  root.lang = language() ?? "";
  root.dir = direction();
}

/** A refusal, as the background passes it on: `message` is a sentence for a person that says what to do. */
export class Refusal extends Error {
  /** @param {string} message @param {string} [code] of protocol/README.md @param {number} [retryAfter] seconds to wait, after a wrong secret */
  constructor(message, code = "", retryAfter = 0) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/**
 * Ask the background.
 * @param {string} type
 * @param {object} [message]
 * @returns {Promise<any>}
 * @throws {Refusal}
 */
export async function send(type, message = {}) {
  const answer = await chrome.runtime.sendMessage({ type, ...message });
  if (!answer || answer.problem)
    throw new Refusal(answer?.problem ?? t("noAnswer"), answer?.code, answer?.retryAfter);
  return answer.value;
}

/** Pass a request on to the agent. @param {{type: string, [field: string]: unknown}} request */
export function ask(request) {
  return send("ask", { request });
}

/** The sentence of whatever was thrown. @param {unknown} error */
export function sentenceOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** @param {string} type of the background's message @param {(message: any) => void} listener */
function on(type, listener) {
  chrome.runtime.onMessage.addListener((message, sender) => {
    if (sender.id === chrome.runtime.id && message?.type === type) listener(message);
  });
}

/** Call when protection or the language changed: what is shown is to be drawn anew. @param {() => void} listener */
export function onChanged(listener) {
  onLanguage(() => void speak().then(listener));
  on("changed", listener);
}

/** Call when the watch list changed, by whomever. @param {() => void} listener */
export function onListChanged(listener) {
  on("list.changed", listener);
}

/** Call when what the practice has recorded was changed, by whomever. @param {() => void} listener */
export function onRecordsChanged(listener) {
  on("records.changed", listener);
}

/** Call when a practice warning was answered. @param {(answered: {interaction: string, outcome: string}) => void} listener */
export function onPractised(listener) {
  on("practised", listener);
}

/** `mastodon:jane@host` → `jane@host`. @param {string} account */
export function handleOf(account) {
  const handle = account.slice(account.indexOf(":") + 1);
  // What isn't an account but a draft that names somebody (agent/watchlist/index.py).
  return handle.startsWith("~") ? t("yourDraft") : handle;
}

/** A platform's name as its people write it. @param {string} platform */
export function platformName(platform) {
  const own = PLATFORMS.filter((each) => each.platform === platform);
  return (own.find(({ name }) => name.toLowerCase() === platform) ?? own[0])?.name ?? platform;
}
