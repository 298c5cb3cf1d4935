/** Backups: one is made in the agent's memory and saved by the browser, encrypted; one is looked into, then put in place. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { save, sendFor } from "../../files.js";
import { ask, sayNumber, sayTime, t } from "../../page.js";
import { radioField } from "./fields.js";
import { Attempt, secretField, typed } from "./secrets.js";

/** @typedef {import("../../../generated/messages.js").BackupContent} BackupContent */

/** @param {string | null} time */
const lastOf = (time) => (time ? sayTime(time) : t("never"));

export class BackupPart {
  opensWith = "passphrase";
  /** A backup that was looked into: what it holds, and, until it is put in place or left, what opens it. @type {{content: BackupContent, request: object} | null} */
  seen = null;

  /** @param {import("./kept.js").Kept} kept @param {() => void} redraw */
  constructor(kept, redraw) {
    this.kept = kept;
    this.redraw = redraw;
    this.making = new Attempt(redraw);
    this.restoring = new Attempt(redraw);
  }

  heading() {
    return t("sectionBackup");
  }

  async load() {}

  clear() {
    this.seen = null;
    this.making.clear();
    this.restoring.clear();
    this.kept.clear();
  }

  make() {
    return this.making.try(async () => {
      const ready = await ask({ type: "backup.make" });
      await save(ready);
      return t("backupMade", ready.name);
    });
  }

  /** @param {Event} event */
  async look(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const [blob] = /** @type {HTMLInputElement} */ (form.elements.namedItem("backupFile")).files ?? [];
    const { backupSecret } = typed(event);
    const kind = this.opensWith === "passphrase" ? "passphrase" : "recovery_code";
    await this.restoring.try(async () => {
      if (!blob || !backupSecret) throw new Error(t("chooseBackup"));
      this.seen = await sendFor(blob, async (file) => {
        const request = { file, [kind]: backupSecret };
        return { content: await ask({ type: "backup.look", ...request }), request };
      });
      return "";
    });
    document.getElementById("dontRestore")?.focus();
  }

  restore() {
    return this.restoring.try(async () => {
      const { request } = /** @type {NonNullable<BackupPart["seen"]>} */ (this.seen);
      await ask({ type: "backup.restore", ...request });
      this.seen = null;
      return t("restored");
    });
  }

  view() {
    return html`
      <section class="stack" aria-labelledby="backupTitle">
        <h2 id="backupTitle">${t("backupTitle")}</h2>
        <p>${t("backupWhy")}</p>
        <div class="row"><button @click=${() => this.make()}>${t("makeBackup")}</button></div>
        ${this.making.view()}
      </section>
      <section class="stack" aria-labelledby="restoreTitle">
        <h2 id="restoreTitle">${t("restoreTitle")}</h2>
        <p>${t("restoreWhy")}</p>
        ${this.seen ? this.#asking(this.seen.content) : this.#choosing()}
      </section>
    `;
  }

  #choosing() {
    return html`
      <form class="fields" autocomplete="off" novalidate @submit=${(/** @type {Event} */ event) => this.look(event)}>
        <label for="backupFile">${t("backupFile")}</label>
        <input id="backupFile" name="backupFile" type="file" autocomplete="off" spellcheck="false" />
        ${radioField({
          name: "opensWith",
          legend: t("backupSecret"),
          value: this.opensWith,
          options: [
            { value: "passphrase", text: t("itsPassphrase") },
            { value: "code", text: t("itsCode") },
          ],
          choose: ({ value }) => {
            this.opensWith = value;
            this.redraw();
          },
        })}
        ${secretField({ id: "backupSecret", label: t("secretOfBackup") })} ${this.restoring.view()}
        <div class="row"><button type="submit" ?disabled=${this.restoring.left > 0}>${t("lookInto")}</button></div>
      </form>
    `;
  }

  /** @param {BackupContent} content */
  #asking({ clients, events, last, clients_now, events_now, last_now }) {
    return html`
      <div class="stack asking" role="group" aria-labelledby="restoreTitle">
        <p>${t("restoreHas", sayNumber(clients), sayNumber(events), lastOf(last))}</p>
        <p>${t("restoreNow", sayNumber(clients_now), sayNumber(events_now), lastOf(last_now))}</p>
        ${this.restoring.view()}
        <div class="row">
          <button id="dontRestore" class="first" @click=${() => {
            this.clear();
            this.redraw();
          }}>${t("dontRestore")}</button>
          <button @click=${() => this.restore()}>${t("restoreIt")}</button>
        </div>
      </div>
    `;
  }
}
