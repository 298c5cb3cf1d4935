/** In the form of a client: which accounts were said not to be theirs, each with its undoing. */

import { html, nothing } from "../../vendor/lit-html.js";
import { ask, handleOf, platformName, sayNumber, sayTime, sentenceOf, t } from "../page.js";

/** @typedef {import("../../generated/messages.js").Clearing} Clearing */

export class ClearingsPart {
  /** @type {Clearing[]} */
  clearings = [];
  unknown = 0;
  said = "";
  problem = "";

  /** @param {string} client @param {() => void} redraw */
  constructor(client, redraw) {
    this.client = client;
    this.redraw = redraw;
  }

  async load() {
    try {
      const { clearings, unknown } = await ask({ type: "clearing.list", client: this.client });
      Object.assign(this, { clearings, unknown, problem: "" });
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
  }

  /** @param {number} warning */
  async undo(warning) {
    try {
      await ask({ type: "clearing.undo", warning });
      this.said = t("clearingUndone");
      await this.load();
    } catch (error) {
      this.problem = sentenceOf(error);
      this.redraw();
    }
    document.getElementById("clearings")?.focus();
  }

  view() {
    const { clearings, unknown, problem, said } = this;
    if (!clearings.length && !unknown && !problem && !said) return nothing;
    const row = (/** @type {Clearing} */ { warning, time, platform, interaction, account }) => {
      const whose = account ? handleOf(account) : t("clearingUnnamed");
      const name = t("clearingOn", whose, platformName(platform), sayTime(time));
      return html`<li class="row">
        <span><bdi>${name}</bdi> <span class="small quiet">${t(`do_${interaction}`)}</span></span>
        <button type="button" aria-label=${t("undoThis", name)} @click=${() => this.undo(warning)}>${t("undo")}</button>
      </li>`;
    };
    return html`
      <section class="stack" aria-labelledby="clearings">
        <h2 id="clearings" tabindex="-1">${t("clearings")}</h2>
        <p>${t("clearingsWhy")}</p>
        ${clearings.length ? html`<ul class="accounts">${clearings.map(row)}</ul>` : nothing}
        ${unknown ? html`<p class="quiet">${t("clearingsUnknown", sayNumber(unknown))}</p>` : nothing}
        ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
        <p role="status">${said}</p>
      </section>
    `;
  }
}
