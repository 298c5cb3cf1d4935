/** The field for a pairing code: the same in every page that shows one. */

import { html } from "../vendor/lit-html.js";
import { send, sentenceOf, t } from "./page.js";

export class PairForm {
  code = "";
  busy = false;
  paired = false;

  /**
   * @param {() => void} redraw
   * @param {object} parts
   * @param {(sentence: string, refusal?: boolean) => void} parts.say the outcome, which belongs into a status
   * @param {(kind: string) => void} parts.done paired; the link's state is of this kind
   */
  constructor(redraw, { say, done }) {
    this.redraw = redraw;
    this.say = say;
    this.done = done;
  }

  view() {
    return html`
      <form class="pairing" autocomplete="off" @submit=${(/** @type {SubmitEvent} */ event) => this.#pair(event)}>
        <label>
          ${t("pairingCode")}
          <input
            name="code"
            type="text"
            autocomplete="off"
            spellcheck="false"
            autocapitalize="off"
            maxlength="200"
            autofocus
            .value=${this.code}
            @input=${(/** @type {InputEvent} */ event) => {
              this.code = /** @type {HTMLInputElement} */ (event.target).value;
            }}
          />
        </label>
        <button type="submit" class="first" ?disabled=${this.busy || this.paired}>${t("pair")}</button>
      </form>
    `;
  }

  /** @param {SubmitEvent} event */
  async #pair(event) {
    event.preventDefault();
    const code = this.code.trim();
    if (!code) return this.say(t("codeNeeded"), true);
    this.#working(true);
    this.say(t("pairing"));
    try {
      await send("pair", { code });
      this.code = "";
      this.paired = true;
      this.done((await send("state")).kind);
    } catch (error) {
      this.say(sentenceOf(error), true);
    } finally {
      this.#working(false);
    }
  }

  /** @param {boolean} busy */
  #working(busy) {
    this.busy = busy;
    this.redraw();
  }
}
