/**
 * What content scripts report, read strictly: it comes from beside an untrusted page.
 */

const INTERACTIONS = new Set([
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
]);
const REASONS = new Set(["listed", "waiting", "unnamed", "orphan"]);
const GESTURES = new Set(["click", "key", "double_click", "submit", "touch", "address"]);

/**
 * @typedef {object} Press
 * @property {string} why
 * @property {string} platform
 * @property {{account: string, aliases: string[], names: string[], text?: string}[]} sightings
 * @property {string} interaction
 * @property {"opens" | "performs"} role
 * @property {string} gesture
 * @property {string | null} own_account
 *
 * @typedef {{left: number, top: number, width: number, height: number}} Place
 */

const isText = (/** @type {unknown} */ value, most = 300) =>
  typeof value === "string" && value.length <= most;
const areTexts = (/** @type {unknown} */ value, /** @type {number} */ most) =>
  Array.isArray(value) && value.length <= most && value.every((text) => isText(text));

/** @param {any} value */
function isSighting(value) {
  return (
    isText(value?.account) &&
    value.account.length >= 3 &&
    areTexts(value.aliases, 8) &&
    areTexts(value.names, 4) &&
    (value.text === undefined || (typeof value.text === "string" && value.text.length <= MOST_DRAFT))
  );
}

/** What was read and nothing else. @param {Press["sightings"][number]} value */
function sightingOf({ account, aliases, names, text }) {
  return { account, aliases, names, ...(text ? { text } : {}) };
}

/** The most that one question may carry (protocol/messages/warnings.py). */
const MOST_SIGHTINGS = 200;

/**
 * @param {any} value
 * @returns {Press["sightings"] | null} null: not what may be asked
 */
export function readSightings(value) {
  const good = Array.isArray(value) && value.length <= MOST_SIGHTINGS && value.every(isSighting);
  return good ? value.map(sightingOf) : null;
}

/**
 * @param {any} value
 * @returns {Press | null} null: not a press
 */
export function readPress(value) {
  const good =
    INTERACTIONS.has(value?.interaction) &&
    REASONS.has(value.why) &&
    GESTURES.has(value.gesture) &&
    ["opens", "performs"].includes(value.role) &&
    isText(value.platform, 40) &&
    (value.own_account === null || isText(value.own_account)) &&
    Array.isArray(value.sightings) &&
    value.sightings.length <= 8 &&
    value.sightings.every(isSighting);
  if (!good) return null;
  const { why, platform, interaction, role, gesture, own_account } = value;
  return {
    why,
    platform,
    interaction,
    role,
    gesture,
    own_account,
    sightings: value.sightings.map(sightingOf),
  };
}

/**
 * @param {unknown} value
 * @param {string | undefined} origin of who says it
 * @returns {string} the address of a page that was left; empty if it is none of that site's
 */
export function readAddress(value, origin) {
  const url = typeof value === "string" && value.length <= 2000 ? URL.parse(value) : null;
  return url && url.origin === origin && /^https?:$/u.test(url.protocol) ? url.href : "";
}

/**
 * @param {any} value
 * @returns {import("./drift.js").Gesture[]} those that the guard let pass; none where it can't be read
 */
export function readGestures(value) {
  const good = (/** @type {any} */ one) =>
    INTERACTIONS.has(one?.interaction) && ["opens", "performs"].includes(one.role);
  if (!Array.isArray(value) || value.length > 12 || !value.every(good)) return [];
  return value.map(({ interaction, role }) => ({ interaction, role }));
}

/**
 * @param {any} value what a page says about a request of its own
 * @returns {Omit<import("./drift.js").Page, "tabs"> | null}
 */
export function readRequested(value) {
  const good = isText(value?.adapter, 40) && Number.isFinite(value.pressed) && Array.isArray(value.sightings);
  if (!good || value.sightings.length > 8 || !value.sightings.every(isSighting)) return null;
  return { adapter: value.adapter, pressed: value.pressed, sightings: value.sightings.map(sightingOf) };
}

/** Letters of a draft (protocol/messages/drafts.py). */
const MOST_DRAFT = 20_000;

/**
 * @param {unknown} text
 * @param {unknown} own
 * @returns {{text: string, own_account: string | null}} empty where it can't be read
 */
export function readDraft(text, own) {
  const own_account = isText(own) && String(own).length >= 3 ? String(own) : null;
  return { text: isText(text, MOST_DRAFT) ? String(text) : "", own_account };
}

/** More clients' accounts than this aren't on one page. */
const MOST_SEEN = 500;

/**
 * @param {any} value
 * @returns {import("./toolbar-texts.js").Seen}
 */
export function readSeen(value) {
  const keys = (/** @type {unknown} */ list) =>
    areTexts(list, MOST_SEEN) ? /** @type {string[]} */ (list) : [];
  return { listed: keys(value?.listed), possible: keys(value?.possible), drift: value?.drift === true };
}

/**
 * Where a window of this size stands over the browser's: in the middle, a little above it, on whichever screen.
 * @param {any} place
 * @param {number} width
 * @param {number} height
 * @returns {{left?: number, top?: number}}
 */
export function over(place, width, height) {
  const sides = [place?.left, place?.top, place?.width, place?.height];
  if (!sides.every((side) => Number.isFinite(side) && Math.abs(side) < 100_000)) return {};
  const middle = place.left + (place.width - width) / 2;
  const above = place.top + Math.max(0, (place.height - height) / 3);
  return { left: Math.round(middle), top: Math.round(above) };
}
