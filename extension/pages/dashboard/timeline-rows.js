/** What is recorded about a client, as rows of a table: a day a heading, and below it what happened then. */

import { html, nothing } from "../../vendor/lit-html.js";
import { handleOf, platformName, sayClock, sayDay, sayTime, t } from "../page.js";
import { sayWholeDay } from "./log-words.js";

/**
 * @typedef {import("../../generated/messages.js").Moment} Moment
 * @typedef {import("../../generated/messages.js").Detail} Detail
 */

const COLUMNS = ["columnTime", "columnWhat", "columnMore"];

/** What a moment was: the general word, then what exactly. @param {Moment} moment */
function what({ says: [first = "", ...rest], values = [] }) {
  const general = t(first, ...values);
  return rest.length ? `${general}: ${rest.map((key) => t(key)).join(", ")}` : general;
}

/** @param {Detail} detail */
function said({ name, says = [], text = "" }) {
  if (says.length) return says.map((key) => t(key)).join(", ");
  return html`<bdi class="note">${name === "columnAccount" ? handleOf(text) : text}</bdi>`;
}

/** @param {Detail} detail */
const detailLine = (detail) => html`
  <div>
    <span class="quiet">${t(detail.name)}${detail.day ? html`, ${sayDay(detail.day)}` : nothing}:</span> ${said(detail)}
  </div>
`;

/** @param {Moment} moment */
const row = (moment) => html`
  <tr>
    <td>
      ${
        moment.time
          ? html`<time datetime=${moment.time} title=${sayTime(moment.time)}>${sayClock(moment.time)}</time>`
          : nothing
      }
    </td>
    <td>
      ${what(moment)}
      ${moment.platform ? html`<div class="small quiet">${platformName(moment.platform)}</div>` : nothing}
    </td>
    <td class="small">${(moment.details ?? []).map(detailLine)}</td>
  </tr>
`;

/** @param {Moment[]} moments in the order in which they are to stand */
export function momentsTable(moments) {
  /** @type {Map<string, unknown[]>} */
  const days = new Map();
  for (const moment of moments) days.set(moment.day, [...(days.get(moment.day) ?? []), row(moment)]);
  return html`
    <table class="log timeline">
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
