/**
 * Runs an adapter's finders: from a control to the account that it concerns, with scopes and vetoes.
 */

/**
 * @typedef {import("../generated/vocabulary").Finder} Finder
 *
 * @typedef {object} SeenAccount
 * @property {string} account key
 * @property {string[]} aliases other keys of the same account
 * @property {string[]} names seen beside it
 * @property {boolean} own
 * @property {string} [text] of a draft (sightings.js)
 *
 * @typedef {object} Surroundings What finders may ask of the page.
 * @property {Identity} identity
 * @property {Document} document
 * @property {() => string} domain that local accounts belong to
 * @property {(href: string, kinds: string[]) => string | null} linked the account that a link of the page names
 * @property {() => string | null} own
 * @property {(interactions: string[]) => SeenAccount[]} opened accounts that the opener of a menu or composer concerned
 * @property {(interactions: string[]) => SeenAccount[]} tray accounts of the control above which a tray opened
 */

/** Finders climb at most so many elements, and read at most so many candidates. */
const MAX_CLIMB = 40;
const MAX_CANDIDATES = 400;

/** An ancestor that holds more candidates than this isn't near the control any more. */
const MAX_NEAR = 60;

/** What a finder says when its scope is there and names nobody, and no later finder may guess. */
const NOBODY = "nobody";

/** @type {WeakMap<Element, {text: string, value: any}>} inline JSON, parsed once */
const parsedJson = new WeakMap();

/** @param {Element} script @returns {any} its JSON; null if it is none */
function jsonOf(script) {
  const text = script.textContent ?? "";
  const known = parsedJson.get(script);
  if (known?.text === text) return known.value;
  let value = null;
  try {
    value = JSON.parse(text);
  } catch {
    // A page may put anything there: then it names nobody.
  }
  parsedJson.set(script, { text, value });
  return value;
}

/**
 * @param {any} root
 * @param {(string | string[])[]} path steps; a list of steps is first followed from the root to find the step
 * @returns {string | null}
 */
function jsonAt(root, path) {
  let at = root;
  for (const step of path) {
    const key = Array.isArray(step) ? jsonAt(root, step) : step;
    if (at === null || typeof at !== "object" || key === null || !Object.hasOwn(at, key)) return null;
    at = at[key];
  }
  return typeof at === "string" || typeof at === "number" ? String(at) : null;
}

class Finding {
  /** @param {Finder} finder @param {Surroundings} around */
  constructor(finder, around) {
    this.finder = finder;
    this.around = around;
    this.pattern = finder.pattern ? new RegExp(finder.pattern, "giu") : null;
    this.at = finder.at ? new RegExp(finder.at, "iu") : null;
    this.notAt = finder.not_at ? new RegExp(finder.not_at, "iu") : null;
    this.kinds = finder.kinds ?? ["profile"];
    /** Where it found somebody last: names are read there. @type {Element | null} */
    this.scope = null;
    /** The text that was looked through for handles. */
    this.prose = "";
    /** Of whom an alias is looked for. @type {string | null} */
    this.of = null;
  }

  /**
   * @param {Element} control
   * @returns {string[] | SeenAccount[] | "nobody" | null} keys; null: ask the next finder
   */
  run(control) {
    const { finder, around } = this;
    return finder.from_frame ? this.#from(frameAround(around.document)) : this.#from(control);
  }

