/** The page of the watch list: found, sorted and paged by the agent, so that thousands of clients are drawn a page at a time. */

import { html, nothing } from "../../vendor/lit-html.js";
import { ask, sayNumber, sentenceOf, t } from "../page.js";
import { Changes } from "./changes.js";
import { ClientForm } from "./client-form.js";
import { ExportPart } from "./export-part.js";
import { ImportFlow } from "./import-flow.js";
import { reportSentence } from "./import-view.js";
import { NamesPart } from "./names-part.js";
import { pager } from "./pager.js";
import { clientsTable } from "./tables.js";
import { TimelinePage } from "./timeline.js";

/** Clients on one page. */
const PAGE = 100;
const STATUSES = ["current", "former", "prospective"];
/** Stands among the statuses: those who aren't shown otherwise. */
const ARCHIVED = "archived";

/** @typedef {import("../../generated/messages.js").Client} Client */
/** @typedef {"label" | "status" | "since" | "changed"} Sort */

/** What is asked for; `starts` are the beginnings of this page and of all before it. */
const anything = () => ({
  search: "",
  status: "",
  sort: /** @type {Sort} */ ("label"),
  descending: false,
  starts: /** @type {(string | null)[]} */ ([null]),
});

/** What undoes a change, if it can be undone. @param {string} type @param {number | null} [change] */
const undoing = (type, change = null) => (change === null ? null : { type, change });

/** @param {{type: string, change: number}} request @returns {Promise<{type: string, change: number} | null>} what does it again */
const undo = async (request) => undoing("client.undo", (await ask(request)).change);

export class WatchListPage {
  wanted = anything();
  /** @type {{clients: Client[], total: number, more: string | null}} */
  list = { clients: [], total: 0, more: null };
  /** @type {ClientForm | null} */
  form = null;
  /** What is shown instead of the list, but for the form of a client. @type {ImportFlow | ExportPart | NamesPart | TimelinePage | null} */
  other = null;
  problem = "";
  #asked = 0;

  /** @param {() => void} redraw */
  constructor(redraw) {
    this.redraw = redraw;
    this.changes = new Changes(() => this.reload(), undo);
  }

  get unsaved() {
    return (this.form?.changed ?? false) || (this.other instanceof ImportFlow && this.other.unsaved);
  }

  heading() {
    return (this.form ?? this.other)?.heading() ?? t("watchList");
  }

  /** Read what is shown; an answer that was overtaken by a newer question is dropped. */
  async load() {
    this.#asked += 1;
    const asked = this.#asked;
    const { search, status, sort, descending, starts } = this.wanted;
    const after = starts.at(-1) ?? null;
    const archived = status === ARCHIVED;
    const request = {
      search,
      status: archived ? null : status || null,
      archived,
      sort,
      descending,
      after,
      limit: PAGE,
    };
    const [list] = await Promise.all([
      ask({ type: "client.list", ...request }),
      this.other instanceof TimelinePage ? this.other.load() : null,
    ]);
    if (asked === this.#asked) this.list = list;
  }

  async reload() {
    try {
      await this.load();
      this.problem = "";
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
  }

  /** The vault is locked: forget what it held, but for what is being typed. */
  clear() {
    this.wanted = anything();
    this.list = { clients: [], total: 0, more: null };
    this.problem = "";
    this.changes.clear();
    this.form?.card?.clear();
    if (this.other instanceof ImportFlow || this.other instanceof TimelinePage) this.other.clear();
    else this.other = null;
  }

  import() {
    this.changes.hush();
    this.other = new ImportFlow({
      redraw: this.redraw,
      close: (report) => {
        if (report) this.changes.add(reportSentence(report), undoing("import.undo", report.change));
        this.#back("import");
      },
    });
    this.#turned();
  }

  export() {
    this.changes.hush();
    this.other = new ExportPart(this.redraw, () => this.#back("export"));
    this.#turned();
  }

  tryNames() {
    this.changes.hush();
    const part = new NamesPart(this.redraw, () => this.#back("tryNames"));
    this.other = part;
    this.#turned();
    void part.load().then(this.redraw, () => null);
  }

  /**
   * Show everything about a client, of the list or of its records.
   * @param {{client: string, label: string}} about
   * @param {() => void} [back] where it was asked for elsewhere
   */
  everything(about, back) {
    this.changes.hush();
    this.form = null;
    this.other = new TimelinePage(about, {
      redraw: this.redraw,
      close: () => {
        if (back) this.other = null;
        back ? back() : this.#back(`about-${about.client}`);
      },
      edit: (client) => this.open(client),
    });
  }

  /** @param {Client} client */
  async #showEverything({ id, label }) {
    this.everything({ client: id, label });
    await this.reload();
    document.getElementById("heading")?.focus();
    scrollTo(0, 0);
  }

  /** Show the list again. @param {string} button that led away from it */
  #back(button) {
    this.other = null;
    void this.reload().then(() => document.getElementById(button)?.focus());
  }

  #turned() {
    this.redraw();
    document.getElementById("heading")?.focus();
    scrollTo(0, 0);
  }

  /** @param {Partial<ReturnType<typeof anything>>} change */
  want(change) {
    this.wanted = { ...this.wanted, starts: [null], ...change };
    void this.reload();
  }

  /** @param {Sort} sort */
  sortBy(sort) {
    this.want({ sort, descending: this.wanted.sort === sort && !this.wanted.descending });
  }

  /** @param {Client | null} client */
  open(client) {
    this.changes.hush();
    this.form = new ClientForm(client, {
      redraw: this.redraw,
      done: (text, change) => void this.#done(text, change),
      close: () => this.#close(),
    });
    this.#turned();
  }

  /** @param {string} text @param {number | null} change */
  async #done(text, change) {
    this.changes.add(text, undoing("client.undo", change));
    this.form = null;
    await this.reload();
    document.getElementById("heading")?.focus();
  }

