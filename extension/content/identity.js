/**
 * From a link, handle or id to an account key, by an adapter's own rules. protocol/accounts.py does the same in
 * Python; both pass protocol/vectors/accounts.json.
 */

/** @typedef {import("../generated/vocabulary").Accounts} AccountRules */

/** Redirects are unwrapped this deep, so that a link that leads to itself ends. */
const MAX_REDIRECTS = 3;

/**
 * @param {string} text percent-encoded
 * @returns {string | null} null where it isn't UTF-8
 */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** @param {string} href @param {URL | string} [base] @returns {URL | null} */
function parsedUrl(href, base) {
  try {
    return new URL(href, base);
  } catch {
    return null;
  }
}

/**
 * Where a document is: its own address, or else that of the page around it. `about:blank`, `srcdoc` and `blob:` have no host
 * of their own and belong to the page that made them.
 * @param {Document} document
 * @returns {Location | URL}
 */
function placeOf(document) {
  if (document.location?.host) return document.location;
  let view = /** @type {Window | null} */ (document.defaultView);
  try {
    while (view && !view.location.host && view.parent !== view) view = view.parent;
    if (view?.location.host) return view.location;
  } catch {
    // The page around is another site's: its origin is all that may be known.
  }
  const origins = [document.defaultView?.origin, ...(document.location.ancestorOrigins ?? [])];
  const known = origins.find((origin) => origin && origin !== "null");
  return parsedUrl(known ?? "") ?? document.location;
}

/** @param {Document} document @returns {string} its address from the path on */
function addressOf(document) {
  const { pathname, search, hash } = placeOf(document);
  return `${pathname}${search}${hash}`;
}

/** @param {string} host @param {string[]} hosts @returns {boolean} whether it is one of them or below one */
function isUnder(host, hosts) {
  return hosts.some((each) => host === each || host.endsWith(`.${each}`));
}

class Identity {
  /** @param {import("../generated/vocabulary").Adapter} adapter */
  constructor(adapter) {
    this.platform = adapter.platform;
    this.hosts = adapter.hosts ?? [];
    this.rules = adapter.accounts;
    this.reserved = new Set((this.rules.reserved ?? []).map((word) => word.toLowerCase()));
    this.shape = new RegExp(this.rules.id, "iu");
    this.keepsCase = new RegExp(this.rules.keep_case ?? "^$", "u");
    this.links = this.rules.links.map((rule) => ({
      path: new RegExp(rule.path, "iu"),
      host: rule.host ? new RegExp(rule.host, "u") : null,
      query: Object.entries(rule.query ?? {}).map(([name, pattern]) => ({
        name,
        pattern: new RegExp(pattern, "u"),
      })),
      id: rule.id ?? "$1",
      kind: rule.kind ?? "profile",
    }));
  }

  /**
   * @param {string} id as written: a handle with or without "@", a number, "user@host"
   * @param {string} host that a bare user belongs to, on platforms with many hosts
   * @returns {string | null} an account key; null if it can't be an id of this platform
   */
  key(id, host = "") {
    let name = id
      .trim()
      .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "")
      .replace(/^@/u, "");
    if (this.rules.hosted && !name.includes("@") && host) name = `${name}@${host}`;
    if (!this.shape.test(name) || this.reserved.has(name.toLowerCase())) return null;
    return `${this.platform}:${this.keepsCase.test(name) ? name : name.toLowerCase()}`;
  }

  /** @param {string} key @returns {string[]} other keys that the platform treats as the same */
  variants(key) {
    const ignored = this.rules.ignore;
    if (!ignored || !key.includes(ignored)) return [];
    return [key.replaceAll(ignored, "")];
  }

  /**
   * @param {string} host
   * @param {string} here the page's host: one of the platform's, or one that it was detected on
   * @returns {boolean} whether links to it may name accounts
   */
  serves(host, here) {
    if (isUnder(host, this.rules.not_hosts ?? [])) return false;
    if (this.hosts.length === 0 || this.rules.client) return true;
    return host === here || isUnder(host, [...this.hosts, ...(this.rules.link_hosts ?? [])]);
  }

  /**
   * @param {string} host of a link
   * @param {string} domain that local accounts belong to, where the page says it
   * @param {string} here the page's host
   * @returns {string} the domain of an account that a link names without one; empty if nobody can tell
   */
  #homeOf(host, domain, here) {
    if (this.rules.client && (host === here || isUnder(host, this.hosts))) return domain;
    return host === here && domain ? domain : host;
  }

  /**
   * @param {string} href absolute
   * @param {string[]} kinds of link rules that count
   * @param {string} domain that local accounts belong to, where the link's host is `here`
   * @param {string} here the page's host
   * @returns {string | null}
   */
  fromLink(href, kinds = ["profile", "content"], domain = "", here = "") {
    const url = this.#unwrapped(href);
    if (!url || !/^https?:$/u.test(url.protocol)) return null;
    const host = url.hostname.toLowerCase().replace(/\.$/u, "");
    if (!this.serves(host, here)) return null;
    const path = decoded(url.pathname.replace(/\/+$/u, ""))?.normalize("NFC") ?? null;
    if (path === null) return null;
    const home = this.#homeOf(host, domain, here);
    for (const rule of this.links) {
      const id = kinds.includes(rule.kind) ? this.#id(rule, host, path, url.searchParams) : null;
      const key = id ? this.key(id, home) : null;
      if (key) return key;
    }
    return null;
  }

  /**
   * @param {{path: RegExp, host: RegExp | null, query: {name: string, pattern: RegExp}[], id: string}} rule
   * @param {string} host
   * @param {string} path
   * @param {URLSearchParams} query
   * @returns {string | null}
   */
  #id(rule, host, path, query) {
    const found = rule.path.exec(path);
    const hosted = rule.host?.exec(host);
    if (!found || (rule.host && !hosted)) return null;
    for (const { name, pattern } of rule.query) if (!pattern.test(query.get(name) ?? "")) return null;
    const named = (/** @type {string} */ name) =>
      hosted && name === "host" ? hosted[hosted.length > 1 ? 1 : 0] : query.get(name);
    return rule.id.replace(/\$(\d|\{[A-Za-z_]+\})/gu, (_whole, what) =>
      what.startsWith("{") ? (named(what.slice(1, -1)) ?? "") : (found[Number(what)] ?? ""),
    );
  }

  /** @param {string} href @returns {URL | null} where the link leads in the end */
  #unwrapped(href) {
    let url = parsedUrl(href);
    for (let depth = 0; url && depth < MAX_REDIRECTS; depth++) {
      const host = url.hostname;
      const rule = (this.rules.redirects ?? []).find((each) => host === each.host);
      const target = rule ? url.searchParams.get(rule.parameter) : null;
      if (!target) break;
      url = parsedUrl(target, url);
    }
    return url;
  }
}
