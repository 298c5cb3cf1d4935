/** A policy in words, and what differs between two: drawn as text, whatever was typed. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { t } from "../../page.js";

/** @typedef {import("../../../generated/messages.js").PolicyText} PolicyText */

/** @param {PolicyText["sections"][0]["blocks"][0]} block */
function blockView({ kind, text, items = [] }) {
  if (kind === "text") return html`<p>${text}</p>`;
  if (kind === "list") return html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
  return html`<p class="small quiet">${t("policyLinesToSign", items.join(" · "))}</p>`;
}

/** @param {PolicyText} text @param {string[] | null} clauses only these; null: all */
export function wordsView({ language, title, subtitle, mark, sections }, clauses = null) {
  const shown = sections.filter(({ clause }) => !clauses || clauses.includes(clause));
  return html`
    <article class=${clauses ? "paper" : "paper whole"} lang=${language} aria-label=${title} tabindex=${clauses ? nothing : 0}>
      ${mark ? html`<p class="mark">${mark}</p>` : nothing}
      ${clauses ? nothing : html`<p class="quiet">${subtitle}</p>`}
      ${shown.map(({ heading, blocks }) => html`<h3>${heading}</h3>${blocks.map(blockView)}`)}
    </article>
  `;
}

/** @param {import("../../../generated/messages.js").PolicyClauseChange[]} clauses @param {string} language */
export function differencesView(clauses, language) {
  if (clauses.length === 0) return html`<p>${t("policySame")}</p>`;
  const line = (/** @type {{kind: string, text: string}} */ { kind, text }) => {
    if (kind === "gone") return html`<p><del aria-label=${t("policyGone", text)}>${text}</del></p>`;
    if (kind === "new") return html`<p><ins aria-label=${t("policyNew", text)}>${text}</ins></p>`;
    return html`<p class="quiet">${text}</p>`;
  };
  return html`
    <article class="paper" lang=${language}>
      ${clauses.map(({ heading, lines = [] }) => html`<h3>${heading}</h3>${lines.filter(({ text, kind }) => kind !== "same" || text !== heading).map(line)}`)}
    </article>
  `;
}
