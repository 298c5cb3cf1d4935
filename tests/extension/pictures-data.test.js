/** What is drawn, from what the agent counted. */

import assert from "node:assert/strict";
import test from "node:test";
import {
  byMonth,
  byPlace,
  everyMonth,
  everyWeek,
  measures,
  share,
} from "../../extension/pages/dashboard/pictures-data.js";

const NOTHING = { heeded: 0, overridden: 0, not_my_client: 0, expired: 0, undecided: 0, missed: 0 };

/** @param {string} month @param {"A" | "B" | "C"} tier @param {object} counts */
const inMonth = (month, tier, counts) => ({
  month,
  tier,
  warnings: 0,
  heeded: 0,
  overridden: 0,
  false_alarms: 0,
  expired: 0,
  exact: 0,
  exact_wrong: 0,
  seconds: null,
  ...counts,
});

const MONTHS = [
  inMonth("2026-11", "A", { warnings: 8, overridden: 1, exact: 6, exact_wrong: 1, seconds: 4 }),
  inMonth("2026-11", "B", { warnings: 4, overridden: 3, exact: 4 }),
  inMonth("2027-02", "A", { warnings: 12, overridden: 0 }),
];

/** @param {object} more */
const figures = (more) => ({
  type: /** @type {const} */ ("log.figures.reply"),
  since: "",
  until: "",
  days: 12,
  weeks: [],
  places: [],
  months: MONTHS,
  ...more,
});

test("the measures are of tier A, of all days and of exact matches", () => {
  assert.deepEqual(measures(figures({})), { overridden: 1 / 20, daily: 2, right: 0.9 });
});

test("less than a day counts as one, and of nothing there is no measure", () => {
  assert.equal(measures(figures({ days: 0.1 })).daily, 24);
  assert.deepEqual(measures(figures({ months: [] })), { overridden: null, daily: null, right: null });
  assert.equal(share(0, 0), null);
});

test("weeks in which nothing was are there too, over the turn of a year", () => {
  const weeks = [
    { start: "2026-12-21", ...NOTHING, heeded: 1 },
    { start: "2027-01-11", ...NOTHING, missed: 2 },
  ];
  assert.deepEqual(
    everyWeek(weeks).map(({ start, heeded, missed }) => [start, heeded, missed]),
    [
      ["2026-12-21", 1, 0],
      ["2026-12-28", 0, 0],
      ["2027-01-04", 0, 0],
      ["2027-01-11", 0, 2],
    ],
  );
  assert.deepEqual(everyWeek([]), []);
});

test("months in which nothing was are there too", () => {
  assert.deepEqual(everyMonth(MONTHS), ["2026-11", "2026-12", "2027-01", "2027-02"]);
  assert.deepEqual(
    byMonth(MONTHS, "A", ({ warnings }) => warnings),
    [8, null, null, 12],
  );
  assert.deepEqual(everyMonth([]), []);
});

test("places are added up, the most first, and only so many", () => {
  const place = (
    /** @type {string} */ platform,
    /** @type {"follow" | "react"} */ interaction,
    /** @type {number} */ warnings,
  ) => ({
    platform,
    interaction,
    warnings,
    overridden: 1,
    missed: 1,
  });
  const places = [place("x", "follow", 3), place("x", "react", 2), place("vk", "follow", 9)];
  assert.deepEqual(byPlace(places, "platform"), [
    { name: "vk", warnings: 9, overridden: 1, other: 8, missed: 1 },
    { name: "x", warnings: 5, overridden: 2, other: 3, missed: 2 },
  ]);
  assert.deepEqual(
    byPlace(places, "interaction").map(({ name }) => name),
    ["follow", "react"],
  );
  const many = Array.from({ length: 30 }, (_, number) => place(`p${number}`, "follow", number + 1));
  assert.equal(byPlace(many, "platform").length, 12);
});
