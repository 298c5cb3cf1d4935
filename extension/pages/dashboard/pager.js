/** Leafing through a long list: a page back, a page on. */

import { html, nothing } from "../../vendor/lit-html.js";
import { sayNumber, t } from "../page.js";

/**
 * @template {string | number} Start
 * @param {(Start | null)[]} starts the beginnings of this page and of all before it
 * @param {Start | null} more the beginning of the next page
 * @param {(starts: (Start | null)[]) => void} go
 */
export function pager(starts, more, go) {
  if (more === null && starts.length === 1) return nothing;
  const move = (/** @type {(Start | null)[]} */ to) => {
    go(to);
    scrollTo(0, 0);
  };
  return html`
    <nav class="row" aria-label=${t("pages")}>
      <button ?disabled=${starts.length === 1} @click=${() => move(starts.slice(0, -1))}>${t("pageBefore")}</button>
      <span>${t("pageNumber", sayNumber(starts.length))}</span>
      <button ?disabled=${more === null} @click=${() => move([...starts, more])}>${t("pageAfter")}</button>
    </nav>
  `;
}
