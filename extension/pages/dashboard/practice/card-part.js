/** A client's crisis card: opened with one press, which the log records; then shown, and changed. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, sentenceOf, t } from "../../page.js";

/** What stands on a card, in the order in which it is needed, and how long each may be. @type {[name: "phone" | "place" | "contact" | "plan" | "notes", longest: number][]} */
const FIELDS = [
  ["phone", 200],
  ["place", 4000],
  ["contact", 4000],
  ["plan", 4000],
  ["notes", 4000],
];

/** @typedef {import("../../../generated/messages.js").CrisisCard} Card */

export class CardPart {
  /** @type {Card | null} null: not opened */
  card = null;
  /** What is being typed; null: nothing. @type {Record<string, string> | null} */
  draft = null;
  said = "";
  problem = "";
  /** @type {Promise<void> | null} */
  #opening = null;

  /**
   * @param {string} client
   * @param {() => void} redraw
   * @param {(change: number) => void} [saved] what undoes it
   */
  constructor(client, redraw, saved) {
    this.client = client;
    this.redraw = redraw;
    this.saved = saved;
  }

  /** Whether anything was typed that isn't saved. */
  get unsaved() {
    const { card, draft } = this;
    return draft !== null && FIELDS.some(([name]) => draft[name] !== (card?.[name] ?? ""));
  }

  /** Once, however often it is asked for meanwhile: each opening is logged. */
  open() {
    this.#opening ??= this.#open().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #open() {
    try {
      const { card, logged } = await ask({ type: "crisis.card", client: this.client });
      this.card = card;
      this.problem = logged === null || logged === undefined ? t("cardNotLogged") : "";
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
  }

  /** The vault is locked: forget the card, but not what is being typed. */
  clear() {
    Object.assign(this, { card: null, said: "", problem: "" });
  }

  #change() {
    this.draft ??= Object.fromEntries(FIELDS.map(([name]) => [name, this.card?.[name] ?? ""]));
    this.said = "";
    this.redraw();
    document.getElementById("card_phone")?.focus();
  }

  #close() {
    this.draft = null;
    this.redraw();
    document.getElementById("cardChange")?.focus();
  }

  /** @param {Event} event */
  async #save(event) {
    event.preventDefault();
    try {
      const { card, change } = await ask({ type: "crisis.card.save", client: this.client, ...this.draft });
      Object.assign(this, { card, problem: "", said: t("cardSaved") });
      if (change !== null && change !== undefined) this.saved?.(change);
      this.#close();
    } catch (error) {
      this.problem = sentenceOf(error);
      this.redraw();
    }
  }

  view() {
    return html`
      <section class="stack card" aria-labelledby="card">
        <h2 id="card">${t("card")}</h2>
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        <p role="status" class="small">${this.said}</p>
        ${this.card ? (this.draft ? this.#form(this.draft) : this.#shown(this.card)) : this.#closed()}
      </section>
    `;
  }

  #closed() {
    return html`
      <p>${t("cardWhy")}</p>
      <div class="row"><button id="cardOpen" @click=${() => this.open()}>${t("cardOpen")}</button></div>
    `;
  }

  /** @param {Card} card */
  #shown(card) {
    const written = FIELDS.filter(([name]) => card[name]);
    return html`
      ${
        written.length
          ? html`<dl class="facts">${written.map(([name]) => html`<div><dt>${t(`card_${name}`)}</dt><dd class="note" dir="auto">${card[name]}</dd></div>`)}</dl>`
          : html`<p class="quiet">${t("cardEmpty")}</p>`
      }
      <div class="row"><button id="cardChange" @click=${() => this.#change()}>${t("cardChange")}</button></div>
    `;
  }

  /** @param {Record<string, string>} draft */
  #form(draft) {
    const put = (/** @type {string} */ name) => (/** @type {Event} */ event) => {
      draft[name] = /** @type {HTMLInputElement} */ (event.target).value;
    };
    return html`
      <form class="fields" autocomplete="off" @submit=${(/** @type {Event} */ event) => this.#save(event)}>
        ${FIELDS.map(
          ([name, longest]) => html`
            <label for=${`card_${name}`}>${t(`card_${name}`)}</label>
            ${
              name === "phone"
                ? html`<input id="card_phone" maxlength=${longest} autocomplete="off" spellcheck="false"
                    .value=${draft[name] ?? ""} @input=${put(name)} />`
                : html`<textarea id=${`card_${name}`} rows="2" maxlength=${longest} dir="auto" autocomplete="off"
                    spellcheck="false" .value=${draft[name] ?? ""} @input=${put(name)}></textarea>`
            }
          `,
        )}
        <div class="row">
          <button class="first" type="submit">${t("cardSave")}</button>
          <button type="button" @click=${() => this.#close()}>${t("dontSave")}</button>
        </div>
      </form>
    `;
  }
}
