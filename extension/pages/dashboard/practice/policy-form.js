/** The guided form of the policy: a step at a time, with what it says beside it, and at the end what is still missing. */

import { language } from "../../../background/texts.js";
import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, t } from "../../page.js";
import { NumbersPart } from "./numbers-part.js";
import { STEPS, stepOf } from "./questions.js";
import { questionView } from "./questions-view.js";
import { languageSelect } from "./selects.js";
import { wordsView } from "./words-view.js";

/** @typedef {import("./draft.js").PolicyDraft} PolicyDraft */
/** @typedef {import("../../../generated/messages.js").PolicyProblem} PolicyProblem */

export class PolicyForm {
  step = 0;
  language = ["en", "es", "de"].find((each) => language()?.startsWith(each)) ?? "en";
  /** @type {import("../../../generated/messages.js").PolicyText | null} */
  text = null;

  /**
   * @param {PolicyDraft} draft
   * @param {{redraw: () => void, close: () => void, finish: () => void, discard: () => void}} parts
   */
  constructor(draft, parts) {
    this.draft = draft;
    this.parts = parts;
    this.numbers = new NumbersPart(parts.redraw, () => this.load());
  }

  get #step() {
    return /** @type {import("./questions.js").Step} */ (STEPS[this.step]);
  }

  /** Read the draft, or save what was typed meanwhile, and see what it says. */
  async load() {
    await this.draft.load();
    await this.preview();
  }

  async preview() {
    this.text = (await ask({ type: "policy.preview", language: this.language })).text;
    await this.numbers.load(this.draft.answers?.country ?? "");
  }

  clear() {
    this.text = null;
    this.numbers = new NumbersPart(this.parts.redraw, () => this.load());
  }

  /** @param {number} step */
  go(step) {
    this.step = step;
    this.parts.redraw();
    document.getElementById("step")?.focus();
  }

  /** @param {string} answer @param {unknown} value */
  #put(answer, value) {
    this.draft.put(answer, value);
    this.parts.redraw();
  }

  view() {
    const { draft } = this;
    if (!draft.answers) return nothing;
    return html`
      ${draft.problem ? html`<p class="problem" role="alert">${draft.problem}</p>` : nothing}
      ${this.#contradictions()}
      <nav class="sections" aria-label=${t("policySteps")}>
        ${STEPS.map(({ name }, place) => html`<button type="button" aria-current=${place === this.step ? "step" : nothing} @click=${() => this.go(place)}>${t(`policyStep_${name}`)}</button>`)}
      </nav>
      <div class="beside">
        <form class="fields" autocomplete="off" novalidate @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
          <h2 id="step" tabindex="-1">${t(`policyStep_${this.#step.name}`)}</h2>
          ${this.#step.name === "crisis" ? this.numbers.view() : nothing}
          ${this.#step.questions.map((question) => questionView(question, draft.answers, (answer, value) => this.#put(answer, value)))}
          ${this.#step.name === "end" ? this.#end() : nothing}
          ${this.#buttons()}
          <p role="status" class="small quiet">${this.#said()}</p>
        </form>
        ${this.#preview()}
      </div>
    `;
  }

  #said() {
    if (this.draft.unsaved) return t("policyNotSaved");
    return this.draft.saved ? t("policySaved") : t("policyUntouched");
  }

  /** Said at once, wherever one is: what contradicts itself can't be finished. */
  #contradictions() {
    const found = this.draft.problems.filter(({ kind }) => kind === "contradiction");
    return html`<div role="alert" class=${found.length ? "contradictions" : ""}>${found.map((each) => this.#problem(each))}</div>`;
  }

  /** @param {PolicyProblem} problem */
  #problem({ code, answers: [answer = ""] }) {
    const step = code === "numbers" ? STEPS.findIndex(({ name }) => name === "crisis") : stepOf(answer);
    return html`
      <p class="row">
        <span class="problem">${t(`problem_${code}`)}</span>
        ${step === this.step ? nothing : html`<button type="button" @click=${() => this.go(step)}>${t("policyGoThere", t(`policyStep_${STEPS[step]?.name}`))}</button>`}
      </p>
    `;
  }

  #buttons() {
    const last = this.step === STEPS.length - 1;
    return html`
      <div class="row">
        ${this.step > 0 ? html`<button type="button" @click=${() => this.go(this.step - 1)}>${t("policyBack")}</button>` : nothing}
        ${last ? nothing : html`<button type="button" class="first" @click=${() => this.go(this.step + 1)}>${t("policyNext")}</button>`}
        <button type="button" class="plain" @click=${() => this.parts.close()}>${t("policyLater")}</button>
      </div>
    `;
  }

  #end() {
    const { citations, problems, saved, answers } = this.draft;
    const missing = problems.filter(({ kind }) => kind === "missing");
    const tick = (/** @type {string} */ code) =>
      answers.checked.includes(code)
        ? answers.checked.filter((/** @type {string} */ one) => one !== code)
        : [...answers.checked, code];
    return html`
      ${
        citations.length
          ? html`<fieldset>
              <legend>${t("policyStandards")}</legend>
              <p class="small quiet">${t("policyStandardsHint")}</p>
              ${citations.map(
                ({
                  code,
                  text,
                }) => html`<label class="box"><input type="checkbox" autocomplete="off" .checked=${answers.checked.includes(code)}
                  @change=${() => this.#put("checked", tick(code))} /> <span>${text}</span></label>`,
              )}
            </fieldset>`
          : nothing
      }
      ${
        missing.length
          ? html`<section class="stack" aria-labelledby="missing"><h2 id="missing">${t("policyMissing")}</h2>${missing.map((each) => this.#problem(each))}</section>`
          : nothing
      }
      <div class="row">
        <button id="finish" type="button" class="first" ?disabled=${problems.length > 0} @click=${() => this.parts.finish()}>${t("policyFinish")}</button>
        ${saved ? html`<button type="button" @click=${() => this.parts.discard()}>${t("policyDiscard")}</button>` : nothing}
      </div>
    `;
  }

  #preview() {
    if (!this.text) return nothing;
    const choose = (/** @type {string} */ chosen) => {
      this.language = chosen;
      void this.preview().then(this.parts.redraw);
    };
    return html`
      <section class="preview" aria-labelledby="says">
        <div class="row"><h2 id="says">${t("policySays")}</h2>${languageSelect("previewLanguage", this.language, choose)}</div>
        ${wordsView(this.text, this.#step.name === "end" ? null : this.#step.clauses)}
      </section>
    `;
  }
}
