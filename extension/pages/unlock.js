/** The field for the passphrase: the same in every page that shows one. The passphrase is kept nowhere. */

import { html } from "../vendor/lit-html.js";
import { send, sentenceOf, t } from "./page.js";

/** What the field last said: empty, "Unlocking…", or why not. */
let said = "";

/**
 * @param {() => void} redraw called whenever what it says changes
 * @returns {unknown} a template
 */
export function unlockForm(redraw) {
  return html`
    <form class="row" autocomplete="off" @submit=${(/** @type {SubmitEvent} */ event) => unlock(event, redraw)}>
      <input
        type="password"
        name="passphrase"
        autocomplete="off"
        spellcheck="false"
        aria-label=${t("passphrase")}
        placeholder=${t("passphrase")}
      />
      <button type="submit">${t("unlock")}</button>
      <p role="status" class="small">${said}</p>
    </form>
  `;
}

/** @param {SubmitEvent} event @param {() => void} redraw */
async function unlock(event, redraw) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("passphrase"));
  const passphrase = field.value;
  field.value = "";
  said = t("unlocking");
  redraw();
  try {
    await send("unlock", { passphrase });
    said = "";
  } catch (error) {
    said = sentenceOf(error);
  }
  redraw();
}