  /** @param {string} path @returns {boolean} */
  #isAt(path) {
    return (!this.at || this.at.test(path)) && !this.notAt?.test(path);
  }

  /** @param {Element | null} control or the frame in its stead @returns {string[] | SeenAccount[] | "nobody" | null} */
  #from(control) {
    const { finder, around } = this;
    if (!control || !this.#isAt(addressOf(control.ownerDocument))) return null;
    const remembered = { opener: around.opened, tray: around.tray }[String(finder.read)];
    if (remembered) return nonEmpty(remembered(finder.interactions ?? []));
    if (finder.climb) {
      const lost = finder.closest && !closestAcross(control, finder.closest);
      return lost ? null : this.#climb(control, finder.climb);
    }
    const scope = this.#scope(control);
    if (!scope || !this.#suits(scope)) return null;
    const keys =
      finder.read === "page" ? this.#page(control.ownerDocument) : this.#taken(this.#all(scope, control));
    return keys.length > 0 ? keys : finder.stop ? NOBODY : null;
  }

  /** @param {Element} control @returns {Element | null} */
  #scope(control) {
    const { closest, outermost, document: anywhere } = this.finder;
    if (closest) return closestAcross(control, closest);
    if (anywhere) return control.ownerDocument.querySelector(anywhere);
    if (!outermost) return control;
    let found = null;
    for (let at = closestAcross(control, outermost); at; ) {
      found = at;
      const above = parentOf(at);
      at = above && closestAcross(above, outermost);
    }
    return found;
  }

  /** @param {Element} scope @returns {boolean} */
  #suits(scope) {
    const { has, lacks } = this.finder;
    return (!has || holds(scope, has)) && !(lacks && holds(scope, lacks));
  }

  /** @param {Element} control @param {string} until a selector @returns {string[] | "nobody" | null} */
  #climb(control, until) {
    let at = parentOf(control);
    for (let level = 0; at && level < MAX_CLIMB && !at.matches(until); level++, at = parentOf(at)) {
      if (!this.#suits(at)) continue;
      const all = this.#all(at, control);
      if (all.length === 0) continue;
      const keys = this.#taken(all);
      return keys.length > 0 ? keys : this.finder.stop ? NOBODY : null;
    }
    return this.finder.stop ? NOBODY : null;
  }

  #page(/** @type {Document} */ document) {
    const { identity, domain } = this.around;
    const { href, hostname } = placeOf(document);
    const key = identity.fromLink(href, this.kinds, domain(), hostname);
    return key ? [key] : [];
  }

  /** @param {Element} scope @param {Element} control @returns {string[]} every key that the scope names, in order, each once */
  #all(scope, control) {
    const { find, named } = this.finder;
    const inside = find ? [...scope.querySelectorAll(find)].slice(0, MAX_CANDIDATES) : [];
    const nodes = !find || scope.matches(find) ? [scope, ...inside] : inside;
    if (this.finder.climb && nodes.length > MAX_NEAR) return [];
    const left = nodes.filter((node) => !this.#vetoed(node, scope));
    const own = this.finder.not_own ? this.around.own() : null;
    const keys = new Set();
    for (const node of named ? bestNamed(left, labelsIn(scope, control, named)) : left) {
      for (const key of this.#read(node)) if (key !== own) keys.add(key);
    }
    if (keys.size > 0) this.scope = scope;
    return [...keys];
  }

  /** @param {string[]} keys @returns {string[]} */
  #taken(keys) {
    const { take = "first" } = this.finder;
    if (take === "all") return keys;
    if (take === "only") return keys.length === 1 ? keys : [];
    return take === "last" ? keys.slice(-1) : keys.slice(0, 1);
  }

  /** @param {Element} node @param {Element} scope @returns {boolean} */
  #vetoed(node, scope) {
    const { veto, veto_within: within } = this.finder;
    if (veto && node.matches(veto)) return true;
    if (this.finder.itself && !this.#leadsToIt(node)) return true;
    if (!within) return false;
    const vetoing = node.closest(within);
    return vetoing !== null && vetoing !== scope && scope.contains(vetoing);
  }

  /** Whether this is a link to the account of which an alias is looked for. @param {Element} node */
  #leadsToIt(node) {
    const href = node.getAttribute("href");
    return href !== null && this.of !== null && this.around.linked(href, this.kinds) === this.of;
  }

  /** @param {Element} node @returns {string[]} keys: several only where a text names several */
  #read(node) {
    const { read = "link", path = [] } = this.finder;
    const key = read === "link" ? this.#linked(node) : null;
    if (read === "link") return key ? [key] : [];
    if (read === "handles") return this.#handles(node);
    const text = read === "json" ? jsonAt(jsonOf(node), path) : this.#text(node, read);
    if (text === null) return [];
    const ids = this.pattern ? [...text.matchAll(this.pattern)].map((found) => found[1] ?? "") : [text];
    const { identity, domain } = this.around;
    return ids.map((id) => identity.key(id, domain())).filter((each) => each !== null);
  }

  /** @param {Element} node a field or an editor @returns {string[]} everybody whom its text and its links name */
  #handles(node) {
    const { identity, domain } = this.around;
    const links = [...node.querySelectorAll("a[href]")].map((link) => this.#linked(link));
    const prose = proseOf(node);
    this.prose ||= prose;
    const keyOf = (/** @type {string} */ shape) => identity.key(shape, domain());
    const written = handlesIn(prose).map((shapes) => keyOf(shapes.find(keyOf) ?? ""));
    return [...links, ...written].filter((each) => each !== null);
  }

  /** @param {Element} node @returns {string | null} */
  #linked(node) {
    const href = node.getAttribute("href");
    if (!href || (this.pattern && href.search(this.pattern) < 0)) return null;
    return this.around.linked(href, this.kinds);
  }

  /** @param {Element} node @param {string} read @returns {string | null} */
  #text(node, read) {
    if (read === "text") return node.textContent;
    if (read === "address") return addressOf(node.ownerDocument);
    if (read === "value") return "value" in node ? String(node.value) : node.textContent;
    return node.getAttribute(read.slice("attribute:".length));
  }
}

