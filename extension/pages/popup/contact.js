/** A contact with a client whose account this page shows, recorded on the spot. Nothing of the page is copied. */

import { html, nothing } from "../../vendor/lit-html.js";
import { HANDLINGS, KINDS } from "../dashboard/practice/contact-form.js";
import { ask, handleOf, platformName, sentenceOf, t } from "../page.js";

/** @typedef {{account: string, label: string | null, client?: string | null}} Shown an account on this page */
/** @typedef {{account: string, kind: string, handling: string, flags: string[]}} Form */

/** @param {Shown} shown */
const named = ({ account, label }) =>
  `${label} (${t("accountOn", handleOf(account), platformName(account.slice(0, account.indexOf(":"))))})`;

export class ContactPart {
  /** @type {Form | null} */
  form = null;
  said = "";
  problem = "";
  /** By what the contact that was just recorded is undone. @type {number | null} */
  change = null;

  /** @param {() => void} redraw */
  constructor(redraw) {
    this.redraw = redraw;
  }

  /** @param {() => Promise<string>} action gives what was done, as a sentence */
  async #act(action) {
    this.problem = "";
    try {
      this.said = await action();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
  }

  /** @param {Form} form @param {Shown[]} clients */
  #save(form, clients) {
    const { client, label } = clients.find(({ account }) => account === form.account) ?? {};
    return this.#act(async () => {
      const { change } = await ask({ type: "contact.add", client, ...form });
      Object.assign(this, { form: null, change: change ?? null });
      return t("contactAdded", label ?? "");
    });
  }

  /** @param {number} change */
  #undo(change) {
    const { said } = this;
    return this.#act(async () => {
      await ask({ type: "practice.undo", change });
      this.change = null;
      return t("undone", said);
    });
  }

  /** @param {Form | null} form @param {string} focus */
  #show(form, focus) {
    Object.assign(this, { form, said: "", change: null, problem: "" });
    this.redraw();
    document.getElementById(focus)?.focus();
  }

  /** @param {Shown[]} shown */
  view(shown) {
    const clients = shown.filter(({ client }) => client);
    const [first] = clients;
    if (!first) return nothing;
    const blank = { account: first.account, kind: "tagged", handling: "open", flags: [] };
    return html`
      <section class="stack" aria-label=${t("contactAdd")}>
        ${
          this.form
            ? this.#form(this.form, clients)
            : html`<div class="row"><button id="contactAdd" @click=${() => this.#show(blank, "contactKind")}>${t("contactAdd")}</button></div>`
        }
        <div class="row">
          <p class="small" role="status">${this.said}</p>
          ${this.change === null ? nothing : html`<button aria-label=${t("undoThis", this.said)} @click=${() => this.#undo(this.change ?? 0)}>${t("undo")}</button>`}
        </div>
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      </section>
    `;
  }

  /** Which of the clients on this page it was. @param {Form} form @param {Shown[]} clients */
  #whom(form, clients) {
    const one = (/** @type {Shown} */ shown) => html`
      <label class="box"><input type="radio" name="whom" autocomplete="off" .checked=${shown.account === form.account} @change=${() => {
        form.account = shown.account;
      }} /> <bdi>${named(shown)}</bdi></label>
    `;
    return html`<fieldset class="stack"><legend>${t("clientWord")}</legend>${clients.map(one)}</fieldset>`;
  }

  /** @param {Form} form @param {Shown[]} clients */
  #form(form, clients) {
    const select = (
      /** @type {string} */ id,
      /** @type {"kind" | "handling"} */ field,
      /** @type {{value: string, text: string}[]} */ options,
    ) => html`
      <select id=${id} autocomplete="off" @change=${(/** @type {Event} */ { target }) => {
        form[field] = /** @type {HTMLSelectElement} */ (target).value;
      }}>
        ${options.map(({ value, text }) => html`<option value=${value} .selected=${value === form[field]}>${text}</option>`)}
      </select>
    `;
    const words = (/** @type {string[]} */ all, /** @type {(value: string) => string} */ say) =>
      all.map((value) => ({ value, text: say(value) }));
    return html`
      <form class="fields" autocomplete="off" novalidate @submit=${(/** @type {Event} */ event) => {
        event.preventDefault();
        void this.#save(form, clients);
      }}>
        <p class="small quiet">${t("contactOnPage")}</p>
        ${clients.length > 1 ? this.#whom(form, clients) : nothing}
        <label for="contactKind">${t("columnWhat")}</label>
        ${select(
          "contactKind",
          "kind",
          words(KINDS, (kind) => t(`contact_${kind}`)),
        )}
        <label for="contactHandling">${t("columnHandling")}</label>
        ${select(
          "contactHandling",
          "handling",
          words(HANDLINGS, (handling) => t(`handling_${handling}`)),
        )}
        <label class="box"><input type="checkbox" autocomplete="off" .checked=${form.flags.length > 0} @change=${(
          /** @type {Event} */ { target },
        ) => {
          form.flags = /** @type {HTMLInputElement} */ (target).checked ? ["supervision"] : [];
        }} /> ${t("flag_supervision")}</label>
        <div class="row">
          <button class="first" type="submit">${t("save")}</button>
          <button type="button" @click=${() => this.#show(null, "contactAdd")}>${t("dontSave")}</button>
        </div>
      </form>
    `;
  }
}
