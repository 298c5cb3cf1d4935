/** The dashboard's tables: labels instead of names, times as people say them with the exact time behind. */

import { html, nothing } from "../../vendor/lit-html.js";
import { handleOf, platformName, sayDay, sayTime, t } from "../page.js";

/** An account on a line; a handle that is too long for it is broken before its host. @param {string} account */
export function accountLine(account) {
  const handle = handleOf(account);
  const host = handle.lastIndexOf("@");
  const [name, rest] = host > 0 ? [handle.slice(0, host), handle.slice(host)] : [handle, ""];
  const platform = platformName(account.split(":")[0] ?? "");
  return html`<div><bdi>${name}<wbr />${rest}</bdi> <span class="small quiet">${platform}</span></div>`;
}

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
 * @param {{sort: (sort: Sort) => void, open: (client: Client) => void, everything: (client: Client) => void}} actions
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
      <td data-is=${t("columnSince")}>${client.since ? sayDay(client.since) : ""}</td>
      <td>${client.accounts.map(({ key }) => accountLine(key))}</td>
      <td data-is=${t("columnChanged")}><time datetime=${client.changed} title=${client.changed}>${sayTime(client.changed)}</time></td>
      <td>
        <button
          id=${`about-${client.id}`}
          class="plain"
          aria-label=${t("timeline", client.label)}
          @click=${() => actions.everything(client)}
        >
          ${t("timelineAll")}
        </button>
      </td>
    </tr>
  `;
  return html`
    <table class="clients">
      <thead>
        <tr>${CLIENT_COLUMNS.map(head)}<td></td></tr>
      </thead>
      <tbody>
        ${clients.map(row)}
      </tbody>
    </table>
  `;
}
