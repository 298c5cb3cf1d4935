/** Which warnings come, and what they ask: the table of tiers, and what is warned about besides. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { t } from "../../page.js";
import { checkField, numberField, selectField } from "./fields.js";
import { SettingsPart } from "./part.js";

const ROWS = ["current", "former", "prospective", "possible"];
const GROUPS = ["follow", "message", "comment", "react", "view"];
const LETTERS = ["A", "B", "C"];
const TIERS = [...LETTERS, "none"];

export class WarningsPart extends SettingsPart {
  /** @override */
  heading() {
    return t("sectionWarnings");
  }

  /** @override @param {import("./kept.js").SettingsReply} reply */
  fields(reply) {
    return html`
      <section class="stack" aria-labelledby="tiers">
        <h2 id="tiers">${t("tiersTitle")}</h2>
        <p>${t("tiersWhy")}</p>
        ${this.#table(reply)} ${this.#recommended(reply)}
      </section>
      ${this.#besides(reply.settings)}
    `;
  }

  /** @param {import("./kept.js").SettingsReply} reply */
  #table({ settings, recommended }) {
    const own = /** @type {Record<string, string>} */ (settings.tiers ?? {});
    const cell = (/** @type {string} */ row, /** @type {string} */ group) => {
      const name = `${row}.${group}`;
      const wanted = /** @type {Record<string, string>} */ (recommended)[name] ?? "none";
      const what = t("tierOf", t(`group_${group}`), t(`row_${row}`));
      return html`
        <td>
          <span class="group small quiet" aria-hidden="true">${t(`group_${group}`)}</span>
          ${selectField({
            name: what,
            value: own[name] ?? wanted,
            options: TIERS.map((tier) => ({ value: tier, text: short(tier) })),
            choose: (tier) => this.kept.set({ tiers: { [name]: tier } }, saved(what, short(tier))),
          })}
          ${own[name] ? html`<p class="small">${t("recommendedIs", short(wanted))}</p>` : nothing}
        </td>
      `;
    };
    return html`
      <table class="tiers">
        <thead>
          <tr><td></td>${GROUPS.map((group) => html`<th scope="col">${t(`group_${group}`)}</th>`)}</tr>
        </thead>
        <tbody>
          ${ROWS.map((row) => html`<tr><th scope="row">${t(`row_${row}`)}</th>${GROUPS.map((group) => cell(row, group))}</tr>`)}
        </tbody>
      </table>
      <ul class="plain small quiet">${LETTERS.map((tier) => html`<li>${t(`tier_${tier}`)}</li>`)}</ul>
    `;
  }

  /** @param {import("./kept.js").SettingsReply} reply */
  #recommended({ settings, recommended }) {
    if (Object.keys(settings.tiers ?? {}).length === 0)
      return html`<p class="quiet">${t("allRecommended")}</p>`;
    const back = () => this.kept.set({ tiers: recommended }, t("settingSaved", t("recommendedAgain")));
    return html`<div class="row"><button @click=${back}>${t("backToRecommended")}</button></div>`;
  }

  /** @param {import("./kept.js").Chosen} settings */
  #besides({ profile_views = false, name_threshold = 80 }) {
    return html`
      <section class="stack" aria-labelledby="besides">
        <h2 id="besides">${t("alsoWarned")}</h2>
        ${checkField({
          id: "profileViewsWhy",
          label: t("profileViews"),
          hint: t("profileViewsWhy"),
          checked: profile_views,
          choose: (on) =>
            this.kept.set(
              { profile_views: on },
              saved(t("profileViews"), t(on ? "switchedOn" : "switchedOff")),
            ),
        })}
        ${numberField({
          id: "nameThreshold",
          label: t("nameThreshold"),
          hint: t("nameThresholdWhy"),
          value: name_threshold,
          bounds: { least: 60, most: 100 },
          wrong: t("thresholdOut"),
          choose: (points) => this.kept.set({ name_threshold: points }, saved(t("nameThreshold"), points)),
        })}
      </section>
    `;
  }
}

/** A tier in a word. @param {string} tier */
const short = (tier) => (tier === "none" ? t("tier_none") : tier);

/** @param {string} what @param {string | number} value */
const saved = (what, value) => t("settingSaved", t("settingIs", what, value));
