/** The page of the consents: what clients have agreed to, how each stands, and what came of one that was withdrawn. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, platformName, sayDay, sayTime, sentenceOf, t } from "../../page.js";
import { Changes, undoOfPractice } from "../changes.js";
import { today } from "../draft.js";
import { dayField } from "./selects.js";

const KINDS = ["sharing", "photograph", "testimonial", "recording", "other"];
const MOST_CLIENTS = 500;

/** @typedef {import("../../../generated/messages.js").Consent} Consent */
/** @typedef {import("../../../generated/messages.js").Client} Client */
/** @typedef {import("../pages.js").Page} Page */

/** How a consent stands, in words. @param {Consent} consent */
export function stateWords({ state, expires, withdrawn }) {
  if (state === "withdrawn") return t("consentState_withdrawn", sayDay(withdrawn ?? ""));
  if (state === "valid") return expires ? t("consentState_until", sayDay(expires)) : t("consentState_valid");
  return t(`consentState_${state}`, sayDay(expires ?? ""));
}

/** What the law bars, and what was shared before a withdrawal: below a consent. @param {Consent} consent */
export function consentNotes({ bar, shares = [], withdrawn }) {
  return html`
    ${bar ? html`<p class="small problem">${t(`bar_${bar.code}`)} ${t(bar.checked ? "sourceChecked" : "sourceUnchecked", bar.source)}</p>` : nothing}
    ${
      shares.length
        ? html`<p class="small problem">${t("sharedSince", sayDay(withdrawn ?? ""))}</p>
          <ul class="small">${shares.map(({ time, interaction, platform }) => html`<li>${sayTime(time)}: ${t(`do_${interaction}`)}, ${platformName(platform)}</li>`)}</ul>`
        : nothing
    }
  `;
}

/** All clients on the watch list, by label. @returns {Promise<Client[]>} */
async function everybody() {
  const clients = [];
  for (let after = null, first = true; first || after !== null; first = false) {
    const page = await ask({ type: "client.list", limit: MOST_CLIENTS, after });
    clients.push(...page.clients);
    after = page.more ?? null;
  }
  return clients;
}

const blank = () => ({ client: "", kind: "sharing", scope: "", platform: "", given: today(), expires: "" });

/** @implements {Page} */
export class ConsentsPage {
  /** @type {Consent[]} */
  consents = [];
  /** @type {number | null} */
  more = null;
  /** @type {Client[]} */
  clients = [];
  /** @type {ReturnType<typeof blank> | null} */
  form = null;
  /** What is being withdrawn, and on which day. @type {{consent: Consent, on: string} | null} */
  withdrawal = null;
  problem = "";

  /** @param {() => void} redraw */
  constructor(redraw) {
    this.redraw = redraw;
    this.changes = new Changes(() => this.reload(), undoOfPractice);
  }

  get unsaved() {
    return this.form !== null && (this.form.scope !== "" || this.form.client !== "");
  }

  heading() {
    return t("consents");
  }

  async load() {
    const [list, clients] = await Promise.all([ask({ type: "consent.list" }), everybody()]);
    Object.assign(this, { consents: list.consents, more: list.more ?? null, clients });
  }

  async reload() {
    await this.#act(() => this.load());
  }

