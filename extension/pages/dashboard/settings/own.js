/** The therapist's own accounts: added by a pasted link, each with what it is for, removed and put back. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, handleOf, platformName, sayTime, sentenceOf, t } from "../../page.js";
import { selectField } from "./fields.js";

const ROLES = ["professional", "personal"];

/** @typedef {import("../../../generated/messages.js").OwnAccount} OwnAccount */

/** @param {string} account */
const named = (account) =>
  t("accountOn", handleOf(account), platformName(account.slice(0, account.indexOf(":"))));

export class OwnPart {
  /** @type {OwnAccount[]} */
  own = [];
  link = "";
  role = "professional";
  problem = "";

  /** @param {import("./kept.js").Kept} kept @param {() => void} redraw */
  constructor(kept, redraw) {
    this.kept = kept;
    this.redraw = redraw;
  }

  get unsaved() {
    return this.link.trim() !== "";
  }

  heading() {
    return t("sectionOwn");
  }

  async load() {
    this.own = (await ask({ type: "own.list" })).own;
  }

  clear() {
    this.own = [];
    this.problem = "";
    this.kept.clear();
  }

  async add() {
    try {
      const { own } = await ask({ type: "own.add", account: this.link.trim(), role: this.role });
      this.link = "";
      this.problem = "";
      await this.kept.do(
        t("settingSaved", t("ownAdded", named(own.key))),
        async () => () => this.#remove(own),
      );
    } catch (error) {
      this.problem = sentenceOf(error);
      this.redraw();
      document.getElementById("ownLink")?.focus();
    }
  }

  /** @param {OwnAccount} own @returns {Promise<import("./kept.js").Undo>} */
  async #remove({ key, role }) {
    await ask({ type: "own.remove", account: key });
    return async () => {
      const { own } = await ask({ type: "own.add", account: key, role });
      return () => this.#remove(own);
    };
  }

  /** @param {string} key @param {string} role @param {string} earlier @returns {Promise<import("./kept.js").Undo>} */
  async #edit(key, role, earlier) {
    await ask({ type: "own.edit", account: key, role });
    return () => this.#edit(key, earlier, role);
  }

  view() {
    return html`
      ${this.kept.changes.view()}
      <p>${t("ownWhy")}</p>
      ${this.own.length ? this.#table() : html`<p>${t("ownEmpty")}</p>`} ${this.#form()}
    `;
  }

  #table() {
    const row = (/** @type {OwnAccount} */ own) => html`
      <tr>
        <td><bdi>${named(own.key)}</bdi></td>
        <td>${this.#role(t("ownRoleOf", named(own.key)), own.role, (role) =>
          this.kept.do(t("settingSaved", t("settingIs", named(own.key), t(`role_${role}`))), () =>
            this.#edit(own.key, role, own.role),
          ),
        )}</td>
        <td data-is=${t("columnAdded")}><time datetime=${own.added} title=${own.added}>${sayTime(own.added)}</time></td>
        <td>
          <button aria-label=${t("takeAwayThis", named(own.key))}
            @click=${() => this.kept.do(t("settingSaved", t("ownRemoved", named(own.key))), () => this.#remove(own))}>
            ${t("takeAway")}
          </button>
        </td>
      </tr>
    `;
    const columns = ["columnAccount", "ownRole", "columnAdded"];
    return html`
      <table>
        <thead><tr>${columns.map((column) => html`<th scope="col">${t(column)}</th>`)}<td></td></tr></thead>
        <tbody>${this.own.map(row)}</tbody>
      </table>
    `;
  }

  /** @param {string} name @param {string} value @param {(role: string) => unknown} choose */
  #role(name, value, choose) {
    return selectField({
      name,
      value,
      options: ROLES.map((role) => ({ value: role, text: t(`role_${role}`) })),
      choose,
    });
  }

  #form() {
    return html`
      <form class="fields" autocomplete="off" novalidate
        @submit=${(/** @type {Event} */ event) => {
          event.preventDefault();
          void this.add();
        }}>
        <label for="ownLink">${t("link")}</label>
        <p class="small quiet" id="ownHint">${t("ownLinkHint")}</p>
        <input id="ownLink" maxlength="4000" autocomplete="off" spellcheck="false" aria-describedby="ownHint ownProblem"
          aria-invalid=${this.problem ? "true" : "false"} .value=${this.link}
          @input=${(/** @type {Event} */ { target }) => {
            this.link = /** @type {HTMLInputElement} */ (target).value;
          }} />
        ${this.problem ? html`<p class="problem" role="alert" id="ownProblem">${this.problem}</p>` : nothing}
        <div class="row">
          ${this.#role(t("ownRole"), this.role, (role) => {
            this.role = role;
            this.redraw();
          })}
          <button type="submit">${t("addAccount")}</button>
        </div>
      </form>
    `;
  }
}
