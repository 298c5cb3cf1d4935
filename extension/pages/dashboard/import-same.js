/** Who in a file may be on the list already, and what the therapist says of each: the same person, or another one. */

import { html, nothing } from "../../vendor/lit-html.js";
import { sayNumber, t } from "../page.js";

/** @typedef {import("../../generated/messages.js").ImportPerson} Person */

/** What may be said of all: what is proposed, the same, or not. */
const WAYS = [
  { way: "proposed", text: "samePropose" },
  { way: "all", text: "sameAll" },
  { way: "none", text: "sameNone" },
];

export class Same {
  total = 0;
  way = "proposed";
  /** Those of whom the contrary holds. @type {Set<number>} */
  others = new Set();
  /** @type {Person[]} */
  people = [];
  /** @type {number | null} */
  next = 0;

  /**
   * @param {() => void} redraw
   * @param {(offset: number) => Promise<{people: Person[], more?: number | null}>} page gives a page of them
   */
  constructor(redraw, page) {
    this.redraw = redraw;
    this.page = page;
  }

  /** @param {number} total */
  begin(total) {
    Object.assign(this, { total, way: "proposed", people: [], next: total ? 0 : null });
    this.others = new Set();
  }

  async more() {
    if (this.next === null) return;
    const { people, more } = await this.page(this.next);
    this.people.push(...people);
    this.next = more ?? null;
    this.redraw();
  }

  /** As the agent wants to be told. */
  answers() {
    const same = { proposed: null, all: true, none: false }[this.way] ?? null;
    return { same, others: [...this.others] };
  }

  /** @param {Person} person */
  isSame({ person, same }) {
    const usual = this.way === "proposed" ? (same?.sure ?? true) : this.way === "all";
    return usual !== this.others.has(person);
  }

  /** @param {number} person */
  #toggle(person) {
    if (!this.others.delete(person)) this.others.add(person);
    this.redraw();
  }

  /** @param {string} way */
  #choose(way) {
    this.way = way;
    this.others = new Set();
    this.redraw();
  }

  view() {
    if (!this.total) return nothing;
    return html`
      <section class="stack" aria-labelledby="same">
        <h2 id="same">${t("sameHeading")}</h2>
        <p>${t("sameWhy", sayNumber(this.total))}</p>
        <fieldset class="choices">
          <legend class="unseen">${t("sameHeading")}</legend>
          ${WAYS.map(({ way, text }) => this.#wayView(way, t(text)))}
        </fieldset>
        <ul class="accounts">${this.people.map((person) => this.#row(person))}</ul>
        ${
          this.next === null
            ? nothing
            : html`<div class="row"><button type="button" @click=${() => this.more()}>${t("more")}</button></div>`
        }
      </section>
    `;
  }

  /** @param {string} way @param {string} text */
  #wayView(way, text) {
    return html`<label class="tick"
      ><input type="radio" name="same" autocomplete="off" .checked=${this.way === way} @change=${() => this.#choose(way)} />
      ${text}</label
    >`;
  }

  /** @param {Person} person */
  #row(person) {
    const { row, names, same } = person;
    const label = same?.label ?? "";
    const who = same?.client
      ? t("sameAsClient", names[0] ?? "", label)
      : t("sameAsRow", names[0] ?? "", label);
    return html`<li>
      <label class="tick"
        ><input
          type="checkbox"
          autocomplete="off"
          .checked=${this.isSame(person)}
          @change=${() => this.#toggle(person.person)}
        />
        <span><bdi>${who}</bdi> <span class="small quiet">${t("rowNumber", sayNumber(row))}</span></span></label
      >
    </li>`;
  }
}
