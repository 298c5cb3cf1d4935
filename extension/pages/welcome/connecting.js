/** The first two steps: the agent runs, and this browser is paired with it. */

import { html, nothing } from "../../vendor/lit-html.js";
import { t } from "../page.js";
import { PairForm } from "../pair-form.js";

/** @typedef {import("./welcome.js").Outside} Outside */
/** @typedef {import("./steps.js").View} View */

export class AgentStep {
  /** @param {View} view @param {boolean} done */
  view(view, done) {
    if (done) return html`<p>${t("agentWhy")}</p><p>${t("agentFound")}</p>`;
    return html`
      <p>${t("agentWhy")}</p>
      <ol class="how">
        <li>${t("agentStart")} <code>${t("startCommand")}</code></li>
        <li>${t("agentLeave")}</li>
      </ol>
      ${view.kind === "unpaired" ? html`<p class="small quiet">${t("agentUnknown")}</p>` : nothing}
    `;
  }
}

export class PairStep {
  /** @param {Outside} outside */
  constructor({ redraw, say, refresh }) {
    this.form = new PairForm(redraw, { say, done: () => void refresh(t("stepPaired")) });
  }

  /** @param {View} view @param {boolean} done */
  view({ kind, sentence }, done) {
    if (done) return html`<p>${t("stepPaired")}</p>`;
    return html`
      <p>${t("pairWhy")}</p>
      ${kind === "unpaired" ? nothing : html`<p class="problem">${sentence}</p>`}
      <ol class="how">
        <li>${t("stepPairEnter")} <span class="quiet">${t("stepPairElse")} <code>${t("pairCommand")}</code></span></li>
        <li>${t("pairStep2")}</li>
      </ol>
      ${this.form.view()}
    `;
  }
}
