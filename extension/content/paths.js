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
 * Asking an element for its closed root is dear, several of the guard's parts ask for one event's path, and most of them only
 * for its beginning. So each path is found node by node, and once.
 * @type {WeakMap<object, {nodes: any[], further: Generator<any, void>}>}
 */
const ways = new WeakMap();

/** @param {any} event */
function wayOf(event) {
  let way = ways.get(event);
  if (!way) {
    way = { nodes: [], further: whollyThrough(event.composedPath(), event) };
    ways.set(event, way);
  }
  return way;
}

/**
 * Where an event passes, from the inside out, through closed shadow roots too, which `composedPath()` leaves out. A page
 * could hide a control in one; the extension may look inside.
 * @param {any} event
 * @returns {Generator<any, void>} Nodes, and the window; as they were when first asked for
 */
function* passing(event) {
  const { nodes, further } = wayOf(event);
  for (let at = 0; ; at++) {
    if (at === nodes.length) {
      const { done, value } = further.next();
      if (done) return;
      nodes.push(value);
    }
    yield nodes[at];
  }
}

/** @param {any} event @returns {Generator<Element, void>} elements that it passes, from the inside out, as far as they are looked at */
function* elementsPassed(event) {
  let left = MAX_PATH;
  for (const node of passing(event)) {
    if (node?.nodeType !== 1) continue;
    if (left-- === 0) return;
    yield node;
  }
}

/**
 * An event as it would be of another type, that passes where this one does.
 * @param {Event} event
 * @param {object} other what is different
 */
function asIf(event, other) {
  const made = { target: event.target, composedPath: () => event.composedPath(), ...other };
  ways.set(made, wayOf(event));
  return made;
}

/** @param {any[]} path from the inside out @param {any} event @returns {Generator<any, void>} with what closed shadow roots on it hide */
function* whollyThrough(path, event) {
  for (const [place, node] of path.entries()) {
    yield* hiddenIn(node, path[place - 1], path, event);
    yield node;
  }
}

/** Whether an event passes a node. @param {any} event @param {Node} node @returns {boolean} */
function passes(event, node) {
  if (event.composedPath().includes(node)) return true;
  for (const each of passing(event)) if (each === node) return true;
  return false;
}

/** Where an event's path begins, in closed shadow roots too. @param {any} event @returns {any} a Node, or the window; null: nowhere */
function innermost(event) {
  return passing(event).next().value ?? null;
}

/**
 * What an event meets inside the closed shadow root of an element, from the inside out, unless its path tells already.
 * @param {any} element
 * @param {any} inner the node before it on the path
 * @param {any[]} path
 * @param {any} event
 * @returns {Generator<any, void>}
 */
function* hiddenIn(element, inner, path, event) {
  const root = closedRootOf(element);
  if (!root || path.includes(root)) return;
  const met = metIn(root, event) ?? slotMet(root, inner, event);
  const chain = pathOf(met);
  yield* whollyThrough(chain.slice(0, chain.indexOf(element)), event);
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
