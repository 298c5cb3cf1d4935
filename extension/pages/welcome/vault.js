/**
 * The passphrase and the recovery code. What is typed, and a code that was just made, are held in this page's memory and
 * nowhere else: when the agent dies in the middle they are there again afterwards; when the page is closed they are gone.
 */

import { html } from "../../vendor/lit-html.js";
import { ask, sentenceOf, t } from "../page.js";
import { BackupPart } from "./backup.js";
import { fault } from "./recovery-code.js";

/** @typedef {import("./welcome.js").Outside} Outside */
/** @typedef {import("./steps.js").View} View */

/** @param {(value: string) => void} take @returns {(event: Event) => void} */
const typed = (take) => (event) => take(/** @type {HTMLInputElement} */ (event.target).value);

/** @param {() => Promise<void>} act @returns {(event: Event) => void} */
const submits = (act) => (event) => {
  event.preventDefault();
  void act();
};

export class PassphraseStep {
  first = "";
  again = "";
  shown = false;
  busy = false;

  /** @param {Outside} outside @param {RecoveryStep} recovery takes the code that comes with the vault */
  constructor(outside, recovery) {
    this.outside = outside;
    this.recovery = recovery;
    this.backup = new BackupPart(outside);
  }

  get unsaved() {
    return this.first !== "";
  }

  async make() {
    const { say, refresh } = this.outside;
    if (this.busy) return;
    if (!this.first) return this.#refuse(t("passphraseNeeded"), "first");
    if (this.first !== this.again) return this.#refuse(t("passphrasesDiffer"), "again");
    this.busy = true;
    say(t("makingVault"));
    try {
      const { recovery_code } = await ask({ type: "vault.make", passphrase: this.first });
      this.recovery.code = recovery_code;
      this.first = "";
      this.again = "";
      await refresh(t("vaultMade"));
    } catch (error) {
      this.#refuse(sentenceOf(error), "first");
      await refresh();
    } finally {
      this.busy = false;
    }
  }

  /** @param {string} sentence @param {string} field */
  #refuse(sentence, field) {
    this.outside.say(sentence, true);
    document.getElementById(field)?.focus();
  }

  /** @param {View} _view @param {boolean} done */
  view(_view, done) {
    if (done) {
      // Perhaps made elsewhere meanwhile: a passphrase isn't kept longer than it is wanted.
      this.first = "";
      this.again = "";
      return html`<p>${t("vaultThere")}</p>`;
    }
    const field = (/** @type {"first" | "again"} */ name, /** @type {string} */ label) => html`
      <label for=${name}>${label}</label>
      <input
        id=${name}
        type=${this.shown ? "text" : "password"}
        maxlength="1000"
        autocomplete="off"
        spellcheck="false"
        autocapitalize="off"
        .value=${this[name]}
        @input=${typed((value) => {
          this[name] = value;
        })}
      />
    `;
    return html`
      <p>${t("vaultWhy")}</p>
      <form class="fields" autocomplete="off" @submit=${submits(() => this.make())}>
        ${field("first", t("passphrase"))} ${field("again", t("passphraseAgain"))}
        <label class="row tick">
          <input
            type="checkbox"
            autocomplete="off"
            .checked=${this.shown}
            @change=${() => {
              this.shown = !this.shown;
              this.outside.redraw();
            }}
          />
          ${t("showTyped")}
        </label>
        <div class="row"><button type="submit" class="first">${t("makeVault")}</button></div>
      </form>
      ${this.backup.view()}
    `;
  }
}

export class RecoveryStep {
  /** As the agent made it; empty: not known here. */
  code = "";
  typedBack = "";
  passphrase = "";
  /** Whether it is put out of sight, to be typed from paper. */
  hidden = false;
  busy = false;

  /** @param {Outside} outside */
  constructor(outside) {
    this.outside = outside;
  }

  get unsaved() {
    return this.code !== "";
  }

  async confirm() {
    const wrong = fault(this.typedBack, this.code);
    if (wrong) return this.#refuse(wrong.group ? t("recoveryGroup", wrong.group) : t("recoveryShort"));
    await this.#do(async () => {
      await ask({ type: "recovery.confirm", recovery_code: this.typedBack.trim() });
      this.code = "";
      this.typedBack = "";
      return t("recoveryRight");
    });
  }

  async renew() {
    if (!this.passphrase) return this.#refuse(t("passphraseNeeded"));
    await this.#do(async () => {
      const { recovery_code } = await ask({ type: "recovery.renew", passphrase: this.passphrase });
      this.code = recovery_code;
      this.passphrase = "";
      this.typedBack = "";
      this.hidden = false;
      return t("recoveryNewMade");
    });
  }

  /** @param {() => Promise<string>} act gives what is then said */
  async #do(act) {
    if (this.busy) return;
    this.busy = true;
    this.outside.say(t("oneMoment"));
    try {
      await this.outside.refresh(await act());
    } catch (error) {
      this.#refuse(sentenceOf(error));
      await this.outside.refresh();
    } finally {
      this.busy = false;
    }
  }

  /** @param {string} sentence */
  #refuse(sentence) {
    this.outside.say(sentence, true);
    document.getElementById("typed")?.focus();
  }

  /** @param {boolean} hidden */
  #hide(hidden) {
    this.hidden = hidden;
    this.outside.say("");
    document.getElementById(hidden ? "typed" : "heading")?.focus();
  }

  /** @param {View} _view @param {boolean} done */
  view(_view, done) {
    if (done) return html`<p>${t("recoveryDone")}</p>`;
    if (!this.code) return this.#lost();
    return html`<p>${t("recoveryWhy")}</p>${this.hidden ? this.#typing() : this.#showing()}`;
  }

  #showing() {
    const groups = this.code.split("-");
    return html`
      <p class="code" translate="no" aria-label=${groups.join(" ")}>${groups.map((group) => html`<span>${group}</span> `)}</p>
      <div class="row"><button class="first" @click=${() => this.#hide(true)}>${t("recoveryWritten")}</button></div>
    `;
  }

  #typing() {
    return html`
      <form class="fields" autocomplete="off" @submit=${submits(() => this.confirm())}>
        <label for="typed">${t("recoveryCode")}</label>
        <p class="small quiet" id="typedHint">${t("recoveryType")}</p>
        <input id="typed" class="mono" type="text" maxlength="200" autocomplete="off" spellcheck="false" autocapitalize="off"
          aria-describedby="typedHint" .value=${this.typedBack}
          @input=${typed((value) => {
            this.typedBack = value;
          })} />
        <div class="row">
          <button type="submit" class="first">${t("recoveryCheck")}</button>
          <button type="button" class="plain" @click=${() => this.#hide(false)}>${t("recoveryShow")}</button>
        </div>
      </form>
    `;
  }

  /** Made in another window, or before a crash: nobody can show it again. */
  #lost() {
    return html`
      <p>${t("recoveryWhy")}</p>
      <p>${t("recoveryLost")}</p>
      <form class="fields" autocomplete="off" @submit=${submits(() => this.renew())}>
        <label for="typed">${t("passphrase")}</label>
        <input id="typed" type="password" maxlength="1000" autocomplete="off" spellcheck="false" .value=${this.passphrase}
          @input=${typed((value) => {
            this.passphrase = value;
          })} />
        <div class="row"><button type="submit" class="first">${t("recoveryNew")}</button></div>
      </form>
    `;
  }
}
