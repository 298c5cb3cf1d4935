/** When the vault locks, and what opens it: idle lock, passphrase, recovery code. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, sayNumber, t } from "../../page.js";
import { numberField } from "./fields.js";
import { SettingsPart } from "./part.js";
import { Attempt, forget, secretField, typed } from "./secrets.js";

export class LockPart extends SettingsPart {
  /** The recovery code while it is shown: until it was typed back, or the vault is locked. */
  code = "";

  /** @param {import("./kept.js").Kept} kept @param {() => void} redraw */
  constructor(kept, redraw) {
    super(kept);
    this.redraw = redraw;
    this.passphrase = new Attempt(redraw);
    this.recovery = new Attempt(redraw);
  }

  get unsaved() {
    return this.code !== "";
  }

  /** @override */
  heading() {
    return t("sectionLock");
  }

  /** @override */
  clear() {
    this.code = "";
    this.passphrase.clear();
    this.recovery.clear();
    super.clear();
  }

  /** @param {Event} event */
  async change(event) {
    event.preventDefault();
    const { passphraseNow, passphraseNew, passphraseAgain } = typed(event);
    if (!passphraseNow || !passphraseNew) return this.#refuse(t("passphraseEmpty"), "passphraseNow");
    if (passphraseNew !== passphraseAgain) return this.#refuse(t("passphraseDiffer"), "passphraseAgain");
    await this.passphrase.try(async () => {
      await ask({ type: "passphrase.change", new: passphraseNew, passphrase: passphraseNow });
      forget(event);
      return t("passphraseChanged");
    });
  }

  /** @param {string} problem @param {string} field */
  #refuse(problem, field) {
    this.passphrase.said = "";
    this.passphrase.problem = problem;
    this.redraw();
    document.getElementById(field)?.focus();
  }

  /** @param {Event} event */
  async renew(event) {
    event.preventDefault();
    const { renewPassphrase } = typed(event);
    await this.recovery.try(async () => {
      const { recovery_code } = await ask({ type: "recovery.renew", passphrase: renewPassphrase });
      this.code = recovery_code;
      return "";
    });
    document.getElementById("codeBack")?.focus();
  }

  /** @param {Event} event */
  async confirm(event) {
    event.preventDefault();
    const { codeBack } = typed(event);
    await this.recovery.try(async () => {
      await ask({ type: "recovery.confirm", recovery_code: codeBack });
      this.code = "";
      return t("codeConfirmed");
    });
  }

  /** @override @param {import("./kept.js").SettingsReply} reply */
  fields(reply) {
    return html`${this.#idle(reply)} ${this.#passphrase()} ${this.#recovery()}`;
  }

  /** @param {import("./kept.js").SettingsReply} reply */
  #idle({ settings: { idle_lock = 15 }, lock_after }) {
    return html`
      ${numberField({
        id: "idleLock",
        label: t("idleLock"),
        hint: t("idleLockWhy"),
        value: idle_lock,
        bounds: { least: 1, most: 240 },
        wrong: t("idleLockOut"),
        choose: (minutes) =>
          this.kept.set({ idle_lock: minutes }, t("settingSaved", t("settingIs", t("idleLock"), minutes))),
      })}
      ${lock_after ? html`<p>${t("lockAfterNow", sayNumber(Math.round(lock_after / 6) / 10))}</p>` : nothing}
    `;
  }

  #passphrase() {
    return html`
      <section class="stack" aria-labelledby="passphraseTitle">
        <h2 id="passphraseTitle">${t("passphraseTitle")}</h2>
        <form class="fields" autocomplete="off" novalidate @submit=${(/** @type {Event} */ event) => this.change(event)}>
          ${secretField({ id: "passphraseNow", label: t("passphraseNow") })}
          ${secretField({ id: "passphraseNew", label: t("passphraseNew"), hint: t("passphraseHint") })}
          ${secretField({ id: "passphraseAgain", label: t("passphraseAgain") })}
          ${this.passphrase.view()}
          <div class="row"><button type="submit" ?disabled=${this.passphrase.left > 0}>${t("passphraseTitle")}</button></div>
        </form>
      </section>
    `;
  }

  #recovery() {
    return html`
      <section class="stack" aria-labelledby="recoveryTitle">
        <h2 id="recoveryTitle">${t("recoveryTitle")}</h2>
        ${this.code ? this.#shown() : this.#renewing()}
      </section>
    `;
  }

  #renewing() {
    return html`
      <form class="fields" autocomplete="off" novalidate @submit=${(/** @type {Event} */ event) => this.renew(event)}>
        <p>${t("renewWhy")}</p>
        ${secretField({ id: "renewPassphrase", label: t("passphrase") })} ${this.recovery.view()}
        <div class="row"><button type="submit" ?disabled=${this.recovery.left > 0}>${t("renewCode")}</button></div>
      </form>
    `;
  }

  #shown() {
    return html`
      <form class="fields asking" autocomplete="off" novalidate @submit=${(/** @type {Event} */ event) => this.confirm(event)}>
        <p id="newCode">${t("newCode")}</p>
        <p><code aria-labelledby="newCode" class="recovery">${this.code}</code></p>
        <p>${t("newCodeWhy")}</p>
        <label for="codeBack">${t("codeBack")}</label>
        <input id="codeBack" name="codeBack" maxlength="200" autocomplete="off" spellcheck="false" autocapitalize="characters" />
        ${this.recovery.view()}
        <div class="row"><button class="first" type="submit" ?disabled=${this.recovery.left > 0}>${t("codeCheck")}</button></div>
      </form>
    `;
  }
}
