/** Fields that several parts of the practice share. */

import { LANGUAGES } from "../../../background/texts.js";
import { html } from "../../../vendor/lit-html.js";
import { t } from "../../page.js";

/** The language of a document, which need not be that of these pages. @param {string} id @param {string} chosen @param {(tag: string) => void} choose */
export const languageSelect = (id, chosen, choose) => html`
  <label class="small" for=${id}>${t("documentLanguage")}</label>
  <select id=${id} autocomplete="off" @change=${(/** @type {Event} */ { target }) => choose(/** @type {HTMLSelectElement} */ (target).value)}>
    ${LANGUAGES.map(({ tag, name }) => html`<option value=${tag} lang=${tag} .selected=${tag === chosen}>${name}</option>`)}
  </select>
`;

/** @param {string} id @param {string} value @param {(day: string) => void} put */
export const dayField = (id, value, put) => html`
  <input id=${id} type="date" autocomplete="off" spellcheck="false" .value=${value}
    @input=${(/** @type {Event} */ { target }) => put(/** @type {HTMLInputElement} */ (target).value)} />
`;
