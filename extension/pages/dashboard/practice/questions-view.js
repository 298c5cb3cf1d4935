/** How each kind of question is drawn: a label, perhaps a hint, and the field. */

import { language } from "../../../background/texts.js";
import { html, nothing } from "../../../vendor/lit-html.js";
import { t } from "../../page.js";
import { COUNTRIES } from "./questions.js";

/** @typedef {import("./questions.js").Question} Question */
/** @typedef {(answer: string, value: unknown) => void} Answer */

/** @param {Event} event */
const textOf = ({ target }) => /** @type {HTMLInputElement} */ (target).value;

/** @param {Question} question @param {any} answers @param {Answer} put */
export function questionView(question, answers, put) {
  if (question.when && !question.when(answers)) return nothing;
  const { answer, kind } = question;
  if (kind === "many" || kind === "yes") return boxes(question, answers, put);
  const hint = question.hint
    ? html`<p class="small quiet" id="answerHint_${answer}">${t(`answerHint_${answer}`)}</p>`
    : nothing;
  return html`<label for=${answer}>${t(`answer_${answer}`)}</label>${hint}${field(question, answers, put)}`;
}

/** @param {Question} question @param {any} answers @param {Answer} put */
function field({ answer, kind, choices = [], range, hint }, answers, put) {
  const described = hint ? `answerHint_${answer}` : nothing;
  const value = answers[answer];
  if (kind === "choice" || kind === "country") {
    const options =
      kind === "country" ? countries() : choices.map((each) => [each, t(`choice_${answer}_${each}`)]);
    return html`
      <select id=${answer} autocomplete="off" aria-describedby=${described} @change=${(/** @type {Event} */ event) => put(answer, textOf(event))}>
        ${options.map(([code, name]) => html`<option value=${code} .selected=${code === value}>${name}</option>`)}
      </select>
    `;
  }
  if (kind === "long") {
    return html`<textarea id=${answer} rows="6" maxlength="4000" dir="auto" autocomplete="off" spellcheck="false"
      aria-describedby=${described} .value=${value} @input=${(/** @type {Event} */ event) => put(answer, textOf(event))}></textarea>`;
  }
  if (kind === "number") {
    return html`<input id=${answer} type="number" min=${range?.[0]} max=${range?.[1]} autocomplete="off" spellcheck="false"
      aria-describedby=${described} .value=${String(value)}
      @input=${(/** @type {Event} */ event) => putNumber(answer, textOf(event), range, put)} />`;
  }
  return html`<input id=${answer} type=${kind} maxlength="200" dir="auto" autocomplete="off" spellcheck="false"
    aria-describedby=${described} .value=${value} @input=${(/** @type {Event} */ event) => put(answer, textOf(event))} />`;
}

/** A number that the agent would refuse isn't an answer yet. @param {string} answer @param {string} text @param {[number, number] | undefined} range @param {Answer} put */
function putNumber(answer, text, range, put) {
  const number = Number(text);
  const [least, most] = range ?? [0, Number.POSITIVE_INFINITY];
  if (text !== "" && Number.isInteger(number) && number >= least && number <= most) put(answer, number);
}

/** @param {Question} question @param {any} answers @param {Answer} put */
function boxes({ answer, kind, choices = [] }, answers, put) {
  const value = answers[answer];
  if (kind === "yes") {
    return html`<label class="box"><input id=${answer} type="checkbox" autocomplete="off" .checked=${value}
      @change=${() => put(answer, !value)} /> ${t(`answer_${answer}`)}</label>`;
  }
  const toggle = (/** @type {string} */ each) =>
    put(
      answer,
      value.includes(each) ? value.filter((/** @type {string} */ one) => one !== each) : [...value, each],
    );
  return html`
    <fieldset>
      <legend>${t(`answer_${answer}`)}</legend>
      ${choices.map(
        (
          each,
        ) => html`<label class="box"><input type="checkbox" autocomplete="off" .checked=${value.includes(each)}
          @change=${() => toggle(each)} /> ${t(`choice_${answer}_${each}`)}</label>`,
      )}
    </fieldset>
  `;
}

/** @returns {[string, string][]} */
function countries() {
  const names = new Intl.DisplayNames([language() ?? "en"], { type: "region" });
  const named = COUNTRIES.map((code) => /** @type {[string, string]} */ ([code, names.of(code) ?? code]));
  return [["", t("choose")], ...named.sort(([, one], [, other]) => one.localeCompare(other, language()))];
}
