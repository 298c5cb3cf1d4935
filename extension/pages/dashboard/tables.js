/** The dashboard's tables: labels instead of names, times as people say them with the exact time behind. */

import { html } from "../../vendor/lit-html.js";
import { handleOf, platformName, sayTime, t } from "../page.js";

/** @param {string} account */
const accountLine = (account) =>
  html`<div>${handleOf(account)} <span class="small quiet">${platformName(account.split(":")[0] ?? "")}</span></div>`;

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

/** @param {{label: string, status: string, accounts: {key: string}[]}[]} clients */
export function clientsTable(clients) {
  const row = (/** @type {(typeof clients)[0]} */ { label, status, accounts }) => html`
    <tr>
      <td>${label}</td>
      <td>${t(`status_${status}`)}</td>
      <td>${accounts.map(({ key }) => accountLine(key))}</td>
    </tr>
  `;
  return table(["columnLabel", "columnStatus", "columnAccounts"], clients.map(row));
}

/** @param {{kind: string, outcome: string | null, use: string | null}} entry */
function outcomeWords({ kind, outcome, use }) {
  if (kind === "missed") return t("outcome_missed");
  const decided = t(`outcome_${outcome ?? "open"}`);
  return use ? `${decided}, ${t(`use_${use}`)}` : decided;
}

/** @param {any[]} entries */
export function logTable(entries) {
  const row = (/** @type {any} */ entry) => html`
    <tr>
      <td><time datetime=${entry.time} title=${entry.time}>${sayTime(entry.time)}</time></td>
      <td>${entry.label}</td>
      <td>${t(`do_${entry.interaction}`)}</td>
      <td>${accountLine(entry.account)}</td>
      <td>${outcomeWords(entry)}</td>
      <td>${entry.reason ? t(`reason_${entry.reason}`) : ""} ${entry.note}</td>
    </tr>
  `;
  const columns = [
    "columnTime",
    "columnLabel",
    "columnInteraction",
    "columnAccount",
    "columnOutcome",
    "columnReason",
  ];
  return table(columns, entries.map(row));
}
