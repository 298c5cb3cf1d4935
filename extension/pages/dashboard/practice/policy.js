/** The page of the social media policy: its draft, its versions, and who was given them. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, sayDay, sentenceOf, t } from "../../page.js";
import { Changes, undoOfPractice } from "../changes.js";
import { PolicyDraft } from "./draft.js";
import { GivingsPart } from "./givings-part.js";
import { PolicyForm } from "./policy-form.js";
import { VersionsPart } from "./versions-part.js";

/** @typedef {import("../pages.js").Page} Page */

/** @implements {Page} */
export class PolicyPage {
  problem = "";
  /** @type {PolicyForm | null} */
  form = null;

  /** @param {() => void} redraw */
  constructor(redraw) {
    this.redraw = redraw;
    this.draft = new PolicyDraft(() => void this.#saved());
    this.changes = new Changes(() => this.reload(), undoOfPractice);
    const parts = {
      redraw,
      act: (/** @type {() => Promise<void>} */ action) => this.act(action),
      done: (/** @type {string} */ text, /** @type {number | null} */ change) =>
        this.changes.add(text, change),
    };
    this.versions = new VersionsPart(parts);
    this.givings = new GivingsPart({
      ...parts,
      versions: () => this.versions.versions.map(({ number }) => number),
    });
  }

  get unsaved() {
    return this.draft.unsaved;
  }

  heading() {
    return t(this.form ? "policyWriting" : "policy");
  }

  async load() {
    if (this.form) await this.form.load();
    else await Promise.all([this.draft.load(), this.versions.load(), this.givings.load()]);
  }

  async reload() {
    await this.act(() => this.load());
  }

  clear() {
    this.problem = "";
    this.draft.clear();
    this.form?.clear();
    this.versions.clear();
    this.givings.clear();
    this.changes.clear();
  }

  /** Do something that may be refused, and say so. @param {() => Promise<void>} action */
  async act(action) {
    try {
      this.problem = "";
      await action();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
  }

  /** What was typed is in the vault: what it says now is shown beside it. */
  async #saved() {
    try {
      if (!this.draft.problem) await this.form?.preview();
    } catch {
      // The vault was locked just now; the page says so.
    }
    this.redraw();
  }

  #open() {
    this.changes.hush();
    this.form = new PolicyForm(this.draft, {
      redraw: this.redraw,
      close: () => void this.#close(),
      finish: () => void this.#finish(),
      discard: () => void this.#discard(),
    });
    void this.reload().then(() => this.#top());
  }

  async #close() {
    await this.draft.save();
    this.form = null;
    await this.reload();
    this.#top();
  }

  #finish() {
    return this.act(async () => {
      await this.draft.save();
      const { versions, change } = await ask({ type: "policy.finish" });
      this.form = null;
      this.changes.add(t("policyFinished", versions[0].number), change ?? null);
      this.versions.open = versions[0].number;
      await this.load();
      this.#top();
    });
  }

  #discard() {
    return this.act(async () => {
      const change = await this.draft.discard();
      this.form = null;
      this.changes.add(t("policyDiscarded"), change);
      await this.load();
      this.#top();
    });
  }

  #top() {
    document.getElementById("heading")?.focus();
    scrollTo(0, 0);
  }

  view() {
    const problem = this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing;
    if (this.form) return html`${problem}${this.form.view()}`;
    const { latest } = this.versions;
    return html`
      <p>${this.#standing()}</p>
      <div class="row">
        <button class=${latest && !this.draft.saved ? "" : "first"} @click=${() => this.#open()}>${t(this.#todo())}</button>
        ${latest?.is_due ? html`<button class="first" @click=${() => this.versions.reviewed()}>${t("policyStays")}</button>` : nothing}
        ${this.draft.saved ? html`<button @click=${() => this.versions.export("docx", null)}>${t("policyExportDraft")}</button>` : nothing}
      </div>
      ${this.changes.view()} ${problem} ${this.versions.view()} ${latest ? this.givings.view() : nothing}
    `;
  }

  #todo() {
    if (this.draft.saved) return "policyGoOn";
    return this.versions.latest ? "policyChange" : "policyBegin";
  }

  #standing() {
    const { latest } = this.versions;
    if (!latest) return t(this.draft.saved ? "policyHalf" : "policyNone");
    return t(
      latest.is_due ? "policyReviewDue" : "policyInForce",
      latest.number,
      sayDay(latest.effective),
      sayDay(latest.review_due),
    );
  }
}
