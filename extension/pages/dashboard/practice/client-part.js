/** What the practice has recorded about a client, in the client's form: which policy they have, and their consents. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, t } from "../../page.js";
import { consentNotes, stateWords } from "./consents.js";
import { givenWords } from "./givings-part.js";

/** @typedef {import("../../../generated/messages.js").Consent} Consent */

export class ClientPart {
  /** @type {import("../../../generated/messages.js").PolicyClient | null} */
  policy = null;
  /** @type {Consent[]} */
  consents = [];

  /** @param {string} client @param {() => void} redraw */
  constructor(client, redraw) {
    this.client = client;
    this.redraw = redraw;
  }

  async load() {
    try {
      const [{ clients }, { consents }] = await Promise.all([
        ask({ type: "policy.clients", client: this.client }),
        ask({ type: "consent.list", client: this.client }),
      ]);
      this.policy = clients[0] ?? null;
      this.consents = consents;
      this.redraw();
    } catch {
      // Locked just now: it is read again with the form.
    }
  }

  view() {
    if (!this.policy) return nothing;
    return html`
      <section class="stack" aria-labelledby="ofPractice">
        <h2 id="ofPractice">${t("policyAndConsents")}</h2>
        <p>${t("policyOfClient", givenWords(this.policy))}</p>
        ${this.consents.map(
          (consent) =>
            html`<div><p>${t(`consentKind_${consent.kind}`)}${consent.scope ? html`, <bdi>${consent.scope}</bdi>` : nothing}: ${stateWords(consent)}</p>${consentNotes(consent)}</div>`,
        )}
      </section>
    `;
  }
}
