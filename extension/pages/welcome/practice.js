/**
 * A sample page, and a practice warning over it. The page is drawn here and goes nowhere; the warning is the real one's
 * window about a made-up person. A press is held as on a real page: nothing happens until it was decided.
 */

import { html } from "../../vendor/lit-html.js";
import { onPractised, send, sentenceOf, t } from "../page.js";

/** @typedef {import("./welcome.js").Outside} Outside */
/** @typedef {"follow" | "react"} Interaction */

/** As the window says, and as a grant lasts. */
const GRANTED_MS = 30_000;

export class PracticeStep {
  /** What went through. @type {Set<Interaction>} */
  through = new Set();
  /** Gone ahead with, and not pressed again yet. @type {Interaction | null} */
  armed = null;
  /** Until when that lasts, ms since 1970. */
  until = 0;

  /** @param {Outside} outside */
  constructor(outside) {
    this.outside = outside;
    onPractised(({ interaction, outcome }) =>
      this.#answered(/** @type {Interaction} */ (interaction), outcome),
    );
  }

  /** @param {Interaction} interaction @param {string} outcome */
  #answered(interaction, outcome) {
    this.armed = outcome === "heeded" ? null : interaction;
    this.until = Date.now() + GRANTED_MS;
    const said = this.armed ? t("granted", t(`do_${interaction}`)) : t("sampleHeeded");
    void this.outside.refresh(said);
  }

  /** @param {Interaction} interaction */
  async #press(interaction) {
    // An undo is never held.
    if (this.through.delete(interaction)) return this.outside.say("");
    if (this.armed === interaction && Date.now() < this.until) {
      this.armed = null;
      this.through.add(interaction);
      return this.outside.say(t("sampleThrough"));
    }
    const place = { left: screenX, top: screenY, width: outerWidth, height: outerHeight };
    try {
      const tab = (await chrome.tabs.getCurrent())?.id ?? -1;
      await send("practice.open", { interaction, place, tab });
    } catch (error) {
      this.outside.say(sentenceOf(error), true);
    }
  }

  view() {
    const button = (/** @type {Interaction} */ interaction) => html`
      <button aria-pressed=${this.through.has(interaction) ? "true" : "false"} @click=${() => this.#press(interaction)}>
        ${this.through.has(interaction) ? t(`sampleDone_${interaction}`) : t(`do_${interaction}`)}
      </button>
    `;
    return html`
      <p>${t("practiceWhy")}</p>
      <article class="sample" aria-label=${t("sampleSite")}>
        <p class="small quiet">${t("sampleSite")}</p>
        <header class="row">
          <span class="face" aria-hidden="true">${t("sampleLabel")}</span>
          <span><strong>Alex Birch</strong><br /><span class="small quiet">@alex.birch</span></span>
          ${button("follow")}
        </header>
        <p>${t("samplePost")}</p>
        <div class="row">${button("react")}</div>
      </article>
      <p class="small quiet">${t("practiceBoth")}</p>
    `;
  }
}
