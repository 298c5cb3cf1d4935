/** The popup: how protection stands in one plain sentence, what is on this page, and what can be done about it. */

import { describe, surenessLines } from "../../background/toolbar-texts.js";
import { html, nothing, render } from "../../vendor/lit-html.js";
import {
  ask,
  handleOf,
  onChanged,
  platformName,
  sayNumber,
  sayTime,
  send,
  sentenceOf,
  speak,
  t,
} from "../page.js";
import { unlockForm } from "../unlock.js";
import { ContactPart } from "./contact.js";
import { profileBlock } from "./profile.js";

await speak();
const main = /** @type {HTMLElement} */ (document.getElementById("popup"));

/** @type {chrome.tabs.Tab | undefined} */
let tab;
/** @type {any} */
let view = null;
let problem = "";
/** How much is due; 0 as long as that isn't known. */
let due = 0;
const contact = new ContactPart(draw);

/** @param {() => Promise<unknown>} action */
const doing = (action) => async () => {
  problem = "";
  try {
    await action();
  } catch (error) {
    problem = sentenceOf(error);
  }
  await refresh();
};

/** @param {string} text @param {() => Promise<unknown>} action @param {string} [look] */
const button = (text, action, look = "") =>
  html`<button class=${look} @click=${doing(action)}>${text}</button>`;

/** The host of this tab, if it is one that could be added. */
function addable() {
  if (!tab?.url || view.here || !URL.canParse(tab.url)) return "";
  const { protocol, host } = new URL(tab.url);
  return protocol === "https:" ? host : "";
}

/** Asked for first thing in the handler, or the browser takes it for no wish of the therapist's. @param {string} host */
function addSite(host) {
  void chrome.permissions.request({ origins: [`https://${host}/*`] });
  close();
}

function stateBlock() {
  const { level, lines } = describe(view.standing, view.here, t);
  const [first, ...rest] = lines;
  return html`
    <div class="state ${level}">
      <div>
        <div role="status"><h1>${first}</h1></div>
        ${rest.map((line) => html`<p class="small quiet">${line}</p>`)}
      </div>
    </div>
  `;
}

function accountsBlock() {
  if (view.labels.length === 0) return nothing;
  const row = (
    /** @type {{account: string, label: string | null, asks?: string[]}} */ { account, label, asks = [] },
  ) => {
    const platform = platformName(account.slice(0, account.indexOf(":")));
    return html`<li>
      <bdi>${label ?? t("possibleMark")}</bdi> <span class="small quiet"><bdi>${handleOf(account)}</bdi> · ${platform}</span>
      ${asks.length ? html`<p class="small">${t("asksHere", asks.map((each) => t(`do_${each}`)).join(", "))}</p>` : nothing}
    </li>`;
  };
  return html`<section class="stack" aria-label=${t("onThisPage")}><ul>${view.labels.map(row)}</ul></section>`;
}

/** Phrases of what is being written on this page, which its own site never sees hinted at. */
function hintsBlock() {
  const hints = view.here?.hints ?? [];
  if (hints.length === 0) return nothing;
  const row = (/** @type {{kind: string, words: string}} */ { kind, words }) =>
    html`<li dir="auto">${t(`hint_${kind}`, words)}</li>`;
  return html`<section class="stack" aria-label=${t("hintsHere")}>
    <ul>${hints.map(row)}</ul>
    <p class="small quiet">${t("hintsWhy")}</p>
  </section>`;
}

/** Where Framekeeper itself isn't sure, it says so on the site's own pages. */
function surenessBlock() {
  return surenessLines(view.sureness, t).map((line) => html`<p class="small quiet">${line}</p>`);
}

function remedy() {
  const { kind } = view.standing;
  if (kind === "locked") return unlockForm(refresh);
  if (kind === "away") return html`<p><code>${t("startCommand")}</code></p>`;
  if (kind === "unpaired") return button(t("pairThis"), () => openPage("pair"), "first");
  if (kind === "no_vault") return button(t("makeVault"), () => openPage("welcome"), "first");
  return nothing;
}

