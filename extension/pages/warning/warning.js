/**
 * The warning's window. The safe button comes first and has the focus; closing the window or Escape is the same as
 * pressing it. Nothing goes through from here: an override lets the therapist press once more in the page.
 */

import { html, nothing, render } from "../../vendor/lit-html.js";
import { handleOf, onChanged, platformName, sayDay, sayTime, send, sentenceOf, speak, t } from "../page.js";
import { unlockForm } from "../unlock.js";
import { beDeafAtFirst } from "./keys.js";
import {
  crisisButton,
  facts,
  flagBoxes,
  noteField,
  practiceLine,
  reasonList,
  safeButton,
  snoozeBox,
} from "./pieces.js";
import { consentOf, factOf, fromOf, howLong, missing, whyHeld } from "./words.js";

beDeafAtFirst(window);
await speak();

const id = new URLSearchParams(location.search).get("id") ?? "";
const dialog = /** @type {HTMLElement} */ (document.getElementById("warning"));

/** An outcome that needs nothing more stays readable for so long, in ms, before the page gets its focus back. */
const READ_MS = 8000;

/** @type {{interaction: string, why: string, platform: string, gesture: string}} */
let press = { interaction: "follow", why: "listed", platform: "", gesture: "click" };
/** @type {any} */
let view = null;
let host = "";
const choice = { reason: "", note: "", snooze: false };
let isOpen = false;
/** A made-up warning of the first steps: nothing of it is recorded. */
let isPractice = false;
let problem = "";

const doing = () => t(`do_${press.interaction}`);

/** @param {unknown} content @param {number} [look] */
function show(content, look = 0) {
  dialog.className = `look-${look}`;
  const last = isPractice || view?.crisis_until ? nothing : crisisButton(openCrisis);
  render(html`${isPractice ? practiceLine() : nothing} ${content} ${last}`, dialog);
  const first = /** @type {HTMLElement | null} */ (dialog.querySelector("[data-first]"));
  if (!dialog.contains(document.activeElement)) first?.focus();
}

const heed = () => send("warning.decide", { id, decision: { outcome: "heeded" } }).catch(() => close());
const dismiss = () => send("warning.dismiss", { id }).catch(() => close());

/** Whoever this is seems in crisis: nothing goes through, and the page opens that says what to do now. */
const openCrisis = () =>
  send("crisis.open", { from: { warning: id } }).catch((error) => showEnd(t("held"), sentenceOf(error)));

const safe = () => safeButton(t(`safe_${press.interaction}`), heed);

/** What would be done to which account, and from which of one's own: a line each. */
function whatLines() {
  const whom = t("what", handleOf(view.account), platformName(view.platform), t(`do_${view.interaction}`));
  const from = fromOf(view, t);
  // A professional account is where this is done, if anywhere; a personal one is worth a second look.
  const line = view.own_role === "personal" ? html`<strong class="personal">${from}</strong>` : from;
  const consent = consentOf(view, t, sayDay);
  return [whom, ...(from ? [line] : []), ...(consent ? [html`<span class="consent">${consent}</span>`] : [])];
}

/** @param {Partial<typeof choice>} change */
function choose(change) {
  Object.assign(choice, change);
  problem = "";
  showWarning();
  dialog.querySelector("label:has(:checked)")?.scrollIntoView({ block: "nearest" });
  if (change.reason === "other") /** @type {HTMLElement | null} */ (dialog.querySelector(".note"))?.focus();
}

/** Without drawing anew, so that nothing moves under the cursor. @param {string} note */
const write = (note) => {
  choice.note = note;
};

function hintLine() {
  if (problem) return html`<p class="problem" role="alert">${problem}</p>`;
  if (choice.reason === "other") return nothing;
  return html`<p>${isOpen ? t("pressAgainHint", doing()) : t("wait", Math.round(view.wait))}</p>`;
}

/** Everything toward this client is held: there is no way ahead, but it may be somebody else. */
function showInCrisis() {
  const { label, crisis_until, verdict, layout } = view;
  const about = facts(t("crisisHeldFact", label), t("crisisHeldWhy", sayTime(crisis_until)), whatLines());
  const other =
    verdict === "possible"
      ? html`<button type="button" class="plain" @click=${notMyClient}>${t("notMyClient")}</button>`
      : nothing;
  const left = problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing;
  show(
    html`${about} ${safe()} <div class="more">${left}<div class="row"><button type="button" @click=${openCrisis}>${t("crisisTitle")}</button>${other}</div></div>`,
    layout,
  );
}

function showWarning() {
  if (view.crisis_until) return showInCrisis();
  const ahead = html`
    <form class="ahead" autocomplete="off" @submit=${goAhead}>
      ${reasonList(choice, isOpen, (reason) => choose({ reason }))}
      ${choice.reason === "other" ? noteField(choice, write) : nothing}
      ${view.snooze ? snoozeBox(choice, isOpen, () => choose({ snooze: !choice.snooze })) : nothing}
      <div role="status">${hintLine()}</div>
      <div class="row">
        <button type="submit" ?disabled=${!isOpen}>${t("goAhead")}</button>
        <button type="button" class="plain" @click=${notMyClient}>${t("notMyClient")}</button>
      </div>
    </form>
  `;
  const about = facts(factOf(view, t), t(`why_${view.interaction}`), whatLines());
  show(html`${about} ${safe()} ${ahead}`, view.layout);
}

