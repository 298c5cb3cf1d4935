/**
 * The form for a client. What is typed is held here, in memory, and drawn only while the vault is open: when the agent
 * locks or dies in the middle, it is there again afterwards.
 */

import { html, nothing } from "../../vendor/lit-html.js";
import { ask, send, sentenceOf, t } from "../page.js";
import { accountsPart, LinkField } from "./accounts-part.js";
import { ClearingsPart } from "./clearings-part.js";
import { blank, filled, requestOf, today, tooLong } from "./draft.js";
import { CardPart } from "./practice/card-part.js";
import { ClientPart } from "./practice/client-part.js";

/** How often the agent is told that somebody is typing, in ms: without, it would lock in the middle. */
const ACTIVITY = 60_000;

/** @typedef {import("../../generated/messages.js").Client} Client */

export class ClientForm {
  problem = "";
  ended = today();
  #busy = false;
  #told = 0;

  /**
   * @param {Client | null} client null: a new one
   * @param {object} parts
   * @param {() => void} parts.redraw
   * @param {(text: string, change: number | null) => void} parts.done
   * @param {() => void} parts.close
   */
  constructor(client, { redraw, done, close }) {
    this.client = client;
    this.draft = client ? filled(client) : blank();
    this.link = new LinkField(this.draft, redraw);
    this.clearings = client ? new ClearingsPart(client.id, redraw) : null;
    void this.clearings?.load();
    this.redraw = redraw;
    this.done = done;
    this.close = close;
    this.#first = JSON.stringify(this.draft);
    this.practice = client && new ClientPart(client.id, redraw);
    void this.practice?.load();
    this.card = client && new CardPart(client.id, redraw);
  }

  #first;

  /** Whether anything was typed that isn't saved. */
  get changed() {
    return this.#isTyped || this.link.text.trim() !== "" || (this.card?.unsaved ?? false);
  }

