/** The setting of the language: kept in this browser, not by the agent, since it must be known while the vault is locked. */

import { chooseLanguage, chosenLanguage, LANGUAGES } from "../../background/texts.js";
import { html } from "../../vendor/lit-html.js";
import { t } from "../page.js";

/** @param {{tag: string, name: string}} language */
const option = ({ tag, name }) =>
  html`<option value=${tag} lang=${tag} .selected=${chosenLanguage() === tag}>${name}</option>`;

/** A field for the form of the settings; what is chosen holds at once, in every page that is open. */
export function languagePart() {
  const browsers = new Intl.DisplayNames([chrome.i18n.getUILanguage()], { type: "language" });
  const name = browsers.of(chrome.i18n.getUILanguage()) ?? "";
  return html`
    <label for="language">${t("textLanguage")}</label>
    <p class="small quiet" id="languageHint">${t("languageHint")}</p>
    <select
      id="language"
      autocomplete="off"
      aria-describedby="languageHint"
      @change=${(/** @type {Event} */ { target }) => chooseLanguage(/** @type {HTMLSelectElement} */ (target).value)}
    >
      <option value="" .selected=${chosenLanguage() === ""}>${t("browsersLanguage", name)}</option>
      ${LANGUAGES.map(option)}
    </select>
  `;
}
