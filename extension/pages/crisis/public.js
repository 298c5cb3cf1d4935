/** Whom anybody may call, by country: there without an agent and without a vault. Nothing of it is recorded anywhere. */

import { NOTED, NUMBERS } from "../../generated/numbers.js";
import { html, nothing } from "../../vendor/lit-html.js";
import { language, sayDay, t } from "../page.js";

/**
 * @typedef {Pick<import("../../generated/messages.js").CrisisNumbers, "emergency" | "lines" | "source"> & {confirmed?: string | null, noted?: string}} Numbers
 */

/** @param {string} country */
export const countryName = (country) =>
  new Intl.DisplayNames(language(), { type: "region" }).of(country) ?? country;

export class PublicPart {
  country = "";
  /** The practice's own, which the therapist may have mended. @type {import("../../generated/messages.js").CrisisNumbers | null} */
  own = null;

  /** @param {() => void} redraw */
  constructor(redraw) {
    this.redraw = redraw;
    const region = navigator.language.split("-")[1]?.toUpperCase() ?? "";
    if (region in NUMBERS) this.country = region;
  }

  /** @param {import("../../generated/messages.js").CrisisNumbers | null} own */
  take(own) {
    this.own = own;
    if (own) this.country = own.country;
  }

  /** @returns {Numbers | null} */
  get numbers() {
    if (this.own && this.own.country === this.country) return this.own;
    return NUMBERS[this.country] ?? null;
  }

  view() {
    const { numbers } = this;
    return html`
      <div class="row">
        <label for="country">${t("crisisCountry")}</label>
        <select id="country" autocomplete="off" @change=${(/** @type {Event} */ { target }) => {
          this.country = /** @type {HTMLSelectElement} */ (target).value;
          this.redraw();
        }}>
          <option value="" .selected=${!this.country}>${t("crisisCountryChoose")}</option>
          ${this.#countries().map(
            ({ country, name }) =>
              html`<option value=${country} .selected=${country === this.country}>${name}</option>`,
          )}
        </select>
      </div>
      ${numbers ? this.#shown(numbers) : nothing}
    `;
  }

  #countries() {
    const known = new Set([...Object.keys(NUMBERS), ...(this.own ? [this.own.country] : [])]);
    return [...known]
      .map((country) => ({ country, name: countryName(country) }))
      .sort((one, other) => one.name.localeCompare(other.name, language()));
  }

  /** @param {Numbers} numbers */
  #shown({ emergency, lines, source, confirmed, noted }) {
    return html`
      <p>${t("crisisInDanger")}</p>
      <p class="number"><bdi>${emergency}</bdi></p>
      <ul class="lines">
        ${lines.map(({ name, number }) => html`<li><span dir="auto">${name}</span> <bdi class="line">${number}</bdi></li>`)}
      </ul>
      ${confirmed || !source ? nothing : html`<p class="problem small">${t("numbersUnsure", sayDay(noted || NOTED), source)}</p>`}
    `;
  }
}
