/** The page of crises: what was recorded, what is still due, and toward whom nothing goes through at the moment. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { followBoxes } from "../../crisis/follows.js";
import { ask, sayTime, send, t } from "../../page.js";
import { RegisterPage } from "./register.js";

/** @typedef {import("../../../generated/messages.js").Crisis} Crisis */
/** @typedef {import("../../../generated/messages.js").HeldInCrisis} Held */

/** @extends {RegisterPage<Crisis>} */
export class CrisisPage extends RegisterPage {
  /** @type {Held[]} */
  holds = [];

  /** @override */
  heading() {
    return t("crisis");
  }

  /** @override @param {number} skip */
  request(skip) {
    return { type: "crisis.list", skip };
  }

  /** @override @param {import("../../../generated/messages.js").CrisesReply} reply */
  rowsOf({ crises }) {
    return crises;
  }

  /** @override */
  async load() {
    this.holds = (await ask({ type: "crisis.holds" })).holds;
    return super.load();
  }

  /** @override */
  clear() {
    super.clear();
    this.holds = [];
  }

  /** @param {Held} held */
  #end({ client }) {
    return this.act(async () => {
      this.holds = (await ask({ type: "crisis.hold", client, hours: 0 })).holds;
    });
  }

  /** @override */
  view() {
    return html`
      <p>${t("crisisWhy")}</p>
      <div class="row"><button class="first" @click=${() => send("crisis.open", { from: {} })}>${t("crisisBegin")}</button></div>
      ${this.said()}
      ${this.holds.length ? this.#held() : nothing}
      ${this.rows.length ? this.rows.map((crisis) => this.#one(crisis)) : html`<p class="quiet">${t("crisisEmpty")}</p>`}
      ${this.goOn()}
    `;
  }

  #held() {
    const row = (/** @type {Held} */ held) => html`
      <li class="row">
        <span><bdi>${held.label}</bdi>: ${t("crisisHeldUntil", sayTime(held.until))}</span>
        <button aria-label=${t("crisisHoldEndOf", held.label)} @click=${() => this.#end(held)}>${t("crisisHoldEnd")}</button>
      </li>
    `;
    return html`
      <section class="stack" aria-labelledby="held">
        <h2 id="held">${t("crisisHolds")}</h2>
        <ul class="changes">${this.holds.map(row)}</ul>
      </section>
    `;
  }

  /** @param {Crisis} crisis */
  #one(crisis) {
    const { id, label, begun, closed, outcome, due = "" } = crisis;
    const named = `${label}, ${sayTime(begun)}`;
    return html`
      <section class="stack" aria-labelledby=${id}>
        <h2 id=${id}><bdi>${label}</bdi>, <time datetime=${begun} title=${begun}>${sayTime(begun)}</time></h2>
        <p>${closed ? t("crisisClosedOn", sayTime(closed)) : t("crisisGoesOn")}</p>
        ${outcome ? html`<p class="note" dir="auto">${outcome}</p>` : nothing}
        <fieldset class="stack flags">
          <legend>${t("crisisFollows", sayTime(due))}</legend>
          ${followBoxes(crisis, (follow, done) => this.change({ type: "crisis.follow", crisis: id, follow, done }, () => t(done ? "crisisFollowed" : "crisisUnfollowed", t(`crisisFollow_${follow}`))))}
        </fieldset>
        <div class="row">
          <button aria-label=${t("crisisOpenThis", named)} @click=${() => send("crisis.open", { from: { crisis: id } })}>${t("crisisOpen")}</button>
          <button class="plain" aria-label=${t("takeAwayThis", named)}
            @click=${() => this.change({ type: "crisis.remove", crisis: id }, () => t("crisisRemoved", named))}>${t("takeAway")}</button>
        </div>
      </section>
    `;
  }
}
