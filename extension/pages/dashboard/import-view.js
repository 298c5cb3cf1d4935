/** How an import looks in each of its steps. */

import { html, nothing } from "../../vendor/lit-html.js";
import { sayNumber, t } from "../page.js";
import { accountLine } from "./tables.js";

const FIELDS = ["name", "first", "middle", "last", "preferred", "status", "email", "account"];
/** Files that a chooser offers first. */
const ACCEPTED = ".csv,.tsv,.txt,.xlsx,.vcf,text/csv,text/vcard";

/** @typedef {import("./import-flow.js").ImportFlow} Flow */
/** @typedef {import("./import-flow.js").Preview} Preview */
/** @typedef {import("./import-flow.js").Person} Person */
/** @typedef {import("./import-flow.js").Remarks} Remarks */
/** @typedef {import("./import-flow.js").Report} Report */

/** @param {number} number */
const people = (number) => (number === 1 ? t("personOne") : t("persons", sayNumber(number)));

/** @param {Flow} flow */
const problem = (flow) =>
  flow.problem ? html`<p class="problem" role="alert">${flow.problem}</p>` : nothing;

/** @param {Flow} flow */
export function chooseView(flow) {
  const chosen = (/** @type {Event} */ { target }) => {
    const [file] = /** @type {HTMLInputElement} */ (target).files ?? [];
    if (file) void flow.choose(file);
  };
  return html`
    ${problem(flow)}
    <p>${t("importWhat")}</p>
    <p class="quiet">${t("importPrivate")}</p>
    <form class="fields" autocomplete="off">
      <label for="importFile">${t("importChoose")}</label>
      <input id="importFile" type="file" accept=${ACCEPTED} autocomplete="off" spellcheck="false" @change=${chosen} />
    </form>
    <div class="row"><button @click=${() => flow.leave()}>${t("dontImport")}</button></div>
  `;
}

/** @param {Flow} flow */
export function busyView(flow) {
  return html`
    <p role="status">${t(`importing_${flow.doing}`)}</p>
    <progress max="1" .value=${flow.part} aria-label=${t(`importing_${flow.doing}`)}></progress>
    ${
      flow.doing === "finishing"
        ? nothing
        : html`<div class="row"><button @click=${() => flow.cancel()}>${t("stopImport")}</button></div>`
    }
  `;
}

/** @param {Flow} flow @param {Preview} preview */
export function previewView(flow, preview) {
  const { rows, skipped } = preview;
  return html`
    ${problem(flow)}
    <p role="status">
      ${t("importCounts", people(preview.people), sayNumber(rows))} ${skipped ? t("importSkips", sayNumber(skipped)) : ""}
    </p>
    ${columnsTable(flow, preview)} ${peopleTable(flow.people, preview.people)} ${flow.same.view()}
    ${remarksTable(flow, true)} ${remarksTable(flow, false)}
    <div class="row">
      ${
        preview.people
          ? html`<button class="first" @click=${() => flow.commit()}>${t("importAll", people(preview.people))}</button>`
          : nothing
      }
      <button @click=${() => flow.again()}>${t("otherFile")}</button>
      <button @click=${() => flow.leave()}>${t("dontImport")}</button>
    </div>
  `;
}

/** @param {Flow} flow @param {Preview} preview */
function columnsTable(flow, { columns, kind }) {
  if (kind === "vcard") return nothing;
  const fields = columns.map(({ field }) => field);
  const choose = (/** @type {number} */ place, /** @type {Event} */ { target }) => {
    const value = /** @type {HTMLSelectElement} */ (target).value;
    void flow.map(fields.with(place, /** @type {any} */ (value || null)), `column${place}`);
  };
  const row = (
    /** @type {Preview["columns"][0]} */ { heading, field, private: hidden },
    /** @type {number} */ place,
  ) => {
    const name = heading || t("columnNumber", sayNumber(place + 1));
    const holds = hidden
      ? html`<span class="quiet">${t("neverRead")}</span>`
      : html`<select id=${`column${place}`} autocomplete="off" aria-label=${t("holdsThis", name)} @change=${(/** @type {Event} */ event) => choose(place, event)}>
          <option value="" .selected=${field === null}>${t("leftOut")}</option>
          ${FIELDS.map((each) => html`<option value=${each} .selected=${each === field}>${t(`field_${each}`)}</option>`)}
        </select>`;
    return html`<tr><td><bdi>${name}</bdi></td><td>${holds}</td></tr>`;
  };
  return html`
    <section class="stack" aria-labelledby="columns">
      <h2 id="columns">${t("importColumns")}</h2>
      ${table(["columnHeading", "columnHolds"], columns.map(row))}
    </section>
  `;
}

/** @param {Person[]} shown @param {number} total */
function peopleTable(shown, total) {
  if (!shown.length) return nothing;
  const row = (/** @type {Person} */ { row, names, status, accounts }) => html`
    <tr>
      <td>${t("rowNumber", sayNumber(row))}</td>
      <td>${names.map((name) => html`<div><bdi>${name}</bdi></div>`)}</td>
      <td>${t(`status_${status}`)}</td>
      <td>${accounts.map(accountLine)}</td>
    </tr>
  `;
  return html`
    <section class="stack" aria-labelledby="people">
      <h2 id="people">${total > shown.length ? t("firstPeople", sayNumber(shown.length)) : t("allPeople")}</h2>
      ${table(["columnRow", "names", "columnStatus", "columnAccounts"], shown.map(row))}
    </section>
  `;
}

/** @param {Flow} flow @param {boolean} skipped */
function remarksTable(flow, skipped) {
  const { rows, more } = skipped ? flow.skipped : flow.remarks;
  if (!rows.length) return nothing;
  const id = skipped ? "skipped" : "remarks";
  const row = (/** @type {Remarks["rows"][0]} */ { row, why, what }) => html`
    <tr><td>${t("rowNumber", sayNumber(row))}</td><td>${t(`skip_${why}`)}</td><td><bdi>${what}</bdi></td></tr>
  `;
  return html`
    <section class="stack" aria-labelledby=${id}>
      <h2 id=${id}>${t(skipped ? "skippedRows" : "remarkedRows")}</h2>
      ${table(["columnRow", "columnWhy", "columnCell"], rows.map(row))}
      ${
        more === null
          ? nothing
          : html`<div class="row"><button @click=${() => flow.moreRemarks(skipped)}>${t("more")}</button></div>`
      }
    </section>
  `;
}

/** @param {string[]} columns keys of their texts @param {unknown[]} rows */
const table = (columns, rows) => html`
  <table>
    <thead>
      <tr>
        ${columns.map((column) => html`<th scope="col">${t(column)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>
`;

/** @param {Flow} flow @param {Report} report */
export function reportView(flow, report) {
  return html`
    <p role="status">${reportSentence(report)}</p>
    <p>${t("fileStillThere")}</p>
    ${remarksTable(flow, true)} ${remarksTable(flow, false)}
    <div class="row"><button class="first" @click=${() => flow.leave()}>${t("toTheList")}</button></div>
  `;
}

/** @param {Report} report */
export function reportSentence({ added, merged }) {
  const put = added === 1 ? t("importedOne") : t("imported", sayNumber(added));
  return merged ? `${put} ${t("importedMerged", people(merged))}` : put;
}
