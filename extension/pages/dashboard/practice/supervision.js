/** The page of supervision: what waits for it, what came of it, when it is next, and the agenda, which names nobody. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { save } from "../../files.js";
import { ask, platformName, sayDay, sayTime, sentenceOf, t } from "../../page.js";
import { Changes, undoOfPractice } from "../changes.js";
import { agendaPart } from "./agenda-part.js";
import { blankDilemma, dilemmaForm, filledDilemma } from "./dilemma-form.js";
import { dayField } from "./selects.js";

const MOST_CLIENTS = 500;

/** @typedef {import("../../../generated/messages.js").Waiting} Waiting */
/** @typedef {import("../../../generated/messages.js").SupervisionReply} SupervisionReply */
/** @typedef {import("../pages.js").Page} Page */

/** @returns {SupervisionReply} */
const nothingYet = () => ({ type: "supervision.reply", waiting: [], total: 0 });

/** @implements {Page} */
export class SupervisionPage {
  reply = nothingYet();
  /** @type {import("../../../generated/messages.js").Client[]} */
  clients = [];
  discussed = false;
  /** @type {import("./dilemma-form.js").Form | null} */
  form = null;
  /** What is being written about an item. @type {{item: string, named: string, outcome: string} | null} */
  outcome = null;
  next = { day: "", with_whom: "" };
  agenda = { language: "en", notes: true };
  problem = "";

  /** @param {() => void} redraw */
  constructor(redraw) {
    this.redraw = redraw;
    this.changes = new Changes(() => this.reload(), undoOfPractice);
  }

  get unsaved() {
    return this.form?.title !== undefined && this.form.title !== "";
  }

  heading() {
    return t("supervision");
  }

  async load() {
    const [reply, { clients }] = await Promise.all([
      ask({ type: "supervision", discussed: this.discussed }),
      ask({ type: "client.list", limit: MOST_CLIENTS }),
    ]);
    Object.assign(this, { reply, clients });
    this.next = { day: reply.next_day ?? "", with_whom: reply.next_with ?? "" };
  }

  async reload() {
    await this.#act(() => this.load());
  }

  clear() {
    Object.assign(this, { reply: nothingYet(), clients: [], outcome: null, problem: "" });
    this.next = { day: "", with_whom: "" };
    this.changes.clear();
  }

  /** @param {() => Promise<void>} action */
  async #act(action) {
    try {
      this.problem = "";
      await action();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
  }

