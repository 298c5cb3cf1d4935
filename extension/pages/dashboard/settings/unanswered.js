/** What happens where there is no answer: the agent away or locked, a control whose account can't be named. Never silent. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { t } from "../../page.js";
import { radioField, selectField } from "./fields.js";

const AWAY = ["hold", "pass"];
const UNNAMED = ["daily", "always", "pass"];
const MINUTES = [5, 15, 30, 60];

export class UnansweredPart {
  /** @param {import("./kept.js").Kept} kept */
  constructor(kept) {
    this.kept = kept;
  }

  heading() {
    return t("sectionUnanswered");
  }

  load() {
    return this.kept.load();
  }

  clear() {
    this.kept.clear();
  }

  view() {
    const { reply, changes } = this.kept;
    if (!reply) return nothing;
    const { when_away = "hold", when_unnamed = "daily", without_minutes = 15 } = reply.settings;
    return html`
      ${changes.view()}
      <p>${t("unansweredWhy")}</p>
      <div class="stack">
        ${radioField({
          name: "away",
          legend: t("awayTitle"),
          value: when_away,
          options: AWAY.map((value) => ({ value, text: t(`away_${value}`) })),
          hint: t("awayPassWhy"),
          choose: ({ value, text }) => this.kept.set({ when_away: value }, t("settingSaved", text)),
        })}
        ${radioField({
          name: "unnamed",
          legend: t("unnamedTitle"),
          value: when_unnamed,
          options: UNNAMED.map((value) => ({ value, text: t(`unnamed_${value}`) })),
          choose: ({ value, text }) => this.kept.set({ when_unnamed: value }, t("settingSaved", text)),
        })}
        <div class="row">
          <span>${t("withoutTitle")}</span>
          ${selectField({
            name: t("withoutTitle"),
            value: String(without_minutes),
            options: MINUTES.map((value) => ({ value: String(value), text: t("minutesMany", value) })),
            choose: (value) =>
              this.kept.set({ without_minutes: Number(value) }, t("settingSaved", t("minutesMany", value))),
          })}
        </div>
      </div>
    `;
  }
}
