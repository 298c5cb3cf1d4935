/** One entry of the log: what it says, its flags and notes, and its events with their place in the chain. */

import { html, nothing } from "../../vendor/lit-html.js";
import { ask, handleOf, platformName, sayTime, sentenceOf, t } from "../page.js";
import { hidden } from "./log-table.js";
import { outcomeWords, whatWords } from "./log-words.js";

/**
 * @typedef {import("../../generated/messages.js").Entry} Entry
 * @typedef {import("../../generated/messages.js").Event} LogEvent
 */

/** @type {Entry["flags"]} */
const FLAGS = ["next_session", "supervision", "record"];
/** Letters of a hash that are shown: enough to compare two by eye. */
const SHOWN = 12;

export class EntryView {
  /** @type {LogEvent[]} */
  events = [];
  note = "";
  said = "";
  problem = "";

  /**
   * @param {Entry} entry
   * @param {object} parts
   * @param {() => void} parts.redraw
   * @param {() => void} parts.close
   * @param {() => void} parts.about show all entries about the same client
   * @param {(button: string) => void} parts.everything show the client's page
   */
  constructor(entry, { redraw, close, about, everything }) {
    this.entry = entry;
    this.redraw = redraw;
    this.close = close;
    this.about = about;
    this.everything = everything;
  }

  get unsaved() {
    return this.note.trim() !== "";
  }

  heading() {
    const { interaction, platform, label } = this.entry;
    if (!interaction) return `${whatWords(this.entry)}: ${label}`;
    return t("entryHeading", t(`do_${interaction}`), platformName(platform), label);
  }

  async load() {
    const { entry, events } = await ask({ type: "log.show", sequence: this.entry.sequence });
    this.entry = entry;
    this.events = events;
  }

  clear() {
    this.events = [];
    this.said = "";
    this.problem = "";
  }

  /** Ask for a change, and show what became of it. @param {{type: string, [field: string]: unknown}} request @param {string} said */
  async #change(request, said) {
    try {
      await ask(request);
      this.said = said;
      this.problem = "";
      await this.load();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
  }

