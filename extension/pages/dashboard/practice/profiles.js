/** The page of the own profiles: a checklist for each account, and the line for the bio. */

import { html, nothing } from "../../../vendor/lit-html.js";
import { ask, handleOf, platformName, sayDay, sayNumber, t } from "../../page.js";
import { Changes, undoOfPractice } from "../changes.js";
import { numberField } from "../settings/fields.js";
import { bioPart } from "./bio-part.js";
import { RegisterPage } from "./register.js";
import { dayField } from "./selects.js";

/** @typedef {import("../../../generated/messages.js").Profile} Profile */
/** @typedef {import("../../../generated/messages.js").ProfileCheck} ProfileCheck */
/** @typedef {import("../../../generated/messages.js").ProfilesReply} ProfilesReply */

/** How an item stands, in words. @param {ProfileCheck} check */
function stateOf({ done, again, is_due }) {
  if (!done || !again) return t("checkNotYet");
  return t(is_due ? "checkAgain" : "checkDone", sayDay(done), sayDay(again));
}

/** @extends {RegisterPage<Profile>} */
export class ProfilesPage extends RegisterPage {
  /** What the agent says besides of all profiles. @type {ProfilesReply | null} */
  reply = null;
  onlyDue = false;
  /** @type {{account: string, item: string, day: string, note: string} | null} */
  form = null;
  /** What stands in the field of the own line while it is being changed. @type {string | null} */
  line = null;

  /** @param {() => void} redraw @param {(page: string, part?: string) => void} go */
  constructor(redraw, go) {
    super(redraw);
    this.go = go;
    /** @type {Changes<any>} */
    this.changes = new Changes(
      () => this.reload(),
      (/** @type {any} */ undo) => (typeof undo === "number" ? undoOfPractice(undo) : undo()),
    );
  }

  get unsaved() {
    return this.form !== null || this.line !== null;
  }

  /** @override */
  heading() {
    return t("profiles");
  }

  /** @override @param {number} skip */
  request(skip) {
    return { type: "profiles.list", skip };
  }

  /** @override @param {ProfilesReply} reply */
  rowsOf({ profiles }) {
    return profiles;
  }

  /** @override */
  async load() {
    this.reply = await super.load();
  }

  /** @override */
  clear() {
    super.clear();
    this.reply = null;
  }

