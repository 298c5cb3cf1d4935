/**
 * The engine that acts upon an adapter's data: what would this event do, and to whom? It reads the page, changes
 * nothing, and asks for no layout. What an adapter may say: protocol/adapters/README.md.
 */

/** The version of the vocabulary that this engine speaks. */
const VOCABULARY = 1;

/** Elements of an event's path that are looked at, from the target outward. */
const MAX_PATH = 24;

/** Names told with an account, as far as the agent takes them. */
const MAX_NAMES = 4;
/** Ancestors of a control in which links with names are looked for. */
const MAX_NAME_CLIMB = 8;
const MAX_NAME = 80;

/** Links that one look at a page reads. */
const MAX_LINKS = 5000;

/** The account in use is looked for again after so long, in ms. */
const OWN_AGAIN_MS = 1000;

/** Links to a person's own page. */
const PROFILE = ["profile"];

/** @typedef {import("../generated/vocabulary").Adapter} AdapterData */

/** @param {AdapterData} data @returns {AdapterData} with `{name}` replaced by the scope of that name in every selector */
function withScopes(data) {
  const scopes = data.scopes ?? {};
  const text = JSON.stringify(data, (key, value) => {
    if (typeof value !== "string" || !SELECTOR_WORDS.has(key)) return value;
    let filled = value;
    for (let depth = 0; depth < 4 && /\{[a-z_]+\}/u.test(filled); depth++) {
      filled = filled.replace(/\{([a-z_]+)\}/gu, (_whole, name) => {
        if (!Object.hasOwn(scopes, name)) throw new Error(`there is no scope named "${name}"`);
        return `:is(${scopes[name]})`;
      });
    }
    return filled;
  });
  return JSON.parse(text);
}

/** The words of the vocabulary whose value is a selector. */
const SELECTOR_WORDS = new Set(
  "match has lacks within outside group group_has group_lacks closest outermost climb document find veto veto_within named clickable".split(
    " ",
  ),
);

class Adapter {
  /** Sentences on adapters that were disabled. @type {string[]} */
  static problems = [];

  /**
   * @param {AdapterData[]} all
   * @param {Document} document
   * @param {Location} location
   * @returns {Adapter | null} the first that applies: by host, else by what the page holds
   */
  static forPage(all, document, location) {
    const host = (location.hostname || placeOf(document).hostname).toLowerCase();
    const named = all.find((data) => isUnder(host, data.hosts ?? []));
    const found =
      named ?? all.find((data) => data.detect?.some((selector) => document.querySelector(selector)));
    return found ? Adapter.make(found, document) : null;
  }

  /** @param {AdapterData} data @param {Document} document @returns {Adapter | null} null if it is no good */
  static make(data, document) {
    try {
      if (data.vocabulary !== VOCABULARY)
        throw new Error(`its vocabulary is ${data.vocabulary}, not ${VOCABULARY}`);
      return new Adapter(withScopes(data), document);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const sentence = `The adapter "${data.platform}" is disabled: ${why}.`;
      if (!Adapter.problems.includes(sentence)) Adapter.problems.push(sentence);
      return null;
    }
  }

  /** @param {AdapterData} data @param {Document} document */
  constructor(data, document) {
    this.data = data;
    this.platform = data.platform;
    this.document = document;
    this.identity = new Identity(data);
    /** Links read before: a pure question, asked often. @type {{place: string, known: Map<string, string | null>}} */
    this.links = { place: "", known: new Map() };
    this.ownSeen = { at: 0, key: /** @type {string | null} */ (null) };
    this.memory = new Memory(data.portal_paths ?? []);
    this.clickable = data.clickable ?? CLICKABLE;
    /** @type {Map<string, Words>} */
    this.words = new Map();
    const around = this.#surroundings();
    /** @type {Map<string, Finding[]>} */
    this.finders = new Map(
      Object.entries(data.finders ?? {}).map(([name, list]) => [
        name,
        list.map((finder, at) =>
          this.#checked(`finder "${name}", number ${at + 1}`, () => new Finding(finder, around)),
        ),
      ]),
    );
    this.own = (data.own ?? []).map((finder) => new Finding(finder, around));
    this.controls = data.controls.map((rule) =>
      this.#checked(`control "${rule.name}"`, () => new Control(rule, this.#materials())),
    );
    this.probe = document.createElement("i");
    for (const { rule } of this.controls) this.#checked(`control "${rule.name}"`, () => this.#tried(rule));
  }

