/** One crisis: what is next, the card, and the list of what was done, each with its time. */

import { html, nothing } from "../../vendor/lit-html.js";
import { Changes, undoOfPractice } from "../dashboard/changes.js";
import { CardPart } from "../dashboard/practice/card-part.js";
import { ask, sayTime, sentenceOf, t } from "../page.js";
import { followBoxes } from "./follows.js";
import { nextPanel } from "./next.js";
import { CALLS, localOf, nextOf, resultOf, STEPS } from "./order.js";

/**
 * @typedef {import("../../generated/messages.js").Crisis} Crisis
 * @typedef {import("../../generated/messages.js").CrisisReply} CrisisReply
 * @typedef {import("./order.js").Step} Step
 */

/** The hold lasts so long when it is begun anew, in hours. */
const HOURS = 24;

export class RecordPart {
  /** @type {Crisis | null} */
  crisis = null;
  /** @type {string | null} */
  held = null;
  /** @type {import("../../generated/messages.js").CrisisNumbers | null} */
  numbers = null;
  /** What is being typed, and isn't in the vault yet: kept when that is locked. @type {{outcome?: string, seen_how?: string}} */
  typed = {};
  problem = "";
  /** The card on its way: two who read at once open it once, since each opening is logged. @type {Promise<void> | null} */
  #opening = null;

  /**
   * @param {string} id the record's
   * @param {object} parts
   * @param {() => void} parts.redraw
   * @param {() => void} parts.wrong it is about somebody else
   * @param {() => unknown} parts.anybody the numbers for anybody, where the practice's country isn't known
   */
  constructor(id, { redraw, wrong, anybody }) {
    this.id = id;
    this.redraw = redraw;
    this.wrong = wrong;
    this.anybody = anybody;
    this.changes = new Changes(() => this.reload(), undoOfPractice);
    /** @type {CardPart | null} */
    this.card = null;
  }

  get unsaved() {
    return Object.keys(this.typed).length > 0 || (this.card?.unsaved ?? false);
  }

