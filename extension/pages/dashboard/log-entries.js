/** The log's entries: found and paged by the agent, so that many thousands are drawn a page at a time. */

import { html, nothing } from "../../vendor/lit-html.js";
import { ask, sentenceOf, t } from "../page.js";
import { EntryView } from "./log-entry.js";
import { anything, filterForm, isNarrowed, requestOf } from "./log-filters.js";
import { logTable } from "./log-table.js";
import { pager } from "./pager.js";

/** Entries on one page. */
const PAGE = 50;

/**
 * @typedef {import("../../generated/messages.js").Entry} Entry
 * @typedef {import("./log-filters.js").Wanted} Wanted
 */

const nothingFound = () => ({
  entries: /** @type {Entry[]} */ ([]),
  periods: /** @type {import("../../generated/messages.js").Period[]} */ ([]),
  more: /** @type {number | null} */ (null),
});

export class EntriesPage {
  wanted = anything();
  /** The beginnings of this page and of all before it. @type {(number | null)[]} */
  starts = [null];
  found = nothingFound();
  /** @type {EntryView | null} */
  entry = null;
  problem = "";
  #asked = 0;

  /** @param {() => void} redraw @param {import("./pages.js").Everything} everything */
  constructor(redraw, everything) {
    this.redraw = redraw;
    this.everything = everything;
  }

  get unsaved() {
    return this.entry?.unsaved ?? false;
  }

  heading() {
    return this.entry?.heading() ?? t("log");
  }

  /** What is shown at the moment, for an export of just that. */
  get filter() {
    return { request: requestOf(this.wanted), isNarrowed: isNarrowed(this.wanted) };
  }

  /** Read what is shown; an answer that was overtaken by a newer question is dropped. */
  async load() {
    this.#asked += 1;
    const asked = this.#asked;
    const request = { ...requestOf(this.wanted), before: this.starts.at(-1) ?? null, limit: PAGE };
    const [found] = await Promise.all([ask({ type: "log.list", ...request }), this.entry?.load()]);
    if (asked === this.#asked) this.found = found;
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

  /** The vault is locked: forget what it held, but for a note that is being written. */
  clear() {
    if (!this.unsaved) this.entry = null;
    this.entry?.clear();
    this.wanted = anything();
    this.starts = [null];
    this.found = nothingFound();
    this.problem = "";
  }

  /** @param {Partial<Wanted>} change */
  want(change) {
    this.wanted = { ...this.wanted, ...change };
    this.starts = [null];
    void this.reload();
  }

  /** Show what has this flag, behind an entry to which a note is being written. @param {string} flag */
  narrow(flag) {
    if (!this.unsaved) this.entry = null;
    this.wanted = { ...anything(), flag };
    this.starts = [null];
  }

  /** @param {Entry} entry */
  async open(entry) {
    this.entry = new EntryView(entry, {
      redraw: this.redraw,
      close: () => this.#close(entry.sequence),
      about: () => {
        this.entry = null;
        this.want({ ...anything(), client: entry.client, label: entry.label });
      },
      everything: (button) => void this.everything(entry, button),
    });
    await this.reload();
    document.getElementById("heading")?.focus();
    scrollTo(0, 0);
  }

  /** @param {number} sequence */
  async #close(sequence) {
    this.entry = null;
    await this.reload();
    document.getElementById(`entry-${sequence}`)?.focus();
  }

  view() {
    if (this.entry) return this.entry.view();
    const { entries, periods, more } = this.found;
    const isEmpty = !entries.length && !periods.length;
    if (isEmpty && !isNarrowed(this.wanted) && !this.problem) return html`<p>${t("emptyLog")}</p>`;
    return html`
      ${filterForm(this.wanted, (change) => this.want(change))}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <p role="status" class="quiet">${isEmpty ? t("noEntryFound") : t("entriesShown", entries.length)}</p>
      ${
        isEmpty
          ? html`<div class="row"><button @click=${() => this.want(anything())}>${t("showAllEntries")}</button></div>`
          : logTable(entries, periods, (entry) => void this.open(entry))
      }
      ${pager(this.starts, more, (starts) => {
        this.starts = starts;
        void this.reload();
      })}
    `;
  }
}
