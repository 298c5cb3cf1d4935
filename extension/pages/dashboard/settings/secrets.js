/** What forms with secrets share: what is typed is read when it is sent and kept nowhere, and a wrong one has to wait. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { Refusal, sentenceOf, t } from "../../page.js";

/**
 * @param {object} field
 * @param {string} field.id
 * @param {string} field.label
 * @param {string} [field.hint]
 */
export const secretField = ({ id, label, hint = "" }) => html`
  <label for=${id}>${label}</label>
  ${hint ? html`<p class="small quiet" id=${`${id}Hint`}>${hint}</p>` : nothing}
  <input id=${id} name=${id} type="password" maxlength="1000" autocomplete="off" spellcheck="false"
    aria-describedby=${hint ? `${id}Hint` : nothing} />
`;

/** The values of a form's fields, by name. @param {Event} event */
export function typed(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const value = (/** @type {Element} */ field) => /** @type {HTMLInputElement} */ (field).value;
  return Object.fromEntries(
    [...form.elements].flatMap((field) => (field.id ? [[field.id, value(field)]] : [])),
  );
}

/** Empty all fields for secrets of the form. @param {Event} event */
export function forget(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const fields = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input[type=password]"));
  for (const field of fields) field.value = "";
}

/** What a form with a secret says, and how long it has to wait after a wrong one. */
export class Attempt {
  said = "";
  problem = "";
  busy = false;
  /** Until when nothing may be tried, in ms since 1970. */
  until = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #ticking;

  /** @param {() => void} redraw */
  constructor(redraw) {
    this.redraw = redraw;
  }

  clear() {
    this.said = "";
    this.problem = "";
  }

  get left() {
    return Math.max(0, Math.ceil((this.until - Date.now()) / 1000));
  }

  /** @param {() => Promise<string>} action gives what to say when it was done */
  async try(action) {
    if (this.busy || this.left) return;
    this.problem = "";
    this.busy = true;
    this.said = t("working");
    this.redraw();
    try {
      this.said = await action();
    } catch (error) {
      this.said = "";
      this.problem = sentenceOf(error);
      if (error instanceof Refusal && error.retryAfter) this.#wait(error.retryAfter);
    }
    this.busy = false;
    this.redraw();
  }

  /** @param {number} seconds */
  #wait(seconds) {
    this.until = Date.now() + seconds * 1000;
    clearInterval(this.#ticking);
    this.#ticking = setInterval(() => {
      if (!this.left) {
        clearInterval(this.#ticking);
        this.problem = "";
      }
      this.redraw();
    }, 1000);
  }

  view() {
    return html`
      <p role="status">${this.said}</p>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${this.left ? html`<p class="quiet" aria-hidden="true">${t("waitSeconds", this.left)}</p>` : nothing}
    `;
  }
}
