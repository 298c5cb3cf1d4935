/** The accounts in the form of a client: those there are, and a field for a link that says at once what it means. */

import { html, nothing } from "../../vendor/lit-html.js";
import { ask, handleOf, platformName, sentenceOf, t } from "../page.js";

const SOURCES = ["client_provided", "inbound_contact", "incidental"];

/** @typedef {import("./draft.js").Draft} Draft */

/** A pasted link and what it means. */
export class LinkField {
  text = "";
  source = "client_provided";
  /** The key of the account that the link means, if it can be added. @type {string | null} */
  account = null;
  /** Why it can't be added. */
  problem = "";

  /** @param {Draft} draft @param {() => void} redraw */
  constructor(draft, redraw) {
    this.draft = draft;
    this.redraw = redraw;
  }

  /** @param {string} text */
  async read(text) {
    this.text = text;
    if (!text.trim()) return this.#found(null, "");
    try {
      const { links } = await ask({ type: "resolve", links: [text.trim()] });
      if (this.text === text) this.#judge(links[0]);
    } catch (error) {
      if (this.text === text) this.#found(null, sentenceOf(error));
    }
  }

  /** @param {import("../../generated/messages.js").Resolved} found */
  #judge({ account, problem = "", client, label, own_role }) {
    const has = this.draft.accounts.some((each) => each.account === account);
    if (account === null) this.#found(null, problem);
    else if (has) this.#found(null, t("accountThere"));
    else if (own_role) this.#found(null, t("accountOwn"));
    else if (client && client !== this.draft.client) this.#found(null, t("accountOf", label ?? ""));
    else this.#found(account, "");
  }

  /** @param {string | null} account @param {string} problem */
  #found(account, problem) {
    this.account = account;
    this.problem = problem;
    this.redraw();
  }

  /** Put the account into the draft, if there is one; asks again, since an earlier answer may be of another time. */
  async take() {
    await this.read(this.text);
    if (this.account === null) return;
    this.draft.accounts.push({ account: this.account, handle_source: this.source });
    this.text = "";
    this.#found(null, "");
  }
}

/** @param {string} chosen @param {(source: string) => void} choose @param {string} name */
const sourceSelect = (chosen, choose, name) => html`
  <select
    aria-label=${name}
    autocomplete="off"
    @change=${(/** @type {Event} */ { target }) => choose(/** @type {HTMLSelectElement} */ (target).value)}
  >
    ${SOURCES.map(
      (source) =>
        html`<option value=${source} .selected=${source === chosen}>${t(`source_${source}`)}</option>`,
    )}
  </select>
`;

/** @param {string} account */
const named = (account) =>
  t("accountOn", handleOf(account), platformName(account.slice(0, account.indexOf(":"))));

/** @param {Draft} draft @param {() => void} redraw */
function accountRows(draft, redraw) {
  const row = (/** @type {import("./draft.js").Given} */ given, /** @type {number} */ place) => html`
    <li class="row">
      <bdi class="account">${named(given.account)}</bdi>
      ${sourceSelect(
        given.handle_source,
        (source) => {
          given.handle_source = source;
        },
        t("sourceOf", named(given.account)),
      )}
      <button
        type="button"
        aria-label=${t("takeAwayThis", named(given.account))}
        @click=${() => {
          draft.accounts.splice(place, 1);
          redraw();
          document.getElementById("link")?.focus();
        }}
      >
        ${t("takeAway")}
      </button>
    </li>
  `;
  return draft.accounts.length ? html`<ul class="accounts">${draft.accounts.map(row)}</ul>` : nothing;
}

/** @param {Draft} draft @param {LinkField} link @param {() => void} redraw */
export function accountsPart(draft, link, redraw) {
  return html`
    <fieldset class="stack">
      <legend>${t("columnAccounts")}</legend>
      ${accountRows(draft, redraw)}
      <label for="link">${t("link")}</label>
      <p class="small quiet" id="linkHint">${t("linkHint")}</p>
      <input
        id="link"
        maxlength="4000"
        autocomplete="off"
        spellcheck="false"
        aria-describedby="linkHint linkFound"
        aria-invalid=${link.problem ? "true" : "false"}
        .value=${link.text}
        @input=${(/** @type {Event} */ { target }) => link.read(/** @type {HTMLInputElement} */ (target).value)}
        @keydown=${(/** @type {KeyboardEvent} */ event) => {
          if (event.key !== "Enter" || !link.text.trim()) return;
          event.preventDefault();
          void link.take();
        }}
      />
      <p id="linkFound" role="status" class=${link.problem ? "problem" : ""}>
        <bdi>${link.account ? named(link.account) : link.problem}</bdi>
      </p>
      <div class="row">
        ${sourceSelect(
          link.source,
          (source) => {
            link.source = source;
          },
          t("source"),
        )}
        <button type="button" ?disabled=${link.account === null} @click=${() => link.take()}>${t("addAccount")}</button>
      </div>
    </fieldset>
  `;
}
