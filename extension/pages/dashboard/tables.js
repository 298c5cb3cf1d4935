/** The dashboard's tables: labels instead of names, times as people say them with the exact time behind. */

import { html, nothing } from "../../vendor/lit-html.js";
import { handleOf, platformName, sayDay, sayTime, t } from "../page.js";

/** @param {string} account */
const accountLine = (account) =>
  html`<div><bdi>${handleOf(account)}</bdi> <span class="small quiet">${platformName(account.split(":")[0] ?? "")}</span></div>`;

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

/** @typedef {import("./watchlist.js").Sort} Sort */
/** @typedef {import("./watchlist.js").Client} Client */

/** @type {{column: string, sort: Sort | null}[]} */
const CLIENT_COLUMNS = [
  { column: "columnLabel", sort: "label" },
  { column: "columnStatus", sort: "status" },
  { column: "columnSince", sort: "since" },
  { column: "columnAccounts", sort: null },
  { column: "columnChanged", sort: "changed" },
];

/**
 * @param {Client[]} clients
 * @param {{sort: Sort, descending: boolean}} order
 * @param {{sort: (sort: Sort) => void, open: (client: Client) => void}} actions
 */
export function clientsTable(clients, order, actions) {
  const head = (/** @type {(typeof CLIENT_COLUMNS)[0]} */ { column, sort }) => {
    if (!sort) return html`<th scope="col">${t(column)}</th>`;
    const sorted = order.sort === sort && (order.descending ? "descending" : "ascending");
    return html`
      <th scope="col" aria-sort=${sorted || nothing}>
        <button class="plain" @click=${() => actions.sort(sort)}>
          ${t(column)}<span aria-hidden="true">${sorted ? (order.descending ? " ↓" : " ↑") : ""}</span>
        </button>
      </th>
    `;
  };
  const row = (/** @type {Client} */ client) => html`
    <tr>
      <td>
        <button
          id=${client.id}
          class="plain"
          aria-label=${t("changeClient", client.label)}
          @click=${() => actions.open(client)}
        >
          <bdi>${client.label}</bdi>
        </button>
      </td>
      <td>${t(`status_${client.status}`)}</td>
      <td>${client.since ? sayDay(client.since) : ""}</td>
      <td>${client.accounts.map(({ key }) => accountLine(key))}</td>
      <td><time datetime=${client.changed} title=${client.changed}>${sayTime(client.changed)}</time></td>
    </tr>
  `;
  return html`
    <table class="clients">
      <thead>
        <tr>${CLIENT_COLUMNS.map(head)}</tr>
      </thead>
      <tbody>
        ${clients.map(row)}
      </tbody>
    </table>
  `;
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
      <td><bdi>${entry.label}</bdi></td>
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
