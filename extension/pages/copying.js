/** Texts to be copied with one press, which is said. Nothing is sent. */

import { html } from "../vendor/lit-html.js";
import { t } from "./page.js";

/** Which was copied last. */
let copied = "";

/** One of a list of texts. @param {string} text @param {() => void} redraw @param {string} [lang] of the text, where it isn't that of the page */
export function copyRow(text, redraw, lang = "") {
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    copied = text;
    redraw();
  };
  return html`
    <li class="row">
      <p lang=${lang || document.documentElement.lang} dir="auto">${text}</p>
      <button aria-label=${t("copyThis", text)} @click=${copy}>${t("copyText")}</button>
      <span role="status" class="small quiet">${copied === text ? t("copiedText") : ""}</span>
    </li>
  `;
}
