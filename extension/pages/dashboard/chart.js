/**
 * `<log-chart>`: draws one picture with uPlot, anew whenever its place, its data or the colours change. It stands still: no
 * cursor, no zoom, no movement. Told apart are things by pattern, dash and letter, never by colour alone.
 */

import uPlot from "../../vendor/uplot.js";

/**
 * @typedef {"plain" | "rising" | "level" | "dots" | "blank" | "crossed"} Pattern
 * @typedef {object} Series
 * @property {string} name
 * @property {(number | null)[]} values
 * @property {Pattern} [pattern] of bars
 * @property {number[]} [dash] of a line
 * @property {string} [mark] of a line: the letter at its end
 */

/**
 * @typedef {object} Picture
 * @property {"bars" | "lines"} kind bars are stacked
 * @property {string[]} labels below, from left to right
 * @property {Series[]} series
 * @property {number} [good] a value that is worth a line of its own
 * @property {string} [goodName]
 * @property {(value: number) => string} say how a value on the left is written
 */

const HEIGHT = 220;
/** The size of a pattern's tile, in CSS px. */
const TILE = 8;

/** @param {string} name of a custom property */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Strokes of each pattern within its tile: from x, y to x, y. @type {Record<Pattern, number[][]>} */
const STROKES = {
  plain: [],
  blank: [],
  rising: [
    [0, TILE, TILE, 0],
    [-1, 1, 1, -1],
    [TILE - 1, TILE + 1, TILE + 1, TILE - 1],
  ],
  level: [[0, TILE / 2, TILE, TILE / 2]],
  dots: [[TILE / 2 - 1, TILE / 2, TILE / 2 + 1, TILE / 2]],
  crossed: [
    [0, TILE, TILE, 0],
    [0, 0, TILE, TILE],
  ],
};

/** @param {CanvasRenderingContext2D} context @param {Pattern} pattern @returns {CanvasPattern | string} */
export function patternOf(context, pattern) {
  if (pattern === "plain") return colour("--accent");
  const scale = devicePixelRatio;
  const tile = document.createElement("canvas");
  tile.width = tile.height = Math.round(TILE * scale);
  const pen = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
  pen.scale(tile.width / TILE, tile.height / TILE);
  pen.fillStyle = colour("--raised");
  pen.fillRect(0, 0, TILE, TILE);
  pen.strokeStyle = colour("--ink");
  pen.lineWidth = pattern === "dots" ? 2 : 1.25;
  for (const [fromX = 0, fromY = 0, toX = 0, toY = 0] of STROKES[pattern]) {
    pen.beginPath();
    pen.moveTo(fromX, fromY);
    pen.lineTo(toX, toY);
    pen.stroke();
  }
  return context.createPattern(tile, "repeat") ?? colour("--ink");
}

/** The sums up to each series, since bars are drawn over one another, the tallest first. @param {Series[]} series */
export function stacked(series) {
  /** @type {number[]} */
  let below = [];
  return series.map(({ values }) => {
    below = values.map((value, place) => (below[place] ?? 0) + (value ?? 0));
    return below;
  });
}

/** @param {Picture} picture @returns {uPlot.AlignedData} */
function dataOf({ kind, labels, series }) {
  const places = labels.map((_, place) => place);
  const values = kind === "bars" ? stacked(series).reverse() : series.map((each) => each.values);
  return /** @type {uPlot.AlignedData} */ ([places, ...values]);
}

/** @param {Series} series @returns {uPlot.Series} */
const bars = ({ pattern = "plain" }) => ({
  fill: (plot) => /** @type {string} */ (patternOf(plot.ctx, pattern)),
  stroke: colour("--ink"),
  width: 1,
  points: { show: false },
  paths: uPlot.paths.bars?.({ size: [0.7, 40] }),
});

/** @param {Series} series @returns {uPlot.Series} */
const line = ({ dash = [] }) => ({
  stroke: colour("--ink"),
  width: 1.5,
  dash,
  spanGaps: true,
  points: { show: true, size: 6, width: 1.5, stroke: colour("--ink"), fill: colour("--paper") },
});

