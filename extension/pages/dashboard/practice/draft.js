/**
 * The policy's answers as they are typed: in memory, and in the vault as soon as it can be reached. When the vault is
 * locked in the middle, or the agent dies, they are saved when it is back.
 */

import { ask, sentenceOf } from "../../page.js";

/** How long after the last letter it is saved, in ms. */
const PAUSE = 500;

/** @typedef {import("../../../generated/messages.js").PolicyDraftReply} PolicyDraftReply */

export class PolicyDraft {
  /** @type {any} */
  answers = null;
  /** @type {PolicyDraftReply["problems"]} */
  problems = [];
  /** @type {PolicyDraftReply["citations"]} */
  citations = [];
  /** @type {string | null} */
  saved = null;
  problem = "";
  /** Whether something was typed that the vault doesn't have. */
  unsaved = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** One at a time, in order. @type {Promise<unknown>} */
  #saving = Promise.resolve();

  /** @param {() => void} changed the vault has it, or can't have it now */
  constructor(changed) {
    this.changed = changed;
  }

  /** @param {PolicyDraftReply} reply */
  #take({ answers, problems, citations, saved }) {
    if (!this.unsaved) this.answers = answers;
    Object.assign(this, { problems, citations, saved });
  }

  /** Read it, or give what was typed meanwhile to the vault first. */
  async load() {
    if (this.unsaved) await this.save();
    else this.#take(await ask({ type: "policy.draft" }));
  }

  /** @param {string} answer @param {unknown} value */
  put(answer, value) {
    this.answers = { ...this.answers, [answer]: value };
    this.unsaved = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), PAUSE);
  }

  /** Give all that was typed to the vault; says in `problem` why that can't be. */
  save() {
    clearTimeout(this.#timer);
    this.#saving = this.#saving.then(() => this.#save());
    return this.#saving;
  }

  async #save() {
    if (!this.unsaved) return;
    const given = this.answers;
    try {
      const reply = await ask({ type: "policy.save", answers: given });
      if (this.answers === given) this.unsaved = false;
      this.#take(reply);
      this.problem = "";
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.changed();
  }

  async discard() {
    clearTimeout(this.#timer);
    this.unsaved = false;
    const reply = await ask({ type: "policy.discard" });
    this.#take(reply);
    return reply.change ?? null;
  }

  /** The vault is locked: forget all that it has. */
  clear() {
    if (!this.unsaved) this.answers = null;
    Object.assign(this, { problems: [], citations: [], saved: null, problem: "" });
  }
}
