/**
 * The first steps, one at a time: from the agent to a press that is held. Each step knows by itself when it is done, from
 * what the background says; each can be left and come back to. Nothing is kept but what is being typed, and that in
 * memory, so that it outlives an agent that dies or locks in the middle.
 */

import { html, nothing, render } from "../../vendor/lit-html.js";
import { ask, onChanged, onListChanged, send, sentenceOf, speak, t } from "../page.js";
import { unlockForm } from "../unlock.js";
import { LoginStep, PrivatelyStep } from "./around.js";
import { ClientsStep } from "./clients.js";
import { AgentStep, PairStep } from "./connecting.js";
import { PracticeStep } from "./practice.js";
import { GOES_ON, isDone, isLater, isReachable, merged, nextStep, STEPS } from "./steps.js";
import { PassphraseStep, RecoveryStep } from "./vault.js";

/**
 * @typedef {import("./steps.js").Step} Step
 * @typedef {import("./steps.js").View} View
 *
 * @typedef {object} Outside What a step may do outside itself.
 * @property {() => void} redraw
 * @property {(sentence: string, refusal?: boolean) => void} say in the page's status; a refusal says what to do
 * @property {(sentence?: string) => Promise<void>} refresh ask how all stands, then say
 */

await speak();
const main = /** @type {HTMLElement} */ (document.getElementById("welcome"));

/** How often the page looks by itself for what nobody tells it, in ms. */
const LOOK_EVERY = 2000;
/** Those that need an open vault. */
const OPEN = new Set(["recovery", "clients", "login"]);
/** Those that may be left for later. */
const OPTIONAL = new Set(["clients", "practice", "privately", "login"]);
/** Those without which one is protected all the same, as long as the agent runs. */
const EXTRA = new Set(["practice", "privately", "login"]);

const outside = { redraw: draw, say, refresh };
const recovery = new RecoveryStep(outside);
/** @type {Record<Step, {view: (view: View, done: boolean) => unknown, unsaved?: boolean, clear?: () => void}>} */
const steps = {
  agent: new AgentStep(),
  pair: new PairStep(outside),
  passphrase: new PassphraseStep(outside, recovery),
  recovery,
  clients: new ClientsStep(outside),
  practice: new PracticeStep(outside),
  privately: new PrivatelyStep(),
  login: new LoginStep(outside),
};

/** @type {View | null} */
let view = null;
/** @type {Step | "end"} */
let current = "agent";
/** Steps that were done at some time in this window. @type {Set<Step>} */
const been = new Set();
let said = "";
/** Whether what is said is why something wasn't done. */
let isRefusal = false;
let looking = false;
/** @type {Promise<void>} */
let refreshing = Promise.resolve();

/** @param {string} sentence */
function say(sentence, refusal = false) {
  said = sentence;
  isRefusal = refusal;
  draw();
}

/** One after the other, so that an older answer can't come last. @param {string} [sentence] */
function refresh(sentence) {
  refreshing = refreshing.then(() => readAll(sentence));
  return refreshing;
}

/** @param {string} [sentence] */
async function readAll(sentence) {
  const last = view;
  try {
    view = merged(last, await send("steps.view"));
    if (view.kind === "ready" && (view.login === null || current === "login"))
      view.login = await ask({ type: "autostart" }).then(
        ({ on }) => on,
        () => null,
      );
    if (view.kind === "locked") for (const step of Object.values(steps)) step.clear?.();
    if (sentence !== undefined) say(sentence);
    moveOn(last, view);
    draw();
  } catch (error) {
    say(sentenceOf(error), true);
  }
}

/** Go on where there is nothing left to see. @param {View | null} last @param {View} now */
function moveOn(last, now) {
  for (const step of STEPS) if (isDone(step, now)) been.add(step);
  if (!last) current = nextStep(now);
  else if (current !== "end" && GOES_ON.has(current) && !isDone(current, last) && isDone(current, now))
    go(nextStep(now), said);
}

/** @param {Step | "end"} step @param {string} [sentence] */
function go(step, sentence = "") {
  if (current === "privately" && step !== current) void send("steps.away", { gone: false });
  if (step === "end") void send("steps.mark", { step: "end", mark: "done" });
  current = step;
  say(sentence);
  document.getElementById("heading")?.focus();
  scrollTo(0, 0);
}

