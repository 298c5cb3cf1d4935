/** The form of a dilemma: what is known, what could be done, what the standards say, what was decided, with whom. */

import { html } from "../../../vendor/lit-html.js";
import { t } from "../../page.js";

const TEXTS = ["facts", "options", "standard", "decision", "consulted"];

/** @typedef {import("../../../generated/messages.js").Dilemma} Dilemma */
/** @typedef {import("../../../generated/messages.js").Client} Client */
/** @typedef {import("../../../generated/messages.js").DilemmaSave & Record<string, any>} Form the request itself */

/** @returns {Form} */
export const blankDilemma = () => ({
  type: "dilemma.save",
  dilemma: null,
  title: "",
  client: null,
  ...Object.fromEntries(TEXTS.map((name) => [name, ""])),
});

/** @param {Dilemma} dilemma @returns {Form} */
export function filledDilemma(dilemma) {
  const { id, title, client, facts, options, standard, decision, consulted } = dilemma;
  return { type: "dilemma.save", dilemma: id, title, client, facts, options, standard, decision, consulted };
}

/**
 * @param {Form} form
 * @param {Client[]} clients
 * @param {{save: () => void, close: () => void}} actions
 */
export function dilemmaForm(form, clients, { save, close }) {
  const value = (/** @type {Event} */ { target }) => /** @type {HTMLInputElement} */ (target).value;
  const area = (/** @type {string} */ name) => html`
    <label for=${name}>${t(`dilemma_${name}`)}</label>
    <textarea id=${name} rows="3" maxlength="4000" dir="auto" autocomplete="off" spellcheck="false" .value=${form[name]}
      @input=${(/** @type {Event} */ event) => {
        form[name] = value(event);
      }}></textarea>
  `;
  return html`
    <form class="fields" autocomplete="off" novalidate aria-label=${t("dilemmaAdd")} @submit=${(
      /** @type {Event} */ event,
    ) => {
      event.preventDefault();
      save();
    }}>
      <label for="dilemmaTitle">${t("dilemmaTitle")}</label>
      <input id="dilemmaTitle" maxlength="200" dir="auto" autocomplete="off" spellcheck="false" .value=${form.title}
        @input=${(/** @type {Event} */ event) => {
          form.title = value(event);
        }} />
      <label for="dilemmaClient">${t("clientWord")}</label>
      <select id="dilemmaClient" autocomplete="off" @change=${(/** @type {Event} */ event) => {
        form.client = value(event) || null;
      }}>
        <option value="" .selected=${!form.client}>${t("dilemmaNobody")}</option>
        ${clients.map(({ id, label }) => html`<option value=${id} .selected=${id === form.client}>${label}</option>`)}
      </select>
      ${TEXTS.map(area)}
      <div class="row">
        <button class="first" type="submit">${t("save")}</button>
        <button type="button" @click=${close}>${t("dontSave")}</button>
      </div>
    </form>
  `;
}
