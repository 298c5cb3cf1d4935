/** In Node there is no browser: this is as much of one as speaks English. */

import { t } from "./folder.js";

const i18n = {
  getMessage: (/** @type {string} */ key, /** @type {string[]} */ values) => t(key, ...values),
  getUILanguage: () => "en-US",
};

/** @type {any} */ (globalThis).chrome = { i18n };
