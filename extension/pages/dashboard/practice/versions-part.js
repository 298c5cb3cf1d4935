/** The versions of the policy: read, saved as a file, compared, reviewed, deleted. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { save } from "../../files.js";
import { ask, sayDay, sayTime, t } from "../../page.js";
import { languageSelect } from "./selects.js";
import { differencesView, wordsView } from "./words-view.js";

const FORMATS = ["docx", "pdf", "html", "md"];

/** @typedef {import("../../../generated/messages.js").PolicyVersion} PolicyVersion */

export class VersionsPart {
  /** @type {PolicyVersion[]} */
  versions = [];
  /** The version that is open; null: none. @type {number | null} */
  open = null;
  language = "en";
  kind = "policy";
  format = "docx";
  /** Compare with this one. @type {number | null} */
  with = null;
  /** What is shown of it. @type {any} */
  shown = null;

  /** @param {{redraw: () => void, act: (action: () => Promise<void>) => Promise<void>, done: (text: string, change: number | null) => void}} parts */
  constructor(parts) {
    this.parts = parts;
  }

  get latest() {
    return this.versions[0] ?? null;
  }

  async load() {
    this.versions = (await ask({ type: "policy.versions" })).versions;
    if (this.open !== null && !this.versions.some(({ number }) => number === this.open)) this.open = null;
    await this.#read();
  }

  clear() {
    this.versions = [];
    this.open = null;
    this.shown = null;
  }

  async #read() {
    if (this.open === null) return;
    const { language, kind, open } = this;
    this.shown =
      this.with === null
        ? (await ask({ type: "policy.preview", language, kind, version: open })).text
        : (await ask({ type: "policy.differences", before: this.with, after: open, language })).clauses;
  }

  /** @param {Partial<Pick<VersionsPart, "open" | "language" | "kind" | "with">>} change */
  async want(change) {
    await this.parts.act(async () => {
      Object.assign(this, change);
      await this.#read();
    });
  }

  /** @param {string} format @param {number | null} version */
  export(format, version = this.open) {
    const { language, kind } = this;
    return this.parts.act(async () =>
      save(await ask({ type: "policy.export", format, language, kind, version })),
    );
  }

  #remove() {
    return this.parts.act(async () => {
      const version = /** @type {number} */ (this.open);
      const { versions, change } = await ask({ type: "policy.remove", version });
      Object.assign(this, { versions, open: null });
      this.parts.done(t("policyDeleted", version), change ?? null);
    });
  }

  reviewed() {
    return this.parts.act(async () => {
      const { versions, change } = await ask({ type: "policy.reviewed" });
      this.versions = versions;
      this.parts.done(t("policyReviewedNow", sayDay(versions[0].review_due)), change ?? null);
    });
  }

  view() {
    if (this.versions.length === 0) return nothing;
    const row = (
      /** @type {PolicyVersion} */ { number, made, review_due, is_due, given, signed },
      /** @type {number} */ place,
    ) => html`
      <tr>
        <td><button class="plain" aria-expanded=${this.open === number} @click=${() => this.want({ open: this.open === number ? null : number, with: null })}>${t("policyVersion", number)}</button></td>
        <td><time datetime=${made} title=${made}>${sayTime(made)}</time></td>
        <td>${place === 0 ? html`${t("policyReviewOn", sayDay(review_due))}${is_due ? html` <strong class="problem">${t("policyDue")}</strong>` : nothing}` : ""}</td>
        <td>${t("policyCounts", given, signed)}</td>
      </tr>
    `;
    return html`
      <section class="stack" aria-labelledby="versions">
        <h2 id="versions">${t("policyVersions")}</h2>
        <table>
          <thead><tr>${["columnVersion", "columnMade", "columnReview", "columnGiven"].map((column) => html`<th scope="col">${t(column)}</th>`)}</tr></thead>
          <tbody>${this.versions.map(row)}</tbody>
        </table>
        ${this.open === null ? nothing : this.#opened()}
      </section>
    `;
  }

  #opened() {
    const value = (/** @type {Event} */ { target }) => /** @type {HTMLSelectElement} */ (target).value;
    const others = this.versions.filter(({ number }) => number !== this.open);
    return html`
      <div class="row">
        ${languageSelect("versionLanguage", this.language, (language) => this.want({ language }))}
        <label class="small" for="kind">${t("policyKind")}</label>
        <select id="kind" autocomplete="off" @change=${(/** @type {Event} */ event) => this.want({ kind: value(event), with: null })}>
          ${["policy", "consent"].map((kind) => html`<option value=${kind} .selected=${kind === this.kind}>${t(`policyKind_${kind}`)}</option>`)}
        </select>
        <label class="small" for="format">${t("policyFormat")}</label>
        <select id="format" autocomplete="off" @change=${(/** @type {Event} */ event) => {
          this.format = value(event);
        }}>
          ${FORMATS.map((format) => html`<option value=${format} .selected=${format === this.format}>${t(`policyFormat_${format}`)}</option>`)}
        </select>
        <button @click=${() => this.export(this.format)}>${t("policyExport")}</button>
      </div>
      <div class="row">
        ${
          others.length
            ? html`<label class="small" for="compare">${t("policyCompare")}</label>
              <select id="compare" autocomplete="off" @change=${(/** @type {Event} */ event) => this.want({ with: Number(value(event)) || null, kind: "policy" })}>
                <option value="" .selected=${this.with === null}>${t("policyCompareNone")}</option>
                ${others.map(({ number }) => html`<option value=${number} .selected=${number === this.with}>${t("policyVersion", number)}</option>`)}
              </select>`
            : nothing
        }
        <button class="plain" @click=${() => this.#remove()}>${t("policyDelete", this.open ?? 0)}</button>
      </div>
      ${this.#shown()}
    `;
  }

  #shown() {
    if (Array.isArray(this.shown)) return differencesView(this.shown, this.language);
    return this.shown ? wordsView(this.shown) : nothing;
  }
}
