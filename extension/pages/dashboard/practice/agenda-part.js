/** The agenda for supervision, as a file: in which language, with or without what was written by hand. */

import { html } from "../../../vendor/lit-html.js";
import { t } from "../../page.js";
import { languageSelect } from "./selects.js";

/** @param {{language: string, notes: boolean}} wanted @param {() => void} redraw @param {(format: "pdf" | "md") => void} make */
export const agendaPart = (wanted, redraw, make) => html`
  <section class="stack" aria-labelledby="agenda">
    <h2 id="agenda">${t("agenda")}</h2>
    <p>${t("agendaHint")}</p>
    <div class="row">
      ${languageSelect("agendaLanguage", wanted.language, (tag) => {
        wanted.language = tag;
        redraw();
      })}
      <label class="box"><input type="checkbox" autocomplete="off" .checked=${wanted.notes} @change=${() => {
        wanted.notes = !wanted.notes;
        redraw();
      }} /> ${t("agendaNotes")}</label>
    </div>
    <div class="row">
      <button @click=${() => make("pdf")}>${t("agendaPdf")}</button>
      <button @click=${() => make("md")}>${t("agendaMarkdown")}</button>
    </div>
  </section>
`;