/**
 * @param {Document} document
 * @returns {Element | null} the element of the page around in which this page stands; null at the top, and where the page
 * around is another site's. Reading it leaves no trace: both pages share the isolated world's view of the document.
 */
function frameAround(document) {
  try {
    return document.defaultView?.frameElement ?? null;
  } catch {
    return null;
  }
}

/** @template T @param {T[]} list @returns {T[] | null} */
function nonEmpty(list) {
  return list.length > 0 ? list : null;
}

/** @param {Element} scope @param {Element} control @param {string} named `self`, or a selector @returns {string[]} labels, folded */
function labelsIn(scope, control, named) {
  const nodes = named === "self" ? [control] : scope.querySelectorAll(named);
  return [...nodes].map((node) => folded(node.getAttribute("aria-label") ?? "")).filter(Boolean);
}

/**
 * Sites call a control after the person whom it concerns, in every language: "Follow Jane Doe", "Jane Doe folgen".
 * @param {Element[]} nodes
 * @param {string[]} labels folded
 * @returns {Element[]} those with the longest of their texts that one of the labels contains as whole words
 */
function bestNamed(nodes, labels) {
  let best = 1;
  /** @type {Element[]} */
  let found = [];
  for (const node of labels.length > 0 ? nodes : []) {
    const length = Math.max(
      0,
      ...pieces(node).map((name) => (labels.some((label) => containsWords(label, name)) ? name.length : 0)),
    );
    if (length > best) [best, found] = [length, []];
    if (length === best && length > 1) found.push(node);
  }
  return found;
}

/** @param {Element} node @returns {string[]} its pieces of text, folded */
function pieces(node) {
  const found = [];
  const walker = node.ownerDocument.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  for (let at = walker.nextNode(); at && found.length < 8; at = walker.nextNode()) {
    const text = folded(at.nodeValue ?? "");
    if (text) found.push(text);
  }
  return found;
}

/** @param {string} text @param {string} part @returns {boolean} with no letter of a spaced script before or after */
function containsWords(text, part) {
  const at = text.indexOf(part);
  if (at < 0) return false;
  const around = `${text[at - 1] ?? " "}${text[at + part.length] ?? " "}`;
  return !/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u.test(around);
}