/** The line of the good value, with what it is. @param {uPlot} plot @param {number} good @param {string} name */
function drawGood(plot, good, name) {
  const { ctx: pen, bbox } = plot;
  const y = plot.valToPos(good, "y", true);
  pen.strokeStyle = pen.fillStyle = colour("--accent");
  pen.lineWidth = 1.5 * devicePixelRatio;
  pen.beginPath();
  pen.moveTo(bbox.left, y);
  pen.lineTo(bbox.left + bbox.width, y);
  pen.stroke();
  pen.fillText(name, bbox.left + 4 * devicePixelRatio, y - 5 * devicePixelRatio);
}

/** A letter at the end of each line, and none upon another. @param {uPlot} plot @param {Series[]} series */
function drawLetters({ ctx: pen, valToPos }, series) {
  const apart = 14 * devicePixelRatio;
  const ends = series.flatMap(({ values, mark = "" }) => {
    const last = values.findLastIndex((value) => value !== null);
    const value = values[last] ?? null;
    return value === null ? [] : [{ mark, x: valToPos(last, "x", true), y: valToPos(value, "y", true) }];
  });
  let below = Number.POSITIVE_INFINITY;
  pen.fillStyle = colour("--ink");
  for (const { mark, x, y } of ends.sort((one, other) => other.y - one.y)) {
    below = Math.min(y, below - apart);
    pen.fillText(mark, x + 8 * devicePixelRatio, below + 4 * devicePixelRatio);
  }
}

/** What stands upon the drawn lines. @param {uPlot} plot @param {Picture} picture */
function annotate(plot, { kind, series, good, goodName = "" }) {
  const pen = plot.ctx;
  pen.save();
  pen.font = fontOf(devicePixelRatio);
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  if (good !== undefined) drawGood(plot, good, goodName);
  if (kind === "lines") drawLetters(plot, series);
  pen.restore();
}

/** @param {number} scale */
const fontOf = (scale) => `${13 * scale}px ${getComputedStyle(document.body).fontFamily}`;

/** @param {Picture} picture @param {number} width @returns {uPlot.Options} */
function optionsOf(picture, width) {
  const { kind, labels, series, say, good = 0 } = picture;
  const axis = { stroke: colour("--quiet"), font: fontOf(1), ticks: { show: false } };
  const all = kind === "bars" ? stacked(series) : series.map(({ values }) => values);
  const most = Math.max(1e-9, good, ...all.flat().map((value) => value ?? 0));
  return {
    width,
    height: HEIGHT,
    cursor: { show: false },
    legend: { show: false },
    padding: [16, 24, 0, 0],
    scales: {
      x: { time: false, range: [-0.6, Math.max(labels.length - 0.4, 0.6)] },
      y: { range: [0, most * 1.1] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 32,
        space: 76,
        incrs: [1, 2, 3, 4, 6, 12, 13, 26, 52, 104, 208, 416],
        values: (_, places) => places.map((place) => labels[place] ?? ""),
      },
      {
        ...axis,
        grid: { stroke: colour("--line"), width: 1 },
        size: 56,
        values: (_, values) => values.map((value) => say(value)),
      },
    ],
    series: [{}, ...(kind === "bars" ? series.map(bars).reverse() : series.map(line))],
    hooks: { draw: [(plot) => annotate(plot, picture)] },
  };
}

class Chart extends HTMLElement {
  /** @type {Picture | null} */
  #picture = null;
  /** @type {uPlot | null} */
  #plot = null;
  #width = 0;
  #resized = new ResizeObserver(() => this.#draw());
  #scheme = matchMedia("(prefers-color-scheme: dark)");
  #recoloured = () => this.#draw(true);

  /** @param {Picture} picture */
  set picture(picture) {
    this.#picture = picture;
    this.#draw(true);
  }

  connectedCallback() {
    this.#resized.observe(this);
    this.#scheme.addEventListener("change", this.#recoloured);
  }

  disconnectedCallback() {
    this.#resized.disconnect();
    this.#scheme.removeEventListener("change", this.#recoloured);
    this.#plot?.destroy();
    this.#plot = null;
    this.#width = 0;
  }

  #draw(anew = false) {
    const width = Math.floor(this.clientWidth);
    if (!this.#picture || !this.isConnected || width === 0 || (!anew && width === this.#width)) return;
    this.#width = width;
    this.#plot?.destroy();
    this.#plot = new uPlot(optionsOf(this.#picture, width), dataOf(this.#picture), this);
  }
}

customElements.define("log-chart", Chart);