  /** Back to where the form was opened from. */
  #close() {
    const from = this.form?.client?.id ?? "add";
    this.form = null;
    this.redraw();
    document.getElementById(from)?.focus();
  }

  view() {
    const instead = this.form ?? this.other;
    if (instead) return instead.view();
    const { search, status } = this.wanted;
    const empty = this.list.total === 0 && !search && !status;
    return html`
      <div class="row">
        <button id="add" class="first" @click=${() => this.open(null)}>${t("addClient")}</button>
        <button id="import" @click=${() => this.import()}>${t("importList")}</button>
        ${
          empty
            ? nothing
            : html`<button id="export" @click=${() => this.export()}>${t("exportList")}</button>
                <button id="tryNames" @click=${() => this.tryNames()}>${t("tryNames")}</button>`
        }
      </div>
      ${this.changes.view()}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${empty ? html`<p>${t("emptyClients")}</p>` : this.#found()}
    `;
  }

  #found() {
    const { clients, total } = this.list;
    return html`
      ${this.#filters()}
      <p role="status" class="quiet">${total === 1 ? t("totalOne") : t("total", sayNumber(total))}</p>
      ${
        clients.length
          ? clientsTable(clients, this.wanted, {
              sort: (sort) => this.sortBy(sort),
              open: (client) => this.open(client),
              everything: (client) => void this.#showEverything(client),
            })
          : html`<p>${t("nobodyFound")}</p>
              <div class="row"><button @click=${() => this.want(anything())}>${t("showAll")}</button></div>`
      }
      ${pager(this.wanted.starts, this.list.more, (starts) => this.want({ starts }))}
    `;
  }

  #filters() {
    const field = (/** @type {Event} */ { target }) => /** @type {HTMLInputElement} */ (target).value;
    return html`
      <form class="filters" role="search" autocomplete="off" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
        <label>
          ${t("search")}
          <input
            type="search"
            maxlength="200"
            autocomplete="off"
            spellcheck="false"
            .value=${this.wanted.search}
            @input=${(/** @type {Event} */ event) => this.want({ search: field(event) })}
          />
        </label>
        <label>
          ${t("columnStatus")}
          <select autocomplete="off" @change=${(/** @type {Event} */ event) => this.want({ status: field(event) })}>
            <option value="" .selected=${this.wanted.status === ""}>${t("anyStatus")}</option>
            ${STATUSES.map(
              (status) => html`
                <option value=${status} .selected=${this.wanted.status === status}>${t(`status_${status}`)}</option>
              `,
            )}
            <option value=${ARCHIVED} .selected=${this.wanted.status === ARCHIVED}>${t("onlyArchived")}</option>
          </select>
        </label>
      </form>
    `;
  }
}
