/** The page of the contacts: what no warning can see, what was done about each, and words that redirect. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, platformName, sayDay, sentenceOf, t } from "../../page.js";
import { Changes, undoOfPractice } from "../changes.js";
import { blankContact, contactForm, filledContact, HANDLINGS, requestOfContact } from "./contact-form.js";
import { redirects } from "./redirects.js";

const MOST_CLIENTS = 500;

/** @typedef {import("../../../generated/messages.js").Contact} Contact */
/** @typedef {import("../../../generated/messages.js").Client} Client */
/** @typedef {import("../pages.js").Page} Page */

/** @implements {Page} */
export class ContactsPage {
  /** @type {Contact[]} */
  contacts = [];
  /** @type {number | null} */
  more = null;
  /** @type {Client[]} */
  clients = [];
  /** @type {import("./contact-form.js").Form | null} */
  form = null;
  /** Only those that wait. */
  open = false;
  portal = "";
  problem = "";

  /** @param {() => void} redraw */
  constructor(redraw) {
    this.redraw = redraw;
    this.changes = new Changes(() => this.reload(), undoOfPractice);
  }

  get unsaved() {
    return this.form !== null && (this.form.note !== "" || this.form.account !== "");
  }

  heading() {
    return t("contacts");
  }

  async load() {
    const [list, { clients }, { answers }] = await Promise.all([
      ask(this.#request(0)),
      ask({ type: "client.list", limit: MOST_CLIENTS }),
      ask({ type: "policy.draft" }),
    ]);
    Object.assign(this, { contacts: list.contacts, more: list.more ?? null, clients });
    this.portal = answers.portal || answers.email || "";
  }

  /** @param {number} skip */
  #request(skip) {
    return { type: "contact.list", handling: this.open ? "open" : null, skip };
  }

  async reload() {
    await this.#act(() => this.load());
  }

  clear() {
    Object.assign(this, { contacts: [], more: null, clients: [], portal: "", problem: "" });
    this.changes.clear();
  }

  /** @param {() => Promise<void>} action */
  async #act(action) {
    try {
      this.problem = "";
      await action();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
  }

  #more() {
    return this.#act(async () => {
      const list = await ask(this.#request(this.more ?? 0));
      this.contacts = [...this.contacts, ...list.contacts];
      this.more = list.more ?? null;
    });
  }

  #save() {
    return this.#act(async () => {
      const form = /** @type {import("./contact-form.js").Form} */ (this.form);
      if (!form.client) throw new Error(t("contactWhoNeeded"));
      const { contact, change } = await ask(requestOfContact(form));
      this.changes.add(t(form.contact ? "contactSaved" : "contactAdded", contact.label), change ?? null);
      this.form = null;
      await this.load();
    });
  }

  /** @param {Contact} contact @param {string} handling */
  #handle({ id, label }, handling) {
    return this.#act(async () => {
      const { change } = await ask({ type: "contact.edit", contact: id, handling });
      this.changes.add(t("contactHandled", label, t(`handling_${handling}`)), change ?? null);
      await this.load();
    });
  }

  /** @param {Contact} contact */
  #remove({ id, label }) {
    return this.#act(async () => {
      const { change } = await ask({ type: "contact.remove", contact: id });
      this.changes.add(t("contactRemoved", label), change ?? null);
      await this.load();
    });
  }

  /** @param {import("./contact-form.js").Form | null} form @param {string} focus */
  #edit(form, focus) {
    this.form = form;
    this.redraw();
    document.getElementById(focus)?.focus();
  }

  view() {
    const { form } = this;
    return html`
      <p>${t("contactsWhy")}</p>
      ${
        form
          ? contactForm(form, this.clients, {
              save: () => this.#save(),
              close: () => this.#edit(null, "contactAdd"),
            })
          : html`<div class="row">
              <button id="contactAdd" class="first" @click=${() => this.#edit(blankContact(), "contactClient")}>
                ${t("contactAdd")}
              </button>
            </div>`
      }
      ${this.changes.view()}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <label class="box"><input type="checkbox" autocomplete="off" .checked=${this.open} @change=${() => {
        this.open = !this.open;
        void this.reload();
      }} /> ${t("contactsOnlyOpen")}</label>
      ${this.contacts.length ? this.#table() : html`<p class="quiet">${t("contactsEmpty")}</p>`}
      ${this.more === null ? nothing : html`<div class="row"><button @click=${() => this.#more()}>${t("more")}</button></div>`}
      ${redirects(this.portal, this.redraw)}
    `;
  }

  #table() {
    const columns = ["columnDay", "columnLabel", "columnWhat", "columnHandling", "columnNote"];
    return html`
      <table>
        <thead><tr>${columns.map((column) => html`<th scope="col">${t(column)}</th>`)}<td></td></tr></thead>
        <tbody>${this.contacts.map((contact) => this.#row(contact))}</tbody>
      </table>
    `;
  }

  /** @param {Contact} contact */
  #row(contact) {
    const what = t(`contact_${contact.kind}`);
    const named = `${contact.label}, ${what}, ${sayDay(contact.day)}`;
    return html`
      <tr>
        <td>${sayDay(contact.day)}</td>
        <td><bdi>${contact.label}</bdi></td>
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
            <button aria-label=${t("contactEditThis", named)} @click=${() => this.#edit(filledContact(contact), "contactKind")}>
              ${t("contactEdit")}
            </button>
            <button class="plain" aria-label=${t("takeAwayThis", named)} @click=${() => this.#remove(contact)}>
              ${t("takeAway")}
            </button>
          </div>
        </td>
      </tr>
    `;
  }
}
