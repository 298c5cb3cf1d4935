/**
 * Where an event passes, from the inside out and through shadow roots.
 *
 * The content scripts share one classic-script scope, in the order of the manifest: nothing here is visible to the page.
 */

/** Elements of an event's path that are looked at, from the target outward. */
const MAX_PATH = 24;

/** What may hold a shadow root, so that nothing else need be asked. https://dom.spec.whatwg.org/#valid-shadow-host-name */
const HOSTS = /^(ARTICLE|ASIDE|BLOCKQUOTE|BODY|DIV|FOOTER|H[1-6]|HEADER|MAIN|NAV|P|SECTION|SPAN|.*-.*)$/iu;

/**
 * Where an event passes, from the inside out, through closed shadow roots too, which `composedPath()` leaves out. A page
 * could hide a control in one; the extension may look inside. Asking an element for its closed root is dear and most
 * questions end at the first nodes, so the way is followed only as far as somebody asks.
 */
class Way {
  /** @param {any} event whose path it is, and whose place or focus tells what it meets in a closed root @param {any[]} [path] */
  constructor(event, path = event.composedPath()) {
    this.event = event;
    this.path = path;
    /** As far as it was followed: Nodes, and the window at the end. @type {any[]} */
    this.nodes = [];
    this.followed = 0;
  }

  /** @param {number} index @returns {any} a node of the way; undefined after its end */
  at(index) {
    while (index >= this.nodes.length && this.followed < this.path.length) {
      const node = this.path[this.followed];
      this.nodes.push(...this.#hiddenIn(node, this.path[this.followed - 1]), node);
      this.followed += 1;
    }
    return this.nodes[index];
  }

  /** Elements from the inside out, as far as they are looked at. @returns {Element[]} */
  elements() {
    return this.whole()
      .filter((node) => node.nodeType === 1)
      .slice(0, MAX_PATH);
  }

  /** @param {string} selector @returns {Element | null} the first of these elements that matches */
  closest(selector) {
    let left = MAX_PATH;
    for (let index = 0, node = this.at(0); node && left > 0; node = this.at(++index)) {
      if (node.nodeType !== 1) continue;
      if (node.matches(selector)) return node;
      left -= 1;
    }
    return null;
  }

  /** @param {Node} node @returns {any[]} what comes before it; the whole way, if it isn't on it */
  before(node) {
    let index = 0;
    while (this.at(index) && this.at(index) !== node) index += 1;
    return this.nodes.slice(0, index);
  }

  /** @returns {any[]} */
  whole() {
    return this.before(/** @type {any} */ (null));
  }

  /**
   * What the event meets inside the closed shadow root of an element, from the inside out, unless the path tells already.
   * @param {any} element
   * @param {any} inner the node before it on the path
   * @returns {any[]}
   */
  #hiddenIn(element, inner) {
    const root = closedRootOf(element);
    if (!root || this.path.includes(root)) return [];
    const chain = pathOf(metIn(root, this.event) ?? slotMet(root, inner, this.event));
    return new Way(this.event, chain.slice(0, chain.indexOf(element))).whole();
  }
}

/** Several of the guard's parts ask for one event's way. @type {WeakMap<object, Way>} */
const ways = new WeakMap();

/** @param {any} event @returns {Way} its way, as it was when first asked for */
function wayOf(event) {
  const way = ways.get(event) ?? new Way(event);
  ways.set(event, way);
  return way;
}

/**
 * An event as it would be of another type, that passes where this one does.
 * @param {Event} event
 * @param {object} other what is different
 */
function asIf(event, other) {
  const way = wayOf(event);
  const made = { target: event.target, composedPath: () => way.path, ...other };
  ways.set(made, way);
  return made;
}

/** Whether an event passes a node. @param {any} event @param {Node} node @returns {boolean} */
function passes(event, node) {
  const way = wayOf(event);
  return way.path.includes(node) || way.whole().includes(node);
}

/** Where an event's way begins, in closed shadow roots too. @param {any} event @returns {any} a Node, or the window; null: nowhere */
function innermost(event) {
  return wayOf(event).at(0) ?? null;
}

/** @param {any} event @returns {boolean} whether it happens at a place of the window, and not at the focus */
function isPointed(event) {
  return event.clientX !== undefined && !(event.type === "click" && event.detail === 0);
}

/** @param {ShadowRoot} root @param {any} event @returns {Element | null} the element of the root that an event meets */
function metIn(root, event) {
  const met = isPointed(event) ? root.elementFromPoint(event.clientX, event.clientY) : root.activeElement;
  return met && root.contains(met) ? met : null;
}

/**
 * The slot through which an event passes that meets something of the page's own, shown inside a closed shadow root.
 * @param {ShadowRoot} root
 * @param {any} inner the node before the root's host on the path; none: the event meets the host, or a text of its own
 * @param {any} event
 * @returns {Element | null}
 */
function slotMet(root, inner, event) {
  const isMet = (/** @type {Node} */ node) =>
    inner ? node === inner : node.nodeType === Node.TEXT_NODE && isPointed(event) && isAt(node, event);
  return [...root.querySelectorAll("slot")].find((slot) => slot.assignedNodes().some(isMet)) ?? null;
}

/** @param {Node} text @param {any} event @returns {boolean} whether an event happens upon a text */
function isAt(text, { clientX: x, clientY: y }) {
  const range = document.createRange();
  range.selectNode(text);
  return [...range.getClientRects()].some(
    ({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom,
  );
}

/** @param {any} element @returns {ShadowRoot | null} */
function closedRootOf(element) {
  if (element?.nodeType !== 1 || element.shadowRoot || !HOSTS.test(element.tagName)) return null;
  // Firefox knows it by a property that only extensions see.
  if ("openOrClosedShadowRoot" in element) return element.openOrClosedShadowRoot;
  return element instanceof HTMLElement ? (chrome.dom?.openOrClosedShadowRoot(element) ?? null) : null;
}

/**
 * The path that an event at `target` would take, from the inside out and through shadow roots.
 * @param {EventTarget | null} target
 * @returns {EventTarget[]}
 */
function pathOf(target) {
  const path = [];
  /** @type {Node | null} */
  let node = target instanceof Node ? target : null;
  while (node) {
    path.push(node);
    node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);
  }
  return path;
}
