/** What the pages of the registers share: a list that goes on, changes that can be undone, and what went wrong. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, sentenceOf, t } from "../../page.js";
import { Changes, undoOfPractice } from "../changes.js";

/** As many clients as one answer has. */
const MOST_CLIENTS = 500;

/** @typedef {import("../../../generated/messages.js").Client} Client */
/** @typedef {import("../pages.js").Page} Page */
/** @typedef {{type: string, [field: string]: unknown}} Asked */

/** All clients on the watch list, by label. @returns {Promise<Client[]>} */
export async function everybody() {
  const clients = [];
  for (let after = null, first = true; first || after !== null; first = false) {
    const page = await ask({ type: "client.list", limit: MOST_CLIENTS, after });
    clients.push(...page.clients);
    after = page.more ?? null;
  }
  return clients;
}

/**
 * A page says how it is called and looks, by `request` what its list is asked with, by `rowsOf` where an answer has it.
 * @abstract
 * @template Row
 * @implements {Page}
 */
export class RegisterPage {
  /** @type {Row[]} */
  rows = [];
  /** Where the list goes on; null: it doesn't. @type {number | null} */
  more = null;
  problem = "";

  /** @param {() => void} redraw */
  constructor(redraw) {
    this.redraw = redraw;
    /** @type {Changes<any>} */
    this.changes = new Changes(() => this.reload(), undoOfPractice);
  }

  /** @abstract @returns {string} */
  heading() {
    throw new Error("A page says what it is called.");
  }

  /** @abstract @param {number} _skip rows before @returns {Asked} */
  request(_skip) {
    throw new Error("A page says what its list is asked with.");
  }

  /** @abstract @param {any} _reply @returns {Row[]} */
  rowsOf(_reply) {
    throw new Error("A page says where an answer has its list.");
  }

  /** @abstract @returns {unknown} */
  view() {
    throw new Error("A page says how it looks.");
  }

  /** @returns {Promise<any>} the answer, for what else it says */
  async load() {
    const reply = await ask(this.request(0));
    Object.assign(this, { rows: this.rowsOf(reply), more: reply.more ?? null });
    return reply;
  }

  async reload() {
    await this.act(() => this.load());
  }

  clear() {
    Object.assign(this, { rows: [], more: null, problem: "" });
    this.changes.clear();
  }

  /** Do something, or say why not. @param {() => Promise<unknown>} action */
  async act(action) {
    try {
      this.problem = "";
      await action();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
  }

  /** @param {string} problem a sentence that says what is missing */
  async refuse(problem) {
    this.problem = problem;
    this.redraw();
  }

  /**
   * Change something, and say so.
   * @param {Asked} request
   * @param {(reply: any) => string} said a sentence
   * @param {object} [after] what this page is to have then: a form that is closed, say
   */
  change(request, said, after = {}) {
    return this.act(async () => {
      const reply = await ask(request);
      this.changes.add(said(reply), reply.change ?? null);
      Object.assign(this, after);
      await this.load();
    });
  }

  /** Show something else, and put the focus there. @param {object} shown fields of this page @param {string} focus an id */
  show(shown, focus) {
    Object.assign(this, shown);
    this.redraw();
    document.getElementById(focus)?.focus();
  }

  /** What was changed, and what went wrong. */
  said() {
    return html`
      ${this.changes.view()}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
    `;
  }

  /**
   * @param {string} empty what is said where nothing stands in it
   * @param {string[]} columns their names
   * @param {(row: Row) => unknown} row
   */
  list(empty, columns, row) {
    if (this.rows.length === 0) return html`<p class="quiet">${empty}</p>`;
    return html`
      <table>
        <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}<td></td></tr></thead>
        <tbody>${this.rows.map(row)}</tbody>
      </table>
      ${this.goOn()}
    `;
  }

  /** The button that shows more of the list, where there is more. */
  goOn() {
    const read = async () => {
      const reply = await ask(this.request(this.more ?? 0));
      Object.assign(this, { rows: [...this.rows, ...this.rowsOf(reply)], more: reply.more ?? null });
    };
    if (this.more === null) return nothing;
    return html`<div class="row"><button @click=${() => this.act(read)}>${t("more")}</button></div>`;
  }
}
