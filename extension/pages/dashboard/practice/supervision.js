/** The page of supervision: what waits for it, what came of it, when it is next, and the agenda, which names nobody. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { save } from "../../files.js";
import { ask, platformName, sayDay, sayTime, t } from "../../page.js";
import { whatWords } from "../log-words.js";
import { agendaPart } from "./agenda-part.js";
import { blankDilemma, dilemmaForm, filledDilemma } from "./dilemma-form.js";
import { everybody, RegisterPage } from "./register.js";
import { dayField } from "./selects.js";

/** @typedef {import("../../../generated/messages.js").Waiting} Waiting */
/** @typedef {import("../../../generated/messages.js").SupervisionReply} SupervisionReply */

/** @extends {RegisterPage<Waiting>} */
export class SupervisionPage extends RegisterPage {
  /** @type {import("../../../generated/messages.js").Client[]} */
  clients = [];
  discussed = false;
  /** @type {import("./dilemma-form.js").Form | null} */
  form = null;
  /** What is being written about an item. @type {{item: string, named: string, outcome: string} | null} */
  outcome = null;
  next = { day: "", with_whom: "" };
  agenda = { language: "en", notes: true };

  get unsaved() {
    return Boolean(this.form?.title || this.outcome?.outcome);
  }

  /** @override */
  heading() {
    return t("supervision");
  }

  /** @override @param {number} skip */
  request(skip) {
    return { type: "supervision", discussed: this.discussed, skip };
  }

  /** @override @param {SupervisionReply} reply */
  rowsOf({ waiting }) {
    return waiting;
  }

  /** @override */
  async load() {
    const [clients, reply] = await Promise.all([everybody(), super.load()]);
    this.clients = clients;
    this.next = { day: reply.next_day ?? "", with_whom: reply.next_with ?? "" };
  }

  /** @override */
  clear() {
    super.clear();
    Object.assign(this, { clients: [], next: { day: "", with_whom: "" } });
  }

  /** @param {"pdf" | "md"} format */
  #agenda(format) {
    return this.act(async () => save(await ask({ type: "supervision.agenda", format, ...this.agenda })));
  }

  /** @override */
  view() {
    const columns = [t("columnLabel"), t("columnWhat"), t(this.discussed ? "columnOutcomeOf" : "columnNote")];
    return html`
      <p>${t("supervisionWhy")}</p>
      ${this.#next()}
      ${
        this.form
          ? dilemmaForm(this.form, this.clients, {
              save: () =>
                this.change(/** @type {any} */ (this.form), () => t("dilemmaSaved"), { form: null }),
              close: () => this.show({ form: null }, "dilemmaAdd"),
            })
          : html`<div class="row">
              <button id="dilemmaAdd" @click=${() => this.show({ form: blankDilemma() }, "dilemmaTitle")}>${t("dilemmaAdd")}</button>
            </div>`
      }
      ${this.said()}
      <label class="box"><input type="checkbox" autocomplete="off" .checked=${this.discussed} @change=${() => {
        this.discussed = !this.discussed;
        void this.reload();
      }} /> ${t("supervisionDiscussed")}</label>
      ${this.list(t("supervisionEmpty"), columns, (waiting) => this.#row(waiting))}
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
        void this.change({ type: "supervision.next", day: day || null, with_whom }, () =>
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
              @click=${() => this.show({ outcome: { item, named, outcome } }, "outcome")}>${t("supervisionOutcome")}</button>
            ${
              dilemma
                ? html`<button aria-label=${t("contactEditThis", named)}
                      @click=${() => this.show({ form: filledDilemma(dilemma) }, "dilemmaTitle")}>${t("contactEdit")}</button>
                    <button class="plain" aria-label=${t("takeAwayThis", named)}
                      @click=${() => this.change({ type: "dilemma.remove", dilemma: dilemma.id }, () => t("dilemmaRemoved"))}>${t("takeAway")}</button>`
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
        void this.change({ type: "supervision.discussed", item, outcome }, () => t("supervisionNoted"), {
          outcome: null,
        });
      }}>
        <label for="outcome">${t("supervisionOutcomeOf", writing.named)}</label>
        <p class="small quiet" id="outcomeHint">${t("supervisionOutcomeHint")}</p>
        <textarea id="outcome" rows="3" maxlength="4000" dir="auto" autocomplete="off" spellcheck="false" aria-describedby="outcomeHint"
          .value=${writing.outcome} @input=${(/** @type {Event} */ { target }) => {
            writing.outcome = /** @type {HTMLTextAreaElement} */ (target).value;
          }}></textarea>
        <div class="row">
          <button class="first" type="submit">${t("save")}</button>
          <button type="button" @click=${() => this.show({ outcome: null }, "dilemmaAdd")}>${t("dontSave")}</button>
        </div>
      </form>
    `;
  }
}

/** What an item is about, in words. @param {Waiting} waiting */
function about({ entry, contact, dilemma }) {
  if (entry) {
    const { label, interaction, platform, time, note } = entry;
    const what = interaction ? `${t(`do_${interaction}`)}, ${platformName(platform)}` : whatWords(entry);
    return { label, what, when: sayTime(time), note };
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
