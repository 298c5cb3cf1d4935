/** Words that redirect a client to the practice's own channel, to be copied with one press. Nothing is sent. */

import { html } from "../../../vendor/lit-html.js";
import { copyRow } from "../../copying.js";
import { t } from "../../page.js";

/** Keys of the texts: without an address, and with that of the portal or the e-mail as `$1`. */
const TEXTS = [
  { plain: "redirectMessage", at: "redirectMessageAt" },
  { plain: "redirectRequest", at: "redirectRequestAt" },
  { plain: "redirectComment", at: "redirectCommentAt" },
];

/** @param {string} portal @param {() => void} redraw */
export function redirects(portal, redraw) {
  const one = (/** @type {typeof TEXTS[0]} */ { plain: key, at }) =>
    copyRow(portal ? t(at, portal) : t(key), redraw);
  return html`
    <section class="stack" aria-labelledby="redirects">
      <h2 id="redirects">${t("redirects")}</h2>
      <p class="small quiet">${t("redirectsWhy")}</p>
      <ul class="changes">${TEXTS.map(one)}</ul>
    </section>
  `;
}
