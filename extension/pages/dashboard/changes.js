/** What was changed in this window since the vault was unlocked, each with its undoing: nothing is asked about beforehand. */

import { html, nothing } from "../../vendor/lit-html.js";
import { ask, sentenceOf, t } from "../page.js";

/** As many as are offered. */
const MOST = 10;

/** @typedef {{text: string, change: number, undone: boolean}} Change */

export class Changes {
  /** The latest first. @type {Change[]} */
  changes = [];
  said = "";
  problem = "";

  /** @param {() => Promise<void>} reload */
  constructor(reload) {
    this.reload = reload;
  }

  /** @param {string} text a sentence @param {number | null} change null: there is nothing to undo */
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

  /** @param {Change} change */
  async undo({ text, change, undone }) {
    try {
      const reply = await ask({ type: "client.undo", change });
      this.changes = this.changes.filter((each) => each.change !== change);
      this.add(t(undone ? "redone" : "undone", text), reply.change ?? null, !undone);
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    await this.reload();
  }

  view() {
    const [latest, ...earlier] = this.changes;
    const button = (/** @type {Change} */ change) =>
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
