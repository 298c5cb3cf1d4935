/** What happens where there is no answer: the agent away or locked, a control whose account can't be named. Never silent. */

import { html } from "../../../vendor/lit-html.js";
import { t } from "../../page.js";
import { radioField, selectField } from "./fields.js";
import { SettingsPart } from "./part.js";

const AWAY = ["hold", "pass"];
const UNNAMED = ["daily", "always", "pass"];
const MINUTES = [5, 15, 30, 60];

export class UnansweredPart extends SettingsPart {
  /** @override */
  heading() {
    return t("sectionUnanswered");
  }

  /** @override @param {import("./kept.js").SettingsReply} reply */
  fields({ settings }) {
    const { when_away = "hold", when_unnamed = "daily", without_minutes = 15 } = settings;
    return html`
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
