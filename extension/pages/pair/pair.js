/** The pairing page: a code from the command line in, the outcome in plain words out. */

import { html, render } from "../../vendor/lit-html.js";
import { onChanged, send, sentenceOf, speak, t } from "../page.js";

await speak();
const main = /** @type {HTMLElement} */ (document.getElementById("pair"));

let said = "";
let busy = false;
let done = false;

/** @param {SubmitEvent} event */
async function pair(event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("code"));
  const code = field.value.trim();
  if (!code) return say(t("codeNeeded"));
  say(t("pairing"), true);
  try {
    await send("pair", { code });
    field.value = "";
    done = true;
    const { kind } = await send("state");
    say(kind === "locked" ? t("pairedLocked") : t("paired"));
  } catch (error) {
    say(sentenceOf(error));
  }
}

/** @param {string} text @param {boolean} [isBusy] */
function say(text, isBusy = false) {
  said = text;
  busy = isBusy;
  draw();
}

function draw() {
  const content = html`
    <h1>${t("pairTitle")}</h1>
    <p>${t("pairWhy")}</p>
    <ol>
      <li>${t("pairStep1")} <code>${t("pairCommand")}</code></li>
      <li>${t("pairStep2")}</li>
    </ol>
    <form autocomplete="off" @submit=${pair}>
      <label>
        ${t("pairingCode")}
        <input name="code" type="text" autocomplete="off" spellcheck="false" autocapitalize="off" maxlength="200" autofocus />
      </label>
      <button type="submit" class="first" ?disabled=${busy || done}>${t("pair")}</button>
    </form>
    <p role="status">${said}</p>
  `;
  render(content, main);
}

onChanged(draw);
draw();
