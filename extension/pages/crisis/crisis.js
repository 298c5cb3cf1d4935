/**
 * The page for a crisis: whom to call now, in large; beside it what was done and when. What can be shown without the
 * vault, the public numbers, is there in every state.
 */

import { html, nothing, render } from "../../vendor/lit-html.js";
import {
  ask,
  onChanged,
  onListChanged,
  onRecordsChanged,
  Refusal,
  send,
  sentenceOf,
  speak,
  t,
} from "../page.js";
import { unlockForm } from "../unlock.js";
import { PublicPart } from "./public.js";
import { RecordPart } from "./record.js";
import { WhoPart } from "./who.js";

await speak();
const id = new URLSearchParams(location.search).get("id") ?? "";
const main = /** @type {HTMLElement} */ (document.getElementById("crisis"));

/** How often the agent is told that somebody is typing, in ms: without, it would lock in the middle. */
const ACTIVITY = 60_000;
let told = 0;

/** @type {{kind: string, sentence: string}} */
let standing = { kind: "", sentence: "" };
/** It is about somebody who isn't a client: nothing is asked of the agent then but its numbers. */
let isPublic = false;
/** @type {RecordPart | null} */
let record = null;
let problem = "";

const numbers = new PublicPart(draw);
const who = new WhoPart(draw, start, () => turn(true));

/** @param {boolean} toPublic */
function turn(toPublic) {
  isPublic = toPublic;
  problem = "";
  draw();
  document.getElementById("heading")?.focus();
}

/** @param {string} client */
async function start(client) {
  try {
    take(await send("crisis.start", { id, client }));
    await record?.load();
  } catch (error) {
    problem = sentenceOf(error);
  }
  draw();
  document.getElementById("heading")?.focus();
}

/** @param {string} crisis */
function take(crisis) {
  if (record?.id !== crisis) {
    record = new RecordPart(crisis, {
      redraw: draw,
      wrong: () => void wrong(),
      anybody: () => numbers.view(),
    });
  }
}

async function wrong() {
  record = null;
  await send("crisis.forget", { id });
  await refresh();
  document.getElementById("heading")?.focus();
}

async function load() {
  const { crisis, clients } = await send("crisis.view", { id });
  numbers.take(await ask({ type: "numbers.show" }).catch(() => null));
  if (crisis) {
    take(crisis);
    await record?.load();
  } else await who.load(clients);
}

async function refresh() {
  try {
    standing = await send("state");
    problem = "";
    if (standing.kind === "ready") await load();
    else {
      record?.clear();
      who.clear();
    }
  } catch (error) {
    problem = sentenceOf(error);
    if (record && error instanceof Refusal && error.code === "not_found") await gone();
  }
  draw();
}

/** The record was taken away elsewhere: nothing is written into it any longer. */
async function gone() {
  record = null;
  await send("crisis.forget", { id });
  await load().catch(() => null);
}

/** What keeps the card closed, and what to do about it. */
function obstacle() {
  const { kind, sentence } = standing;
  if (kind === "locked") return html`<p>${t("crisisLocked")}</p>${unlockForm(draw)}`;
  if (kind === "away") return html`<p>${t("stateAway")}</p><p><code>${t("startCommand")}</code></p>`;
  if (kind === "unpaired")
    return html`<p>${t("stateUnpaired")}</p><p><a href="../pair/index.html">${t("pairThis")}</a></p>`;
  if (kind === "no_vault") {
    return html`<p>${t("stateNoVault")}</p><p><a href="../welcome/index.html">${t("firstSteps")}</a></p>`;
  }
  return sentence ? html`<p>${t("stateOther", sentence)}</p>` : nothing;
}

function heading() {
  if (isPublic) return t("crisisNotClient");
  if (standing.kind !== "ready") return t("crisisTitle");
  return record?.crisis ? t("crisisOf", record.crisis.label) : t("crisisWho");
}

function body() {
  if (isPublic) {
    return html`
      <p>${t("crisisPublicWhy")}</p>
      ${numbers.view()}
      <div class="row"><button @click=${() => turn(false)}>${t("crisisIsClient")}</button></div>
    `;
  }
  if (standing.kind === "ready") return record ? record.view() : who.view();
  return html`
    ${obstacle()}
    <section class="stack" aria-labelledby="anybody">
      <h2 id="anybody">${t("crisisAnybody")}</h2>
      ${numbers.view()}
    </section>
  `;
}

function draw() {
  render(
    html`
      <h1 id="heading" tabindex="-1">${heading()}</h1>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing} ${body()}
    `,
    main,
  );
}

addEventListener("input", ({ isTrusted }) => {
  if (!isTrusted || Date.now() - told < ACTIVITY) return;
  told = Date.now();
  ask({ type: "activity" }).catch(() => null);
});
addEventListener("beforeunload", (event) => {
  if (record?.unsaved) event.preventDefault();
});
onChanged(refresh);
onListChanged(refresh);
onRecordsChanged(refresh);
await refresh();
