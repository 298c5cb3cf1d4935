/** The page of what is due: a sentence each, and the way to where it is seen to. It reminds; nothing happens by itself. */

import { html } from "../../vendor/lit-html.js";
import { ask, sayDay, sayNumber, t } from "../page.js";

/** @typedef {import("../../generated/messages.js").DueItem} DueItem */

/**
 * Where each kind is seen to: a page of the dashboard, a part of it, and the flag to which its list is narrowed.
 * @type {Record<DueItem["kind"], [string, string?, string?]>}
 */
const PLACES = {
  policy_none: ["practice", "policy"],
  policy_review: ["practice", "policy"],
  policy_unsigned: ["practice", "policy"],
  numbers_unconfirmed: ["practice", "policy"],
  consents_expired: ["practice", "consents"],
  consents_ending: ["practice", "consents"],
  profiles_due: ["practice", "profiles"],
  crisis_open: ["practice", "crisis"],
  crisis_record: ["practice", "crisis"],
  crisis_session: ["practice", "crisis"],
  crisis_supervision: ["practice", "crisis"],
  crisis_policy: ["practice", "crisis"],
  contacts_open: ["practice", "contacts", ""],
  contacts_session: ["practice", "contacts", "next_session"],
  contacts_record: ["practice", "contacts", "record"],
  next_session: ["log", "entries", "next_session"],
  log_record: ["log", "entries", "record"],
  supervision_day: ["practice", "supervision"],
  supervision_waiting: ["practice", "supervision"],
  records_past: ["settings", "sectionRecords"],
  retention_past: ["settings", "sectionRecords"],
};

export class DuePage {
  /** @type {DueItem[]} */
  due = [];

  /** @param {(page: string, part?: string, flag?: string) => void} go */
  constructor(go) {
    this.go = go;
  }

  heading() {
    return t("due");
  }

  async load() {
    this.due = (await ask({ type: "due" })).due;
  }

  clear() {
    this.due = [];
  }

  view() {
    if (this.due.length === 0) return html`<p>${t("dueNothing")}</p>`;
    const row = (/** @type {DueItem} */ { kind, count = 1, day }) => {
      const sentence = t(`due_${kind}`, day ? sayDay(day) : sayNumber(count));
      return html`
        <li>
          <span>${sentence}</span>
          <button aria-label=${t("dueOpenThis", sentence)} @click=${() => this.go(...PLACES[kind])}>${t("dueOpen")}</button>
        </li>
      `;
    };
    return html`<ul class="due">${this.due.map(row)}</ul>`;
  }
}
