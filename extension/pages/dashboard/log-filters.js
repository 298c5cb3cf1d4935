/** Which entries of the log are wanted: the form, and what is asked of the agent. */

import { PLATFORMS } from "../../generated/hosts.js";
import { html, nothing } from "../../vendor/lit-html.js";
import { platformName, t } from "../page.js";
import { momentOf } from "./log-words.js";

const OUTCOMES = ["heeded", "overridden", "not_my_client", "expired", "open", "missed", "crisis"];
const INTERACTIONS = [
  "follow",
  "react",
  "comment",
  "share",
  "message",
  "mention",
  "view",
  "join",
  "vote",
  "endorse",
  "review_reply",
];
const FLAGS = ["next_session", "supervision", "record"];

/** Nothing is left out. `client` is an id, `label` what the screen shows of them; days as YYYY-MM-DD. */
export const anything = () => ({
  search: "",
  client: "",
  label: "",
  platform: "",
  interaction: "",
  outcome: "",
  tier: "",
  flag: "",
  since: "",
  until: "",
});

/** @typedef {ReturnType<typeof anything>} Wanted */

/** @param {Wanted} wanted */
export const isNarrowed = ({ label, ...wanted }) => Object.values(wanted).some(Boolean);

/** The fields of `LogFilter`. @param {Wanted} wanted */
export function requestOf({ search, client, platform, interaction, outcome, tier, flag, since, until }) {
  return {
    search,
    client: client || null,
    platform: platform || null,
    interaction: interaction || null,
    outcome: ["", "open", "missed", "crisis"].includes(outcome) ? null : outcome,
    missed: outcome === "missed",
    undecided: outcome === "open",
    crisis: outcome === "crisis",
    tier: tier || null,
    flag: flag || null,
    since: since ? momentOf(since) : null,
    until: until ? momentOf(until, 1) : null,
  };
}

/** @param {Event} event */
const valueIn = ({ target }) => /** @type {HTMLInputElement} */ (target).value;

/**
 * @param {Wanted} wanted
 * @param {(change: Partial<Wanted>) => void} want
 */
export function filterForm(wanted, want) {
  const select = (
    /** @type {keyof Wanted} */ name,
    /** @type {string} */ label,
    /** @type {[string, string][]} */ options,
  ) => html`
    <label>
      ${label}
      <select autocomplete="off" @change=${(/** @type {Event} */ event) => want({ [name]: valueIn(event) })}>
        <option value="" .selected=${wanted[name] === ""}>${t("anyOfThem")}</option>
        ${options.map(([value, text]) => html`<option value=${value} .selected=${wanted[name] === value}>${text}</option>`)}
      </select>
    </label>
  `;
  const day = (/** @type {"since" | "until"} */ name, /** @type {string} */ label) => html`
    <label>
      ${label}
      <input type="date" autocomplete="off" spellcheck="false" .value=${wanted[name]}
        @change=${(/** @type {Event} */ event) => want({ [name]: valueIn(event) })} />
    </label>
  `;
  const platforms = [...new Set(PLATFORMS.map(({ platform }) => platform))];
  return html`
    <form class="filters" role="search" autocomplete="off" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <label>
        ${t("searchLog")}
        <input type="search" maxlength="200" autocomplete="off" spellcheck="false" .value=${wanted.search}
          @input=${(/** @type {Event} */ event) => want({ search: valueIn(event) })} />
      </label>
      ${select(
        "outcome",
        t("columnOutcome"),
        OUTCOMES.map((each) => [each, t(`outcome_${each}`)]),
      )}
      ${select("tier", t("columnTier"), [
        ["A", "A"],
        ["B", "B"],
        ["C", "C"],
      ])}
      ${select(
        "interaction",
        t("columnInteraction"),
        INTERACTIONS.map((each) => [each, t(`do_${each}`)]),
      )}
      ${select(
        "platform",
        t("columnPlatform"),
        platforms.map((each) => [each, platformName(each)]),
      )}
      ${select(
        "flag",
        t("columnFlag"),
        FLAGS.map((each) => [each, t(`flag_${each}`)]),
      )}
      ${day("since", t("fromDay"))} ${day("until", t("toDay"))}
    </form>
    ${
      wanted.client
        ? html`<div class="row">
            <span dir="auto">${t("onlyAbout", wanted.label)}</span>
            <button @click=${() => want({ client: "", label: "" })}>${t("aboutAll")}</button>
          </div>`
        : nothing
    }
  `;
}
