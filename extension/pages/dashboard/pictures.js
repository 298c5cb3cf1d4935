/** What the log adds up to, as pictures, each with the table behind it one press away. */

import { html, nothing } from "../../vendor/lit-html.js";
import { ask, sentenceOf, t } from "../page.js";
import { dayOf, momentOf } from "./log-words.js";
import { alarms, deciding, good, overridden, places, weeks } from "./pictures-parts.js";

/** Days that can be looked back; 0 is all. */
const SPANS = [91, 365, 0];

export class PicturesPage {
  days = 365;
  /** @type {import("../../generated/messages.js").LogFiguresReply | null} */
  figures = null;
  problem = "";

  /** @param {() => void} redraw */
  constructor(redraw) {
    this.redraw = redraw;
  }

  heading() {
    return t("pictures");
  }

  async load() {
    const since = this.days ? momentOf(dayOf(new Date().toISOString()), -this.days) : null;
    this.figures = await ask({ type: "log.figures", since });
  }

  clear() {
    this.figures = null;
    this.problem = "";
  }

  /** @param {number} days */
  async look(days) {
    this.days = days;
    try {
      await this.load();
      this.problem = "";
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
  }

  view() {
    const { figures } = this;
    if (!figures) return nothing;
    return html`
      <form class="filters plain" autocomplete="off" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
        <label>
          ${t("span")}
          <select autocomplete="off" @change=${(/** @type {Event} */ { target }) => this.look(Number(/** @type {HTMLSelectElement} */ (target).value))}>
            ${SPANS.map((days) => html`<option value=${days} .selected=${days === this.days}>${t(`span_${days}`)}</option>`)}
          </select>
        </label>
      </form>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${figures.weeks.length ? this.#pictures(figures) : html`<p>${t("noPictures")}</p>`}
    `;
  }

  /** @param {import("../../generated/messages.js").LogFiguresReply} figures */
  #pictures(figures) {
    return html`
      ${good(figures)} ${weeks(figures)} ${places(figures)} ${overridden(figures)} ${alarms(figures)} ${deciding(figures)}
    `;
  }
}
