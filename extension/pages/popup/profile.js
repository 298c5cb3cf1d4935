/** On one's own professional profile: whether the bio says that it is for education only, and what to put there. */

import { html, nothing } from "../../vendor/lit-html.js";
import { copyRow } from "../copying.js";
import { t } from "../page.js";

/** @param {import("../../background/profile.js").OwnProfile | null} profile @param {() => void} redraw */
export function profileBlock(profile, redraw) {
  if (!profile) return nothing;
  const { says, line } = profile;
  if (says) return html`<p class="small quiet">${t("bioThere")}</p>`;
  return html`
    <section class="stack" aria-label=${t("bioTitle")}>
      <p class="small">${t(says === null ? "bioUnknown" : "bioMissing")}</p>
      <ul>${copyRow(line, redraw)}</ul>
    </section>
  `;
}
