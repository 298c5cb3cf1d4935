/** The one thing to do next, as large as it can be: templates only, no state. The program calls nobody. */

import { html, nothing } from "../../vendor/lit-html.js";
import { sayTime, t } from "../page.js";

/**
 * @typedef {import("../../generated/messages.js").Crisis} Crisis
 * @typedef {import("../../generated/messages.js").CrisisCard} Card
 * @typedef {import("../../generated/messages.js").CrisisNumbers} Numbers
 * @typedef {import("./order.js").Step} Step
 *
 * @typedef {object} Panel
 * @property {Crisis} crisis
 * @property {Card | null} card
 * @property {Pick<Numbers, "emergency" | "confirmed"> | null} numbers of the practice's country
 * @property {string} outcome as typed
 * @property {() => unknown} anybody the numbers for anybody, where the practice's country isn't known
 *
 * @typedef {object} Acts
 * @property {(danger: "now" | "not_now") => unknown} danger
 * @property {(step: Step, result: "done" | "reached" | "no_answer") => unknown} take
 * @property {(outcome: string) => void} write
 * @property {() => unknown} close
 * @property {() => unknown} confirm the emergency number is right
 */

/** @param {string} text @param {() => unknown} press @param {string} [look] */
const wide = (text, press, look = "") =>
  html`<button class=${`wide ${look}`} @click=${press}>${text}</button>`;

/** A number to call, or that there is none. @param {string | undefined} number @param {string} [none] */
const numberLine = (number, none = "") =>
  number ? html`<p class="number" dir="auto">${number}</p>` : html`<p>${none}</p>`;

/** @param {Panel} panel @param {Acts} acts */
function emergencyNumber({ numbers, anybody }, acts) {
  if (!numbers?.emergency) return html`<p>${t("crisisNoNumber")}</p>${anybody()}`;
  return html`
    ${numberLine(numbers.emergency)}
    ${
      numbers.confirmed
        ? nothing
        : html`<div class="row problem"><p>${t("crisisUnconfirmed")}</p>
            <button @click=${acts.confirm}>${t("crisisConfirm")}</button></div>`
    }
  `;
}

/** Where to send somebody. @param {Panel} panel */
const place = ({ card }) =>
  card?.place
    ? html`<p>${t("crisisGivePlace")}</p><p class="told" dir="auto">${card.place}</p>`
    : html`<p>${t("crisisNoPlace")}</p>`;

/** Each by the name of what is next (order.js). @type {Record<string, (panel: Panel, acts: Acts) => unknown>} */
const PANELS = {
  danger: (_panel, acts) => html`
    <h2 id="next" tabindex="-1">${t("crisisNow_danger")}</h2>
    <p>${t("crisisDangerWhy")}</p>
    ${wide(t("crisisDangerYes"), () => acts.danger("now"), "first")}
    ${wide(t("crisisDangerNo"), () => acts.danger("not_now"))}
  `,

  emergency: (panel, acts) => html`
    <h2 id="next" tabindex="-1">${t("crisisNow_emergency")}</h2>
    ${emergencyNumber(panel, acts)} ${place(panel)}
    ${wide(t("crisisCalled"), () => acts.take("emergency", "done"), "first")}
    <button class="plain" @click=${() => acts.danger("not_now")}>${t("crisisNoDanger")}</button>
  `,

  client: ({ crisis, card }, acts) => html`
    <h2 id="next" tabindex="-1">${t("crisisNow_client", crisis.label)}</h2>
    ${numberLine(card?.phone, t("crisisNoPhone"))} ${answered("client", acts)}
  `,

  contact: ({ card }, acts) => html`
    <h2 id="next" tabindex="-1">${t("crisisNow_contact")}</h2>
    ${numberLine(card?.contact, t("crisisNoContact"))} ${answered("contact", acts)}
  `,

  welfare: (panel, acts) => html`
    <h2 id="next" tabindex="-1">${t("crisisNow_welfare")}</h2>
    <p>${t("crisisWelfareWhy")}</p>
    ${emergencyNumber(panel, acts)} ${place(panel)}
    ${wide(t("crisisWelfareDone"), () => acts.take("welfare", "done"), "first")}
  `,

  outcome: ({ outcome }, acts) => html`
    <h2 id="next" tabindex="-1">${t("crisisNow_outcome")}</h2>
    <p>${t("crisisOutcomeWhy")}</p>
    <label for="outcome">${t("crisisOutcome")}</label>
    <textarea id="outcome" rows="3" maxlength="4000" dir="auto" autocomplete="off" spellcheck="false" .value=${outcome}
      @input=${(/** @type {Event} */ { target }) => acts.write(/** @type {HTMLTextAreaElement} */ (target).value)}></textarea>
    ${wide(t("crisisClose"), acts.close, "first")}
  `,

  follow: ({ crisis }) => html`
    <h2 id="next" tabindex="-1">${t("crisisNow_follow")}</h2>
    <p>${t("crisisFollowWhy", sayTime(crisis.due ?? ""))}</p>
    <p class="note" dir="auto">${crisis.outcome}</p>
  `,

  done: ({ crisis }) => html`
    <h2 id="next" tabindex="-1">${t("crisisNow_done")}</h2>
    <p class="note" dir="auto">${crisis.outcome}</p>
  `,
};

/** @param {"client" | "contact"} step @param {Acts} acts */
const answered = (step, acts) => html`
  ${wide(t("crisisReached"), () => acts.take(step, "reached"), "first")}
  ${wide(t("crisisNoAnswer"), () => acts.take(step, "no_answer"))}
`;

/** @param {string} next @param {Panel} panel @param {Acts} acts */
export const nextPanel = (next, panel, acts) => html`
  <section class="next" aria-labelledby="next">${PANELS[next]?.(panel, acts)}</section>
`;
