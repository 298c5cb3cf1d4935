/** A section of settings as the agent keeps them: shown once they are known, below what was changed last. */

import { html, nothing } from "../../../vendor/lit-html.js";

/** @abstract */
export class SettingsPart {
  /** @param {import("./kept.js").Kept} kept */
  constructor(kept) {
    this.kept = kept;
  }

  /** @abstract @returns {string} */
  heading() {
    throw new Error("A section says what it is called.");
  }

  load() {
    return this.kept.load();
  }

  clear() {
    this.kept.clear();
  }

  view() {
    const { reply, changes } = this.kept;
    return reply ? html`${changes.view()} ${this.fields(reply)}` : nothing;
  }

  /** @abstract @param {import("./kept.js").SettingsReply} _reply @returns {unknown} */
  fields(_reply) {
    throw new Error("A section says what its fields are.");
  }
}
