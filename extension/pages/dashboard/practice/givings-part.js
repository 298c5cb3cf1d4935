/** Who was given which version of the policy and signed it; who is missing; days from a CSV file. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, sayDay, t } from "../../page.js";
import { today } from "../draft.js";
import { passphraseField, takePassphrase } from "../passphrase-field.js";
import { dayField } from "./selects.js";

const PAGE = 100;

/** @typedef {import("../../../generated/messages.js").PolicyClient} PolicyClient */
/** @typedef {import("../../../generated/messages.js").PolicyImportReply} PolicyImportReply */

/** What a client was given last, as a sentence. @param {PolicyClient} client */
export function givenWords({ givings: [latest] }) {
  if (!latest) return t("givenNothing");
  const { version, given, signed } = latest;
  return signed
    ? t("givenAndSigned", version, sayDay(given), sayDay(signed))
    : t("givenNotSigned", version, sayDay(given));
}

export class GivingsPart {
  /** @type {PolicyClient[]} */
  clients = [];
  total = 0;
  missing = 0;
  onlyMissing = false;
  skip = 0;
  /** Whose days are being typed. @type {{client: string, label: string, version: number, given: string, signed: string} | null} */
  form = null;
  /** All of whose records are about to be erased. @type {{client: string, label: string} | null} */
  erasing = null;
  /** @type {{text: string, reply: PolicyImportReply} | null} */
  import = null;

  /** @param {{redraw: () => void, act: (action: () => Promise<void>) => Promise<void>, done: (text: string, change: number | null) => void, versions: () => number[]}} parts */
  constructor(parts) {
    this.parts = parts;
  }

  async load() {
    const reply = await ask({
      type: "policy.clients",
      missing: this.onlyMissing,
      skip: this.skip,
      limit: PAGE,
    });
    Object.assign(this, { clients: reply.clients, total: reply.total, missing: reply.missing });
  }

  clear() {
    Object.assign(this, {
      clients: [],
      total: 0,
      missing: 0,
      form: null,
      erasing: null,
      import: null,
      skip: 0,
    });
  }

