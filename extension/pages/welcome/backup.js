/** Instead of a new vault, one from a backup: its file goes through the agent, which has nothing that it could replace. */

import { html } from "../../vendor/lit-html.js";
import { sendFor } from "../files.js";
import { ask, sentenceOf, t } from "../page.js";

/** @typedef {import("./welcome.js").Outside} Outside */

export class BackupPart {
  /** What opens the backup, as the request calls it. @type {"passphrase" | "recovery_code"} */
  kind = "passphrase";
  busy = false;

  /** @param {Outside} outside */
  constructor(outside) {
    this.outside = outside;
  }

  /** @param {Event} event */
  async restore(event) {
    event.preventDefault();
    if (this.busy) return;
    const { elements } = /** @type {HTMLFormElement} */ (event.target);
    const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (elements.namedItem(name));
    const [blob] = field("backupFile").files ?? [];
    const secret = field("backupSecret").value;
    if (!blob || !secret) return this.#refuse(t("chooseBackup"), blob ? "backupSecret" : "backupFile");
    this.busy = true;
    this.outside.say(t("oneMoment"));
    try {
      await sendFor(blob, (file) => ask({ type: "backup.restore", file, [this.kind]: secret }));
      field("backupSecret").value = "";
      await this.outside.refresh(t("backupOpen"));
    } catch (error) {
      this.#refuse(sentenceOf(error), "backupSecret");
      await this.outside.refresh();
    } finally {
      this.busy = false;
    }
  }

  /** @param {string} sentence @param {string} field */
  #refuse(sentence, field) {
    this.outside.say(sentence, true);
    document.getElementById(field)?.focus();
  }

  view() {
    const option = (/** @type {BackupPart["kind"]} */ kind, /** @type {string} */ text) =>
      html`<option value=${kind} .selected=${kind === this.kind}>${text}</option>`;
    return html`
      <details>
        <summary>${t("haveBackup")}</summary>
        <form class="fields" autocomplete="off" @submit=${(/** @type {Event} */ event) => this.restore(event)}>
          <p>${t("backupHow")}</p>
          <label for="backupFile">${t("backupFile")}</label>
          <input id="backupFile" name="backupFile" type="file" autocomplete="off" spellcheck="false" />
          <label for="backupKind">${t("backupSecret")}</label>
          <select id="backupKind" autocomplete="off" @change=${(/** @type {Event} */ { target }) => {
            this.kind = /** @type {BackupPart["kind"]} */ (/** @type {HTMLSelectElement} */ (target).value);
          }}>
            ${option("passphrase", t("itsPassphrase"))} ${option("recovery_code", t("itsCode"))}
          </select>
          <label for="backupSecret">${t("secretOfBackup")}</label>
          <input id="backupSecret" name="backupSecret" type="password" maxlength="1000" autocomplete="off" spellcheck="false" autocapitalize="off" />
          <div class="row"><button type="submit">${t("restoreIt")}</button></div>
        </form>
      </details>
    `;
  }
}
