/** The watch list to a file that isn't encrypted: the passphrase is asked for again, and kept nowhere. */

import { html, nothing } from "../../vendor/lit-html.js";
import { save } from "../files.js";
import { ask, sentenceOf, t } from "../page.js";
import { passphraseField, takePassphrase } from "./passphrase-field.js";

export class ExportPart {
  said = "";
  problem = "";

  /** @param {() => void} redraw @param {() => void} close */
  constructor(redraw, close) {
    this.redraw = redraw;
    this.close = close;
  }

  heading() {
    return t("exportClients");
  }

  /** @param {SubmitEvent} event */
  async make(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const format = /** @type {HTMLSelectElement} */ (form.elements.namedItem("format")).value;
    const request = { type: "client.export", passphrase: takePassphrase(event), format };
    this.#say(t("exporting"), "");
    try {
      await save(await ask(request));
      this.#say(t("exported"), "");
    } catch (error) {
      this.#say("", sentenceOf(error));
    }
  }

  /** @param {string} said @param {string} problem */
  #say(said, problem) {
    Object.assign(this, { said, problem });
    this.redraw();
  }

  view() {
    return html`
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <p>${t("exportWhat")}</p>
      <form class="fields" autocomplete="off" @submit=${(/** @type {SubmitEvent} */ event) => this.make(event)}>
        <label for="format">${t("exportFormat")}</label>
        <select id="format" name="format" autocomplete="off">
          <option value="csv">${t("exportCsv")}</option>
          <option value="json">${t("exportJson")}</option>
        </select>
        ${passphraseField("exportPassphrase")}
        <div class="row">
          <button class="first" type="submit">${t("saveFile")}</button>
          <button type="button" @click=${() => this.close()}>${t("backToList")}</button>
        </div>
      </form>
      <p role="status">${this.said}</p>
    `;
  }
}
