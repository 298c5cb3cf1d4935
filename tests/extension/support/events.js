/** Events as far as the guard looks at them, for tests without a browser. */

const location = { href: "https://x.com/home", host: "x.com" };
const document = { nodeType: 9, location };
export const control = { name: "control", ownerDocument: document, getRootNode: () => document };

export class Event {
  isTrusted = true;
  cancelable = true;
  timeStamp = 0;
  detail = 1;
  /** @type {object[]} */
  path = [control];
  stopped = false;
  prevented = false;

  /** @param {string} type @param {object} [init] */
  constructor(type, init = {}) {
    this.type = type;
    Object.assign(this, init);
  }

  composedPath() {
    return this.path;
  }

  stopImmediatePropagation() {
    this.stopped = true;
  }

  preventDefault() {
    this.prevented = true;
  }
}

export class MouseEvent extends Event {
  clientX = 0;
  clientY = 0;
  button = 0;

  /** @param {string} type @param {object} [init] */
  constructor(type, init = {}) {
    super(type);
    Object.assign(this, init);
  }
}

export class KeyboardEvent extends Event {
  code = "Enter";
  repeat = false;
  isComposing = false;

  /** @param {string} type @param {object} [init] */
  constructor(type, init = {}) {
    super(type);
    Object.assign(this, init);
  }
}

export class SubmitEvent extends Event {}

/** Of a page in which `changes` says what changed. */
export const changes = /** @type {object[]} */ ([]);
class MutationObserver {
  observe() {}
  disconnect() {}
  takeRecords() {
    return changes;
  }
}

export const globals = {
  Event,
  MouseEvent,
  KeyboardEvent,
  SubmitEvent,
  addEventListener: () => undefined,
  MutationObserver,
  Node: { DOCUMENT_FRAGMENT_NODE: 11 },
  ShadowRoot: class {},
  location,
  performance: { now: () => 0 },
};