  /** @param {Profile} profile @param {ProfileCheck} check @param {object} wanted */
  #note({ account }, { item }, wanted) {
    const said = (/** @type {ProfilesReply} */ { profiles: [profile] }) => {
      const now = profile?.checks.find((each) => each.item === item);
      return t(now?.done ? "checkSaid" : "checkSaidBack", `${handleOf(account)}, ${t(`check_${item}`)}`);
    };
    return this.change({ type: "profile.done", account, item, ...wanted }, said, { form: null });
  }

  /** @param {{profile_line: string} | {profile_days: number}} wanted @param {object} before the same, as it is now @param {string} text */
  #set(wanted, before, text) {
    return this.act(async () => {
      this.changes.add(text, await this.#put(wanted, before));
      this.line = null;
      await this.load();
    });
  }

  /** Settings are undone by setting them again. @param {object} wanted @param {object} before @returns {Promise<() => any>} */
  async #put(wanted, before) {
    await ask({ type: "settings", ...wanted });
    return () => this.#put(before, wanted);
  }

  /** @override */
  view() {
    const { reply } = this;
    if (!reply) return nothing;
    return html`
      <p>${t("profilesWhy")}</p>
      ${this.said()}
      ${
        this.rows.length
          ? html`
              <p class="small quiet">${t("profilesMenus", sayDay(reply.noted))}</p>
              <label class="box"><input type="checkbox" autocomplete="off" .checked=${this.onlyDue} @change=${() => {
                this.onlyDue = !this.onlyDue;
                this.redraw();
              }} /> ${t("profilesOnlyDue")}</label>
              ${this.rows.map((profile) => this.#profile(profile))} ${this.goOn()}
            `
          : html`
              <p class="quiet">${t("profilesEmpty")}</p>
              <div class="row"><button class="first" @click=${() => this.go("settings", "sectionOwn")}>${t("profilesAddOwn")}</button></div>
            `
      }
      ${bioPart(
        reply,
        this.line,
        (line) => {
          this.line = line;
        },
        () => {
          const line = (this.line ?? reply.line).trim();
          void this.#set(
            { profile_line: line },
            { profile_line: reply.line },
            t("bioSaved", line || t("bioProposed")),
          );
        },
        this.redraw,
      )}
      ${numberField({
        id: "profileDays",
        label: t("profileDays"),
        hint: t("profileDaysWhy"),
        value: reply.days,
        bounds: { least: 30, most: 730 },
        wrong: t("profileDaysOut"),
        choose: (days) =>
          this.#set(
            { profile_days: days },
            { profile_days: reply.days },
            t("settingSaved", t("settingIs", t("profileDays"), days)),
          ),
      })}
    `;
  }

  /** @param {Profile} profile */
  #profile(profile) {
    const { account, platform, role, checks } = profile;
    const due = checks.filter(({ is_due }) => is_due);
    const id = `of-${account}`;
    const columns = [t("columnWhat"), t("columnWhere"), t("columnState")];
    const shown = this.onlyDue ? due : checks;
    return html`
      <section class="stack" aria-labelledby=${id}>
        <h2 id=${id}><bdi>${handleOf(account)}</bdi>, ${platformName(platform)}, ${t(`role_${role}`)}</h2>
        <p class="small quiet">
          ${due.length ? t("profileDue", sayNumber(due.length), sayNumber(checks.length)) : t("profileNothingDue")}
        </p>
        ${
          shown.length
            ? html`
                <table class="checks">
                  <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}<td></td></tr></thead>
                  <tbody>${shown.map((check) => this.#row(profile, check))}</tbody>
                </table>
              `
            : nothing
        }
      </section>
    `;
  }

  /** @param {Profile} profile @param {ProfileCheck} check */
  #row(profile, check) {
    const { account } = profile;
    const { item, where, verified, note } = check;
    const named = `${handleOf(account)}, ${t(`check_${item}`)}`;
    const { form } = this;
    const isOpen = form?.account === account && form.item === item;
    return html`
      <tr>
        <td>${t(`check_${item}`)}</td>
        <td>
          <span class="small" lang="en">${where.replaceAll(" > ", " › ")}</span>
          ${where && !verified ? html`<div class="small quiet">${t("checkUnverified")}</div>` : nothing}
        </td>
        <td>
          ${stateOf(check)}
          ${note ? html`<div class="small quiet" dir="auto">${note}</div>` : nothing}
        </td>
        <td>${isOpen ? nothing : html`<div class="row">${this.#buttons(profile, check, named)}</div>`}</td>
      </tr>
      ${isOpen && form ? html`<tr><td colspan="4">${this.#form(profile, check, form)}</td></tr>` : nothing}
    `;
  }

  /** @param {Profile} profile @param {ProfileCheck} check @param {string} named */
  #buttons(profile, check, named) {
    const { item, done, is_due, note = "" } = check;
    const form = { account: profile.account, item, day: done ?? "", note };
    return html`
      ${
        is_due
          ? html`<button aria-label=${t("checkDoneThis", named)} @click=${() => this.#note(profile, check, {})}>${t("checkDoneToday")}</button>`
          : nothing
      }
      <button class="plain" aria-label=${t("checkChangeThis", named)} @click=${() => this.show({ form }, "checkDay")}>${t("checkChange")}</button>
      ${
        done
          ? html`<button class="plain" aria-label=${t("checkTakeBackThis", named)}
              @click=${() => this.#note(profile, check, { done: false })}>${t("checkTakeBack")}</button>`
          : nothing
      }
    `;
  }

  /** @param {Profile} profile @param {ProfileCheck} check @param {NonNullable<ProfilesPage["form"]>} form */
  #form(profile, check, form) {
    return html`
      <form class="fields" autocomplete="off" novalidate @submit=${(/** @type {Event} */ event) => {
        event.preventDefault();
        const { day, note } = form;
        void this.#note(profile, check, { done: day !== "", day: day || null, note });
      }}>
        <label for="checkDay">${t("checkDay")}</label>
        ${dayField("checkDay", form.day, (day) => {
          form.day = day;
        })}
        <label for="checkNote">${t("columnNote")}</label>
        <input id="checkNote" maxlength="200" dir="auto" autocomplete="off" spellcheck="false" .value=${form.note}
          @input=${(/** @type {Event} */ { target }) => {
            form.note = /** @type {HTMLInputElement} */ (target).value;
          }} />
        <div class="row">
          <button class="first" type="submit">${t("save")}</button>
          <button type="button" @click=${() => this.show({ form: null }, "heading")}>${t("dontSave")}</button>
        </div>
      </form>
    `;
  }
}
