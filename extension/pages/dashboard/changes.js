/** What was changed in this window since the vault was unlocked, each with its undoing: nothing is asked about beforehand. */

import { html, nothing } from "../../vendor/lit-html.js";
import { ask, sentenceOf, t } from "../page.js";

/** As many as are offered. */
const MOST = 10;

/**
 * @template T
 * @typedef {{text: string, change: T, undone: boolean}} Change
 */

/** Undo a change of the watch list. @param {number} change @returns {Promise<number | null>} what undoes that */
const undoOfList = async (change) => (await ask({ type: "client.undo", change })).change ?? null;

/** Undo a change of the practice. @param {number} change @returns {Promise<number | null>} what undoes that */
export const undoOfPractice = async (change) => (await ask({ type: "practice.undo", change })).change ?? null;

/** @template [T=number] what undoes a change */
export class Changes {
  /** The latest first. @type {Change<T>[]} */
  changes = [];
  said = "";
  problem = "";

  /**
   * @param {() => Promise<void>} reload
   * @param {(change: T) => Promise<T | null>} [undoing] gives what does it again, if it can be done
   */
  constructor(reload, undoing = /** @type {any} */ (undoOfList)) {
    this.reload = reload;
    this.undoing = undoing;
  }

  /** @param {string} text a sentence @param {T | null} change null: there is nothing to undo */
  add(text, change, undone = false) {
    this.said = text;
    this.problem = "";
    if (change !== null) this.changes = [{ text, change, undone }, ...this.changes].slice(0, MOST);
  }

  /** Say no longer what was done last. */
  hush() {
    this.said = "";
    this.problem = "";
  }

  clear() {
    this.changes = [];
    this.hush();
  }

  /** @param {Change<T>} change */
  async undo({ text, change, undone }) {
    try {
      const again = await this.undoing(change);
      this.changes = this.changes.filter((each) => each.change !== change);
      this.add(t(undone ? "redone" : "undone", text), again, !undone);
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    await this.reload();
  }

  view() {
    const [latest, ...earlier] = this.changes;
    const button = (/** @type {Change<T>} */ change) =>
      html`<button aria-label=${t(change.undone ? "redoThis" : "undoThis", change.text)} @click=${() => this.undo(change)}>
        ${t(change.undone ? "redo" : "undo")}
      </button>`;
    return html`
      <div class="row change">
        <p role="status">${this.said || (latest?.text ?? "")}</p>
        ${latest ? button(latest) : nothing}
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${
        earlier.length
          ? html`<details>
              <summary>${t("earlierChanges")}</summary>
              <ul class="changes">
                ${earlier.map((change) => html`<li class="row"><span>${change.text}</span> ${button(change)}</li>`)}
              </ul>
            </details>`
          : nothing
      }
    `;
  }
}
