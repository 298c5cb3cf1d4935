/** The dashboard: the watch list and the log, read from the agent, as tables. Nothing is kept in the page. */

import { html, nothing, render } from "../../vendor/lit-html.js";
import { onChanged, send, sentenceOf, t } from "../page.js";
import { unlockForm } from "../unlock.js";
import { clientsTable, logTable } from "./tables.js";

document.documentElement.lang = chrome.i18n.getUILanguage();
const main = /** @type {HTMLElement} */ (document.getElementById("dashboard"));

/** @type {"watchList" | "log"} */
let page = "watchList";
/** @type {any} */
let standing = { kind: "away", sentence: "" };
/** @type {{clients: any[], total: number, more: string | null}} */
let list = { clients: [], total: 0, more: null };
/** @type {{entries: any[], more: number | null}} */
let log = { entries: [], more: null };
let said = "";

/** @param {object} request */
const ask = (request) => send("ask", { request });

async function moreClients() {
  const reply = await ask({ type: "client.list", after: list.more });
  list = { ...reply, clients: [...list.clients, ...reply.clients] };
}

async function moreEntries() {
  const reply = await ask({ type: "log.list", before: log.more });
  log = { ...reply, entries: [...log.entries, ...reply.entries] };
}

async function verify() {
  said = t("verifying");
  draw();
  const { ok, events, problems, notes } = await ask({ type: "log.verify" });
  said = [ok ? t("verified", events) : t("notVerified", problems.join(" ")), ...notes].join(" ");
}

/** @param {() => Promise<unknown>} action */
const doing = (action) => async () => {
  try {
    await action();
  } catch (error) {
    said = sentenceOf(error);
  }
  draw();
};

/** @param {() => Promise<unknown>} action @param {unknown} more */
const moreButton = (action, more) =>
  more === null
    ? nothing
    : html`<div class="row"><button @click=${doing(action)}>${t("more")}</button></div>`;

function watchListPage() {
  if (list.clients.length === 0) {
    return html`<p>${t("emptyClients")}</p><p><code>${t("addCommand")}</code></p>`;
  }
  return html`<p class="quiet">${list.total === 1 ? t("totalOne") : t("total", list.total)}</p>
    ${clientsTable(list.clients)} ${moreButton(moreClients, list.more)}`;
}

function logPage() {
  return html`
    <div class="row"><button @click=${doing(verify)}>${t("verify")}</button></div>
    ${log.entries.length ? logTable(log.entries) : html`<p>${t("emptyLog")}</p>`} ${moreButton(moreEntries, log.more)}
  `;
}

function content() {
  if (standing.kind === "locked") return html`<p>${t("dashLocked")}</p>${unlockForm(draw)}`;
  if (standing.kind === "away") return html`<p>${t("stateAway")}</p><p><code>${t("startCommand")}</code></p>`;
  if (standing.kind === "unpaired") {
    return html`<p>${t("stateUnpaired")}</p><p><a href="../pair/index.html">${t("pairThis")}</a></p>`;
  }
  if (standing.kind !== "ready") return html`<p>${t("stateOther", standing.sentence)}</p>`;
  return page === "watchList" ? watchListPage() : logPage();
}

/** @param {"watchList" | "log"} name */
const navButton = (name) => html`
  <button
    aria-current=${name === page ? "page" : nothing}
    @click=${() => {
      page = name;
      said = "";
      void refresh();
    }}
  >
    ${t(name)}
  </button>
`;

function draw() {
  render(
    html`
      <nav aria-label=${t("name")}>${navButton("watchList")} ${navButton("log")}</nav>
      <section aria-labelledby="heading">
        <h1 id="heading">${t(page)}</h1>
        ${content()}
        <p role="status">${said}</p>
      </section>
    `,
    main,
  );
}

async function refresh() {
  try {
    standing = await send("state");
    if (standing.kind === "ready") {
      if (page === "watchList") list = await ask({ type: "client.list" });
      else log = await ask({ type: "log.list" });
    } else {
      // What was shown must not stay on the screen of a vault that is locked.
      list = { clients: [], total: 0, more: null };
      log = { entries: [], more: null };
    }
  } catch (error) {
    said = sentenceOf(error);
  }
  draw();
}

onChanged(refresh);
await refresh();
