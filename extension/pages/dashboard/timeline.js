/** A client's page: everything about one client in the order of time, and the same as a file for the record. */

import { html, nothing } from "../../vendor/lit-html.js";
import { save } from "../files.js";
import { ask, sayDay, sayNumber, sayTime, sentenceOf, t } from "../page.js";
import { pager } from "./pager.js";
import { languageSelect } from "./practice/selects.js";
import { accountLine } from "./tables.js";
import { momentsTable } from "./timeline-rows.js";

/** Moments on one page. */
const PAGE = 50;

/**
 * @typedef {import("../../generated/messages.js").Client} Client
 * @typedef {import("../../generated/messages.js").ClientTimelineReply} Reply
 * @typedef {"pdf" | "md"} Format
 */

/** @param {string} label @returns {Reply} */
const nothingYet = (label) => ({
  type: "client.timeline.reply",
  client: null,
  label,
  moments: [],
  counts: [],
  total: 0,
  more: null,
});

/** @param {Event} event */
const valueIn = ({ target }) => /** @type {HTMLInputElement} */ (target).value;

export class TimelinePage {
  wanted = { kind: "", since: "", until: "", order: "latest" };
  /** The beginnings of this page and of all before it. @type {(number | null)[]} */
  starts = [null];
  record = { language: "en", others: false };
  problem = "";
  /** @type {Reply} */
  reply;
  #asked = 0;

  /**
   * @param {{client: string, label: string}} about an id, and what the screen shows
   * @param {object} parts
   * @param {() => void} parts.redraw
   * @param {() => void} parts.close
   * @param {(client: Client) => void} parts.edit
   */
  constructor({ client, label }, { redraw, close, edit }) {
    this.client = client;
    this.redraw = redraw;
    this.close = close;
    this.edit = edit;
    this.reply = nothingYet(label);
  }

  heading() {
    return t("timeline", this.reply.label);
  }

  get #request() {
    const { kind, since, until } = this.wanted;
    return { client: this.client, kinds: kind ? [kind] : [], since: since || null, until: until || null };
  }

  /** Read what is shown; an answer that was overtaken by a newer question is dropped. */
  async load() {
    this.#asked += 1;
    const asked = this.#asked;
    const { order } = this.wanted;
    const place = { order, skip: this.starts.at(-1) ?? 0, limit: PAGE };
    const reply = await ask({ type: "client.timeline", ...this.#request, ...place });
    if (asked === this.#asked) this.reply = reply;
  }

  /** The vault is locked: forget what it held. Whose page it is, is read again. */
  clear() {
    this.reply = nothingYet("");
    this.problem = "";
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

  /** @param {Partial<TimelinePage["wanted"]>} change */
  want(change) {
    Object.assign(this.wanted, change);
    this.starts = [null];
    return this.#act(() => this.load());
  }

  /** @param {Format} format */
  #save(format) {
    const request = { type: "client.record", ...this.#request, ...this.record, format };
    return this.#act(async () => save(await ask(request)));
  }

  view() {
    const { client, moments, total, more } = this.reply;
    return html`
      <div class="row">
        <button @click=${() => this.close()}>${t("timelineBack")}</button>
        ${client ? html`<button @click=${() => this.edit(client)}>${t("changeClient", client.label)}</button>` : nothing}
      </div>
      ${client ? this.#who(client) : html`<p>${t("timelineOff")}</p>`}
      ${this.#filters()}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <p role="status" class="quiet">${total === 1 ? t("timelineCountOne") : t("timelineCount", sayNumber(total))}</p>
      ${moments.length ? momentsTable(moments) : html`<p>${t("timelineEmpty")}</p>`}
      ${pager(this.starts, more ?? null, (starts) => {
        this.starts = starts;
        void this.#act(() => this.load());
      })}
      ${this.#record()}
    `;
  }

  /** @param {Client} client */
  #who({ label, names, status, since, accounts, notes, added }) {
    /** @type {[string, unknown][]} */
    const facts = [
      ["columnLabel", html`<bdi>${label}</bdi>`],
      ["names", names.length ? names.map((name) => html`<div><bdi>${name}</bdi></div>`) : ""],
      ["columnStatus", t(`status_${status}`)],
      ["columnSince", since ? sayDay(since) : ""],
      ["columnAccounts", accounts.length ? accounts.map(({ key }) => accountLine(key)) : ""],
      ["timelineAdded", html`<time datetime=${added} title=${added}>${sayTime(added)}</time>`],
      ["notes", notes ? html`<div class="note" dir="auto">${notes}</div>` : ""],
    ];
    return html`
      <dl class="facts">
        ${facts.filter(([, what]) => what !== "").map(([name, what]) => html`<div><dt>${t(name)}</dt><dd>${what}</dd></div>`)}
      </dl>
    `;
  }

  #filters() {
    const { wanted } = this;
    const day = (/** @type {"since" | "until"} */ name, /** @type {string} */ label) => html`
      <label>
        ${label}
        <input type="date" autocomplete="off" spellcheck="false" .value=${wanted[name]}
          @change=${(/** @type {Event} */ event) => this.want({ [name]: valueIn(event) })} />
      </label>
    `;
    return html`
      <form class="filters plain" role="search" autocomplete="off" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
        <label>
          ${t("timelineShow")}
          <select autocomplete="off" @change=${(/** @type {Event} */ event) => this.want({ kind: valueIn(event) })}>
            <option value="" .selected=${wanted.kind === ""}>${t("timelineAll")}</option>
            ${this.#kinds().map(
              ({ kind, count }) => html`
                <option value=${kind} .selected=${wanted.kind === kind}>${t(`moment_${kind}`)} (${sayNumber(count)})</option>
              `,
            )}
          </select>
        </label>
        ${day("since", t("fromDay"))} ${day("until", t("toDay"))}
        <label>
          ${t("timelineOrder")}
          <select autocomplete="off" @change=${(/** @type {Event} */ event) => this.want({ order: valueIn(event) })}>
            <option value="latest" .selected=${wanted.order === "latest"}>${t("timelineLatest")}</option>
            <option value="oldest" .selected=${wanted.order === "oldest"}>${t("timelineOldest")}</option>
          </select>
        </label>
      </form>
    `;
  }

  /** The kinds that there are, and the one that is chosen, of which there may be none in these days. */
  #kinds() {
    const { counts } = this.reply;
    const { kind } = this.wanted;
    if (!kind || counts.some((each) => each.kind === kind)) return counts;
    return [...counts, { kind, count: 0 }];
  }

  #record() {
    const { record } = this;
    return html`
      <section class="stack" aria-labelledby="record">
        <h2 id="record">${t("record")}</h2>
        <p>${t("recordHint")}</p>
        <div class="row">
          ${languageSelect("recordLanguage", record.language, (tag) => {
            record.language = tag;
            this.redraw();
          })}
          <label class="box"><input type="checkbox" autocomplete="off" .checked=${record.others} @change=${() => {
            record.others = !record.others;
            this.redraw();
          }} /> ${t("recordOthers")}</label>
        </div>
        <div class="row">
          <button @click=${() => this.#save("pdf")}>${t("agendaPdf")}</button>
          <button @click=${() => this.#save("md")}>${t("agendaMarkdown")}</button>
        </div>
      </section>
    `;
  }
}
