/** The passphrase, asked for again before what can't be undone or leaves the vault; it is kept nowhere. */

import { html } from "../../vendor/lit-html.js";
import { t } from "../page.js";

/** @param {string} id */
export const passphraseField = (id) => html`
  <label for=${id}>${t("passphrase")}</label>
  <input id=${id} name="passphrase" type="password" autocomplete="off" spellcheck="false" required />
`;

/** Give what was typed, and empty the field. @param {Event} event of the form */
export function takePassphrase({ target }) {
  const form = /** @type {HTMLFormElement} */ (target);
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("passphrase"));
  const { value } = field;
  field.value = "";
  return value;
}
