/** A page made of several, of which one is shown: a list of their names above it. */

import { html, nothing } from "../../vendor/lit-html.js";
import { t } from "../page.js";

/** @typedef {import("./pages.js").Page} Page */

/** @implements {Page} */
export class Sections {
  /**
   * @param {string} name the key of the page's name in _locales
   * @param {Record<string, Page>} parts by the key of each one's name; the first is shown first
   * @param {() => void} refresh reads what is shown anew, then redraws
   */
  constructor(name, parts, refresh) {
    this.name = name;
    this.parts = parts;
    this.refresh = refresh;
    this.current = Object.keys(parts)[0] ?? "";
  }

  get #part() {
    return /** @type {Page} */ (this.parts[this.current]);
  }

  get unsaved() {
    return Object.values(this.parts).some(({ unsaved }) => unsaved);
  }

  heading() {
    return this.#part.heading();
  }

  async load() {
    await this.#part.load();
  }

  clear() {
    for (const part of Object.values(this.parts)) part.clear();
  }

  /** @param {string} part @param {string} [flag] */
  turnTo(part, flag) {
    this.current = part;
    if (flag !== undefined) this.#part.narrow?.(flag);
  }

  /** @param {string} part */
  go(part) {
    this.turnTo(part);
    this.refresh();
  }

  view() {
    const button = (/** @type {string} */ name) => html`
      <button aria-current=${name === this.current ? "page" : nothing} @click=${() => this.go(name)}>${t(name)}</button>
    `;
    return html`
      <nav class="sections" aria-label=${t(this.name)}>${Object.keys(this.parts).map(button)}</nav>
      ${this.#part.view()}
    `;
  }
}
