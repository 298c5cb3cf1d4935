/** Whom to call in a crisis, in the country of the practice: shown, mended, and confirmed once by the therapist. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, sayDay, sayTime, sentenceOf, t } from "../../page.js";
import { linesOf } from "./questions.js";

/** @typedef {import("../../../generated/messages.js").CrisisNumbers} CrisisNumbers */

export class NumbersPart {
  /** @type {CrisisNumbers | null} */
  numbers = null;
  emergency = "";
  lines = "";
  problem = "";
  #country = "";

  /** @param {() => void} redraw @param {() => Promise<unknown>} confirmed */
  constructor(redraw, confirmed) {
    this.redraw = redraw;
    this.confirmed = confirmed;
  }

  /** What is being typed stays while the country does. @param {string} country */
  async load(country) {
    if (this.#country === country && this.numbers) return;
    this.#country = country;
    this.numbers = null;
    if (country) this.#take(await ask({ type: "numbers.show", country }));
  }

  /** @param {CrisisNumbers} numbers */
  #take(numbers) {
    this.numbers = numbers;
    this.emergency = numbers.emergency;
    this.lines = numbers.lines.map(({ name, number }) => `${name}: ${number}`).join("\n");
  }

  async #confirm() {
    try {
      const lines = linesOf(this.lines);
      this.problem = "";
      this.#take(
        await ask({ type: "numbers.confirm", country: this.#country, emergency: this.emergency, lines }),
      );
      await this.confirmed();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
  }

  view() {
    if (!this.numbers) return html`<p>${t("numbersNoCountry")}</p>`;
    const { source, noted, confirmed } = this.numbers;
    const field = (/** @type {Event} */ { target }) => /** @type {HTMLInputElement} */ (target).value;
    return html`
      <p>${t("numbersWhy")}</p>
      <p class=${confirmed ? "quiet" : "problem"}>
        ${confirmed ? t("numbersConfirmed", sayTime(confirmed)) : source ? t("numbersUnsure", sayDay(noted), source) : t("numbersNone")}
      </p>
      <label for="emergency">${t("numbersEmergency")}</label>
      <input id="emergency" maxlength="200" autocomplete="off" spellcheck="false" .value=${this.emergency}
        @input=${(/** @type {Event} */ event) => {
          this.emergency = field(event);
        }} />
      <label for="lines">${t("numbersLines")}</label>
      <p class="small quiet" id="linesHint">${t("numbersLinesHint")}</p>
      <textarea id="lines" rows="4" maxlength="4000" autocomplete="off" spellcheck="false" aria-describedby="linesHint"
        .value=${this.lines}
        @input=${(/** @type {Event} */ event) => {
          this.lines = field(event);
        }}></textarea>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <div class="row"><button type="button" @click=${() => this.#confirm()}>${t("numbersConfirm")}</button></div>
    `;
  }
}
