/** The language of the extension's texts, which this browser keeps. */

import { html } from "../../../vendor/lit-html.js";
import { t } from "../../page.js";
import { languagePart } from "../language.js";

export class LanguagePart {
  heading() {
    return t("textLanguage");
  }

  async load() {}

  clear() {}

  view() {
    return html`<div class="fields">${languagePart()}</div>`;
  }
}