  /** @param {object} request @param {(reply: any) => string} said */
  #do(request, said) {
    return this.#act(async () => {
      const reply = await ask(/** @type {any} */ (request));
      this.changes.add(said(reply), reply.change ?? null);
      Object.assign(this, { form: null, outcome: null });
      await this.load();
    });
  }

  #more() {
    return this.#act(async () => {
      const { more: skip = 0, waiting } = this.reply;
      const reply = await ask({ type: "supervision", discussed: this.discussed, skip });
      this.reply = { ...reply, waiting: [...waiting, ...reply.waiting] };
    });
  }

  /** @param {"pdf" | "md"} format */
  #agenda(format) {
    return this.#act(async () => save(await ask({ type: "supervision.agenda", format, ...this.agenda })));
  }

  /** @param {Partial<SupervisionPage>} change @param {string} focus */
  #show(change, focus) {
    Object.assign(this, change);
    this.redraw();
    document.getElementById(focus)?.focus();
  }

  view() {
    return html`
      <p>${t("supervisionWhy")}</p>
      ${this.#next()}
      ${
        this.form
          ? dilemmaForm(this.form, this.clients, {
              save: () => this.#do(/** @type {any} */ (this.form), () => t("dilemmaSaved")),
              close: () => this.#show({ form: null }, "dilemmaAdd"),
            })
          : html`<div class="row">
              <button id="dilemmaAdd" @click=${() => this.#show({ form: blankDilemma() }, "dilemmaTitle")}>${t("dilemmaAdd")}</button>
            </div>`
      }
      ${this.changes.view()}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <label class="box"><input type="checkbox" autocomplete="off" .checked=${this.discussed} @change=${() => {
        this.discussed = !this.discussed;
        void this.reload();
      }} /> ${t("supervisionDiscussed")}</label>
      ${this.reply.waiting.length ? this.#table() : html`<p class="quiet">${t("supervisionEmpty")}</p>`}
      ${this.reply.more == null ? nothing : html`<div class="row"><button @click=${() => this.#more()}>${t("more")}</button></div>`}
      ${this.outcome ? this.#outcome(this.outcome) : nothing}
      ${agendaPart(this.agenda, this.redraw, (format) => this.#agenda(format))}
    `;
  }

  #next() {
    const { next } = this;
    return html`
      <form class="row" autocomplete="off" novalidate @submit=${(/** @type {Event} */ event) => {
        event.preventDefault();
        const { day, with_whom } = next;
        void this.#do({ type: "supervision.next", day: day || null, with_whom }, () =>
          t("supervisionPlanned"),
        );
      }}>
        <label for="supervisionDay">${t("supervisionNext")}</label>
        ${dayField("supervisionDay", next.day, (day) => {
          next.day = day;
        })}
        <label for="supervisionWith">${t("supervisionWith")}</label>
        <input id="supervisionWith" maxlength="200" dir="auto" autocomplete="off" spellcheck="false" .value=${next.with_whom}
          @input=${(/** @type {Event} */ { target }) => {
            next.with_whom = /** @type {HTMLInputElement} */ (target).value;
          }} />
        <button type="submit">${t("save")}</button>
      </form>
    `;
  }

  #table() {
    const columns = ["columnLabel", "columnWhat", this.discussed ? "columnOutcomeOf" : "columnNote"];
    return html`
      <table>
        <thead><tr>${columns.map((column) => html`<th scope="col">${t(column)}</th>`)}<td></td></tr></thead>
        <tbody>${this.reply.waiting.map((item) => this.#row(item))}</tbody>
      </table>
    `;
  }

  /** @param {Waiting} waiting */
  #row(waiting) {
    const { item, dilemma, discussed, outcome = "" } = waiting;
    const { label, what, when, note } = about(waiting);
    const named = [label, what].filter(Boolean).join(", ");
    return html`
      <tr>
        <td><bdi>${label}</bdi></td>
        <td dir="auto">${what}<div class="small quiet">${when}</div></td>
        <td dir="auto">${discussed ? html`${outcome}<div class="small quiet">${sayDay(discussed)}</div>` : note}</td>
        <td>
          <div class="row">
            <button aria-label=${t("supervisionOutcomeOf", named)}
              @click=${() => this.#show({ outcome: { item, named, outcome } }, "outcome")}>${t("supervisionOutcome")}</button>
            ${
              dilemma
                ? html`<button aria-label=${t("contactEditThis", named)}
                      @click=${() => this.#show({ form: filledDilemma(dilemma) }, "dilemmaTitle")}>${t("contactEdit")}</button>
                    <button class="plain" aria-label=${t("takeAwayThis", named)}
                      @click=${() => this.#do({ type: "dilemma.remove", dilemma: dilemma.id }, () => t("dilemmaRemoved"))}>${t("takeAway")}</button>`
                : nothing
            }
          </div>
        </td>
      </tr>
    `;
  }

  /** @param {NonNullable<SupervisionPage["outcome"]>} writing */
  #outcome(writing) {
    return html`
      <form class="fields" autocomplete="off" novalidate @submit=${(/** @type {Event} */ event) => {
        event.preventDefault();
        const { item, outcome } = writing;
        void this.#do({ type: "supervision.discussed", item, outcome }, () => t("supervisionNoted"));
      }}>
        <label for="outcome">${t("supervisionOutcomeOf", writing.named)}</label>
        <p class="small quiet" id="outcomeHint">${t("supervisionOutcomeHint")}</p>
        <textarea id="outcome" rows="3" maxlength="4000" dir="auto" autocomplete="off" spellcheck="false" aria-describedby="outcomeHint"
          .value=${writing.outcome} @input=${(/** @type {Event} */ { target }) => {
            writing.outcome = /** @type {HTMLTextAreaElement} */ (target).value;
          }}></textarea>
        <div class="row">
          <button class="first" type="submit">${t("save")}</button>
          <button type="button" @click=${() => this.#show({ outcome: null }, "dilemmaAdd")}>${t("dontSave")}</button>
        </div>
      </form>
    `;
  }
}

/** What an item is about, in words. @param {Waiting} waiting */
function about({ entry, contact, dilemma }) {
  if (entry) {
    const { label, interaction, platform, time, note } = entry;
    return { label, what: `${t(`do_${interaction}`)}, ${platformName(platform)}`, when: sayTime(time), note };
  }
  if (contact) {
    return {
      label: contact.label,
      what: t(`contact_${contact.kind}`),
      when: sayDay(contact.day),
      note: contact.note,
    };
  }
  return { label: dilemma?.label ?? "", what: dilemma?.title ?? "", when: "", note: dilemma?.facts ?? "" };
}
