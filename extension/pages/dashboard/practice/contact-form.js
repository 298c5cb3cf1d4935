/** The form of a contact, new or changed, and the request that it becomes. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { t } from "../../page.js";
import { today } from "../draft.js";
import { dayField } from "./selects.js";

export const KINDS = ["tagged", "wrote", "commented", "requested", "reviewed", "shared", "met", "other"];
export const HANDLINGS = ["open", "ignored", "redirected", "declined", "answered", "discussed", "removed"];
export const FLAGS = ["next_session", "supervision", "record"];

/** @typedef {import("../../../generated/messages.js").Contact} Contact */
/** @typedef {import("../../../generated/messages.js").Client} Client */
/**
 * @typedef {object} Form
 * @property {string} contact empty: a new one
 * @property {string} client
 * @property {string} kind
 * @property {string} by
 * @property {string} day
 * @property {string} account a link, of a new one
 * @property {string} note
 * @property {string[]} flags
 */

/** @returns {Form} */
export const blankContact = () => ({
  contact: "",
  client: "",
  kind: "tagged",
  by: "client",
  day: today(),
  account: "",
  note: "",
  flags: [],
});

/** @param {Contact} contact @returns {Form} */
export const filledContact = ({ id, client, kind, by, day, note, flags = [] }) => ({
  contact: id,
  client,
  kind,
  by,
  day,
  account: "",
  note,
  flags: [...flags],
});

/** @param {Form} form */
export function requestOfContact({ contact, client, kind, by, day, account, note, flags }) {
  const common = { kind, by, day: day || null, note, flags };
  if (contact) return { type: "contact.edit", contact, ...common };
  return { type: "contact.add", client, account: account.trim() || null, ...common };
}

/** @param {string} id @param {{value: string, text: string}[]} options @param {string} chosen @param {(value: string) => void} choose */
const select = (id, options, chosen, choose) => html`
  <select id=${id} autocomplete="off" @change=${(/** @type {Event} */ { target }) => choose(/** @type {HTMLSelectElement} */ (target).value)}>
    ${options.map(({ value, text }) => html`<option value=${value} .selected=${value === chosen}>${text}</option>`)}
  </select>
`;

const kinds = () => KINDS.map((value) => ({ value, text: t(`contact_${value}`) }));
const parties = () => ["client", "therapist"].map((value) => ({ value, text: t(`by_${value}`) }));

/**
 * @param {Form} form
 * @param {Client[]} clients
 * @param {{save: () => void, close: () => void}} actions
 */
export function contactForm(form, clients, { save, close }) {
  const value = (/** @type {Event} */ { target }) => /** @type {HTMLInputElement} */ (target).value;
  return html`
    <form class="fields" autocomplete="off" novalidate aria-label=${t("contactAdd")} @submit=${(
      /** @type {Event} */ event,
    ) => {
      event.preventDefault();
      save();
    }}>
      ${form.contact ? nothing : whoAndWhere(form, clients, value)}
      <label for="contactKind">${t("columnWhat")}</label>
      ${select("contactKind", kinds(), form.kind, (kind) => {
        form.kind = kind;
      })}
      <label for="contactBy">${t("columnBy")}</label>
      ${select("contactBy", parties(), form.by, (by) => {
        form.by = by;
      })}
      <label for="contactDay">${t("columnDay")}</label>
      ${dayField("contactDay", form.day, (day) => {
        form.day = day;
      })}
      <label for="contactNote">${t("columnNote")}</label>
      <p class="small quiet" id="contactNoteHint">${t("contactNoteHint")}</p>
      <textarea id="contactNote" rows="3" maxlength="4000" dir="auto" autocomplete="off" spellcheck="false"
        aria-describedby="contactNoteHint" .value=${form.note} @input=${(/** @type {Event} */ event) => {
          form.note = value(event);
        }}></textarea>
      <fieldset class="stack"><legend>${t("contactFlags")}</legend>${FLAGS.map((flag) => flagBox(form, flag))}</fieldset>
      <div class="row">
        <button class="first" type="submit">${t("save")}</button>
        <button type="button" @click=${close}>${t("dontSave")}</button>
      </div>
    </form>
  `;
}

/** @param {Form} form @param {Client[]} clients @param {(event: Event) => string} value */
const whoAndWhere = (form, clients, value) => html`
  <label for="contactClient">${t("clientWord")}</label>
  <select id="contactClient" autocomplete="off" @change=${(/** @type {Event} */ event) => {
    form.client = value(event);
  }}>
    <option value="" .selected=${form.client === ""}>${t("choose")}</option>
    ${clients.map(({ id, label }) => html`<option value=${id} .selected=${id === form.client}>${label}</option>`)}
  </select>
  <label for="contactAccount">${t("contactAccount")}</label>
  <input id="contactAccount" maxlength="300" autocomplete="off" spellcheck="false" .value=${form.account}
    @input=${(/** @type {Event} */ event) => {
      form.account = value(event);
    }} />
`;

/** @param {Form} form @param {string} flag */
const flagBox = (form, flag) => html`
  <label class="box"><input type="checkbox" autocomplete="off" .checked=${form.flags.includes(flag)} @change=${(
    /** @type {Event} */ { target },
  ) => {
    const on = /** @type {HTMLInputElement} */ (target).checked;
    form.flags = on ? [...form.flags, flag] : form.flags.filter((each) => each !== flag);
  }} /> ${t(`flag_${flag}`)}</label>
`;
