/** A page whose modules are read when it is first shown, so that the dashboard opens with those of one page alone. */

import { nothing } from "../../vendor/lit-html.js";
import { t } from "../page.js";

/** @typedef {import("./pages.js").Page} Page */

/** @implements {Page} */
export class Later {
  /** @type {Page | null} */
  page = null;
  /** @type {Promise<Page> | null} */
  #coming = null;

  /**
   * @param {string} name the key of the page's name in _locales
   * @param {() => Promise<Page>} bring
   */
  constructor(name, bring) {
    this.name = name;
    this.bring = bring;
  }

  get unsaved() {
    return this.page?.unsaved ?? false;
  }

  heading() {
    return this.page?.heading() ?? t(this.name);
  }

  async load() {
    await (await this.here()).load();
  }

  /** @returns {Promise<Page>} the page itself, made once */
  async here() {
    this.#coming ??= this.bring();
    this.page = await this.#coming;
    return this.page;
  }

  view() {
    return this.page?.view() ?? nothing;
  }

  clear() {
    this.page?.clear();
  }

  /** @param {string} part @param {string} [flag] */
  async turnTo(part, flag) {
    await (await this.here()).turnTo?.(part, flag);
  }
}
