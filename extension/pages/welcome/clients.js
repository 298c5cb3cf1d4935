/** The first clients, in the dashboard's own form. */

import { html } from "../../vendor/lit-html.js";
import { ClientForm } from "../dashboard/client-form.js";
import { t } from "../page.js";

/** @typedef {import("./welcome.js").Outside} Outside */
/** @typedef {import("./steps.js").View} View */

export class ClientsStep {
  /** @type {ClientForm | null} */
  form = null;
  /** What was added in this window, a sentence each. @type {string[]} */
  added = [];

  /** @param {Outside} outside */
  constructor(outside) {
    this.outside = outside;
    this.#begin();
  }

  get unsaved() {
    return this.form?.changed ?? false;
  }

  #begin() {
    this.form = new ClientForm(null, {
      redraw: this.outside.redraw,
      done: (sentence) => this.#added(sentence),
      close: () => {
        this.form = null;
        this.outside.redraw();
        document.getElementById("another")?.focus();
      },
    });
  }

  /** @param {string} sentence */
  #added(sentence) {
    this.form = null;
    this.added.push(sentence);
    void this.outside.refresh(sentence).then(() => document.getElementById("another")?.focus());
  }

  #open() {
    this.#begin();
    this.outside.say("");
    document.getElementById("label")?.focus();
  }

  /** The vault is locked: forget what it held, but for what is being typed. */
  clear() {
    this.added = [];
  }

  /** @param {View} _view @param {boolean} done */
  view(_view, done) {
    if (this.form && (!done || this.added.length > 0 || this.form.changed)) {
      return html`<p>${t("clientsWhy")}</p>${this.form.view()}`;
    }
    return html`
      <p>${done ? t("clientsThere") : t("clientsWhy")}</p>
      ${this.added.map((sentence) => html`<p>${sentence}</p>`)}
      <div class="row">
        <button id="another" @click=${() => this.#open()}>${done ? t("anotherClient") : t("addClient")}</button>
      </div>
    `;
  }
}
