/** From what the agent counted to what is drawn and said: pure, so that it is tested without a browser. */

/**
 * @typedef {import("../../generated/messages.js").LogFiguresReply} Figures
 * @typedef {import("../../generated/messages.js").MonthFigures} MonthFigures
 * @typedef {import("../../generated/messages.js").PlaceFigures} PlaceFigures
 * @typedef {import("../../generated/messages.js").WeekFigures} WeekFigures
 */

export const OUTCOMES = /** @type {const} */ ([
  "heeded",
  "overridden",
  "not_my_client",
  "expired",
  "undecided",
  "missed",
]);
export const TIERS = /** @type {const} */ (["A", "B", "C"]);
/** Bars that fit beside one another; the rest is in the table. */
const MOST_BARS = 12;

/** @param {number} part @param {number} whole */
export const share = (part, whole) => (whole ? part / whole : null);

/** @param {MonthFigures[]} months @param {(month: MonthFigures) => number} count */
const total = (months, count) => months.reduce((sum, month) => sum + count(month), 0);

/** The measures that have a good value (PRACTICE.md), each null where there is nothing to measure. @param {Figures} figures */
export function measures({ months, days }) {
  const strict = months.filter(({ tier }) => tier === "A");
  const exact = total(months, (month) => month.exact);
  return {
    overridden: share(
      total(strict, (month) => month.overridden),
      total(strict, (month) => month.warnings),
    ),
    daily: months.length ? total(months, (month) => month.warnings) / Math.max(days, 1) : null,
    right: share(exact - total(months, (month) => month.exact_wrong), exact),
  };
}

/** All weeks from the first to the last, also those in which nothing was. @param {WeekFigures[]} weeks @returns {WeekFigures[]} */
export function everyWeek(weeks) {
  const known = new Map(weeks.map((week) => [week.start, week]));
  const last = weeks.at(-1)?.start ?? "";
  const all = [];
  for (let start = weeks[0]?.start ?? "~"; start <= last; start = later(start, 7)) {
    const nothing = { heeded: 0, overridden: 0, not_my_client: 0, expired: 0, undecided: 0, missed: 0 };
    all.push(known.get(start) ?? { start, ...nothing });
  }
  return all;
}

/** @param {string} day YYYY-MM-DD @param {number} days */
function later(day, days) {
  const date = new Date(`${day}T00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** All months from the first to the last. @param {MonthFigures[]} months @returns {string[]} YYYY-MM */
export function everyMonth(months) {
  const last = months.at(-1)?.month ?? "";
  const all = [];
  for (let month = months[0]?.month ?? "~"; month <= last; month = later(`${month}-01`, 31).slice(0, 7)) {
    all.push(month);
  }
  return all;
}

/** What a tier has in each month. @param {MonthFigures[]} months @param {string} tier @param {(month: MonthFigures) => number | null} value */
export function byMonth(months, tier, value) {
  const known = new Map(months.filter((each) => each.tier === tier).map((each) => [each.month, each]));
  return everyMonth(months).map((month) => {
    const found = known.get(month);
    return found ? value(found) : null;
  });
}

/** What there was on each platform, or of each interaction, the most first; `other` warnings weren't overridden. @param {PlaceFigures[]} places @param {"platform" | "interaction"} by */
export function byPlace(places, by) {
  /** @type {Map<string, {name: string, warnings: number, overridden: number, other: number, missed: number}>} */
  const found = new Map();
  for (const place of places) {
    const sums = found.get(place[by]) ?? { name: place[by], warnings: 0, overridden: 0, other: 0, missed: 0 };
    sums.warnings += place.warnings;
    sums.overridden += place.overridden;
    sums.other += place.warnings - place.overridden;
    sums.missed += place.missed;
    found.set(place[by], sums);
  }
  return [...found.values()]
    .sort((one, other) => other.warnings + other.missed - one.warnings - one.missed)
    .slice(0, MOST_BARS);
}
