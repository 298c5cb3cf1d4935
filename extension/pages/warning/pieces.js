/** The pieces that the warning's window is put together from: templates only, no state. */

import { html, nothing } from "../../vendor/lit-html.js";
import { t } from "../page.js";
import { FLAGS, REASONS } from "./words.js";

/** @typedef {{reason: string, note: string, snooze: boolean}} Choice */

/** The way to what to do in a crisis: quiet, and in every warning. @param {() => unknown} press */
export const crisisButton = (press) => html`
  <div class="crisis">
    <button type="button" class="plain" aria-label=${t("crisisPressWhy")} @click=${press}>${t("crisisPress")}</button>
  </div>
`;

/** @param {string} fact @param {string} why @param {unknown[]} [what] lines of it */
export const facts = (fact, why, what = []) => html`
  <div class="facts">
    <h1 id="fact">${fact}</h1>
    <p id="why">${why}</p>
    ${what.length ? html`<div id="what">${what.map((line) => html`<p>${line}</p>`)}</div>` : nothing}
  </div>
`;

/** Says of a practice warning that it is one. */
export const practiceLine = () => html`<p class="practice" id="practice">${t("practiceLine")}</p>`;

/** The button that comes first and has the focus. @param {string} text @param {() => unknown} press */
export const safeButton = (text, press) =>
  html`<button class="first safe" data-first @click=${press}>${text}</button>`;

/**
 * @param {Choice} choice
 * @param {boolean} isOpen
 * @param {(reason: string) => void} choose
 */
export function reasonList({ reason: chosen }, isOpen, choose) {
  const row = (/** @type {string} */ reason) => html`
    <label>
      <input
        type="radio"
        name="reason"
        autocomplete="off"
        .value=${reason}
        ?disabled=${!isOpen}
        .checked=${chosen === reason}
        @change=${() => choose(reason)}
      />
      ${t(`reason_${reason}`)}
    </label>
  `;
  return html`
    <div class="reasons" role="radiogroup" aria-label=${t("reasonLegend")}>${REASONS.map(row)}</div>
  `;
}

/** @param {Choice} choice @param {(note: string) => void} write */
export const noteField = ({ note }, write) => html`
  <textarea
    class="note"
    rows="1"
    maxlength="1000"
    autocomplete="off"
    spellcheck="false"
    aria-label=${t("note")}
    placeholder=${t("note")}
    .value=${note}
    @input=${(/** @type {InputEvent} */ event) =>
      write(/** @type {HTMLTextAreaElement} */ (event.target).value)}
  ></textarea>
`;

/** @param {Choice} choice @param {boolean} isOpen @param {() => void} toggle */
export const snoozeBox = ({ snooze }, isOpen, toggle) => html`
  <label class="snooze">
    <input type="checkbox" autocomplete="off" ?disabled=${!isOpen} .checked=${snooze} @change=${toggle} />
    ${t("snooze")}
  </label>
`;

/**
 * Where an override may be come back to. A box that is ticked stays ticked: it is told at once, as a note to the entry.
 * @param {(flag: string) => unknown} tell
 */
export function flagBoxes(tell) {
  const box = (/** @type {string} */ flag) => html`
    <label class="flag">
      <input
        type="checkbox"
        autocomplete="off"
        @change=${(/** @type {Event} */ event) => {
          /** @type {HTMLInputElement} */ (event.target).disabled = true;
          return tell(flag);
        }}
      />
      ${t(`flag_${flag}`)}
    </label>
  `;
  return html`
    <div class="row small quiet" role="group" aria-labelledby="flags">
      <span id="flags">${t("flagFor")}</span>
      ${FLAGS.map(box)}
    </div>
  `;
}