/** @param {string} page @param {string} [part] */
async function openPage(page, part = "") {
  await chrome.tabs.create({ url: chrome.runtime.getURL(`pages/${page}/index.html${part}`) });
  close();
}

async function reload() {
  if (tab?.id !== undefined) await chrome.tabs.reload(tab.id);
  close();
}

/** One press, whoever it is about; and toward whom nothing goes through at the moment. */
function crisisBlock() {
  const open = async () => {
    await send("crisis.open", { from: { tab: tab?.id ?? -1 } });
    close();
  };
  const row = (
    /** @type {{client: string, label: string, until: string}} */ { client, label, until },
  ) => html`
    <li class="row">
      <span><bdi>${label}</bdi> <span class="small quiet">${t("crisisHeldUntil", sayTime(until))}</span></span>
      <button aria-label=${t("crisisHoldEndOf", label)} @click=${doing(() => ask({ type: "crisis.hold", client, hours: 0 }))}>
        ${t("crisisHoldEnd")}
      </button>
    </li>
  `;
  return html`
    ${view.holds.length ? html`<section class="stack" aria-label=${t("crisisHolds")}><ul>${view.holds.map(row)}</ul></section>` : nothing}
    <div class="row"><button class="wide" @click=${doing(open)}>${t("crisisPressLong")}</button></div>
  `;
}

function pauseButtons() {
  const { kind, paused, off } = view.standing;
  if (off) return button(t("protectAgain"), () => send("unprotected.end"));
  if (kind !== "ready") return nothing;
  if (paused) return button(t("endPause"), () => send("pause", { minutes: 0 }));
  return html`<div class="row" role="group" aria-labelledby="pause">
    <span id="pause">${t("pauseFor")}</span>
    ${button(t("pause15"), () => send("pause", { minutes: 15 }))}
    ${button(t("pause60"), () => send("pause", { minutes: 60 }))}
  </div>`;
}

function siteBlock() {
  const host = addable();
  const added = view.added.length
    ? html`<p class="small quiet">${t("addedSites", view.added.join(", "))}</p>`
    : nothing;
  if (!host) return added;
  return html`
    <div class="stack">
      <p class="small quiet">${t("addSiteWhy")}</p>
      <div class="row"><button @click=${() => addSite(host)}>${t("addSite", host)}</button></div>
      ${added}
    </div>
  `;
}

function draw() {
  const ready = view.standing.kind === "ready";
  const content = html`
    ${stateBlock()} ${accountsBlock()} ${ready ? contact.view(view.labels) : nothing} ${hintsBlock()}
    ${profileBlock(view.profile, draw)} ${surenessBlock()} ${remedy()}
    ${view.here?.stale ? html`<div class="row">${button(t("reloadPage"), reload, "first")}</div>` : nothing}
    ${crisisBlock()} ${siteBlock()} ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
    <div class="actions">
      ${pauseButtons()} ${ready ? button(t("lock"), () => send("ask", { request: { type: "lock" } })) : nothing}
      ${button(t("openDashboard"), () => openPage("dashboard"), "plain")}
      ${ready && due ? button(due === 1 ? t("dueOne") : t("dueMany", sayNumber(due)), () => openPage("dashboard", "#due"), "plain") : nothing}
      ${view.unfinished ? button(t("firstSteps"), () => openPage("welcome"), "plain") : nothing}
    </div>
  `;
  render(content, main);
}

async function refresh() {
  view = await send("popup.view", { tab: tab?.id ?? -1 });
  draw();
  if (view.standing.kind !== "ready") return;
  // After all that matters on this page: what is due is gathered from every register.
  due = (await ask({ type: "due" }).catch(() => ({ due: [] }))).due.length;
  draw();
}

[tab] = await chrome.tabs.query({ active: true, currentWindow: true });
onChanged(refresh);
await refresh();