  /** @param {PolicyClient} client */
  #open({ client, label, givings }) {
    const [latest = 0] = this.parts.versions();
    const known = givings.find(({ version }) => version === latest);
    this.form = {
      client,
      label,
      version: latest,
      given: known?.given ?? today(),
      signed: known?.signed ?? "",
    };
    this.parts.redraw();
    document.getElementById("givenOn")?.focus();
  }

  #save() {
    return this.parts.act(async () => {
      const { client, label, version, given, signed } = /** @type {NonNullable<GivingsPart["form"]>} */ (
        this.form
      );
      const reply = await ask({
        type: "policy.give",
        client,
        version,
        given: given || null,
        signed: signed || null,
      });
      this.form = null;
      this.parts.done(t("givenRecorded", label, givenWords(reply.clients[0])), reply.change ?? null);
      await this.load();
    });
  }

  #takeBack() {
    return this.parts.act(async () => {
      const { client, label, version } = /** @type {NonNullable<GivingsPart["form"]>} */ (this.form);
      const { change } = await ask({ type: "policy.take_back", client, version });
      this.form = null;
      this.parts.done(t("givenTakenBack", label, version), change ?? null);
      await this.load();
    });
  }

  /** @param {{client: string, label: string} | null} erasing */
  #beginErasing(erasing) {
    this.erasing = erasing;
    this.parts.redraw();
    document.getElementById("erasePassphrase")?.focus();
  }

  /** All that the practice has about one who is off the watch list. @param {Event} event */
  #erase(event) {
    event.preventDefault();
    const passphrase = takePassphrase(event);
    return this.parts.act(async () => {
      const { client, label } = /** @type {NonNullable<GivingsPart["erasing"]>} */ (this.erasing);
      const { change } = await ask({ type: "practice.erase", client, passphrase });
      this.erasing = null;
      this.parts.done(t("erasedRecords", label), change ?? null);
      await this.load();
    });
  }

  /** @param {Event} event */
  #read({ target }) {
    const input = /** @type {HTMLInputElement} */ (target);
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    void this.parts.act(async () => {
      const text = await file.text();
      this.import = { text, reply: await ask({ type: "policy.import", text }) };
    });
  }

  #takeIn() {
    return this.parts.act(async () => {
      const reply = await ask({ type: "policy.import", text: this.import?.text ?? "", apply: true });
      this.import = null;
      this.parts.done(t("importDone", reply.lines.length), reply.change ?? null);
      await this.load();
    });
  }

  view() {
    return html`
      <section class="stack" aria-labelledby="givings">
        <h2 id="givings">${t("givings")}</h2>
        <p>${this.missing === 0 ? t("givingsNoneMissing") : t("givingsMissing", this.missing)}</p>
        <label class="box"><input type="checkbox" autocomplete="off" .checked=${this.onlyMissing} @change=${() => {
          this.onlyMissing = !this.onlyMissing;
          this.skip = 0;
          void this.parts.act(() => this.load());
        }} /> ${t("givingsOnlyMissing")}</label>
        ${this.form ? this.#form(this.form) : nothing}
        ${this.erasing ? this.#eraseForm(this.erasing) : nothing}
        ${this.clients.length ? this.#table() : nothing}
        ${this.#pager()}
        ${this.#importing()}
      </section>
    `;
  }

  #table() {
    const row = (/** @type {PolicyClient} */ client) => html`
      <tr>
        <td><bdi>${client.label}</bdi></td>
        <td>${client.status ? t(`status_${client.status}`) : t("offTheList")}</td>
        <td>${client.is_missing ? html`<strong>${t(`standing_${client.standing}`)}</strong>` : t(`standing_${client.standing}`)}</td>
        <td>${givenWords(client)}</td>
        <td>${client.status ? nothing : html`<button class="plain" aria-label=${t("eraseRecordsOf", client.label)} @click=${() => this.#beginErasing(client)}>${t("eraseRecords")}</button>`}
          <button aria-label=${t("givenRecordFor", client.label)} @click=${() => this.#open(client)}>${t("givenRecord")}</button></td>
      </tr>
    `;
    const columns = ["columnLabel", "columnStatus", "columnPolicy", "columnGivenLast"];
    return html`
      <table>
        <thead><tr>${columns.map((column) => html`<th scope="col">${t(column)}</th>`)}<td></td></tr></thead>
        <tbody>${this.clients.map(row)}</tbody>
      </table>
    `;
  }

  /** @param {NonNullable<GivingsPart["form"]>} form */
  #form(form) {
    return html`
      <form class="fields" autocomplete="off" novalidate aria-label=${t("givenRecordFor", form.label)} @submit=${(
        /** @type {Event} */ event,
      ) => {
        event.preventDefault();
        void this.#save();
      }}>
        <h3><bdi>${t("givenRecordFor", form.label)}</bdi></h3>
        <label for="givenVersion">${t("columnVersion")}</label>
        <select id="givenVersion" autocomplete="off" @change=${(/** @type {Event} */ { target }) => {
          form.version = Number(/** @type {HTMLSelectElement} */ (target).value);
        }}>
          ${this.parts.versions().map((number) => html`<option value=${number} .selected=${number === form.version}>${t("policyVersion", number)}</option>`)}
        </select>
        <label for="givenOn">${t("givenOn")}</label>
        ${dayField("givenOn", form.given, (day) => {
          form.given = day;
        })}
        <label for="signedOn">${t("signedOn")}</label>
        <p class="small quiet" id="signedHint">${t("signedOnHint")}</p>
        ${dayField("signedOn", form.signed, (day) => {
          form.signed = day;
        })}
        <div class="row">
          <button class="first" type="submit">${t("save")}</button>
          <button type="button" @click=${() => {
            this.form = null;
            this.parts.redraw();
          }}>${t("dontSave")}</button>
          <button type="button" class="plain" @click=${() => this.#takeBack()}>${t("givenTakeBack")}</button>
        </div>
      </form>
    `;
  }

  /** @param {NonNullable<GivingsPart["erasing"]>} erasing */
  #eraseForm({ label }) {
    return html`
      <form class="fields asking" autocomplete="off" aria-label=${t("eraseRecordsOf", label)} @submit=${(/** @type {Event} */ event) => this.#erase(event)}>
        <h3><bdi>${t("eraseRecordsOf", label)}</bdi></h3>
        ${passphraseField("erasePassphrase")}
        <div class="row">
          <button type="button" class="first" @click=${() => this.#beginErasing(null)}>${t("dontErase")}</button>
          <button type="submit">${t("eraseRecords")}</button>
        </div>
      </form>
    `;
  }

  #pager() {
    if (this.total <= PAGE) return nothing;
    const move = (/** @type {number} */ by) => {
      this.skip += by;
      void this.parts.act(() => this.load());
    };
    return html`
      <nav class="row" aria-label=${t("pages")}>
        <button ?disabled=${this.skip === 0} @click=${() => move(-PAGE)}>${t("pageBefore")}</button>
        <span>${t("pageNumber", String(this.skip / PAGE + 1))}</span>
        <button ?disabled=${this.skip + PAGE >= this.total} @click=${() => move(PAGE)}>${t("pageAfter")}</button>
      </nav>
    `;
  }

  #importing() {
    const reply = this.import?.reply;
    const bad = reply?.lines.filter(({ problem }) => problem) ?? [];
    return html`
      <details .open=${this.import !== null}>
        <summary>${t("import")}</summary>
        <div class="stack">
          <p>${t("importWhy")}</p>
          <label for="csv">${t("importFile")}</label>
          <input id="csv" type="file" accept=".csv,text/csv" autocomplete="off" spellcheck="false" @change=${(/** @type {Event} */ event) => this.#read(event)} />
          ${reply ? html`<p role="status">${t("importFound", reply.lines.length - reply.problems, reply.problems)}</p>` : nothing}
          ${bad.length ? html`<ul>${bad.map(({ line, label, problem = "" }) => html`<li>${t("importLine", line)} <bdi>${label}</bdi>: ${problem}</li>`)}</ul>` : nothing}
          ${reply ? html`<div class="row"><button class="first" ?disabled=${bad.length > 0} @click=${() => this.#takeIn()}>${t("importTakeIn")}</button></div>` : nothing}
        </div>
      </details>
    `;
  }
}
