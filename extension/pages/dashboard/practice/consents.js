/** The page of the consents: what clients have agreed to, how each stands, and what came of one that was withdrawn. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { platformName, sayDay, sayTime, t } from "../../page.js";
import { today } from "../draft.js";
import { everybody, RegisterPage } from "./register.js";
import { dayField } from "./selects.js";

const KINDS = ["sharing", "photograph", "testimonial", "recording", "other"];

/** @typedef {import("../../../generated/messages.js").Consent} Consent */
/** @typedef {import("../../../generated/messages.js").Client} Client */

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

const blank = () => ({ client: "", kind: "sharing", scope: "", platform: "", given: today(), expires: "" });

/** @extends {RegisterPage<Consent>} */
export class ConsentsPage extends RegisterPage {
  /** @type {Client[]} */
  clients = [];
  /** @type {ReturnType<typeof blank> | null} */
  form = null;
  /** What is being withdrawn, and on which day. @type {{consent: Consent, on: string} | null} */
  withdrawal = null;

  get unsaved() {
    return this.form !== null && (this.form.scope !== "" || this.form.client !== "");
  }

  /** @override */
  heading() {
    return t("consents");
  }

  /** @override @param {number} skip */
  request(skip) {
    return { type: "consent.list", skip };
  }

  /** @override @param {import("../../../generated/messages.js").ConsentsReply} reply */
  rowsOf({ consents }) {
    return consents;
  }

  /** @override */
  async load() {
    [this.clients] = await Promise.all([everybody(), super.load()]);
  }

  /** @override */
  clear() {
    super.clear();
    Object.assign(this, { clients: [], withdrawal: null });
  }

  /** @param {ReturnType<typeof blank>} form */
  #add({ client, given, expires, ...rest }) {
    if (!client) return this.refuse(t("consentWhoNeeded"));
    return this.change(
      { type: "consent.add", client, ...rest, given: given || null, expires: expires || null },
      ({ consent }) => t("consentAdded", consent.label),
      { form: null },
    );
  }

  /** @override */
  view() {
    const columns = [
      t("columnLabel"),
      t("columnKind"),
      t("columnPlatform"),
      t("columnGivenOn"),
      t("columnState"),
    ];
    return html`
      <p>${t("consentsWhy")}</p>
      ${
        this.form
          ? this.#form(this.form)
          : html`<div class="row"><button id="consentAdd" class="first"
              @click=${() => this.show({ form: blank() }, "consentClient")}>${t("consentAdd")}</button></div>`
      }
      ${this.said()} ${this.withdrawal ? this.#withdrawing(this.withdrawal) : nothing}
      ${this.list(t("consentsEmpty"), columns, (consent) => this.#row(consent))}
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
        void this.#add(form);
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
          <button type="button" @click=${() => this.show({ form: null }, "consentAdd")}>${t("dontSave")}</button>
        </div>
      </form>
    `;
  }

  /** @param {NonNullable<ConsentsPage["withdrawal"]>} withdrawal */
  #withdrawing({ consent, on }) {
    return html`
      <form class="row" autocomplete="off" novalidate @submit=${(/** @type {Event} */ event) => {
        event.preventDefault();
        void this.change(
          { type: "consent.withdraw", consent: consent.id, on: this.withdrawal?.on || null },
          (reply) => t("consentWithdrawn", reply.consent.label),
          { withdrawal: null },
        );
      }}>
        <label for="withdrawnOn">${t("withdrawnOn", consent.label)}</label>
        ${dayField("withdrawnOn", on, (day) => {
          this.withdrawal = { consent, on: day };
        })}
        <button class="first" type="submit">${t("save")}</button>
        <button type="button" @click=${() => this.show({ withdrawal: null }, "consentAdd")}>${t("dontSave")}</button>
      </form>
    `;
  }

  /** @param {Consent} consent */
  #row(consent) {
    return html`
      <tr>
        <td><bdi>${consent.label}</bdi></td>
        <td>${t(`consentKind_${consent.kind}`)}<div class="small quiet" dir="auto">${consent.scope}</div></td>
        <td>${consent.platform ? platformName(consent.platform) : t("anyPlatform")}</td>
        <td>${t("consentGivenOn", sayDay(consent.given))}</td>
        <td>${stateWords(consent)} ${consentNotes(consent)}</td>
        <td><div class="row">${this.#buttons(consent)}</div></td>
      </tr>
    `;
  }

  /** @param {Consent} consent */
  #buttons(consent) {
    const { id, label, kind, withdrawn } = consent;
    const what = `${label}, ${t(`consentKind_${kind}`)}`;
    const withdraw = () => this.show({ withdrawal: { consent, on: today() } }, "withdrawnOn");
    const remove = () =>
      this.change({ type: "consent.remove", consent: id }, () => t("consentRemoved", label));
    return html`
      ${withdrawn ? nothing : html`<button aria-label=${t("consentWithdrawThis", what)} @click=${withdraw}>${t("consentWithdraw")}</button>`}
      <button class="plain" aria-label=${t("takeAwayThis", what)} @click=${remove}>${t("takeAway")}</button>
    `;
  }
}
