/** What is due within 24 hours, to be ticked: on the page of a crisis, and on the dashboard's. */

import { html, nothing } from "../../vendor/lit-html.js";
import { sayTime, t } from "../page.js";
import { FOLLOWS } from "./order.js";

/** @typedef {import("../../generated/messages.js").Crisis} Crisis */
/** @typedef {import("./order.js").Follow} Follow */

/** @param {Crisis} crisis @param {(follow: Follow, done: boolean) => unknown} tick */
export function followBoxes(crisis, tick) {
  const box = (/** @type {Follow} */ follow) => {
    const done = crisis.followed.find((each) => each.follow === follow);
    return html`
      <label class="box">
        <input type="checkbox" autocomplete="off" .checked=${Boolean(done)}
          @change=${(/** @type {Event} */ { target }) => tick(follow, /** @type {HTMLInputElement} */ (target).checked)} />
        <span>${t(`crisisFollow_${follow}`)}${done ? html` <time class="small quiet" datetime=${done.time} title=${done.time}>${sayTime(done.time)}</time>` : nothing}</span>
      </label>
    `;
  };
  return html`<div class="stack">${FOLLOWS.map(box)}</div>`;
}
