/** Erasing what the log recorded: the one step that can't be undone, so the passphrase is asked for again. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, Refusal, sayNumber, sentenceOf, t } from "../../page.js";
import { passphraseField, takePassphrase } from "../passphrase-field.js";

/** @typedef {{past: true} | {client: string}} What as the request `log.erase` says it */

/** That there is nothing to erase is as it should be. @param {unknown} error */
function unlessNothing(error) {
  if (!(error instanceof Refusal) || error.code !== "not_found") throw error;
}

export class Erasing {
  /** What would be erased, and how many entries that is. @type {{what: What, entries: number} | null} */
  open = null;
  said = "";
  problem = "";

  /** @param {() => void} redraw @param {() => Promise<void>} reload */
  constructor(redraw, reload) {
    this.redraw = redraw;
    this.reload = reload;
  }

  clear() {
    this.open = null;
    this.said = "";
    this.problem = "";
  }

  /** Ask how many it would be, and then for the passphrase. @param {What} what @param {string} none what to say where there are none */
  async begin(what, none) {
    this.clear();
    try {
      const { entries } = await ask({ type: "log.erase", ...what });
      if (entries) this.open = { what, entries };
      else this.said = none;
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
    document.getElementById("erasePassphrase")?.focus();
  }

  /** @param {Event} event */
  async #erase(event) {
    event.preventDefault();
    if (!this.open) return;
    const passphrase = takePassphrase(event);
    const { what, entries } = this.open;
    this.problem = passphrase ? "" : t("passphraseNeeded");
    if (!passphrase) {
      this.redraw();
      document.getElementById("erasePassphrase")?.focus();
      return;
    }
    this.said = t("working");
    this.redraw();
    try {
      await ask({ type: "log.erase", ...what, count: entries, passphrase });
      if ("client" in what) await ask({ type: "practice.erase", ...what, passphrase }).catch(unlessNothing);
      this.open = null;
      this.said = entries === 1 ? t("erasedOne") : t("erasedMany", sayNumber(entries));
    } catch (error) {
      this.said = "";
      this.problem = sentenceOf(error);
    }
    await this.reload();
  }

  view() {
    return html`
      <p role="status">${this.said}</p>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${this.open ? this.#form(this.open) : nothing}
    `;
  }

  /** @param {{what: What, entries: number}} open */
  #form({ what, entries }) {
    return html`
      <form class="fields asking" autocomplete="off" novalidate @submit=${(/** @type {Event} */ event) => this.#erase(event)}>
        <p><strong>${entries === 1 ? t("eraseWhatOne") : t("eraseWhat", sayNumber(entries))}</strong></p>
        ${"client" in what ? html`<p>${t("erasePractice")}</p>` : nothing}
        <p>${t("eraseWhy")}</p>
        ${passphraseField("erasePassphrase")}
        <div class="row">
          <button type="button" class="first" @click=${() => {
            this.clear();
            this.redraw();
          }}>${t("dontErase")}</button>
          <button type="submit">${t("eraseNow")}</button>
        </div>
      </form>
    `;
  }
}
