/** Try a name: which clients it resembles, and why; and how alike names must be for Framekeeper to ask. Nothing of it is kept. */

import { html, nothing } from "../../vendor/lit-html.js";
import { ask, sayNumber, sentenceOf, t } from "../page.js";

/** Points of 100 from which on a name makes an account "perhaps a client's" (agent/watchlist/matching/words.py). */
const STEPS = [
  { points: 90, text: "namesStrict" },
  { points: 80, text: "namesUsual" },
  { points: 70, text: "namesWide" },
];

/** @typedef {import("../../generated/messages.js").NameTried} Tried */
/** @typedef {import("../../generated/messages.js").NameLikeness} Likeness */

export class NamesPart {
  text = "";
  problem = "";
  /** @type {Tried | null} */
  tried = null;
  threshold = 0;

  /** @param {() => void} redraw @param {(() => void) | null} [close] where it is shown alone */
  constructor(redraw, close = null) {
    this.redraw = redraw;
    this.close = close;
  }

  heading() {
    return t("namesTry");
  }

  async load() {
    const { settings } = await ask({ type: "settings" });
    this.threshold = settings.name_threshold;
    if (this.text) await this.try(this.text);
  }

  /** The vault is locked: forget what it held. */
  clear() {
    Object.assign(this, { text: "", problem: "", tried: null });
  }

  /** @param {string} text */
  async try(text) {
    this.text = text;
    await this.#do(async () => {
      const tried = text.trim() ? await ask({ type: "name.try", name: text.trim() }) : null;
      if (this.text === text) this.tried = tried;
    });
  }

  /** @param {number} points */
  async choose(points) {
    await this.#do(async () => {
      const { settings } = await ask({ type: "settings", name_threshold: points });
      this.threshold = settings.name_threshold;
      await this.try(this.text);
    });
  }

  /** @param {() => Promise<void>} action */
  async #do(action) {
    try {
      await action();
      this.problem = "";
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
  }

  view() {
    const value = (/** @type {Event} */ { target }) => /** @type {HTMLInputElement} */ (target).value;
    return html`
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <form class="fields" autocomplete="off" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
        <label for="threshold">${t("namesHow")}</label>
        <p class="small quiet" id="thresholdHint">${t("namesHowHint")}</p>
        <select
          id="threshold"
          autocomplete="off"
          aria-describedby="thresholdHint"
          @change=${(/** @type {Event} */ event) => this.choose(Number(value(event)))}
        >
          ${this.#steps().map(
            ({ points, text }) =>
              html`<option value=${points} .selected=${points === this.threshold}>${text}</option>`,
          )}
        </select>
        <label for="tried">${t("namesTried")}</label>
        <p class="small quiet" id="triedHint">${t("namesTriedHint")}</p>
        <input
          id="tried"
          maxlength="200"
          dir="auto"
          autocomplete="off"
          spellcheck="false"
          aria-describedby="triedHint"
          .value=${this.text}
          @input=${(/** @type {Event} */ event) => this.try(value(event))}
        />
      </form>
      <p role="status">${this.tried ? this.#said(this.tried) : ""}</p>
      ${this.tried?.found.length ? this.#table(this.tried) : nothing}
      ${this.close ? html`<div class="row"><button @click=${this.close}>${t("backToList")}</button></div>` : nothing}
    `;
  }

  /** The three steps, and what was chosen otherwise. */
  #steps() {
    const steps = STEPS.map(({ points, text }) => ({ points, text: t(text, sayNumber(points)) }));
    const isOther = this.threshold && !STEPS.some(({ points }) => points === this.threshold);
    return isOther
      ? [...steps, { points: this.threshold, text: t("namesOther", sayNumber(this.threshold)) }]
      : steps;
  }

  /** @param {Tried} tried */
  #said({ found, threshold }) {
    const number = found.filter(({ points }) => points >= threshold).length;
    if (number === 1) return t("namesAskedOne");
    return number ? t("namesAsked", sayNumber(number)) : t("namesNobody");
  }

  /** @param {Tried} tried */
  #table({ found, threshold }) {
    const row = (/** @type {Likeness} */ { label, name, points, reasons }) => html`
      <tr>
        <td><bdi>${label}</bdi></td>
        <td><bdi>${name}</bdi></td>
        <td data-is=${t("columnPoints")}>${sayNumber(points)}</td>
        <td data-is=${t("columnAsks")}>${t(points >= threshold ? "namesYes" : "namesNo")}</td>
        <td>
          ${reasons.map(
            ({ why, shown, listed }) =>
              html`<div>${t(`alike_${why}`)} ${shown ? html`<bdi>${shown}</bdi>, <bdi>${listed}</bdi>` : ""}</div>`,
          )}
        </td>
      </tr>
    `;
    const columns = ["columnLabel", "names", "columnPoints", "columnAsks", "columnWhy"];
    return html`
      <table>
        <thead>
          <tr>
            ${columns.map((column) => html`<th scope="col">${t(column)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${found.map(row)}
        </tbody>
      </table>
    `;
  }
}
