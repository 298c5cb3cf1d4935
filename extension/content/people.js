/**
 * Who stands on a page: accounts that links name, the names beside them, the account in use, the local domain.
 */

/** Names told with an account, as far as the agent takes them. */
const MAX_NAMES = 4;
const MAX_NAME = 80;

/** Links that one look at a page reads. */
const MAX_LINKS = 5000;

/** The account in use is looked for again after so long, in ms. */
const OWN_AGAIN_MS = 1000;

/** Links to a person's own page. */
const PROFILE = ["profile"];

class People {
  /** @param {import("../generated/vocabulary").Adapter} data @param {Document} document */
  constructor(data, document) {
    this.document = document;
    this.identity = new Identity(data);
    /** Finders of the account in use, set by the adapter. @type {Finding[]} */
    this.own = [];
    this.ownSeen = { at: 0, key: /** @type {string | null} */ (null) };
    /** Links read before: a pure question, asked often. @type {{place: string, known: Map<string, string | null>}} */
    this.links = { place: "", known: new Map() };
  }

  /** @returns {string} the page's address from its path on */
  path() {
    const { pathname, search, hash } = this.document.location;
    return `${pathname}${search}${hash}`;
  }

  /** @returns {string} the domain that local accounts belong to; empty where a platform has one host */
  domain() {
    const rule = this.identity.rules.domain;
    if (!rule) return "";
    const script = this.document.querySelector(rule.script);
    return (script && jsonAt(jsonOf(script), rule.path)) || this.document.location.hostname;
  }

  /** @param {string} href as the page has it @param {string[]} kinds of link rules @returns {string | null} the account that it names */
  linked(href, kinds) {
    if (href === "" || href.startsWith("#")) return null;
    const { baseURI, location } = this.document;
    const domain = this.domain();
    const place = `${domain} ${baseURI}`;
    if (this.links.place !== place || this.links.known.size > MAX_LINKS)
      this.links = { place, known: new Map() };
    const { known } = this.links;
    const question = `${kinds.length} ${kinds[0]} ${href}`;
    let answer = known.get(question);
    if (answer === undefined) {
      answer = this.identity.fromLink(parsedUrl(href, baseURI)?.href ?? "", kinds, domain, location.hostname);
      known.set(question, answer);
    }
    return answer;
  }

  /** @returns {string | null} the account in use, if the page shows it */
  ownAccount() {
    const now = Date.now();
    if (now - this.ownSeen.at >= OWN_AGAIN_MS) this.ownSeen = { at: now, key: this.#ownNow() };
    return this.ownSeen.key;
  }

  #ownNow() {
    for (const finding of this.own) {
      const found = finding.run(this.document.documentElement);
      if (found && found !== NOBODY && typeof found[0] === "string") return found[0];
    }
    return null;
  }

  /** @param {string} key @param {Element | null} scope @returns {SeenAccount} with the names that stand in the scope */
  seen(key, scope) {
    const names = new Set();
    for (const link of [...(scope?.querySelectorAll("a[href]") ?? [])].slice(0, MAX_CANDIDATES)) {
      if (this.linked(link.getAttribute("href") ?? "", PROFILE) === key) addName(names, link, key);
    }
    const own = key === this.ownAccount();
    return { account: key, aliases: this.identity.variants(key), names: [...names].slice(0, MAX_NAMES), own };
  }

  /**
   * @param {ParentNode & Node} root
   * @returns {SeenAccount[]} accounts that links under it lead to, each once, without one's own
   */
  on(root) {
    const own = this.ownAccount();
    /** @type {Map<string, Set<string>>} */
    const found = new Map();
    for (const link of [...root.querySelectorAll("a[href]")].slice(0, MAX_LINKS)) {
      const key = this.linked(link.getAttribute("href") ?? "", PROFILE);
      if (!key || key === own) continue;
      const names = found.get(key) ?? new Set();
      addName(names, link, key);
      found.set(key, names);
    }
    return [...found].map(([account, names]) => ({
      account,
      aliases: this.identity.variants(account),
      names: [...names].slice(0, MAX_NAMES),
      own: false,
    }));
  }
}

/** @param {Set<string>} names @param {Element} link @param {string} key */
function addName(names, link, key) {
  const text = (link.textContent ?? "").replace(/\s+/gu, " ").trim();
  if (!text || text.length > MAX_NAME || text.startsWith("@") || key.endsWith(`:${text.toLowerCase()}`))
    return;
  names.add(text);
}
