/**
 * Makes an adapter's data ready, and says in a sentence what is wrong with it, so that a bad one disables itself.
 */

/**
 * @typedef {import("../generated/vocabulary").Adapter} AdapterData
 *
 * @typedef {object} ShippedAdapter One of generated/adapters.js: where it applies, and the rest as soon as it is wanted.
 * @property {string} platform
 * @property {string} name
 * @property {string[]} hosts
 * @property {string[]} detect
 * @property {() => AdapterData} data
 */

/** The version of the vocabulary that this engine speaks. */
const VOCABULARY = 1;

/** The words of the vocabulary whose value is a selector. */
const SELECTOR_WORDS = new Set([
  ...["match", "has", "lacks", "within", "outside", "group", "group_has", "group_lacks"],
  ...["closest", "outermost", "climb", "document", "find", "veto", "veto_within", "named", "clickable"],
]);

/** Scopes may be made of scopes, so deep. */
const MAX_SCOPES = 4;

/** @param {AdapterData} data @returns {AdapterData} with `{name}` replaced by the scope of that name in every selector */
function withScopes(data) {
  if (data.vocabulary !== VOCABULARY)
    throw new Error(`its vocabulary is ${data.vocabulary}, not ${VOCABULARY}`);
  const scopes = data.scopes ?? {};
  const filled = (/** @type {string} */ selector, depth = 0) =>
    selector.replace(/\{([a-z_]+)\}/gu, (/** @type {string} */ _whole, /** @type {string} */ name) => {
      const scope = scopes[name];
      if (scope === undefined || depth > MAX_SCOPES) throw new Error(`there is no scope named "${name}"`);
      return `:is(${/** @type {string} */ (filled(scope, depth + 1))})`;
    });
  return JSON.parse(
    JSON.stringify(data, (key, value) =>
      typeof value === "string" && SELECTOR_WORDS.has(key) ? filled(value) : value,
    ),
  );
}

/**
 * @template T
 * @param {string} where in the adapter
 * @param {() => T} make
 * @returns {T} throws with the place named
 */
function checked(where, make) {
  try {
    return make();
  } catch (error) {
    throw new Error(`in its ${where}, ${error instanceof Error ? error.message : error}`);
  }
}

/** Throws where a selector of a rule can't be read. @param {object} part of the adapter @param {Element} probe any element */
function tried(part, probe) {
  for (const [word, value] of Object.entries(part)) {
    if (!SELECTOR_WORDS.has(word) || value === "self") continue;
    checked(`field "${word}"`, () => probe.matches(value));
  }
}

/** Throws where a selector that belongs to no rule can't be read. @param {AdapterData} data @param {Element} probe any element */
function triedHeads({ clickable, accounts, sequences = [] }, probe) {
  if (clickable) tried({ clickable }, probe);
  for (const rule of accounts.domain ?? []) checked("accounts.domain", () => tried(rule, probe));
  for (const { says } of sequences) checked("sequences", () => tried(says ?? {}, probe));
}

/** @param {string} platform @param {unknown} error @returns {string} the sentence that says why its adapter is disabled */
function disabledBy(platform, error) {
  const why = error instanceof Error ? error.message : String(error);
  return `The adapter "${platform}" is disabled: ${why.replace(/\.$/u, "")}.`;
}
