/** What is set once, around everything else: private windows, and the agent at login. */

import { html, nothing } from "../../vendor/lit-html.js";
import { ask, send, sentenceOf, t } from "../page.js";

/** @typedef {import("./welcome.js").Outside} Outside */
/** @typedef {import("./steps.js").View} View */

const isChromium = () => chrome.runtime.getURL("").startsWith("chrome-extension:");

export class PrivatelyStep {
  /** Go to the browser's own page about the extension, which no page may link to. */
  async #openSettings() {
    await send("steps.away", { gone: true });
    await chrome.tabs.create({ url: `chrome://extensions/?id=${chrome.runtime.id}` });
  }

  /** @param {View} _view @param {boolean} done */
  view(_view, done) {
    if (done) return html`<p>${t("privatelyDone")}</p>`;
    const here = html`
      <p>${t("privatelyHow")}</p>
      <div class="row"><button class="first" @click=${() => this.#openSettings()}>${t("privatelyOpen")}</button></div>
    `;
    return html`<p>${t("privatelyWhy")}</p>${isChromium() ? here : html`<p>${t("privatelyFirefox")}</p>`}`;
  }
}

export class LoginStep {
  /** Whether the system didn't take it, so that the command is offered. */
  refused = false;

  /** @param {Outside} outside */
  constructor(outside) {
    this.outside = outside;
  }

  /** @param {boolean} on */
  async #switch(on) {
    this.outside.say(t("oneMoment"));
    try {
      await ask({ type: "autostart", on });
      this.refused = false;
      await this.outside.refresh(on ? t("loginDone") : t("loginOffDone"));
    } catch (error) {
      this.refused = true;
      this.outside.say(sentenceOf(error), true);
    }
  }

  /** @param {View} _view @param {boolean} done */
  view(_view, done) {
    if (done) {
      return html`
        <p>${t("loginDone")}</p>
        <div class="row"><button @click=${() => this.#switch(false)}>${t("loginOff")}</button></div>
      `;
    }
    return html`
      <p>${t("loginWhy")}</p>
      <div class="row"><button class="first" @click=${() => this.#switch(true)}>${t("loginOn")}</button></div>
      ${this.refused ? html`<p><code>${t("autostartCommand")}</code></p>` : nothing}
    `;
  }
}