/** @param {Event} event */
async function goAhead(event) {
  event.preventDefault();
  problem = missing(choice, t);
  if (problem) return showWarning();
  const { reason, note, snooze } = choice;
  try {
    const granted = await send("warning.decide", {
      id,
      decision: { outcome: "overridden", reason, note: note.trim(), snooze },
    });
    if (granted?.gone) showEnd(t("held"), t("grantGone"));
    else showEnd(...granting(granted?.seconds ?? 30), { more: flagBoxes(tellFlag) });
  } catch (error) {
    problem = t("notRecorded", sentenceOf(error));
    showWarning();
  }
}

/** What comes next: the therapist's second press, or the page that was left. @param {number} seconds @returns {[string, string]} */
const granting = (seconds) =>
  press.gesture === "address"
    ? [t("opening"), t("openingWhy")]
    : [t("granted", doing()), howLong(seconds, t, isPractice)];

/** @param {string} flag */
const tellFlag = (flag) => record({ type: "log.note", sequence: view.warning, flags: [flag] });

/** Tell the agent what belongs to this warning's entry. @param {object} request */
const record = async (request) => isPractice || send("ask", { request });

async function notMyClient() {
  try {
    await send("warning.decide", { id, decision: { outcome: "not_my_client" } });
    const undo = html`<button class="plain" @click=${undoClearing}>${t("undo")}</button>`;
    showEnd(t("cleared", view.label), t("clearedWhy", doing()), { more: undo, stays: true });
  } catch (error) {
    problem = sentenceOf(error);
    showWarning();
  }
}

async function undoClearing() {
  await record({ type: "clearing.undo", warning: view.warning });
  showEnd(t("clearingUndone", view.label), t("overWhy"));
}

/**
 * The window's last words, and the way back to the page.
 * @param {string} fact
 * @param {string} why
 * @param {{more?: unknown, stays?: boolean}} [options] stays: there is something left to choose
 */
function showEnd(fact, why, { more = nothing, stays = false } = {}) {
  const back = safeButton(t("backToPage"), dismiss);
  show(html`${facts(fact, why)} ${back} <div class="row">${more}</div>`);
  isEnded = true;
  if (!stays) setTimeout(dismiss, READ_MS);
}

let isEnded = false;

/** The agent can't be asked: say why, and what can be done. */
async function showHeld() {
  const standing = await send("state");
  if (isEnded) return;
  if (standing.kind === "ready") return showEnd(t("readyNow"), t("readyNowWhy", doing()));
  const minutes = standing.rules.without_minutes;
  show(html`
    ${facts(t("held"), whyHeld(standing, t))} ${safe()}
    <div class="more">
      ${remedy(standing.kind)}
      <button class="plain end" @click=${() => goOnWithout(minutes)}>${t("goOnWithout", minutes)}</button>
    </div>
  `);
}

/** The agent is there, and takes its time. */
function showSlow() {
  show(html`
    ${facts(t("held"), t("heldSlow"))} ${safe()}
    <div class="more"><button class="plain end" @click=${goOnWithout}>${t("goOnWithout")}</button></div>
  `);
}

/** @param {string} kind */
function remedy(kind) {
  if (kind === "locked") return unlockForm(showHeld);
  if (kind === "away") return html`<p>${t("startAgent")}</p><p><code>${t("startCommand")}</code></p>`;
  if (kind === "unpaired") {
    return html`<p><a href="../pair/index.html" target="_blank" rel="noopener">${t("pairThis")}</a></p>`;
  }
  if (kind === "no_vault") {
    return html`<p><a href="../welcome/index.html" target="_blank" rel="noopener">${t("firstSteps")}</a></p>`;
  }
  return nothing;
}

/** @param {number} minutes */
async function goOnWithout(minutes) {
  await send("unprotected.begin");
  showEnd(t("withoutNow", minutes), t("withoutNowWhy", doing()));
}

/** The adapter can't name the account: ask, once a site and day, or each time if the therapist chose that. */
async function showUnnamed() {
  const { rules } = await send("state");
  const lasting = rules.when_unnamed === "always" ? t("unnamedOnce") : t("unnamedToday", host);
  const goOn = async () => {
    await send("unnamed.go_on", { host });
    showEnd(t("granted", doing()), lasting);
  };
  show(html`
    ${facts(t("unnamed"), t("unnamedWhy"), [t("what", host, platformName(press.platform), doing())])} ${safe()}
    <div class="more">
      <p class="small quiet">${lasting}</p>
      <div class="row"><button @click=${goOn}>${t("goAhead")}</button></div>
    </div>
  `);
}

/** Going ahead opens after a while at tier A, at once otherwise. */
function openWarning() {
  isOpen = !view.wait;
  showWarning();
  if (isOpen) return;
  setTimeout(() => {
    isOpen = true;
    if (!isEnded) showWarning();
  }, view.wait * 1000);
}

async function begin() {
  const { opened: asked } = /** @type {{opened?: Promise<any>}} */ (/** @type {unknown} */ (globalThis));
  let opened = (await asked?.catch(() => null))?.value;
  while (opened?.answer.slow && !isEnded) {
    ({ press, host } = opened);
    showSlow();
    opened = await send("warning.view", { id }).catch(() => null);
  }
  if (isEnded) return;
  if (!opened) return showEnd(t("over"), t("overWhy"), { stays: true });
  ({ press, host, practice: isPractice = false } = opened);
  view = opened.answer.view;
  if (view) openWarning();
  else if (opened.answer.clear) showEnd(t("nowClear"), t("nowClearWhy", doing()));
  else if (opened.answer.problem) show(html`${facts(t("held"), opened.answer.problem)} ${safe()}`);
  else if (press.why === "unnamed") await showUnnamed();
  else {
    onChanged(showHeld);
    await showHeld();
  }
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape") void (isEnded ? dismiss() : heed());
});

void begin();
