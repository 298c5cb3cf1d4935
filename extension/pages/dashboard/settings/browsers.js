/** The browsers that may ask the agent: since when, when they were seen last, what they are called, and how that ends. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, sayTime, sentenceOf, t } from "../../page.js";

/** @typedef {import("../../../generated/messages.js").Browser} Browser */

export class BrowsersPart {
  /** @type {Browser[]} */
  browsers = [];
  /** The pairing of this browser. */
  own = "";
  /** Whose name is being changed, and who is about to be unpaired. @type {{what: "rename" | "unpair", browser: Browser} | null} */
  open = null;
  said = "";
  problem = "";

  /** @param {import("./kept.js").Kept} kept @param {() => void} redraw */
  constructor(kept, redraw) {
    this.kept = kept;
    this.redraw = redraw;
  }

  heading() {
    return t("sectionBrowsers");
  }

  async load() {
    const { browsers, asking } = await ask({ type: "browsers" });
    this.browsers = browsers;
    this.own = asking;
  }

  clear() {
    this.browsers = [];
    this.#ask(null);
    this.kept.clear();
  }

  /** @param {{what: "rename" | "unpair", browser: Browser} | null} open */
  #ask(open) {
    this.open = open;
    this.said = "";
    this.problem = "";
    this.redraw();
    document.getElementById(open?.what === "rename" ? "browserName" : "keepPaired")?.focus();
  }

  /** @param {Browser} browser @param {string} name @returns {Promise<import("./kept.js").Undo>} */
  async #rename(browser, name) {
    await ask({ type: "browser.rename", pairing: browser.pairing, name });
    return () => this.#rename({ ...browser, name }, browser.name);
  }

  /** @param {Browser} browser */
  async #unpair(browser) {
    try {
      await ask({ type: "unpair", pairing: browser.pairing });
      this.open = null;
      this.said = t("isUnpaired", browser.name);
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    await this.kept.reload();
  }

  view() {
    return html`
      ${this.kept.changes.view()}
      <p>${t("browsersWhy")}</p>
      ${this.#table()}
      <p role="status">${this.said}</p>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${this.open?.what === "rename" ? this.#renaming(this.open.browser) : nothing}
      ${this.open?.what === "unpair" ? this.#unpairing(this.open.browser) : nothing}
    `;
  }

  #table() {
    const time = (/** @type {string} */ at) => html`<time datetime=${at} title=${at}>${sayTime(at)}</time>`;
    const row = (/** @type {Browser} */ browser) => html`
      <tr>
        <td><bdi>${browser.origin ? browser.name : t("commandLine")}</bdi> ${this.#mark(browser)}</td>
        <td data-is=${t("columnPaired")}>${time(browser.since)}</td>
        <td data-is=${t("columnLastSeen")}>${browser.last_seen ? time(browser.last_seen) : t("never")}</td>
        <td>${this.#buttons(browser)}</td>
      </tr>
    `;
    const columns = ["columnBrowser", "columnPaired", "columnLastSeen"];
    return html`
      <table>
        <thead><tr>${columns.map((column) => html`<th scope="col">${t(column)}</th>`)}<td></td></tr></thead>
        <tbody>${this.browsers.map(row)}</tbody>
      </table>
    `;
  }

  /** @param {Browser} browser */
  #mark({ pairing }) {
    return pairing === this.own ? html`<span class="small quiet">${t("thisBrowser")}</span>` : nothing;
  }

  /** @param {Browser} browser */
  #buttons(browser) {
    if (!browser.origin) return nothing;
    return html`<div class="row">
      <button aria-label=${t("renameThis", browser.name)} @click=${() => this.#ask({ what: "rename", browser })}>
        ${t("renameIt")}
      </button>
      <button aria-label=${t("unpairThis", browser.name)} @click=${() => this.#ask({ what: "unpair", browser })}>
        ${t("unpair")}
      </button>
    </div>`;
  }

  /** @param {Browser} browser */
  #renaming(browser) {
    const save = async (/** @type {Event} */ event) => {
      event.preventDefault();
      const form = /** @type {HTMLFormElement} */ (event.target);
      const name = /** @type {HTMLInputElement} */ (form.elements.namedItem("browserName")).value.trim();
      this.#ask(null);
      if (!name || name === browser.name) return;
      await this.kept.do(t("settingSaved", t("browserCalled", name)), () => this.#rename(browser, name));
    };
    return html`
      <form class="fields" autocomplete="off" novalidate @submit=${save}>
        <label for="browserName">${t("browserName")}</label>
        <input id="browserName" name="browserName" maxlength="200" dir="auto" autocomplete="off" spellcheck="false"
          .value=${browser.name} />
        <div class="row">
          <button class="first" type="submit">${t("save")}</button>
          <button type="button" @click=${() => this.#ask(null)}>${t("dontSave")}</button>
        </div>
      </form>
    `;
  }

  /** @param {Browser} browser */
  #unpairing(browser) {
    const why = browser.pairing === this.own ? t("unpairOwnWhy") : t("unpairOtherWhy", browser.name);
    return html`
      <div class="stack asking" role="group" aria-label=${t("unpairThis", browser.name)}>
        <p>${why}</p>
        <div class="row">
          <button id="keepPaired" class="first" @click=${() => this.#ask(null)}>${t("keepPaired")}</button>
          <button @click=${() => this.#unpair(browser)}>${t("unpairNow")}</button>
        </div>
      </div>
    `;
  }
}