  get #isTyped() {
    return JSON.stringify(this.draft) !== this.#first;
  }

  heading() {
    return this.client ? t("changeClient", this.client.label) : t("addClient");
  }

  async save() {
    if (this.#busy) return;
    this.#busy = true;
    try {
      this.problem = "";
      await this.link.take();
      this.problem = this.link.problem || tooLong(this.draft, t);
      if (this.problem) return this.#show(this.link.problem ? "link" : "names");
      // The agent would take it for the last change sent again, and give that one to be undone.
      if (this.client && !this.#isTyped) return this.done(t("saved", this.client.label), null);
      const { client, change } = await ask(requestOf(this.draft));
      this.done(t(this.client ? "saved" : "added", client.label), change ?? null);
    } catch (error) {
      await this.#refused(error);
    } finally {
      this.#busy = false;
    }
  }

  /** Without an answer nobody knows whether it was saved; to save again does no harm. @param {unknown} error */
  async #refused(error) {
    const { kind } = await send("state").catch(() => ({ kind: "away" }));
    this.problem = kind === "ready" ? sentenceOf(error) : t("perhapsNotSaved");
    this.#show("save");
  }

  /** @param {string} field */
  #show(field) {
    this.redraw();
    document.getElementById(field)?.focus();
  }

  async endTherapy() {
    if (!this.ended) {
      this.problem = t("endedNeeded");
      return this.#show("ended");
    }
    const { status, since } = this.draft;
    Object.assign(this.draft, { status: "former", since: this.ended });
    await this.save();
    if (this.problem) Object.assign(this.draft, { status, since });
    this.redraw();
  }

  /** Put the client into the archive, or take them out, with all that was typed. */
  async archive() {
    const { archived } = this.draft;
    this.draft.archived = !archived;
    await this.save();
    if (this.problem) this.draft.archived = archived;
  }

  async remove() {
    try {
      const { client, change } = await ask({ type: "client.remove", client: this.draft.client });
      this.done(t("removed", client.label), change ?? null);
    } catch (error) {
      await this.#refused(error);
    }
  }

  /** @param {Event} event */
  #typed({ target, isTrusted }) {
    const field = /** @type {HTMLInputElement} */ (target);
    if (field.name in this.draft) Object.assign(this.draft, { [field.name]: field.value });
    if (!isTrusted || Date.now() - this.#told < ACTIVITY) return;
    this.#told = Date.now();
    ask({ type: "activity" }).catch(() => null);
  }

  view() {
    return html`
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <form
        class="fields"
        autocomplete="off"
        novalidate
        @input=${(/** @type {Event} */ event) => this.#typed(event)}
        @submit=${(/** @type {Event} */ event) => {
          event.preventDefault();
          void this.save();
        }}
      >
        ${this.#who()} ${accountsPart(this.draft, this.link, this.redraw)} ${this.#notes()}
        <div class="row">
          <button id="save" class="first" type="submit">${t("save")}</button>
          <button type="button" @click=${() => this.close()}>${t("dontSave")}</button>
        </div>
      </form>
      ${this.clearings?.view() ?? nothing} ${this.practice?.view() ?? nothing} ${this.card?.view() ?? nothing}
      ${this.client ? this.#leaving() : nothing}
    `;
  }

  #who() {
    const { draft } = this;
    return html`
      <label for="label">${t("columnLabel")}</label>
      <p class="small quiet" id="labelHint">${t("labelHint")}</p>
      <input id="label" name="label" maxlength="200" dir="auto" autocomplete="off" spellcheck="false"
        aria-describedby="labelHint" .value=${draft.label} />
      <label for="names">${t("names")}</label>
      <p class="small quiet" id="namesHint">${t("namesHint")}</p>
      <textarea id="names" name="names" rows="3" dir="auto" autocomplete="off" spellcheck="false"
        aria-describedby="namesHint" .value=${draft.names}></textarea>
      <label for="status">${t("columnStatus")}</label>
      <select id="status" name="status" autocomplete="off">
        ${["current", "former", "prospective"].map(
          (each) =>
            html`<option value=${each} .selected=${draft.status === each}>${t(`status_${each}`)}</option>`,
        )}
      </select>
      <label for="since">${t("columnSince")}</label>
      <p class="small quiet" id="sinceHint">${t("sinceHint")}</p>
      <input id="since" name="since" maxlength="10" autocomplete="off" spellcheck="false"
        aria-describedby="sinceHint" .value=${draft.since} />
    `;
  }

  #notes() {
    return html`
      <label for="notes">${t("notes")}</label>
      <p class="small quiet" id="notesHint">${t("notesHint")}</p>
      <textarea id="notes" name="notes" rows="4" maxlength="4000" dir="auto" autocomplete="off" spellcheck="false"
        aria-describedby="notesHint" .value=${this.draft.notes}></textarea>
    `;
  }

  #leaving() {
    const ending = html`
      <section class="stack" aria-labelledby="ending">
        <h2 id="ending">${t("endOfTherapy")}</h2>
        <p>${t("endOfTherapyWhy")}</p>
        <div class="row">
          <label for="ended">${t("endedOn")}</label>
          <input id="ended" type="date" autocomplete="off" spellcheck="false" .value=${this.ended}
            @input=${(/** @type {Event} */ { target }) => {
              this.ended = /** @type {HTMLInputElement} */ (target).value;
            }} />
          <button @click=${() => this.endTherapy()}>${t("endTherapy")}</button>
        </div>
      </section>
    `;
    return html`
      ${this.client?.status === "former" ? nothing : ending}
      <section class="stack" aria-labelledby="archiving">
        <h2 id="archiving">${t("archiving")}</h2>
        <p>${t("archivingWhy")}</p>
        <div class="row">
          <button @click=${() => this.archive()}>${t(this.client?.archived ? "unarchive" : "archive")}</button>
        </div>
      </section>
      <section class="stack" aria-labelledby="removing">
        <h2 id="removing">${t("removing")}</h2>
        <p>${t("removingWhy")}</p>
        <div class="row"><button @click=${() => this.remove()}>${t("remove")}</button></div>
      </section>
    `;
  }
}
