/**
 * Who stands on a page: accounts that links name, the names beside them, the account in use, the local domain.
 */

/** Names told with an account, as far as the agent takes them. */
const MAX_NAMES = 4;
const MAX_NAME = 80;

/** Ancestors of a control in which links with names are looked for. */
const MAX_NAME_CLIMB = 8;

/** Links that one look at a page reads. */
const MAX_LINKS = 5000;

/** The account in use is looked for again after so long, in ms; sooner while the page hasn't shown it. */
const OWN_AGAIN_MS = 10_000;
const OWN_SOON_MS = 1000;

/** @type {import("../generated/vocabulary").Said[]} */
const NOTHING_SAID = [];

/** Links to a person's own page. */
const PROFILE = ["profile"];
const ANY_LINK = ["profile", "content"];

class People {
  /** @param {import("../generated/vocabulary").Adapter} data @param {Document} document */
  constructor(data, document) {
    this.document = document;
    this.identity = new Identity(data);
    this.platform = data.platform;
    /** Whether what is about to be published is looked through for names, which only the agent can do. */
    this.readsDrafts = false;
    /** Finders of the account in use, set by the adapter. @type {Finding[]} */
    this.own = [];
    this.ownSeen = { at: 0, key: /** @type {string | null} */ (null) };
    /** Links read before on this page, by the kinds that were asked for: a pure question, asked often. */
    this.links = this.#noLinks("", "");
  }

  /** @returns {string} the page's address from its path on */
  path() {
    return addressOf(this.document);
  }

  /** @returns {string} the domain that local accounts belong to; empty where only the page could tell, and doesn't */
  domain() {
    const { domain, client } = this.identity.rules;
    for (const rule of domain ?? NOTHING_SAID) {
      const found = this.said(rule)?.toLowerCase();
      if (found) return found;
    }
    return client ? "" : placeOf(this.document).hostname;
  }

  /** @param {import("../generated/vocabulary").Said} rule @returns {string | undefined} what the page says of itself */
  said({ document: where, read = "text", path = [], pattern, at }) {
    if (at) return this.path().match(new RegExp(at, "iu"))?.[1];
    const node = where ? this.document.querySelector(where) : null;
    if (!node) return undefined;
    const attribute = read.slice("attribute:".length);
    const plain = read === "text" ? node.textContent : node.getAttribute(attribute);
    const text = (read === "json" ? jsonAt(jsonOf(node), path) : plain) ?? "";
    return (pattern ? text.match(new RegExp(pattern, "iu"))?.[1] : text)?.trim();
  }

  /**
   * @param {string} href as the page has it
   * @param {string[]} kinds of link rules; the same array each time, since what was read is kept by it
   * @returns {string | null} the account that it names
   */
  linked(href, kinds) {
    if (href === "" || href.startsWith("#")) return null;
    const { href: here, hostname } = placeOf(this.document);
    const base = this.document.location.host ? this.document.baseURI : here;
    const domain = this.domain();
    if (this.links.base !== base || this.links.domain !== domain) this.links = this.#noLinks(base, domain);
    const before = this.links.known.get(kinds);
    const known = before && before.size <= MAX_LINKS ? before : new Map();
    if (known !== before) this.links.known.set(kinds, known);
    let answer = known.get(href);
    if (answer === undefined) {
      answer = this.identity.fromLink(parsedUrl(href, base)?.href ?? "", kinds, domain, hostname);
      known.set(href, answer);
    }
    return answer;
  }

