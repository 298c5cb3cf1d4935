/** A guard on a page that changes what it shows, with an agent that may be slow. */

import { GUARD, load } from "./content.js";
import { control, globals, MouseEvent } from "./events.js";

export const replayed = /** @type {any[]} */ ([]);

/** A control that is still on the page, and takes what is done to it again. */
class Node {}
class ShadowRoot extends Node {}
export class Element extends Node {
  isConnected = true;
  parentNode = null;
  /** @param {any} event */
  dispatchEvent(event) {
    replayed.push(event);
  }
  matches() {
    return false;
  }
}
class HTMLFormElement extends Element {}
class HTMLElement extends Element {}

/** What time it is, in ms, and what makes the guard lose patience. */
export const clock = { now: 0, ring: /** @type {() => void} */ (() => undefined) };
const browser = {
  ...globals,
  Node,
  ShadowRoot,
  Element,
  HTMLElement,
  HTMLFormElement,
  performance: { now: () => clock.now },
  setTimeout: (/** @type {() => void} */ called) => {
    clock.ring = called;
  },
};
const { Guard, Verdicts } = load(GUARD, "Guard, Verdicts", browser);

export const JAMIE = { account: "x:jamie", aliases: [], names: [], own: false };
export const SAM = { account: "x:sam", aliases: [], names: [], own: false };
export const GRANT = { id: "g", interaction: "react", accounts: ["x:jamie"], until: Date.now() + 30_000 };

export const like = (/** @type {any} */ account, /** @type {object} */ on = control) => ({
  interaction: "react",
  role: "performs",
  undo: false,
  gesture: "click",
  control: on,
  accounts: [account],
});

/** A guard whose verdicts are known already, or come when `answer` is called. @param {any} first @param {boolean} known */
export async function guardOf(first, known, holds = ["react"]) {
  /** @type {() => void} */
  let answer = () => undefined;
  const asked = new Promise((resolve) => {
    answer = () => resolve(null);
  });
  const verdicts = new Verdicts(async (/** @type {{account: string}[]} */ sightings) => {
    if (!known) await asked;
    return {
      epoch: 1,
      verdicts: sightings.map(({ account }) =>
        account === "x:jamie" ? { verdict: "listed", holds } : { verdict: "clear", holds: [] },
      ),
    };
  });
  const ready = { kind: "ready", epoch: 1, off: 0, unnamed: false };
  verdicts.setState(ready);
  if (known) await verdicts.ask([JAMIE, SAM]);
  const page = { shows: first, held: /** @type {any[]} */ ([]), verdicts, ready, looks: 0 };
  const guard = new Guard({
    adapter: () => ({
      platform: "x",
      recognise: () => {
        page.looks += 1;
        return page.shows;
      },
      remember: () => undefined,
      pointed: () => undefined,
      ownAccount: () => null,
      sequences: { typed: () => undefined },
    }),
    verdicts,
    orphaned: () => false,
    hold: (/** @type {any} */ press) => page.held.push(press),
    used: () => undefined,
    active: () => undefined,
    passed: () => undefined,
  });
  const pressed = (/** @type {string[]} */ types, init = {}) =>
    types.map((type) => {
      const event = new MouseEvent(type, init);
      guard.handle(event);
      return event;
    });
  return { guard, page, pressed, answer };
}

export const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
export const DOWN = ["pointerdown", "mousedown", "pointerup", "mouseup"];
