/** The pairing page: a code from the agent in, the outcome in plain words out. */

import { html, nothing, render } from "../../vendor/lit-html.js";
import { onChanged, speak, t } from "../page.js";
import { PairForm } from "../pair-form.js";

await speak();
const main = /** @type {HTMLElement} */ (document.getElementById("pair"));
let said = "";
/** There is no vault yet, so that something is left to do. */
let isEmpty = false;
const form = new PairForm(draw, {
  say,
  done: (kind) => {
    isEmpty = kind === "no_vault";
    if (isEmpty) say(t("pairedNoVault"));
    else say(kind === "locked" ? t("pairedLocked") : t("paired"));
  },
});

/** @param {string} sentence */
function say(sentence) {
  said = sentence;
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
    ${form.view()}
    <p role="status">${said}</p>
    ${isEmpty ? html`<p><a href="../welcome/index.html">${t("firstSteps")}</a></p>` : nothing}
  `;
  render(content, main);
}

onChanged(draw);
draw();
