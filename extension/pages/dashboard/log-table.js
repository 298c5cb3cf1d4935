/** The log's table: a day a heading, entries below it, and between them what is no entry, at its time. */

import { html, nothing } from "../../vendor/lit-html.js";
import { sayClock, sayTime, t } from "../page.js";
import { dayOf, outcomeWords, periodWords, sayWholeDay, whatWords } from "./log-words.js";
import { accountLine } from "./tables.js";

/**
 * @typedef {import("../../generated/messages.js").Entry} Entry
 * @typedef {import("../../generated/messages.js").Period} Period
 */

const COLUMNS = ["columnTime", "columnLabel", "columnWhat", "columnTier", "columnOutcome", "columnReason"];

/** @param {Entry} entry */
export const hidden = ({ account }) => account.startsWith("hmac:");

/** @param {string} time */
const clock = (time) => html`<time datetime=${time} title=${sayTime(time)}>${sayClock(time)}</time>`;

/** @param {Period} period */
const periodRow = (period) => html`
  <tr class="period">
    <td>${clock(period.time)}</td>
    <td colspan=${COLUMNS.length - 1}>${periodWords(period)}</td>
  </tr>
`;

/** @param {Entry} entry @param {(entry: Entry) => void} open */
const entryRow = (entry, open) => html`
  <tr>
    <td>
      <button class="plain" id=${`entry-${entry.sequence}`} aria-label=${t("openEntry", sayTime(entry.time), entry.label)} @click=${() => open(entry)}>
        ${clock(entry.time)}
      </button>
    </td>
    <td><bdi>${entry.label}</bdi></td>
    <td>${whatWords(entry)} ${hidden(entry) || !entry.account ? nothing : accountLine(entry.account)}</td>
    <td data-is=${t("columnTier")}>${entry.tier ?? ""}</td>
    <td>${outcomeWords(entry)}</td>
    <td>
      ${entry.reason ? html`<div>${t(`reason_${entry.reason}`)}</div>` : nothing}
      ${entry.note ? html`<div class="note" dir="auto">${entry.note}</div>` : nothing}
      ${entry.flags.length ? html`<div class="small">${entry.flags.map((flag) => t(`flag_${flag}`)).join(", ")}</div>` : nothing}
    </td>
  </tr>
`;

/**
 * @param {Entry[]} entries
 * @param {Period[]} periods
 * @param {(entry: Entry) => void} open
 */
export function logTable(entries, periods, open) {
  const rows = [
    ...entries.map((entry) => ({ time: entry.time, row: entryRow(entry, open) })),
    ...periods.map((period) => ({ time: period.time, row: periodRow(period) })),
  ].sort((one, other) => (one.time < other.time ? 1 : one.time > other.time ? -1 : 0));
  /** @type {Map<string, unknown[]>} */
  const days = new Map();
  for (const { time, row } of rows) days.set(dayOf(time), [...(days.get(dayOf(time)) ?? []), row]);
  return html`
    <table class="log">
      <thead>
        <tr>${COLUMNS.map((column) => html`<th scope="col">${t(column)}</th>`)}</tr>
      </thead>
      ${[...days].map(
        ([day, found]) => html`
          <tbody>
            <tr class="day">
              <th colspan=${COLUMNS.length} scope="rowgroup"><h2>${sayWholeDay(day)}</h2></th>
            </tr>
            ${found}
          </tbody>
        `,
      )}
    </table>
  `;
}
