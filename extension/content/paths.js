/**
 * Where an event passed, and what two of the guard's parts must agree on about accounts.
 *
 * The content scripts share one classic-script scope, in the order of the manifest: nothing here is visible to the page.
 */

/**
 * @typedef {object} Sighting What the agent is asked about; mirrors `Sighting` in protocol/messages/warnings.py.
 * @property {string} account
 * @property {string[]} aliases at most 8
 * @property {string[]} names at most 4
 */

const MOST_ALIASES = 8;
const MOST_NAMES = 4;
const LONGEST_NAME = 200;
const LONGEST_KEY = 300;

/**
 * The message's form of an account, within the message's bounds: a page must not be able to make a check fail.
 * @param {SeenAccount} seen
 * @returns {Sighting}
 */
function sightingOf(seen) {
  const fits = (/** @type {string} */ key) => key.length <= LONGEST_KEY;
  return {
    account: seen.account.slice(0, LONGEST_KEY),
    aliases: seen.aliases.filter(fits).slice(0, MOST_ALIASES),
    names: seen.names.map((name) => name.slice(0, LONGEST_NAME)).slice(0, MOST_NAMES),
  };
}

/**
 * All keys by which an account may be known.
 * @param {SeenAccount} seen
 */
function keysOf(seen) {
  return [seen.account, ...seen.aliases];
}

/** What may hold a shadow root, so that nothing else need be asked. https://dom.spec.whatwg.org/#valid-shadow-host-name */
const HOSTS = /^(ARTICLE|ASIDE|BLOCKQUOTE|BODY|DIV|FOOTER|H[1-6]|HEADER|MAIN|NAV|P|SECTION|SPAN|.*-.*)$/iu;

/** Asking an element for its closed root is dear, and several of the guard's parts ask for one event's path. @type {WeakMap<object, any[]>} */
const wholePaths = new WeakMap();

/**
 * Where an event passes, from the inside out, through closed shadow roots too, which `composedPath()` leaves out. A page
 * could hide a control in one; the extension may look inside.
 * @param {any} event
 * @returns {any[]} of Nodes, and the window; as it was when first asked for
 */
function wholePath(event) {
  const known = wholePaths.get(event);
  if (known) return known;
  const path = event.composedPath();
  const whole = path.flatMap((/** @type {any} */ node) => [...hiddenIn(node, path, event), node]);
  wholePaths.set(event, whole);
  return whole;
}

/** Whether an event passes a node. @param {any} event @param {Node} node @returns {boolean} */
function passes(event, node) {
  return event.composedPath().includes(node) || wholePath(event).includes(node);
}

/** Where an event's path begins, in closed shadow roots too. @param {any} event @returns {any} a Node, or the window */
function innermost(event) {
  const path = event.composedPath();
  return hiddenIn(path[0], path, event)[0] ?? path[0];
}

/**
 * What an event meets inside the closed shadow root of an element, from the inside out, unless its path tells already.
 * @param {any} element
 * @param {EventTarget[]} path
 * @param {any} event
 * @returns {EventTarget[]}
 */
function hiddenIn(element, path, event) {
  const root = closedRootOf(element);
  if (!root || path.includes(root)) return [];
  const isPointed = event.clientX !== undefined && !(event.type === "click" && event.detail === 0);
  const met = isPointed ? root.elementFromPoint(event.clientX, event.clientY) : root.activeElement;
  if (!met || met === element || !root.contains(met)) return [];
  const chain = pathOf(met);
  const within = chain.slice(0, chain.indexOf(element));
  return [...hiddenIn(met, path, event), ...within];
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
