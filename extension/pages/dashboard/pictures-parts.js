/** The pictures of the log, one function each: what is drawn, said beside it, and in the table behind it. */

import { html, nothing } from "../../vendor/lit-html.js";
import "./chart.js";
import { platformName, sayDay, sayNumber, t } from "../page.js";
import { sayShortDay, sayShortMonth } from "./log-words.js";
import {
  byMonth,
  byPlace,
  everyMonth,
  everyWeek,
  measures,
  OUTCOMES,
  share,
  TIERS,
} from "./pictures-data.js";

/**
 * @typedef {import("./chart.js").Picture} Picture
 * @typedef {import("./chart.js").Pattern} Pattern
 * @typedef {import("../../generated/messages.js").MonthFigures} MonthFigures
 * @typedef {import("../../generated/messages.js").LogFiguresReply} Figures
 */

/** @type {Record<string, Pattern>} */
const PATTERNS = {
  heeded: "plain",
  overridden: "rising",
  not_my_client: "dots",
  expired: "level",
  undecided: "blank",
  missed: "crossed",
};
/** What the bars of a place are made of. @type {{key: "other" | "overridden" | "missed", pattern: Pattern}[]} */
const KINDS = [
  { key: "other", pattern: "plain" },
  { key: "overridden", pattern: "rising" },
  { key: "missed", pattern: "crossed" },
];
const DASHES = { A: [], B: [8, 4], C: [2, 3] };
const MINUTE = 60;

const percent = (/** @type {number | null} */ value) =>
  value === null ? "–" : t("percent", sayNumber(Math.round(value * 100)));
const rounded = (/** @type {number | null} */ value) =>
  value === null ? "–" : sayNumber(Math.round(value * 10) / 10);
const seconds = (/** @type {number | null} */ value) => {
  if (value === null) return "–";
  return value < 2 * MINUTE ? t("inSeconds", rounded(value)) : t("inMinutes", rounded(value / MINUTE));
};
const whole = (/** @type {number} */ value) => (Number.isInteger(value) ? sayNumber(value) : "");
const outcomeName = (/** @type {string} */ outcome) =>
  t(`outcome_${outcome === "undecided" ? "open" : outcome}`);

/** @param {Figures} figures */
export function good(figures) {
  const { overridden, daily, right } = measures(figures);
  const { good_overridden = 0, good_daily = 0 } = figures;
  const rows = [
    [
      t("measureOverridden"),
      percent(overridden),
      t("goodUnder", percent(good_overridden)),
      overridden === null || overridden < good_overridden,
    ],
    [
      t("measureDaily"),
      rounded(daily),
      t("goodAtMost", rounded(good_daily)),
      daily === null || daily <= good_daily,
    ],
    [t("measureRight"), percent(right), percent(1), right === null || right === 1],
  ];
  return html`
    <table class="measures">
      <thead>
        <tr>${["columnMeasure", "columnNow", "columnGood", "columnState"].map((column) => html`<th scope="col">${t(column)}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, now, aim, is]) => html`
          <tr><td>${name}</td><td data-is=${t("columnNow")}>${now}</td><td data-is=${t("columnGood")}>${aim}</td><td data-is=${t("columnState")}>${now === "–" ? "" : t(is ? "isGood" : "isNotGood")}</td></tr>
        `,
        )}
      </tbody>
    </table>
  `;
}

/**
 * @param {string} title @param {string} caption says in words what the picture shows
 * @param {Picture} picture @param {unknown} legend
 * @param {string[]} columns @param {unknown[][]} rows
 */
const figure = (title, caption, picture, legend, columns, rows) => html`
  <section class="stack picture" aria-label=${title}>
    <h2>${title}</h2>
    <p>${caption}</p>
    ${legend}
    <log-chart role="img" aria-label=${`${title}. ${caption}`} .picture=${picture}></log-chart>
    <details>
      <summary>${t("tableBehind")}</summary>
      <table>
        <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${row.map((cell, place) => html`<td data-is=${place ? (columns[place] ?? "") : nothing}>${cell}</td>`)}</tr>`)}</tbody>
      </table>
    </details>
  </section>
`;

/** @param {[string, string][]} kinds class and name */
const legend = (kinds) => html`
  <ul class="legend">${kinds.map(([kind, name]) => html`<li><span class="swatch ${kind}" aria-hidden="true"></span> ${name}</li>`)}</ul>
`;

const tiers = () => legend(TIERS.map((tier) => [`line-${tier}`, t("tierName", tier)]));

/** @param {Figures} figures */
export function weeks({ weeks }) {
  const all = everyWeek(weeks);
  const there = OUTCOMES.filter((outcome) => all.some((week) => week[outcome]));
  const sum = all.reduce((all, week) => all + there.reduce((sum, outcome) => sum + week[outcome], 0), 0);
  return figure(
    t("byWeek"),
    t("byWeekSays", sayNumber(sum), sayNumber(all.length)),
    {
      kind: "bars",
      labels: all.map(({ start }) => sayShortDay(start)),
      series: there.map((outcome) => ({
        name: outcome,
        values: all.map((week) => week[outcome]),
        pattern: PATTERNS[outcome] ?? "plain",
      })),
      say: whole,
    },
    legend(there.map((outcome) => [`pattern-${PATTERNS[outcome]}`, outcomeName(outcome)])),
    [t("weekOf"), ...OUTCOMES.map(outcomeName)],
    weeks
      .toReversed()
      .map((week) => [sayDay(week.start), ...OUTCOMES.map((outcome) => sayNumber(week[outcome]))]),
  );
}

