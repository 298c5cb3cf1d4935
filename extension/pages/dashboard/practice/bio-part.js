/** The line for the bio of a professional account: proposed in each language, or the therapist's own, to be copied. */

import { LANGUAGES } from "../../../background/texts.js";
import { html } from "../../../vendor/lit-html.js";
import { copyRow } from "../../copying.js";
import { t } from "../../page.js";

/**
 * @param {Pick<import("../../../generated/messages.js").ProfilesReply, "lines" | "line">} known
 * @param {string | null} typed what stands in the field while it is being changed
 * @param {(line: string) => void} put
 * @param {() => void} save
 * @param {() => void} redraw
 */
export function bioPart({ lines, line }, typed, put, save, redraw) {
  const proposed = LANGUAGES.filter(({ tag }) => lines[tag]);
  return html`
    <section class="stack" aria-labelledby="bio">
      <h2 id="bio">${t("bioTitle")}</h2>
      <p>${t("bioWhy")}</p>
      <ul class="changes">
        ${line ? copyRow(line, redraw) : proposed.map(({ tag }) => copyRow(lines[tag] ?? "", redraw, tag))}
      </ul>
      <form class="fields" autocomplete="off" novalidate @submit=${(/** @type {Event} */ event) => {
        event.preventDefault();
        save();
      }}>
        <label for="bioLine">${t("bioLine")}</label>
        <input id="bioLine" maxlength="200" dir="auto" autocomplete="off" spellcheck="false" .value=${typed ?? line}
          @input=${(/** @type {Event} */ { target }) => put(/** @type {HTMLInputElement} */ (target).value)} />
        <div class="row"><button type="submit">${t("save")}</button></div>
      </form>
    </section>
  `;
}
