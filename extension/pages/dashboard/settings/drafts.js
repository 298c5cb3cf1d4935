/** Whether what is being written is read for phrases to think about, and the therapist's own topics. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { sayNumber, t } from "../../page.js";
import { checkField } from "./fields.js";
import { SettingsPart } from "./part.js";

/** As many topics, and as long ones, as are kept (protocol/messages/settings.py). */
const MOST = 100;
const LONGEST = 200;

export class DraftsPart extends SettingsPart {
  /** What stands in the field while it is being changed; null: what is kept. @type {string | null} */
  topics = null;
  problem = "";

  /** @param {import("./kept.js").Kept} kept @param {() => void} redraw */
  constructor(kept, redraw) {
    super(kept);
    this.redraw = redraw;
  }

  get unsaved() {
    return this.topics !== null;
  }

  /** @override */
  heading() {
    return t("sectionDrafts");
  }

  /** @override */
  clear() {
    this.problem = "";
    super.clear();
  }

  async #save() {
    const lines = (this.topics ?? "").split("\n");
    const draft_topics = lines.map((line) => line.trim()).filter(Boolean);
    if (draft_topics.length > MOST || draft_topics.some((topic) => topic.length > LONGEST)) {
      this.problem = t("topicsTooMany", sayNumber(MOST), sayNumber(LONGEST));
      return this.redraw();
    }
    this.problem = "";
    if (
      await this.kept.set({ draft_topics }, t("settingSaved", t("topicsAre", draft_topics.join(", ") || "–")))
    )
      this.topics = null;
    this.redraw();
  }

  /** @override @param {import("./kept.js").SettingsReply} reply */
  fields({ settings }) {
    const { draft_hints = true, draft_topics = [] } = settings;
    return html`
      <p>${t("draftsWhy")}</p>
      ${checkField({
        id: "draftHints",
        label: t("draftHints"),
        hint: t("draftHintsHint"),
        checked: draft_hints,
        choose: (on) =>
          this.kept.set({ draft_hints: on }, t("settingSaved", t(on ? "draftHintsOn" : "draftHintsOff"))),
      })}
      <form class="fields" autocomplete="off" novalidate @submit=${(/** @type {Event} */ event) => {
        event.preventDefault();
        void this.#save();
      }}>
        <label for="topics">${t("topics")}</label>
        <p class="small quiet" id="topicsHint">${t("topicsHint")}</p>
        <textarea id="topics" rows="4" dir="auto" autocomplete="off" spellcheck="false" aria-describedby="topicsHint topicsProblem"
          aria-invalid=${this.problem ? "true" : "false"} .value=${this.topics ?? draft_topics.join("\n")}
          @input=${(/** @type {Event} */ { target }) => {
            this.topics = /** @type {HTMLTextAreaElement} */ (target).value;
          }}></textarea>
        ${this.problem ? html`<p class="problem" role="alert" id="topicsProblem">${this.problem}</p>` : nothing}
        <div class="row"><button type="submit">${t("save")}</button></div>
      </form>
    `;
  }
}