  /** @param {string} base @param {string} domain */
  #noLinks(base, domain) {
    return { base, domain, known: /** @type {Map<string[], Map<string, string | null>>} */ (new Map()) };
  }

  /** @returns {string | null} the account in use, if the page shows it */
  ownAccount() {
    const now = Date.now();
    const { at, key } = this.ownSeen;
    if (now - at >= (key ? OWN_AGAIN_MS : OWN_SOON_MS)) this.ownSeen = { at: now, key: this.#ownNow() };
    return this.ownSeen.key;
  }

  #ownNow() {
    for (const finding of this.own) {
      const found = finding.run(this.document.documentElement);
      if (found && found !== NOBODY && typeof found[0] === "string") return found[0];
    }
    return null;
  }

  /**
   * @param {string} key
   * @param {Element | null} scope where the account was found
   * @param {Element} control
   * @returns {SeenAccount} with the names that stand in the scope, or around a control that names its account itself
   */
  seen(key, scope, control) {
    const names = scope && scope !== control ? this.#names(key, scope) : this.#namesNear(key, control);
    return { account: key, aliases: this.#aliases(key), names, own: key === this.ownAccount() };
  }

  /**
   * @param {string} key
   * @returns {string[]} other keys of the same account: a server may stand at another host than the domain of its accounts,
   * and whoever copies a link of it copies the host
   */
  #aliases(key) {
    const { hosted, client } = this.identity.rules;
    const { hostname } = placeOf(this.document);
    const domain = `@${this.domain()}`;
    const elsewhere = hosted && !client && domain !== `@${hostname}` && key.endsWith(domain);
    const variants = this.identity.variants(key);
    return elsewhere ? [...variants, `${key.slice(0, -domain.length)}@${hostname}`] : variants;
  }

  /** @param {string} prose about to be published @returns {SeenAccount[]} what is asked about it (sightings.js) */
  drafted(prose) {
    return this.readsDrafts ? draftOf(this.platform, prose) : [];
  }

  /** @param {string} key @returns {SeenAccount} without names: nothing is seen beside it */
  bare(key) {
    return { account: key, aliases: this.#aliases(key), names: [], own: key === this.ownAccount() };
  }

  /** @param {string} key @param {Element} scope @returns {string[]} names that stand in links to the account */
  #names(key, scope) {
    const names = new Set();
    for (const link of [...scope.querySelectorAll("a[href]")].slice(0, MAX_CANDIDATES)) {
      if (this.linked(link.getAttribute("href") ?? "", PROFILE) === key) addName(names, link, key);
    }
    return [...names].slice(0, MAX_NAMES);
  }

  /** @param {string} key @param {Element | null} place @returns {boolean} whether a link in the place leads to the account */
  isLinked(key, place) {
    const links = [...(place?.querySelectorAll("[href]") ?? [])].slice(0, MAX_CANDIDATES);
    return links.some((link) => this.linked(link.getAttribute("href") ?? "", ANY_LINK) === key);
  }

  /** @param {string} key @param {Element} control @returns {string[]} */
  #namesNear(key, control) {
    let at = parentOf(control);
    for (let level = 0; at && level < MAX_NAME_CLIMB; level++, at = parentOf(at)) {
      const names = this.#names(key, at);
      if (names.length > 0) return names;
    }
    return [];
  }

  /**
   * @param {ParentNode & Node} root
   * @returns {Generator<void, SeenAccount[]>} accounts that links under it lead to, each once, without one's own. It
   *   pauses after each link and account, so that a long page needn't be read in one go
   */
  *on(root) {
    const own = this.ownAccount();
    yield;
    const links = [...root.querySelectorAll("a[href]")].slice(0, MAX_LINKS);
    yield;
    /** @type {Map<string, Set<string>>} */
    const found = new Map();
    for (const link of links) {
      const key = this.linked(link.getAttribute("href") ?? "", PROFILE);
      if (!key || key === own) continue;
      const names = found.get(key) ?? new Set();
      addName(names, link, key);
      found.set(key, names);
      yield;
    }
    const seen = [];
    for (const [account, names] of found) {
      seen.push({
        account,
        aliases: this.#aliases(account),
        names: [...names].slice(0, MAX_NAMES),
        own: false,
      });
      yield;
    }
    return seen;
  }
}

/** @param {Set<string>} names @param {Element} link @param {string} key */
function addName(names, link, key) {
  const text = (link.textContent ?? "").replace(/\s+/gu, " ").trim();
  if (!text || text.length > MAX_NAME || text.startsWith("@") || key.endsWith(`:${text.toLowerCase()}`))
    return;
  names.add(text);
}
