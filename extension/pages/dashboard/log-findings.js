/** What came of holding a copy against the log, in plain words. */

import { html, nothing } from "../../vendor/lit-html.js";
import { sayNumber, sayTime, t } from "../page.js";

/** Entries that are named one by one. */
const NAMED = 20;

/** @typedef {import("../../generated/messages.js").LogCheckReply} Found */

/** @param {number[]} numbers @param {number} count */
const listed = (numbers, count) =>
  numbers.length ? t("andWhich", numbers.slice(0, NAMED).join(", ") + (count > NAMED ? ", …" : "")) : "";

/** @param {Found} found */
function rows(found) {
  const {
    changed,
    changed_count,
    unknown,
    unknown_count,
    missing,
    missing_count,
    erased,
    matching,
    entries,
  } = found;
  const line = (/** @type {string} */ key, /** @type {number} */ count, /** @type {number[]} */ numbers) =>
    count ? html`<li>${t(key, sayNumber(count))} ${listed(numbers, count)}</li>` : nothing;
  return html`
    <ul>
      <li>${t("rowsMatching", sayNumber(matching), sayNumber(entries))}</li>
      ${line(
        "rowsChanged",
        changed_count,
        changed.map(({ sequence }) => sequence),
      )}
      ${line("rowsUnknown", unknown_count, unknown)} ${line("rowsMissing", missing_count, missing)}
      ${line("rowsErased", erased, [])}
    </ul>
    ${
      changed.length
        ? html`<table>
            <thead><tr><th scope="col">${t("columnNo")}</th><th scope="col">${t("columnsChanged")}</th></tr></thead>
            <tbody>
              ${changed
                .slice(0, NAMED)
                .map(
                  ({ sequence, columns }) =>
                    html`<tr><td>${sequence}</td><td><bdi>${columns.join(", ")}</bdi></td></tr>`,
                )}
            </tbody>
          </table>`
        : nothing
    }
  `;
}

/** @param {Found} found */
function verdict({ format, exported, recorded, changed_count, unknown_count, missing_count, verification }) {
  if (!verification.ok) return "copyProvesNothing";
  if (exported) return "copyIsTheVery";
  if (format === "pdf") return "copyUnknownPdf";
  const isWhole = recorded && changed_count + unknown_count + missing_count === 0;
  return isWhole ? "copySaysTheSame" : "copyDiffers";
}

/** @param {Found} found */
export function findings(found) {
  const key = verdict(found);
  const isGood = key === "copyIsTheVery" || key === "copySaysTheSame";
  return html`
    <p class=${isGood ? "" : "problem"}><strong>${t(key, found.exported ? sayTime(found.exported) : "")}</strong></p>
    ${found.verification.problems.map((problem) => html`<p>${problem}</p>`)}
    ${found.exported || found.format === "pdf" ? nothing : rows(found)}
    ${isGood ? html`<p>${t("copyProves")}</p>` : nothing}
  `;
}
