/** Whom a crisis is about: one of those on the page, one from the watch list, or somebody who isn't a client. */

import { html, nothing } from "../../vendor/lit-html.js";
import { ask, handleOf, platformName, sentenceOf, t } from "../page.js";

/** As many as are shown: who types a letter more has fewer. */
const MOST = 8;

/** @typedef {{client: string, label: string, account?: string}} Somebody */

export class WhoPart {
  search = "";
  /** @type {Somebody[]} */
  here = [];
  /** @type {Somebody[]} */
  found = [];
  /** Whether there are others whom the search would find. */
  isMore = false;
  problem = "";
  #asked = 0;

  /** @param {() => void} redraw @param {(client: string) => void} choose @param {() => void} nobody it is no client */
  constructor(redraw, choose, nobody) {
    this.redraw = redraw;
    this.choose = choose;
    this.nobody = nobody;
  }

  /** @param {Somebody[]} here those whose accounts are on the page */
  async load(here) {
    this.here = here;
    await this.#find();
  }

  clear() {
    Object.assign(this, { here: [], found: [], isMore: false, search: "", problem: "" });
  }

  async #find() {
    this.#asked += 1;
    const asked = this.#asked;
    try {
      const { clients, more } = await ask({ type: "client.list", search: this.search, limit: MOST });
      if (asked !== this.#asked) return;
      this.found = clients.map((/** @type {{id: string, label: string}} */ { id, label }) => ({
        client: id,
        label,
      }));
      this.isMore = Boolean(more);
      this.problem = "";
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
  }

  /** Who isn't among the few that are shown mustn't seem to be nobody's client. */
  #said() {
    if (this.found.length === 0) return t("nobodyFound");
    return this.isMore ? t("crisisMore") : "";
  }

  view() {
    const others = this.found.filter(({ client }) => !this.here.some((each) => each.client === client));
    const button = (/** @type {Somebody} */ { client, label, account }) => html`
      <li>
        <button class="choice" @click=${() => this.choose(client)}>
          <bdi>${label}</bdi>
          ${account ? html`<span class="small quiet"><bdi>${handleOf(account)}</bdi> · ${platformName(account.slice(0, account.indexOf(":")))}</span>` : nothing}
        </button>
      </li>
    `;
    return html`
      ${this.here.length ? html`<h2>${t("crisisHere")}</h2><ul class="choices">${this.here.map(button)}</ul>` : nothing}
      <form role="search" class="stack" autocomplete="off" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
        <label for="who">${t("crisisSearch")}</label>
        <input id="who" type="search" maxlength="200" dir="auto" autocomplete="off" spellcheck="false" .value=${this.search}
          @input=${(/** @type {Event} */ { target }) => {
            this.search = /** @type {HTMLInputElement} */ (target).value;
            void this.#find();
          }} />
      </form>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${others.length ? html`<ul class="choices">${others.map(button)}</ul>` : nothing}
      <p class="quiet" role="status">${this.#said()}</p>
      <div class="row"><button class="wide" @click=${() => this.nobody()}>${t("crisisNotClient")}</button></div>
    `;
  }
}
