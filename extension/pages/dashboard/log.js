/** The page of the override log. */

import { html, nothing } from "../../vendor/lit-html.js";
import { ask, sayNumber, sentenceOf, t } from "../page.js";
import { logTable } from "./tables.js";

export class LogPage {
  /** @type {any[]} */
  entries = [];
  /** @type {number | null} */
  more = null;
  said = "";

  /** @param {() => void} redraw */
  constructor(redraw) {
    this.redraw = redraw;
  }

  heading() {
    return t("log");
  }

  async load() {
    const reply = await ask({ type: "log.list" });
    this.entries = reply.entries;
    this.more = reply.more;
  }

  clear() {
    this.entries = [];
    this.more = null;
    this.said = "";
  }

  async showMore() {
    const reply = await ask({ type: "log.list", before: this.more });
    this.entries = [...this.entries, ...reply.entries];
    this.more = reply.more;
  }

  async verify() {
    this.said = t("verifying");
    this.redraw();
    const { ok, events, problems, notes } = await ask({ type: "log.verify" });
    this.said = [ok ? t("verified", sayNumber(events)) : t("notVerified", problems.join(" ")), ...notes].join(
      " ",
    );
  }

  /** @param {() => Promise<unknown>} action */
  async do(action) {
    try {
      await action();
    } catch (error) {
      this.said = sentenceOf(error);
    }
    this.redraw();
  }

  view() {
    return html`
      <div class="row"><button @click=${() => this.do(() => this.verify())}>${t("verify")}</button></div>
      ${this.entries.length ? logTable(this.entries) : html`<p>${t("emptyLog")}</p>`}
      ${
        this.more === null
          ? nothing
          : html`<div class="row"><button @click=${() => this.do(() => this.showMore())}>${t("more")}</button></div>`
      }
      <p role="status">${this.said}</p>
    `;
  }
}
