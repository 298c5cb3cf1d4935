/**
 * Texts, numbers and times in the language that the therapist chose, or else the browser's; for the background and the
 * pages alike. The choice is kept in this browser: it names nobody.
 *
 * `chrome.i18n` speaks the browser's language only, but at once. Another one is read from `_locales`, which `loadTexts`
 * awaits: whoever shows something calls that first.
 */

/** A language of `_locales`: its name in itself, and the direction of its writing. */
export const LANGUAGES = /** @type {const} */ ([
  { tag: "en", name: "English", dir: "ltr" },
  { tag: "es", name: "Español", dir: "ltr" },
  { tag: "de", name: "Deutsch", dir: "ltr" },
]);

/** Under which the choice stands in `chrome.storage.local`. */
const KEY = "language";

/** Spoken where the browser's language isn't there: `default_locale` of the manifest. */
const OTHERWISE = "en";

/** As chosen; empty: the browser's. */
let chosen = "";
/** What is spoken, with a region where the browser has one: it matters for dates. @type {string | undefined} */
let spoken;
/** Of a language that isn't the browser's. @type {Record<string, {message: string}> | null} */
let texts = null;
/** @type {Promise<void> | null} */
let loading = null;

/** @param {string} tag */
const primary = (tag) => tag.split("-")[0] ?? "";

/** @param {string} tag */
const isOurs = (tag) => LANGUAGES.some((each) => each.tag === tag);

/**
 * A text from `_locales`, with its values filled in.
 * @param {string} key
 * @param {...(string | number)} values
 * @returns {string}
 */
export function t(key, ...values) {
  const text = texts?.[key]?.message ?? chrome.i18n.getMessage(key, PLACES);
  return text.replace(/\$([1-9])(\.?)/g, (_, place, stop) => {
    const value = String(values[place - 1] ?? "");
    // Initials end with a full stop of their own.
    return isolated(value) + (value.endsWith(".") ? "" : stop);
  });
}

/** The browser puts these in for themselves, so that all languages are filled in alike. */
const PLACES = ["$1", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9"];

/** Letters that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name that is written the other way must not turn the sentence around it: set apart, as `bdi` would. @param {string} value */
function isolated(value) {
  return RIGHT_TO_LEFT.test(value) ? `\u2068${value}\u2069` : value;
}

/** What is spoken, as a tag for `Intl` and for `lang`; undefined before `loadTexts`. */
export function language() {
  return spoken;
}

/** What the therapist chose: a tag of `LANGUAGES`, or empty for the browser's. */
export function chosenLanguage() {
  return chosen;
}

/** The direction in which the language is written. */
export function direction() {
  return LANGUAGES.find(({ tag }) => tag === primary(spoken ?? OTHERWISE))?.dir ?? "ltr";
}

/** @param {string} tag of `LANGUAGES`, or empty for the browser's */
export async function chooseLanguage(tag) {
  await chrome.storage.local.set({ [KEY]: tag });
  await loadTexts(true);
}

/** Read what was chosen, and its texts; once, unless `again`. */
export function loadTexts(again = false) {
  if (again || !loading) loading = load();
  return loading;
}

async function load() {
  const { [KEY]: kept = "" } = await chrome.storage.local.get(KEY);
  const wanted = isOurs(String(kept)) ? String(kept) : "";
  const browsers = chrome.i18n.getUILanguage();
  const native = isOurs(primary(browsers)) ? browsers : OTHERWISE;
  // Where the folder can't be read, there is still the browser's language.
  const read = wanted && wanted !== primary(native) ? await readTexts(wanted).catch(() => null) : null;
  chosen = wanted;
  texts = read;
  spoken = read ? withRegion(wanted) : native;
}

/** The browser's own flavour of a language, if it has one. @param {string} tag */
function withRegion(tag) {
  return navigator.languages.find((each) => primary(each) === tag) ?? tag;
}

/** @param {string} tag @returns {Promise<Record<string, {message: string}>>} */
async function readTexts(tag) {
  return (await fetch(chrome.runtime.getURL(`_locales/${tag}/messages.json`))).json();
}

/** Call when another language is spoken, its texts loaded, whoever chose it. @param {() => void} listener */
export function onLanguage(listener) {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === "local" && KEY in changes) void loadTexts(true).then(listener);
  });
}

/** Making one takes longer than all that is said with it in a table. @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {Intl.DateTimeFormatOptions} options @returns {Intl.DateTimeFormat} in the language of the texts */
function dated(options) {
  const key = `${language()} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language(), options);
  formats.set(key, format);
  return format;
}

/** A moment as people say it; the exact time belongs behind it. @param {string | number} time ISO 8601, or ms since 1970 */
export function sayTime(time) {
  return dated({ dateStyle: "medium", timeStyle: "short" }).format(new Date(time));
}

/** The time of day. @param {string | number} time ISO 8601, or ms since 1970 */
export function sayClock(time) {
  return dated({ hour: "numeric", minute: "2-digit" }).format(new Date(time));
}

/** A day, a month or a year. @param {string} day YYYY-MM-DD, YYYY-MM or YYYY */
export function sayDay(day) {
  const [year = 0, month, date] = day.split("-").map(Number);
  if (!month) return day;
  const format = date ? dated({ dateStyle: "medium" }) : dated({ month: "long", year: "numeric" });
  return format.format(new Date(year, month - 1, date ?? 1));
}

/** @param {number} number */
export function sayNumber(number) {
  return number.toLocaleString(language());
}