  clear() {
    Object.assign(this, { consents: [], more: null, clients: [], withdrawal: null, problem: "" });
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
      const list = await ask({ type: "consent.list", skip: this.more });
      this.consents = [...this.consents, ...list.consents];
      this.more = list.more ?? null;
    });
  }

  #add() {
    return this.#act(async () => {
      const form = /** @type {ReturnType<typeof blank>} */ (this.form);
      if (!form.client) throw new Error(t("consentWhoNeeded"));
      const { consent, change } = await ask({
        type: "consent.add",
        ...form,
        given: form.given || null,
        expires: form.expires || null,
      });
      this.form = null;
      this.changes.add(t("consentAdded", consent.label), change ?? null);
      await this.load();
    });
  }

  #withdraw() {
    return this.#act(async () => {
      const { consent, on } = /** @type {NonNullable<ConsentsPage["withdrawal"]>} */ (this.withdrawal);
      const { change } = await ask({ type: "consent.withdraw", consent: consent.id, on: on || null });
      this.withdrawal = null;
      this.changes.add(t("consentWithdrawn", consent.label), change ?? null);
      await this.load();
    });
  }

  /** @param {Consent} consent */
  #remove({ id, label }) {
    return this.#act(async () => {
      const { change } = await ask({ type: "consent.remove", consent: id });
      this.changes.add(t("consentRemoved", label), change ?? null);
      await this.load();
    });
  }

  /** @param {string} field what gets the focus */
  #show(field) {
    this.redraw();
    document.getElementById(field)?.focus();
  }

  view() {
    return html`
      <p>${t("consentsWhy")}</p>
      ${
        this.form
          ? this.#form(this.form)
          : html`<div class="row"><button class="first" @click=${() => {
              this.form = blank();
              this.#show("consentClient");
            }}>${t("consentAdd")}</button></div>`
      }
      ${this.changes.view()}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${this.withdrawal ? this.#withdrawing(this.withdrawal) : nothing}
      ${this.consents.length ? this.#table() : html`<p class="quiet">${t("consentsEmpty")}</p>`}
      ${this.more === null ? nothing : html`<div class="row"><button @click=${() => this.#more()}>${t("more")}</button></div>`}
    `;
  }

  /** @param {ReturnType<typeof blank>} form */
  #form(form) {
    const value = (/** @type {Event} */ { target }) => /** @type {HTMLInputElement} */ (target).value;
    const put = (/** @type {keyof typeof form} */ name) => (/** @type {Event} */ event) => {
      form[name] = value(event);
    };
    return html`
      <form class="fields" autocomplete="off" novalidate aria-label=${t("consentAdd")} @submit=${(
        /** @type {Event} */ event,
      ) => {
        event.preventDefault();
        void this.#add();
      }}>
        <label for="consentClient">${t("clientWord")}</label>
        <select id="consentClient" autocomplete="off" @change=${put("client")}>
          <option value="" .selected=${form.client === ""}>${t("choose")}</option>
          ${this.clients.map(({ id, label }) => html`<option value=${id} .selected=${id === form.client}>${label}</option>`)}
        </select>
        <label for="consentKind">${t("columnKind")}</label>
        <select id="consentKind" autocomplete="off" @change=${put("kind")}>
          ${KINDS.map((kind) => html`<option value=${kind} .selected=${kind === form.kind}>${t(`consentKind_${kind}`)}</option>`)}
        </select>
        <label for="scope">${t("consentScope")}</label>
        <input id="scope" maxlength="200" dir="auto" autocomplete="off" spellcheck="false" .value=${form.scope} @input=${put("scope")} />
        <label for="platform">${t("consentPlatform")}</label>
        <p class="small quiet" id="platformHint">${t("consentPlatformHint")}</p>
        <input id="platform" maxlength="40" autocomplete="off" spellcheck="false" aria-describedby="platformHint" .value=${form.platform} @input=${put("platform")} />
        <label for="consentGiven">${t("consentGiven")}</label>
        ${dayField("consentGiven", form.given, (day) => {
          form.given = day;
        })}
        <label for="expires">${t("consentExpires")}</label>
        ${dayField("expires", form.expires, (day) => {
          form.expires = day;
        })}
        <div class="row">
          <button class="first" type="submit">${t("save")}</button>
          <button type="button" @click=${() => {
            this.form = null;
            this.redraw();
          }}>${t("dontSave")}</button>
        </div>
      </form>
    `;
  }

  /** @param {NonNullable<ConsentsPage["withdrawal"]>} withdrawal */
  #withdrawing(withdrawal) {
    return html`
      <form class="row" autocomplete="off" novalidate @submit=${(/** @type {Event} */ event) => {
        event.preventDefault();
        void this.#withdraw();
      }}>
        <label for="withdrawnOn">${t("withdrawnOn", withdrawal.consent.label)}</label>
        ${dayField("withdrawnOn", withdrawal.on, (day) => {
          withdrawal.on = day;
        })}
        <button class="first" type="submit">${t("save")}</button>
        <button type="button" @click=${() => {
          this.withdrawal = null;
          this.redraw();
        }}>${t("dontSave")}</button>
      </form>
    `;
  }

  #table() {
    const row = (/** @type {Consent} */ consent) => html`
      <tr>
        <td><bdi>${consent.label}</bdi></td>
        <td>${t(`consentKind_${consent.kind}`)}<div class="small quiet" dir="auto">${consent.scope}</div></td>
        <td>${consent.platform ? platformName(consent.platform) : t("anyPlatform")}</td>
        <td>${t("consentGivenOn", sayDay(consent.given))}</td>
        <td>${stateWords(consent)} ${consentNotes(consent)}</td>
        <td><div class="row">${this.#buttons(consent)}</div></td>
      </tr>
    `;
    const columns = ["columnLabel", "columnKind", "columnPlatform", "columnGivenOn", "columnState"];
    return html`
      <table>
        <thead><tr>${columns.map((column) => html`<th scope="col">${t(column)}</th>`)}<td></td></tr></thead>
        <tbody>${this.consents.map(row)}</tbody>
      </table>
    `;
  }

  /** @param {Consent} consent */
  #buttons(consent) {
    const what = `${consent.label}, ${t(`consentKind_${consent.kind}`)}`;
    return html`
      ${
        consent.withdrawn
          ? nothing
          : html`<button aria-label=${t("consentWithdrawThis", what)} @click=${() => {
              this.withdrawal = { consent, on: today() };
              this.#show("withdrawnOn");
            }}>${t("consentWithdraw")}</button>`
      }
      <button class="plain" aria-label=${t("takeAwayThis", what)} @click=${() => this.#remove(consent)}>${t("takeAway")}</button>
    `;
  }
}