  /** @param {Entry["flags"][0]} flag @param {boolean} on */
  #flag(flag, on) {
    const change = on ? { flags: [flag] } : { unflag: [flag] };
    return this.#change(
      { type: "log.note", sequence: this.entry.sequence, ...change },
      t(on ? "flagSet" : "flagTaken", t(`flag_${flag}`)),
    );
  }

  async addNote() {
    const note = this.note.trim();
    if (!note) {
      this.problem = t("noteEmpty");
      this.redraw();
      document.getElementById("moreNote")?.focus();
      return;
    }
    await this.#change({ type: "log.note", sequence: this.entry.sequence, note }, t("noteAdded"));
    if (!this.problem) this.note = "";
    this.redraw();
  }

  view() {
    return html`
      <div class="row">
        <button @click=${() => this.close()}>${t("backToLog")}</button>
        <button @click=${() => this.about()}>${t("allAbout", this.entry.label)}</button>
        <button id="everything" @click=${() => this.everything("everything")}>${t("timeline", this.entry.label)}</button>
      </div>
      <p role="status">${this.said}</p>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${this.#facts()} ${this.#flags()} ${this.#notes()} ${this.#chain()}
    `;
  }

  #facts() {
    const { entry } = this;
    const own = this.events[0]?.body ?? {};
    /** @type {[string, unknown][]} */
    const facts = [
      [t("columnTime"), html`<time datetime=${entry.time} title=${entry.time}>${sayTime(entry.time)}</time>`],
      [t("columnLabel"), html`<bdi>${entry.label}</bdi>`],
      [t("columnStatus"), own["status"] ? t(`status_${own["status"]}`) : ""],
      [
        t("columnAccount"),
        hidden(entry) ? t("accountHidden") : entry.account && html`<bdi>${handleOf(entry.account)}</bdi>`,
      ],
      [t("ownInUse"), own["own_account"] ? html`<bdi>${handleOf(own["own_account"])}</bdi>` : ""],
      [t("columnTier"), entry.tier ?? ""],
      [t("columnOutcome"), outcomeWords(entry) && html`${outcomeWords(entry)}${this.#why()}`],
      [t("columnReason"), entry.reason ? t(`reason_${entry.reason}`) : ""],
    ];
    return html`
      <dl class="facts">
        ${facts.filter(([, what]) => what !== "").map(([name, what]) => html`<div><dt>${name}</dt><dd>${what}</dd></div>`)}
      </dl>
      ${this.#undo()}
    `;
  }

  /** What an outcome means where it isn't plain. */
  #why() {
    const { kind, outcome, use } = this.entry;
    const why =
      kind === "missed"
        ? "whyMissed"
        : use === "granted"
          ? "whyGranted"
          : outcome === "expired"
            ? "whyExpired"
            : "";
    return why ? html`<p class="small quiet">${t(why)}</p>` : nothing;
  }

  #undo() {
    const isTaken = this.events.some(({ kind }) => kind === "uncleared");
    if (this.entry.outcome !== "not_my_client" || isTaken) return nothing;
    return html`
      <div class="row">
        <button @click=${() => this.#change({ type: "clearing.undo", warning: this.entry.sequence }, t("clientAfterAll"))}>
          ${t("isMyClient")}
        </button>
      </div>
    `;
  }

  #flags() {
    return html`
      <fieldset class="stack flags">
        <legend>${t("flags")}</legend>
        ${FLAGS.map(
          (flag) => html`
            <label class="row">
              <input
                type="checkbox"
                autocomplete="off"
                .checked=${this.entry.flags.includes(flag)}
                @change=${(/** @type {Event} */ { target }) =>
                  this.#flag(flag, /** @type {HTMLInputElement} */ (target).checked)}
              />
              ${t(`flag_${flag}`)}
            </label>
          `,
        )}
      </fieldset>
    `;
  }

  #notes() {
    const noted = this.events.filter(({ body }) => body?.["note"]);
    return html`
      <section class="stack" aria-labelledby="notes">
        <h2 id="notes">${t("entryNotes")}</h2>
        ${noted.map(
          ({ time, body }) => html`
            <div>
              <time class="small quiet" datetime=${time} title=${time}>${sayTime(time)}</time>
              <p class="note" dir="auto">${body?.["note"]}</p>
            </div>
          `,
        )}
        <div class="fields">
          <label for="moreNote">${t("addNote")}</label>
          <p class="small quiet" id="moreNoteHint">${t("addNoteHint")}</p>
          <textarea
            id="moreNote"
            rows="3"
            maxlength="4000"
            dir="auto"
            autocomplete="off"
            spellcheck="false"
            aria-describedby="moreNoteHint"
            .value=${this.note}
            @input=${(/** @type {Event} */ { target }) => {
              this.note = /** @type {HTMLTextAreaElement} */ (target).value;
            }}
          ></textarea>
          <div class="row"><button @click=${() => this.addNote()}>${t("saveNote")}</button></div>
        </div>
      </section>
    `;
  }

  #chain() {
    const row = (/** @type {LogEvent} */ event) => html`
      <tr>
        <td>${event.sequence}</td>
        <td>${t(`event_${event.kind}`)}</td>
        <td><time datetime=${event.time} title=${event.time}>${sayTime(event.time)}</time></td>
        <td>${event.holds ? t("eventHolds") : html`<strong class="problem">${t("eventBroken")}</strong>`}</td>
        <td>
          <details>
            <summary><code>${event.head.slice(0, SHOWN)}…</code></summary>
            <dl class="hashes">
              <dt>${t("eventHead")}</dt><dd><code>${event.head}</code></dd>
              <dt>${t("eventBefore")}</dt><dd><code>${event.previous}</code></dd>
              <dt>${t("eventCommitment")}</dt><dd><code>${event.commitment}</code></dd>
            </dl>
          </details>
        </td>
      </tr>
    `;
    const columns = ["columnNo", "columnEvent", "columnTime", "columnState", "eventHead"];
    return html`
      <section class="stack" aria-labelledby="chain">
        <h2 id="chain">${t("chain")}</h2>
        <p class="small quiet">${t("chainHint")}</p>
        <table>
          <thead><tr>${columns.map((column) => html`<th scope="col">${t(column)}</th>`)}</tr></thead>
          <tbody>${this.events.map(row)}</tbody>
        </table>
      </section>
    `;
  }
}
