/** What the log proves: verified with one press, checkpoints given and checked, copies exported and checked. */

import { html, nothing } from "../../vendor/lit-html.js";
import { save, saveAs, send } from "../files.js";
import { ask, language, sayNumber, sentenceOf, t } from "../page.js";
import { findings } from "./log-findings.js";
import { dayOf, momentOf } from "./log-words.js";

/** How often is asked how far something has come, in ms. */
const OFTEN = 400;

/**
 * @typedef {import("../../generated/messages.js").Verification} Verification
 * @typedef {{said: unknown, problem: boolean}} Result
 * @typedef {"verify" | "checkpoint" | "copy" | "check"} Part
 */

export class ProofPage {
  /** What each part last said. @type {Partial<Record<Part, Result>>} */
  results = {};
  /** What is going on, and how far it is: from 0 to 1. @type {{part: Part, done: number} | null} */
  under = null;
  pasted = "";
  copy = { format: "csv", names: true, filtered: false, since: "", until: "" };

  /**
   * @param {() => void} redraw
   * @param {() => {request: object, isNarrowed: boolean}} filter what is shown of the entries
   */
  constructor(redraw, filter) {
    this.redraw = redraw;
    this.filter = filter;
  }

  heading() {
    return t("proof");
  }

  async load() {}

  clear() {
    this.results = {};
    this.under = null;
    this.pasted = "";
  }

  /** Do what takes its time, and say how far it is. @param {Part} part @param {() => Promise<unknown>} act gives what to say */
  async #do(part, act) {
    if (this.under) return;
    this.under = { part, done: 0 };
    delete this.results[part];
    this.redraw();
    const asking = setInterval(() => void this.#ask(), OFTEN);
    try {
      this.results[part] = { said: await act(), problem: false };
    } catch (error) {
      this.results[part] = { said: sentenceOf(error), problem: true };
    } finally {
      clearInterval(asking);
      this.under = null;
    }
    this.redraw();
  }