  /** Read it, and open the card if that isn't open: after each unlocking anew, and each time it is logged. */
  async load() {
    const [reply, numbers] = await Promise.all([
      ask({ type: "crisis.show", crisis: this.id }),
      ask({ type: "numbers.show" }).catch(() => null), // in which country isn't known yet
    ]);
    this.numbers = numbers;
    this.#take(reply);
    const client = reply.crisis.client;
    this.card ??= new CardPart(client, this.redraw, (change) => {
      this.changes.add(t("cardSaved"), change);
      this.redraw();
    });
    if (this.card.card) return;
    this.#opening ??= this.card.open().finally(() => {
      this.#opening = null;
    });
    await this.#opening;
  }

  async reload() {
    try {
      await this.load();
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
  }

  clear() {
    Object.assign(this, { crisis: null, held: null, numbers: null, problem: "" });
    this.card?.clear();
    this.changes.clear();
  }

  /** @param {CrisisReply} reply */
  #take({ crisis, held_until }) {
    this.crisis = crisis;
    this.held = held_until ?? null;
  }

  /** @param {object} request @param {string} said */
  async #act(request, said) {
    const before = this.crisis && nextOf(this.crisis);
    try {
      this.problem = "";
      const reply = await ask({ ...request, crisis: this.id, type: /** @type {any} */ (request).type });
      this.#take(reply);
      this.changes.add(said, reply.change ?? null);
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
    // What was pressed is gone: a keyboard goes on, and a screen reader says, where the next step is.
    if (this.crisis && nextOf(this.crisis) !== before) document.getElementById("next")?.focus();
  }

  /** @param {Step} step @param {"done" | "reached" | "no_answer" | null} result */
  #step(step, result) {
    const said = result
      ? t("crisisStepTaken", t(`crisisStep_${step}`), t(`crisisResult_${result}`))
      : t("crisisStepBack", t(`crisisStep_${step}`));
    return this.#act({ type: "crisis.step", step, result }, said);
  }

  async #close() {
    await this.#act(
      { type: "crisis.close", outcome: this.typed.outcome ?? this.crisis?.outcome ?? "" },
      t("crisisClosed"),
    );
    if (!this.problem) delete this.typed.outcome;
  }

  async #confirm() {
    const { numbers } = this;
    if (!numbers) return;
    try {
      const { country, emergency, lines } = numbers;
      this.numbers = await ask({ type: "numbers.confirm", country, emergency, lines });
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
  }

  /** @param {number} hours 0: end it */
  async #hold(hours) {
    try {
      const client = this.crisis?.client ?? "";
      const { holds } = await ask({ type: "crisis.hold", client, hours });
      const own = holds.find((/** @type {{client: string}} */ each) => each.client === client);
      this.held = own?.until ?? null;
      this.problem = "";
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.redraw();
  }

  view() {
    const { crisis } = this;
    if (!crisis) return this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing;
    const panel = {
      crisis,
      card: this.card?.card ?? null,
      numbers: this.numbers,
      outcome: this.typed.outcome ?? crisis.outcome,
      anybody: this.anybody,
    };
    return html`
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${nextPanel(nextOf(crisis), panel, {
        danger: (danger) => this.#act({ type: "crisis.edit", danger }, t(`crisisDanger_${danger}`)),
        take: (step, result) => this.#step(step, result),
        write: (outcome) => {
          this.typed.outcome = outcome;
        },
        close: () => this.#close(),
        confirm: () => this.#confirm(),
      })}
      ${crisis.closed ? this.#follows(crisis) : this.#meanwhile(crisis)}
      ${this.changes.view()} ${this.#holding()} ${this.card?.view()} ${this.#done(crisis)} ${this.#seen(crisis)}
      ${crisis.closed ? nothing : this.#follows(crisis)} ${this.#mistaken(crisis)}
    `;
  }

  /** Beside everything else, and never waited for. @param {Crisis} crisis */
  #meanwhile(crisis) {
    const isInDanger = crisis.danger === "not_now";
    return html`
      <div class="row meanwhile">
        <p>${t("crisisConsult")}</p>
        ${
          resultOf(crisis, "consult")
            ? nothing
            : html`<button @click=${() => this.#step("consult", "done")}>${t("crisisConsulted")}</button>`
        }
        ${
          isInDanger
            ? html`<button @click=${() => this.#act({ type: "crisis.edit", danger: "now" }, t("crisisDanger_now"))}>${t("crisisDangerYes")}</button>`
            : nothing
        }
      </div>
    `;
  }

  #holding() {
    return html`
      <div class="row">
        <p>${this.held ? t("crisisHeld", sayTime(this.held)) : t("crisisNotHeld")}</p>
        ${this.held ? html`<button @click=${() => this.#hold(0)}>${t("crisisHoldEnd")}</button>` : nothing}
        <button @click=${() => this.#hold(HOURS)}>${t(this.held ? "crisisHoldLonger" : "crisisHoldAgain")}</button>
      </div>
    `;
  }

  /** @param {Crisis} crisis */
  #done(crisis) {
    const row = (/** @type {Step} */ step) => {
      const name = t(`crisisStep_${step}`);
      const taken = crisis.steps.find((each) => each.step === step);
      const results = /** @type {("done" | "reached" | "no_answer")[]} */ (
        CALLS.includes(step) ? ["reached", "no_answer"] : ["done"]
      );
      const buttons = taken
        ? html`<button class="plain" aria-label=${t("crisisTakeBackThis", name)} @click=${() => this.#step(step, null)}>${t("crisisTakeBack")}</button>`
        : results.map((result) => {
            const label = t(`crisisResult_${result}`);
            return html`<button aria-label=${`${name}: ${label}`} @click=${() => this.#step(step, result)}>${label}</button>`;
          });
      return html`
        <li class="row">
          <span class="grow">${name}</span>
          ${taken ? html`<span>${t(`crisisResult_${taken.result ?? "done"}`)}, <time datetime=${taken.time} title=${taken.time}>${sayTime(taken.time)}</time></span>` : nothing}
          ${crisis.closed ? nothing : buttons}
        </li>
      `;
    };
    return html`
      <section class="stack" aria-labelledby="steps">
        <h2 id="steps">${t("crisisSteps")}</h2>
        <ul class="rows">${STEPS.map(row)}</ul>
      </section>
    `;
  }

  /** @param {Crisis} crisis */
  #seen(crisis) {
    const put = (/** @type {string} */ time) =>
      time && this.#act({ type: "crisis.edit", seen_at: new Date(time).toISOString() }, t("crisisSeenSaved"));
    const keep = async () => {
      if (this.typed.seen_how === undefined) return;
      await this.#act({ type: "crisis.edit", seen_how: this.typed.seen_how }, t("crisisSeenSaved"));
      if (!this.problem) delete this.typed.seen_how;
    };
    return html`
      <section class="stack fields" aria-labelledby="seen">
        <h2 id="seen">${t("crisisSeen")}</h2>
        <label for="seenAt">${t("crisisSeenAt")}</label>
        <input id="seenAt" type="datetime-local" autocomplete="off" spellcheck="false" ?disabled=${Boolean(crisis.closed)}
          .value=${localOf(crisis.seen_at)} @change=${(/** @type {Event} */ { target }) => put(/** @type {HTMLInputElement} */ (target).value)} />
        <label for="seenHow">${t("crisisSeenHow")}</label>
        <p class="small quiet" id="seenHint">${t("crisisSeenHint")}</p>
        <textarea id="seenHow" rows="2" maxlength="4000" dir="auto" autocomplete="off" spellcheck="false" aria-describedby="seenHint"
          ?disabled=${Boolean(crisis.closed)} .value=${this.typed.seen_how ?? crisis.seen_how}
          @input=${(/** @type {Event} */ { target }) => {
            this.typed.seen_how = /** @type {HTMLTextAreaElement} */ (target).value;
          }}
          @change=${keep}></textarea>
      </section>
    `;
  }

  /** @param {Crisis} crisis */
  #follows(crisis) {
    return html`
      <section class="stack" aria-labelledby="follows">
        <h2 id="follows">${t("crisisFollows", sayTime(crisis.due ?? ""))}</h2>
        ${followBoxes(crisis, (follow, done) => this.#act({ type: "crisis.follow", follow, done }, t(done ? "crisisFollowed" : "crisisUnfollowed", t(`crisisFollow_${follow}`))))}
      </section>
    `;
  }

  /** @param {Crisis} crisis */
  #mistaken(crisis) {
    // Where something was written down there is something to lose, and the dashboard takes that away.
    if (crisis.closed || crisis.steps.length || crisis.seen_how || crisis.outcome) return nothing;
    return html`<div class="row"><button class="plain" @click=${() => this.#mistake()}>${t("crisisWrong")}</button></div>`;
  }

  async #mistake() {
    await this.#hold(0);
    try {
      await ask({ type: "crisis.remove", crisis: this.id });
      this.wrong();
    } catch (error) {
      this.problem = sentenceOf(error);
      this.redraw();
    }
  }
}
