/** The texts in all languages: complete, used, alike in what they fill in, translated, and not much longer. */

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import test from "node:test";
import { asked, own } from "./support/asked.js";
import { folder, read } from "./support/folder.js";
import { MADE } from "./support/made.js";

/** Scripts that hold keys as data. @type {string[]} */
const LISTS = [
  "pages/dashboard/pages.js",
  "pages/dashboard/log.js",
  "pages/dashboard/practice/practice.js",
  "../agent/overridelog/printed.py",
  "../agent/practice/agenda.py",
  "../agent/practice/record.py",
  "../agent/commands/moments.py",
];

const COMMANDS = ["startCommand", "pairCommand", "autostartCommand"];

const FORMATS = ["policyFormat_docx", "policyFormat_pdf", "policyFormat_md"];

/** What is the same in another language, for it is a name, a command or a word that both have. */
const SAME = {
  es: [
    "name",
    "what",
    ...COMMANDS,
    ...FORMATS,
    "sampleLabel",
    "settingIs",
    "tierOf",
    "crisis",
    "crisisOf",
    "crisisStepTaken",
  ],
  de: [
    "name",
    "what",
    ...COMMANDS,
    ...FORMATS,
    "policyFormat",
    "policyKind",
    "sampleLabel",
    "columnStatus",
    "passphrase",
    "supervision",
    "flag_supervision",
    "moment_supervision",
    "settingIs",
    "tierOf",
    "columnBrowser",
    "crisisStepTaken",
  ],
};

/** A text may be this much longer than the English one, in times of it and in letters: buttons and columns have to hold it. */
const LONGER = { times: 1.6, letters: 4 };

const PRACTICE_FITS = [
  "choice_supervision_colleagues",
  "givings",
  "offTheList",
  "standing_given",
  "standing_signed",
];

/** Longer, and seen to fit where they stand. */
const FITS = {
  es: [
    "due",
    "flag_record",
    "readyNow",
    "choice_channels_email",
    "choice_profession_counsellor",
    "policyDue",
  ],
  de: [
    "log",
    "do_react",
    "do_message",
    "reason_legal_or_regulatory_duty",
    "undone",
    "redo",
    "publicKey",
    ...PRACTICE_FITS,
  ],
};

const languages = readdirSync(new URL("_locales/", folder)).sort();
const english = textsOf("en");
const all = asked(LISTS);

/** @param {string} language @returns {Record<string, string>} */
function textsOf(language) {
  const messages = /** @type {Record<string, {message: string}>} */ (
    JSON.parse(read(`_locales/${language}/messages.json`))
  );
  return Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, message]));
}

test("no text is there twice, which a reader of JSON would take for one", () => {
  for (const language of languages) {
    const keys = [...read(`_locales/${language}/messages.json`).matchAll(/^ {2}"(\w+)": \{/gm)].map(
      ([, key]) => key,
    );
    const again = keys.filter((key, at) => keys.indexOf(key) !== at);
    assert.deepEqual(again, [], language);
  }
});

test("there are English, Spanish and German", () => {
  assert.deepEqual(languages, ["de", "en", "es"]);
});

for (const language of languages.filter((each) => each !== "en")) {
  const texts = textsOf(language);
  const same = SAME[/** @type {"es" | "de"} */ (language)];
  const fits = FITS[/** @type {"es" | "de"} */ (language)];

  test(`${language} has every text, in the order of en`, () => {
    assert.deepEqual(Object.keys(texts), Object.keys(english));
  });

  test(`${language} fills in what en fills in`, () => {
    const places = (/** @type {string} */ text) => [...new Set(text.match(/\$\d/g))].sort();
    for (const [key, text] of Object.entries(texts))
      assert.deepEqual(places(text), places(english[key] ?? ""), key);
  });

  test(`${language} is translated`, () => {
    const untranslated = Object.keys(texts).filter((key) => texts[key] === english[key]);
    assert.deepEqual(untranslated.sort(), same.toSorted());
  });

  test(`${language} is not much longer than en, but where it was seen to fit`, () => {
    const long = Object.keys(texts).filter((key) => {
      const { length } = english[key] ?? "";
      return (texts[key] ?? "").length > LONGER.times * length + LONGER.letters;
    });
    assert.deepEqual(long.sort(), fits.toSorted());
  });
}

test("every text that is asked for is there", () => {
  for (const { key, path } of all.plain) assert.ok(key in english, `${path} asks for ${key}`);
});

test("keys that are made at run time are declared, each with all that may follow", () => {
  for (const { stem, path } of all.made) assert.ok(stem in MADE, `${path} asks for ${stem}…`);
  const stems = new Set(all.made.map(({ stem }) => stem));
  for (const [stem, ends] of Object.entries(MADE)) {
    assert.ok(stems.has(stem), `nobody asks for ${stem}…`);
    for (const end of ends) assert.ok(stem + end in english, stem + end);
  }
});

test("every text that is there is asked for", () => {
  const wanted = new Set(all.plain.map(({ key }) => key));
  for (const [stem, ends] of Object.entries(MADE)) for (const end of ends) wanted.add(stem + end);
  const unused = Object.keys(english).filter((key) => !wanted.has(key) && !all.strings.has(key));
  assert.deepEqual(unused, []);
});

test("no text is asked for before the language is known", () => {
  assert.deepEqual(
    all.early.filter((path) => !path.startsWith("content/")),
    [],
  );
});

test("times and numbers are said in the language of the texts", () => {
  for (const path of own)
    assert.doesNotMatch(
      read(path),
      /toLocale\w*String\((?!language\(\))|Intl\.\w+Format\((?!language\(\))/,
      path,
    );
});

test("every page speaks before it draws", () => {
  const pages = own.filter((path) => /^pages\/(\w+)\/\1\.js$/.test(path));
  assert.ok(pages.length > 3);
  for (const path of pages) assert.match(read(path), /^await speak\(\);$/m, path);
});

test("texts don't shout, and hold no markup and no space that nobody sees", () => {
  for (const language of languages) {
    for (const [key, text] of Object.entries(textsOf(language))) {
      assert.doesNotMatch(text, /[!<>]|^\s|\s$| {2}|\t/, `${language} ${key}`);
      assert.ok(text, `${language} ${key}`);
    }
  }
});

test("one word for one thing: docs/languages.md says which", () => {
  const others = {
    en: /\b(patient|plugin|blacklist|watchlist)/i,
    es: /\b(bóveda|client[ea]s?\b|empareja|órdenes|lista de vigilancia)/i,
    de: /\b(Klient(?!innen )|Patient|Merkliste|Passwortsatz)/,
  };
  for (const language of languages) {
    const words = others[/** @type {"en" | "es" | "de"} */ (language)];
    for (const [key, text] of Object.entries(textsOf(language)))
      assert.doesNotMatch(text.replace("oder Klienten", ""), words, `${language} ${key}`);
  }
});

test("quotation marks are those of the language", () => {
  const foreign = { en: /["«»„]/, es: /["“”„]/, de: /["«»”]|“(?=\w)/ };
  for (const language of languages) {
    const marks = foreign[/** @type {"en" | "es" | "de"} */ (language)];
    for (const [key, text] of Object.entries(textsOf(language)))
      assert.doesNotMatch(text, marks, `${language} ${key}`);
  }
});
