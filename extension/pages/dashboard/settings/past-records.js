/** Records of the practice past their time: proposed, and taken away together when that is asked for, with undo. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, sayDay, sayNumber, t } from "../../page.js";

/** Records that are shown. */
const SHOWN = 20;

/** @typedef {import("../../../generated/messages.js").PracticePastReply} PracticePastReply */

export class PastRecords {
  /** @type {PracticePastReply | null} */
  reply = null;

  /** @param {import("./kept.js").Kept} kept */
  constructor(kept) {
    this.kept = kept;
  }

  async load() {
    this.reply = await ask({ type: "practice.past", limit: SHOWN });
  }

  clear() {
    this.reply = null;
  }

  /** @param {number} count @returns {Promise<import("./kept.js").Undo | null>} */
  async #erase(count) {
    const { change } = await ask({ type: "practice.past.erase", count });
    return change ? () => this.#undo(change) : null;
  }

  /** @param {number} change @returns {Promise<import("./kept.js").Undo | null>} */
  async #undo(change) {
    const again = (await ask({ type: "practice.undo", change })).change;
    return again ? () => this.#undo(again) : null;
  }

  /** @param {(client: string, label: string) => unknown} holdButton */
  view(holdButton) {
    if (!this.reply?.total) return nothing;
    const { past, total } = this.reply;
    const row = (/** @type {PracticePastReply["past"][0]} */ { kind, client, label, day, since }) => html`
      <tr>
        <td>${sayDay(day)}</td>
        <td><bdi>${label}</bdi></td>
        <td>${t(`record_${kind}`)}</td>
        <td data-is=${t("columnRests")}>${since.length === 10 ? sayDay(since) : since}</td>
        <td>${holdButton(client, label)}</td>
      </tr>
    `;
    const columns = [t("columnDay"), t("columnLabel"), t("columnWhat"), t("columnRests")];
    const erase = () =>
      this.kept.do(t("settingSaved", t("recordsErased", sayNumber(total))), () => this.#erase(total));
    return html`
      <section class="stack" aria-labelledby="pastRecords">
        <h2 id="pastRecords">${t("recordsPastTitle")}</h2>
        <p>${t("recordsPastWhy")}</p>
        <table>
          <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}<td></td></tr></thead>
          <tbody>${past.map(row)}</tbody>
        </table>
        ${past.length < total ? html`<p class="small quiet">${t("pastShown", sayNumber(past.length))}</p>` : nothing}
        <div class="row"><button @click=${erase}>${t("recordsErase", sayNumber(total))}</button></div>
      </section>
    `;
  }
}
