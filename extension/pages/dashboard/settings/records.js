/** How long records are kept: retention, legal hold, what is past its time, and a client's right to have all erased. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, platformName, sayDay, sayNumber, sayTime, sentenceOf, t } from "../../page.js";
import { whatWords } from "../log-words.js";
import { Erasing } from "./erasing.js";
import { checkField, selectField } from "./fields.js";
import { PastRecords } from "./past-records.js";

/** In years; what is usual has its reason beside it. 0: for good. */
const PRESETS = [6, 7, 10, 15, 20, 0];
/** Clients that a search shows. */
const FOUND = 5;
/** Entries that are shown of what is past. */
const SHOWN = 20;

/** @typedef {import("../../../generated/messages.js").RetentionReply} RetentionReply */
/** @typedef {{id: string, label: string}} Found */

/** @param {number} years */
function yearsText(years) {
  if (years === 0) return t("retention0");
  if (years === 1) return t("retentionYear");
  if (years === 6) return t("retention6");
  return years === 7 ? t("retention7") : t("retentionYears", years);
}

export class RecordsPart {
  /** @type {RetentionReply | null} */
  retention = null;
  search = "";
  /** @type {Found[]} */
  found = [];

  /** @param {import("./kept.js").Kept} kept @param {() => void} redraw */
  constructor(kept, redraw) {
    this.kept = kept;
    this.redraw = redraw;
    this.records = new PastRecords(kept);
    this.erasing = new Erasing(redraw, kept.reload);
  }

  heading() {
    return t("sectionRecords");
  }

  async load() {
    await this.kept.load();
    const [retention] = await Promise.all([ask({ type: "retention", limit: SHOWN }), this.records.load()]);
    this.retention = retention;
  }

  clear() {
    this.retention = null;
    this.search = "";
    this.found = [];
    this.records.clear();
    this.erasing.clear();
    this.kept.clear();
  }

  /** @param {string} search */
  async find(search) {
    this.search = search;
    try {
      const { clients } = search.trim()
        ? await ask({ type: "client.list", search, limit: FOUND })
        : { clients: [] };
      if (this.search === search) this.found = clients;
    } catch (error) {
      this.kept.changes.problem = sentenceOf(error);
    }
    this.redraw();
  }

  /** @param {string} client @param {boolean} on @returns {Promise<import("./kept.js").Undo>} */
  async #hold(client, on) {
    await ask({ type: "legal.hold", client, on });
    return () => this.#hold(client, !on);
  }

  view() {
    const { retention } = this;
    if (!retention || !this.kept.reply) return nothing;
    return html`${this.kept.changes.view()} ${this.#rules(retention)} ${this.#past(retention)}
      ${this.records.view((client, label) => this.#holdButton(client, label))} ${this.#oneClient(retention)}`;
  }

  /** @param {RetentionReply} retention */
  #rules({ years, legal_hold }) {
    const presets = PRESETS.includes(years) ? PRESETS : [years, ...PRESETS];
    return html`
      <div class="fields">
        <label for="retention">${t("retentionTitle")}</label>
        <p class="small quiet">${t("retentionWhy")}</p>
        ${selectField({
          id: "retention",
          name: t("retentionTitle"),
          value: String(years),
          options: presets.map((each) => ({ value: String(each), text: yearsText(each) })),
          choose: (value) =>
            this.kept.set(
              { retention_log_years: Number(value) },
              t("settingSaved", t("settingIs", t("retentionTitle"), yearsText(Number(value)))),
            ),
        })}
      </div>
      ${checkField({
        id: "legalHoldWhy",
        label: t("legalHold"),
        hint: t("legalHoldWhy"),
        checked: legal_hold,
        choose: (on) =>
          this.kept.set(
            { legal_hold: on },
            t("settingSaved", t("settingIs", t("hold"), t(on ? "switchedOn" : "switchedOff"))),
          ),
      })}
    `;
  }

  /** @param {RetentionReply} retention */
  #past({ past, total, legal_hold }) {
    const row = (/** @type {RetentionReply["past"][0]} */ each) => html`
      <tr>
        <td><time datetime=${each.time} title=${each.time}>${sayTime(each.time)}</time></td>
        <td><bdi>${each.label}</bdi></td>
        <td>${whatWords(each)}</td>
        <td>${each.platform ? platformName(each.platform) : ""}</td>
        <td>${this.#holdButton(each.client, each.label)}</td>
      </tr>
    `;
    const columns = ["columnTime", "columnLabel", "columnInteraction", "columnPlatform"];
    return html`
      <section class="stack" aria-labelledby="past">
        <h2 id="past">${t("pastTitle")}</h2>
        <p>${legal_hold ? t("pastHeld") : total ? pastLine(total, past.length) : t("pastNone")}</p>
        ${
          total
            ? html`
                <table>
                  <thead><tr>${columns.map((column) => html`<th scope="col">${t(column)}</th>`)}<td></td></tr></thead>
                  <tbody>${past.map(row)}</tbody>
                </table>
                <div class="row">
                  <button @click=${() => this.erasing.begin({ past: true }, t("pastNone"))}>${t("erasePast")}</button>
                </div>
              `
            : nothing
        }
        ${this.erasing.view()}
      </section>
    `;
  }

  /** @param {string} client @param {string} label */
  #holdButton(client, label) {
    const hold = () => this.kept.do(t("settingSaved", t("isHeld", label)), () => this.#hold(client, true));
    return html`<button aria-label=${t("holdThis", label)} @click=${hold}>${t("hold")}</button>`;
  }

  /** @param {RetentionReply} retention */
  #oneClient({ holds }) {
    const held = (/** @type {RetentionReply["holds"][0]} */ { client, label, since }) => html`
      <li class="row">
        <bdi class="account">${t("heldSince", label || client, sayDay(since.slice(0, 10)))}</bdi>
        <button aria-label=${t("endHoldOf", label || client)}
          @click=${() => this.kept.do(t("settingSaved", t("isFree", label || client)), () => this.#hold(client, false))}>
          ${t("endHold")}
        </button>
      </li>
    `;
    const found = (/** @type {Found} */ { id, label }) => html`
      <li class="row">
        <bdi class="account">${label}</bdi>
        ${holds.some(({ client }) => client === id) ? nothing : this.#holdButton(id, label)}
        <button aria-label=${t("eraseAllOf", label)}
          @click=${() => this.erasing.begin({ client: id }, t("eraseNobody", label))}>${t("eraseAll")}</button>
      </li>
    `;
    return html`
      <section class="stack" aria-labelledby="oneClient">
        <h2 id="oneClient">${t("oneClientTitle")}</h2>
        <p>${t("oneClientWhy")}</p>
        ${holds.length ? html`<ul class="accounts">${holds.map(held)}</ul>` : nothing}
        <div class="fields">
          <label for="findClient">${t("findClient")}</label>
          <input id="findClient" type="search" maxlength="200" autocomplete="off" spellcheck="false" .value=${this.search}
            @input=${(/** @type {Event} */ { target }) => this.find(/** @type {HTMLInputElement} */ (target).value)} />
          ${this.found.length ? html`<ul class="accounts">${this.found.map(found)}</ul>` : nothing}
          ${this.search.trim() && !this.found.length ? html`<p role="status">${t("nobodyFound")}</p>` : nothing}
        </div>
      </section>
    `;
  }
}

/** @param {number} total @param {number} shown */
function pastLine(total, shown) {
  const line = total === 1 ? t("pastOne") : t("pastMany", sayNumber(total));
  return shown < total ? `${line} ${t("pastShown", sayNumber(shown))}` : line;
}