  /** @template T @param {string} where @param {() => T} make @returns {T} */
  #checked(where, make) {
    try {
      return make();
    } catch (error) {
      throw new Error(`in its ${where}, ${error instanceof Error ? error.message : error}`);
    }
  }

  /** Throws where a selector of the rule can't be read. @param {import("../generated/vocabulary").Control} rule */
  #tried(rule) {
    const undo = Array.isArray(rule.undo) ? rule.undo : [];
    for (const evidence of [...rule.find, ...undo]) {
      for (const [word, value] of Object.entries(evidence)) {
        if (!SELECTOR_WORDS.has(word)) continue;
        this.#checked(`field "${word}"`, () => this.probe.matches(/** @type {string} */ (value)));
      }
    }
  }

  /** @returns {Materials} */
  #materials() {
    const { data } = this;
    const unknown = (/** @type {string} */ kind, /** @type {string} */ name) =>
      new Error(`there is no ${kind} "${name}"`);
    return {
      icon: (name) => {
        const marks = data.icons?.[name];
        if (!marks) throw unknown("icon", name);
        return marks;
      },
      words: (name) => this.#words(name),
      finders: (name) => {
        const found = this.finders.get(name);
        if (!found) throw unknown("finder", name);
        return found;
      },
    };
  }

  #words(/** @type {string} */ name) {
    const list = this.data.labels?.[name];
    if (!list) throw new Error(`there is no word list "${name}"`);
    const words = this.words.get(name) ?? new Words(list);
    this.words.set(name, words);
    return words;
  }

  /** @returns {Surroundings} */
  #surroundings() {
    return {
      identity: this.identity,
      document: this.document,
      address: () => this.#path(),
      domain: () => this.#domain(),
      linked: (href, kinds) => this.#linked(href, kinds),
      own: () => this.ownAccount(),
      opened: (interactions) => this.memory.latest(interactions, this.#path())?.accounts ?? [],
    };
  }

  #path() {
    const { pathname, search, hash } = placeOf(this.document);
    return `${pathname}${search}${hash}`;
  }

  #domain() {
    const rule = this.identity.rules.domain;
    if (!rule) return "";
    const script = this.document.querySelector(rule.script);
    return (script && jsonAt(jsonOf(script), rule.path)) || placeOf(this.document).hostname;
  }

  /**
   * @param {any} event an event, or an object with `type`, `target`, `composedPath()` and, of keys, `key` and modifiers
   * @returns {Recognition | null}
   */
  recognise(event) {
    if (event.button > 0) return null;
    // A second finger. A click is looked at in any case: one that a label passes on says of itself that it is not primary.
    if (event.isPrimary === false && event.type.startsWith("pointer")) return null;
    forgetLooks();
    const elements = event
      .composedPath()
      .filter((/** @type {any} */ node) => node?.nodeType === 1)
      .slice(0, MAX_PATH);
    if (elements.length === 0) return null;
    if (PRESS_EVENTS.has(event.type))
      return this.#pressed(elements, "click", event.type.startsWith("touch") ? "touch" : "click");
    if (event.type === "dblclick") return this.#first(elements, "double_click", "double_click");
    if (event.type === "submit") return this.#submitted(event, elements);
    return ["keydown", "keypress", "keyup"].includes(event.type) ? this.#keyed(event, elements) : null;
  }

  /** @param {Element[]} elements @param {string} trigger @param {string} gesture @returns {Recognition | null} */
  #pressed(elements, trigger, gesture) {
    const control = elements.find((element) => element.matches(this.clickable));
    return control ? this.#judged(control, trigger, gesture) : null;
  }

  /** The first element of the path that any rule knows. @param {Element[]} elements @param {string} trigger @param {string} gesture */
  #first(elements, trigger, gesture) {
    if (!this.controls.some((control) => control.triggers.has(trigger))) return null;
    for (const element of elements) {
      const found = this.#judged(element, trigger, gesture);
      if (found) return found;
    }
    return null;
  }

  /** @param {any} event @param {Element[]} elements @returns {Recognition | null} */
  #submitted(event, elements) {
    const pressed =
      event.submitter instanceof Element ? this.#judged(event.submitter, "click", "submit") : null;
    return pressed ?? this.#first(elements, "submit", "submit");
  }

  /** @param {any} event @param {Element[]} elements @returns {Recognition | null} */
  #keyed(event, elements) {
    const trigger = keyTrigger(event);
    const target = /** @type {Element} */ (elements[0]);
    if (closestAcross(target, EDITOR))
      return trigger?.endsWith("enter") ? this.#first(elements, trigger, "key") : null;
    if (event.key === "Enter" || event.key === " ") {
      return target.matches(this.clickable) ? this.#judged(target, "click", "key") : null;
    }
    return trigger ? this.#first(elements, trigger, "key") : null;
  }

  /** @param {Element} element @param {string} trigger @param {string} gesture @returns {Recognition | null} */
  #judged(element, trigger, gesture) {
    const path = this.#path();
    for (const control of this.controls) {
      if (!control.triggers.has(trigger) || !control.isIn(element, path)) continue;
      const { rule } = control;
      const opened = rule.interaction === "opener" ? this.memory.latest([], path) : null;
      const accounts = this.#seen(control, element);
      if (rule.needs_account && accounts.length === 0) return null;
      if (rule.interaction === "opener" && !opened) return null;
      return {
        interaction: opened?.interaction ?? rule.interaction,
        role: rule.role,
        undo: control.undoes(element, path),
        gesture,
        control: element,
        accounts,
      };
    }
    return null;
  }

  /** @param {Control} control @param {Element} element @returns {SeenAccount[]} */
  #seen(control, element) {
    const own = this.ownAccount();
    const found = control.whom(element);
    const accounts = found.map((one) =>
      typeof one === "string" ? this.#account(one, control.scope, element, own) : one,
    );
    const first = accounts[0];
    if (first && accounts.length === 1) first.aliases.push(...this.#aliases(control, element, first));
    return accounts;
  }

  /** @param {Control} control @param {Element} element @param {SeenAccount} account @returns {string[]} */
  #aliases(control, element, account) {
    const found = control.aliases.flatMap((finding) => [...(finding.run(element) ?? [])]);
    const keys = found.flatMap((key) => (typeof key === "string" ? [key] : []));
    return keys.filter((key) => key !== account.account && !account.aliases.includes(key));
  }

  /** @param {string} key @param {Element | null} scope @param {Element} control @param {string | null} own @returns {SeenAccount} */
  #account(key, scope, control, own) {
    return {
      account: key,
      aliases: this.identity.variants(key),
      names: scope ? this.#names(key, scope) : this.#namesNear(key, control),
      own: key === own,
    };
  }

  /** @param {string} key @param {Element | null} scope @returns {string[]} names that stand in links to the account */
  #names(key, scope) {
    const names = new Set();
    for (const link of [...(scope?.querySelectorAll("a[href]") ?? [])].slice(0, MAX_CANDIDATES)) {
      if (this.#linked(link.getAttribute("href") ?? "", PROFILE) === key) addName(names, link, key);
    }
    return [...names].slice(0, MAX_NAMES);
  }

  /**
   * An account that was read off the control itself: its names stand in the nearest links to it.
   * @param {string} key
   * @param {Element} control
   * @returns {string[]}
   */
  #namesNear(key, control) {
    let at = parentOf(control);
    for (let level = 0; at && level < MAX_NAME_CLIMB; level++, at = parentOf(at)) {
      const names = this.#names(key, at);
      if (names.length > 0) return names;
    }
    return [];
  }

  /** @param {string} href as the page has it @param {string[]} kinds of link rules @returns {string | null} the account that it names */
  #linked(href, kinds) {
    if (href === "" || href.startsWith("#")) return null;
    const { href: here, hostname } = placeOf(this.document);
    const base = this.document.location.host ? this.document.baseURI : here;
    const domain = this.#domain();
    const place = `${domain} ${base}`;
    if (this.links.place !== place || this.links.known.size > MAX_LINKS)
      this.links = { place, known: new Map() };
    const { known } = this.links;
    const question = `${kinds.length} ${kinds[0]} ${href}`;
    let answer = known.get(question);
    if (answer === undefined) {
      answer = this.identity.fromLink(parsedUrl(href, base)?.href ?? "", kinds, domain, hostname);
      known.set(question, answer);
    }
    return answer;
  }

  /** An opener's gesture went through: what it opens inherits its accounts. @param {Recognition} recognition */
  remember(recognition) {
    this.memory.keep(recognition.interaction, recognition.accounts, this.#path());
  }

  /** @returns {string | null} the account in use, if the page shows it */
  ownAccount() {
    const now = Date.now();
    if (now - this.ownSeen.at < OWN_AGAIN_MS) return this.ownSeen.key;
    this.ownSeen = { at: now, key: this.#ownNow() };
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
   * @param {ParentNode & Node} root
   * @returns {Iterable<SeenAccount>} accounts that links under it lead to, each once, without one's own
   */
  accountsOn(root) {
    const own = this.ownAccount();
    /** @type {Map<string, SeenAccount & {seen: Set<string>}>} */
    const found = new Map();
    for (const link of [...root.querySelectorAll("a[href]")].slice(0, MAX_LINKS)) {
      const key = this.#linked(link.getAttribute("href") ?? "", PROFILE);
      if (!key || key === own) continue;
      const known = found.get(key) ?? {
        account: key,
        aliases: this.identity.variants(key),
        names: [],
        own: false,
        seen: new Set(),
      };
      addName(known.seen, link, key);
      found.set(key, known);
    }
    return [...found.values()].map(({ seen, ...account }) => ({
      ...account,
      names: [...seen].slice(0, MAX_NAMES),
    }));
  }

  /** @returns {boolean} whether any control of this adapter is on the page */
  controlsSeen() {
    const path = this.#path();
    const candidates = [...this.document.querySelectorAll(this.clickable)].slice(0, MAX_LINKS);
    return candidates.some((element) => this.controls.some((control) => control.isIn(element, path)));
  }
}

/** @param {Set<string>} names @param {Element} link @param {string} key */
function addName(names, link, key) {
  const text = (link.textContent ?? "").replace(/\s+/gu, " ").trim();
  if (!text || text.length > MAX_NAME || text.startsWith("@") || key.endsWith(`:${text.toLowerCase()}`))
    return;
  names.add(text);
}
