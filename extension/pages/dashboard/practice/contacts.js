/** The page of the contacts: what no warning can see, what was done about each, and words that redirect. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, platformName, sayDay, t } from "../../page.js";
import {
  blankContact,
  contactForm,
  FLAGS,
  filledContact,
  HANDLINGS,
  requestOfContact,
} from "./contact-form.js";
import { redirects } from "./redirects.js";
import { everybody, RegisterPage } from "./register.js";

/** @typedef {import("../../../generated/messages.js").Contact} Contact */
/** @typedef {import("../../../generated/messages.js").Client} Client */
/** @typedef {import("./contact-form.js").Form} Form */

/** @extends {RegisterPage<Contact>} */
export class ContactsPage extends RegisterPage {
  /** @type {Client[]} */
  clients = [];
  /** @type {Form | null} */
  form = null;
  /** Only those that wait. */
  open = false;
  /** Only those with this flag. */
  flag = "";
  portal = "";

  /** @param {() => void} redraw @param {import("../pages.js").Everything} everything */
  constructor(redraw, everything) {
    super(redraw);
    this.everything = everything;
  }

  get unsaved() {
    return this.form !== null && (this.form.note !== "" || this.form.account !== "");
  }

  /** @override */
  heading() {
    return t("contacts");
  }

  /** @override @param {number} skip */
  request(skip) {
    return { type: "contact.list", handling: this.open ? "open" : null, flag: this.flag || null, skip };
  }

  /** @param {string} flag */
  narrow(flag) {
    Object.assign(this, { flag, open: !flag });
  }

  /** @override @param {import("../../../generated/messages.js").ContactsReply} reply */
  rowsOf({ contacts }) {
    return contacts;
  }

  /** @override */
  async load() {
    const [clients, { answers }] = await Promise.all([
      everybody(),
      ask({ type: "policy.draft" }),
      super.load(),
    ]);
    this.clients = clients;
    this.portal = answers.portal || answers.email || "";
  }

  /** @override */
  clear() {
    super.clear();
    Object.assign(this, { clients: [], portal: "" });
  }

  /** @param {Form} form */
  #save(form) {
    if (!form.client) return this.refuse(t("contactWhoNeeded"));
    const said = form.contact ? "contactSaved" : "contactAdded";
    return this.change(requestOfContact(form), ({ contact }) => t(said, contact.label), { form: null });
  }

  /** @param {Contact} contact @param {string} handling */
  #handle({ id, label }, handling) {
    return this.change({ type: "contact.edit", contact: id, handling }, () =>
      t("contactHandled", label, t(`handling_${handling}`)),
    );
  }

  /** @override */
  view() {
    const { form } = this;
    const columns = [t("columnDay"), t("columnLabel"), t("columnWhat"), t("columnHandling"), t("columnNote")];
    return html`
      <p>${t("contactsWhy")}</p>
      ${
        form
          ? contactForm(form, this.clients, {
              save: () => this.#save(form),
              close: () => this.show({ form: null }, "contactAdd"),
            })
          : html`<div class="row">
              <button id="contactAdd" class="first" @click=${() => this.show({ form: blankContact() }, "contactClient")}>
                ${t("contactAdd")}
              </button>
            </div>`
      }
      ${this.said()}
      ${this.#filters()}
      ${this.list(t(this.open || this.flag ? "contactsNone" : "contactsEmpty"), columns, (contact) => this.#row(contact))}
      ${redirects(this.portal, this.redraw)}
    `;
  }

  #filters() {
    const option = (/** @type {string} */ flag) =>
      html`<option value=${flag} .selected=${flag === this.flag}>${t(flag ? `flag_${flag}` : "anyOfThem")}</option>`;
    return html`
      <label class="box"><input type="checkbox" autocomplete="off" .checked=${this.open} @change=${() => {
        this.open = !this.open;
        void this.reload();
      }} /> ${t("contactsOnlyOpen")}</label>
      <div class="filters plain">
        <label>${t("columnFlag")}
          <select autocomplete="off" @change=${(/** @type {Event} */ { target }) => {
            this.flag = /** @type {HTMLSelectElement} */ (target).value;
            void this.reload();
          }}>${["", ...FLAGS].map(option)}</select>
        </label>
      </div>
    `;
  }

  /** @param {Contact} contact */
  #row(contact) {
    const what = t(`contact_${contact.kind}`);
    const named = `${contact.label}, ${what}, ${sayDay(contact.day)}`;
    const remove = () =>
      this.change({ type: "contact.remove", contact: contact.id }, () => t("contactRemoved", contact.label));
    return html`
      <tr>
        <td>${sayDay(contact.day)}</td>
        <td>
          <button id=${`about-${contact.id}`} class="plain" aria-label=${t("timeline", contact.label)}
            @click=${() => this.everything(contact, `about-${contact.id}`)}>
            <bdi>${contact.label}</bdi>
          </button>
        </td>
        <td>
          ${what}
          <div class="small quiet">
            ${t(`by_${contact.by}`)}${contact.platform ? html`, ${platformName(contact.platform)}` : nothing}
          </div>
        </td>
        <td>
          <select aria-label=${t("contactHandlingOf", named)} autocomplete="off"
            @change=${(/** @type {Event} */ { target }) => this.#handle(contact, /** @type {HTMLSelectElement} */ (target).value)}>
            ${HANDLINGS.map((each) => html`<option value=${each} .selected=${each === contact.handling}>${t(`handling_${each}`)}</option>`)}
          </select>
        </td>
        <td dir="auto">
          ${contact.note}
          ${(contact.flags ?? []).map((flag) => html`<div class="small quiet">${t(`flag_${flag}`)}</div>`)}
        </td>
        <td>
          <div class="row">
            <button aria-label=${t("contactEditThis", named)} @click=${() => this.show({ form: filledContact(contact) }, "contactKind")}>
              ${t("contactEdit")}
            </button>
            <button class="plain" aria-label=${t("takeAwayThis", named)} @click=${remove}>
              ${t("takeAway")}
            </button>
          </div>
        </td>
      </tr>
    `;
  }
}