/** Go to what comes next in the list; at its end, to what was passed over. */
function goOn() {
  if (!view || current === "end") return;
  const now = view;
  const after = STEPS.slice(STEPS.indexOf(current) + 1).find(
    (step) => !isDone(step, now) && !isLater(step, now),
  );
  go(after ?? nextStep(now));
}

async function later() {
  await send("steps.mark", { step: current, mark: "later" });
  await refresh("");
  goOn();
}

/** What keeps a step from being shown. @param {View} now */
function obstacle({ kind, sentence, status }) {
  if (kind === "version") return html`<p class="problem">${sentence}</p>`;
  if (kind === "away" && current !== "agent")
    return html`<p>${t("stepsAway")}</p><p><code>${t("startCommand")}</code></p>`;
  if (kind === "locked" && OPEN.has(current)) return html`<p>${t("stepsLocked")}</p>${unlockForm(draw)}`;
  if (OPEN.has(current) && status?.vault === false) return html`<p>${t("stateNoVault")}</p>`;
  return null;
}

/** Whether a press toward a client would be held, and nothing of the vault is in danger. @param {View} now */
const isProtected = (now) =>
  now.kind === "ready" && STEPS.every((step) => EXTRA.has(step) || isDone(step, now));

/** @param {View} now */
function ending(now) {
  const left = STEPS.filter((step) => !isDone(step, now));
  const row = (/** @type {Step} */ step) =>
    html`<li><button class="plain" @click=${() => go(step)}>${t(`step_${step}`)}</button></li>`;
  return html`
    <p>${t("endWhat")}</p>
    <p>${t("endPhone")}</p>
    ${left.length ? html`<p>${t("endLeft")}</p><ul class="left">${left.map(row)}</ul>` : nothing}
    <div class="row">
      <button class="first" @click=${() => location.assign("../dashboard/index.html")}>${t("openDashboard")}</button>
    </div>
  `;
}

/** @param {View} now */
function content(now) {
  return obstacle(now) ?? (current === "end" ? ending(now) : steps[current].view(now, isDone(current, now)));
}

/** @param {View} now */
function navigation(now) {
  const item = (/** @type {Step} */ step, /** @type {number} */ at) => {
    const done = isDone(step, now);
    const later = isLater(step, now);
    return html`
      <li>
        <button
          class="plain"
          aria-current=${step === current ? "step" : nothing}
          ?disabled=${!isReachable(step, now, been)}
          @click=${() => go(step)}
        >
          <span class="number ${done ? "done" : ""}" aria-hidden="true">${done ? "✓" : at + 1}</span>
          <span class="name">
            ${t(`step_${step}`)} ${done ? html`<span class="unseen">(${t("stepDone")})</span>` : nothing}
            ${later ? html`<span class="small">(${t("stepLater")})</span>` : nothing}
          </span>
        </button>
      </li>
    `;
  };
  return html`<nav aria-label=${t("firstSteps")}><ol>${STEPS.map(item)}</ol></nav>`;
}

/** @param {View} now */
function buttons(now) {
  if (current === "end") return nothing;
  const done = isDone(current, now);
  const on = html`<button class=${done ? "first" : ""} @click=${goOn}>${t("stepsGoOn")}</button>`;
  if (done) return html`<div class="row onward">${on}</div>`;
  return OPTIONAL.has(current)
    ? html`<div class="row onward"><button class="plain" @click=${later}>${t("stepsLater")}</button></div>`
    : nothing;
}

function draw() {
  if (!view) return;
  const title = current === "end" && isProtected(view) ? t("endTitle") : t(`step_${current}`);
  render(
    html`
      ${navigation(view)}
      <section aria-labelledby="heading">
        <h1 id="heading" tabindex="-1">${title}</h1>
        <p role="status" class="said ${isRefusal ? "problem" : ""}">${said}</p>
        ${content(view)}
        ${buttons(view)}
      </section>
    `,
    main,
  );
}

/** Before pairing nobody tells when the agent comes; nor, at any time, when private windows were allowed. */
async function look() {
  if (document.hidden || !view || looking) return;
  const unseen = (view.kind === "unpaired" && !view.found) || view.kind === "away" || current === "privately";
  if (!unseen) return;
  looking = true;
  await refresh();
  looking = false;
}

addEventListener("beforeunload", (event) => {
  if (Object.values(steps).some(({ unsaved }) => unsaved)) event.preventDefault();
});
document.addEventListener("visibilitychange", () => void look());
setInterval(() => void look(), LOOK_EVERY);
onChanged(() => void refresh());
onListChanged(() => void refresh());
await refresh();