/** @param {Figures} figures */
export function places({ places }) {
  const picture = (
    /** @type {"platform" | "interaction"} */ by,
    /** @type {(name: string) => string} */ say,
  ) => {
    const found = byPlace(places, by);
    const most = found[0];
    const kinds = KINDS.map(({ key, pattern }) => ({ key, pattern, name: t(`place_${key}`) })).filter(
      ({ key }) => found.some((each) => each[key]),
    );
    return figure(
      t(by === "platform" ? "byPlatform" : "byInteraction"),
      most ? t("mostAt", say(most.name), sayNumber(most.warnings + most.missed)) : "",
      {
        kind: "bars",
        labels: found.map(({ name }) => say(name)),
        series: kinds.map(({ key, pattern }) => ({
          name: key,
          values: found.map((each) => each[key]),
          pattern,
        })),
        say: whole,
      },
      legend(kinds.map(({ pattern, name }) => [`pattern-${pattern}`, name])),
      [
        t("columnPlatform"),
        t("columnInteraction"),
        t("columnWarnings"),
        outcomeName("overridden"),
        outcomeName("missed"),
      ],
      places.map((each) => [
        platformName(each.platform),
        t(`do_${each.interaction}`),
        sayNumber(each.warnings),
        sayNumber(each.overridden),
        sayNumber(each.missed),
      ]),
    );
  };
  return html`${picture("platform", platformName)} ${picture("interaction", (name) => t(`do_${name}`))}`;
}

/**
 * A line for each tier that has something, by month.
 * @param {MonthFigures[]} months @param {(month: MonthFigures) => number | null} value @param {(value: number) => string} say
 * @returns {Picture}
 */
const lines = (months, value, say) => ({
  kind: "lines",
  labels: everyMonth(months).map(sayShortMonth),
  series: TIERS.map((tier) => ({
    name: tier,
    mark: tier,
    dash: DASHES[tier],
    values: byMonth(months, tier, value),
  })).filter(({ values }) => values.some((each) => each !== null)),
  say,
});

/** @param {Figures} figures */
export function overridden(figures) {
  const { months, good_overridden = 0 } = figures;
  const rate = (/** @type {MonthFigures} */ month) => share(month.overridden, month.warnings);
  return figure(
    t("overrideRate"),
    t("overrideRateSays", percent(measures(figures).overridden), percent(good_overridden)),
    {
      ...lines(months, rate, percent),
      good: good_overridden,
      goodName: t("goodUnder", percent(good_overridden)),
    },
    tiers(),
    [
      t("columnMonth"),
      t("columnTier"),
      t("columnWarnings"),
      outcomeName("heeded"),
      outcomeName("overridden"),
      t("columnRate"),
    ],
    months
      .toReversed()
      .map((each) => [
        sayDay(each.month),
        each.tier,
        sayNumber(each.warnings),
        sayNumber(each.heeded),
        sayNumber(each.overridden),
        percent(rate(each)),
      ]),
  );
}

/** @param {Figures} figures */
export function alarms({ months }) {
  const sum = months.reduce((all, month) => all + month.false_alarms, 0);
  const exact = months.reduce((all, month) => all + month.exact_wrong, 0);
  const all = everyMonth(months);
  const inMonth = (/** @type {string} */ month) =>
    months.filter((each) => each.month === month).reduce((sum, each) => sum + each.false_alarms, 0);
  return figure(
    t("falseAlarms"),
    t("falseAlarmsSay", sayNumber(sum), sayNumber(exact)),
    {
      kind: "bars",
      labels: all.map(sayShortMonth),
      series: [{ name: "false", values: all.map(inMonth), pattern: "dots" }],
      say: whole,
    },
    nothing,
    [t("columnMonth"), t("columnTier"), t("falseAlarms"), t("columnExact"), t("columnExactWrong")],
    months
      .toReversed()
      .map((each) => [
        sayDay(each.month),
        each.tier,
        sayNumber(each.false_alarms),
        sayNumber(each.exact),
        sayNumber(each.exact_wrong),
      ]),
  );
}

/** @param {Figures} figures */
export function deciding({ months }) {
  const decided = months.filter(({ seconds }) => seconds !== null);
  const last = decided.find(({ month }) => month === decided.at(-1)?.month);
  if (!last) return nothing;
  return figure(
    t("timeToDecide"),
    t("timeToDecideSays", sayDay(last.month), last.tier, seconds(last.seconds)),
    lines(months, (month) => month.seconds, seconds),
    tiers(),
    [t("columnMonth"), t("columnTier"), t("columnMedian")],
    months.toReversed().map((each) => [sayDay(each.month), each.tier, seconds(each.seconds)]),
  );
}