  async #ask() {
    const { done, total } = await ask({ type: "log.progress" }).catch(() => ({ done: 0, total: 0 }));
    if (!this.under || !total) return;
    this.under.done = done / total;
    this.redraw();
  }

  verify() {
    return this.#do("verify", async () => verified(await ask({ type: "log.verify" }), false));
  }

  giveCheckpoint() {
    return this.#do("checkpoint", async () => {
      const { checkpoint } = await ask({ type: "log.checkpoint" });
      const blob = new Blob([`${JSON.stringify(checkpoint)}\n`], { type: "application/json" });
      saveAs(blob, `checkpoint-${dayOf(checkpoint.time)}.json`);
      return html`<p>${t("checkpointMade", sayNumber(checkpoint.sequence))}</p>`;
    });
  }

  /** @param {Blob} blob */
  checkCheckpoint(blob) {
    return this.#do("checkpoint", async () =>
      verified(await ask({ type: "log.verify", file: await send(blob) }), true),
    );
  }

  export() {
    return this.#do("copy", async () => {
      const { format, names, filtered, since, until } = this.copy;
      const wanted = filtered
        ? this.filter().request
        : { since: since ? momentOf(since) : null, until: until ? momentOf(until, 1) : null };
      const { file, entries } = await ask({
        type: "log.export",
        ...wanted,
        format,
        names,
        lang: language() ?? "en",
      });
      await save(file);
      return html`<p>${t("copyMade", file.name, sayNumber(entries))}</p>`;
    });
  }

  /** @param {File} file */
  check(file) {
    return this.#do("check", async () => findings(await ask({ type: "log.check", file: await send(file) })));
  }

  view() {
    return html`
      <section class="stack" aria-labelledby="verifying">
        <h2 id="verifying">${t("verifyHeading")}</h2>
        <p>${t("verifyHint")}</p>
        <div class="row"><button ?disabled=${this.under !== null} @click=${() => this.verify()}>${t("verify")}</button></div>
        ${this.#result("verify")}
      </section>
      ${this.#checkpoint()} ${this.#copies()} ${this.#checking()}
    `;
  }

  /** @param {Part} part */
  #result(part) {
    const result = this.results[part];
    const isUnder = this.under?.part === part;
    return html`
      ${isUnder ? html`<progress aria-label=${t("underWay")} max="1" .value=${this.under?.done ?? 0}></progress>` : nothing}
      <div role="status" class=${result?.problem ? "stack problem" : "stack"}>${isUnder ? t("underWay") : (result?.said ?? nothing)}</div>
    `;
  }

  #checkpoint() {
    return html`
      <section class="stack" aria-labelledby="checkpoints">
        <h2 id="checkpoints">${t("checkpointHeading")}</h2>
        <p>${t("checkpointHint")}</p>
        <div class="row">
          <button ?disabled=${this.under !== null} @click=${() => this.giveCheckpoint()}>${t("giveCheckpoint")}</button>
        </div>
        <div class="fields">
          <label for="checkpointFile">${t("checkpointFile")}</label>
          ${this.#file("checkpointFile", (file) => this.checkCheckpoint(file))}
          <label for="checkpointText">${t("checkpointPaste")}</label>
          <textarea
            id="checkpointText"
            rows="3"
            autocomplete="off"
            spellcheck="false"
            .value=${this.pasted}
            @input=${(/** @type {Event} */ { target }) => {
              this.pasted = /** @type {HTMLTextAreaElement} */ (target).value;
            }}
          ></textarea>
          <div class="row">
            <button
              ?disabled=${this.under !== null}
              @click=${() => this.checkCheckpoint(new Blob([this.pasted]))}
            >
              ${t("checkCheckpoint")}
            </button>
          </div>
        </div>
        ${this.#result("checkpoint")}
      </section>
    `;
  }

  #copies() {
    const { format, names, filtered, since, until } = this.copy;
    const { isNarrowed } = this.filter();
    if (filtered && !isNarrowed) this.copy.filtered = false;
    const set = (/** @type {Partial<typeof this.copy>} */ change) => {
      this.copy = { ...this.copy, ...change };
      this.redraw();
    };
    const check = (/** @type {"names" | "filtered"} */ name, /** @type {string} */ text, on = true) => html`
      <label class="row">
        <input type="checkbox" autocomplete="off" ?disabled=${!on} .checked=${this.copy[name]}
          @change=${(/** @type {Event} */ { target }) => set({ [name]: /** @type {HTMLInputElement} */ (target).checked })} />
        ${text}
      </label>
    `;
    const day = (
      /** @type {"since" | "until"} */ name,
      /** @type {string} */ text,
      /** @type {string} */ value,
    ) => html`
      <label>
        ${text}
        <input type="date" autocomplete="off" spellcheck="false" ?disabled=${this.copy.filtered} .value=${value}
          @change=${(/** @type {Event} */ { target }) => set({ [name]: /** @type {HTMLInputElement} */ (target).value })} />
      </label>
    `;
    return html`
      <section class="stack" aria-labelledby="copies">
        <h2 id="copies">${t("copiesHeading")}</h2>
        <p>${t("copiesHint")}</p>
        <form class="filters plain" autocomplete="off" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
          <label>
            ${t("copyFormat")}
            <select autocomplete="off" @change=${(/** @type {Event} */ { target }) => set({ format: /** @type {HTMLSelectElement} */ (target).value })}>
              ${["csv", "json", "pdf"].map((each) => html`<option value=${each} .selected=${format === each}>${t(`format_${each}`)}</option>`)}
            </select>
          </label>
          ${day("since", t("fromDay"), since)} ${day("until", t("toDay"), until)}
        </form>
        ${check("names", t("withNames"))}
        <p class="small quiet">${t(names ? "withNamesHint" : "withoutNamesHint")}</p>
        ${isNarrowed ? check("filtered", t("onlyFiltered")) : nothing}
        <div class="row"><button ?disabled=${this.under !== null} @click=${() => this.export()}>${t("exportCopy")}</button></div>
        ${this.#result("copy")}
      </section>
    `;
  }

  #checking() {
    return html`
      <section class="stack" aria-labelledby="checking">
        <h2 id="checking">${t("checkHeading")}</h2>
        <p>${t("checkHint")}</p>
        <div class="fields">
          <label for="copyFile">${t("copyFile")}</label>
          ${this.#file("copyFile", (file) => this.check(file))}
        </div>
        ${this.#result("check")}
      </section>
    `;
  }

  /** A field for a file, which is looked at as soon as it is chosen. @param {string} id @param {(file: File) => void} take */
  #file(id, take) {
    return html`
      <input
        id=${id}
        type="file"
        accept=".json,.csv,.pdf"
        autocomplete="off"
        spellcheck="false"
        ?disabled=${this.under !== null}
        @change=${(/** @type {Event} */ { target }) => {
          const field = /** @type {HTMLInputElement} */ (target);
          const [file] = field.files ?? [];
          field.value = "";
          if (file) take(file);
        }}
      />
    `;
  }
}

/**
 * What a verification found, in plain words; the agent's notes say what it proves.
 * @param {Verification} found @param {boolean} through whether a checkpoint was given
 */
export function verified({ ok, events, head, problems, notes = [] }, through) {
  const told = notes.map((note) => html`<p>${note}</p>`);
  if (!ok) {
    return html`
      <p class="problem"><strong>${t("notWhole")}</strong></p>
      <ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul>
      ${told}
      <p>${t("notWholeNext")}</p>
    `;
  }
  return html`
    <p><strong>${t("verified", sayNumber(events))}</strong>${through ? html` ${t("leadsThrough")}` : nothing}</p>
    ${told}
    <p>${t("provesNot")}</p>
    <p class="small quiet">${t("headIs")} <code>${head}</code></p>
  `;
}
