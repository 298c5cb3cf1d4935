/**
 * The engine that acts upon an adapter's data: what would this event do, and to whom? It reads the page, changes
 * nothing, and asks for no layout. What an adapter may say: protocol/adapters/README.md.
 */

/** Elements of a page among which a control is looked for. */
const MAX_ELEMENTS = 50_000;

class Adapter {
  /** Sentences on adapters that were disabled. @type {string[]} */
  static problems = [];

  /**
   * @param {ShippedAdapter[]} all
   * @param {Document} document
   * @param {Location} location
   * @returns {Adapter | null} the first that applies: by host, else by what the page holds
   */
  static forPage(all, document, location) {
    const host = (location.hostname || placeOf(document).hostname).toLowerCase();
    const named = all.find(({ hosts }) => isUnder(host, hosts));
    const found = named ?? all.find((each) => Adapter.#detects(each, document));
    return found ? Adapter.make(found.data(), document) : null;
  }

  /** @param {ShippedAdapter} shipped @param {Document} document @returns {boolean} false if it is no good */
  static #detects({ platform, detect }, document) {
    try {
      return checked('field "detect"', () => detect.some((selector) => document.querySelector(selector)));
    } catch (error) {
      Adapter.#disabled(platform, error);
      return false;
    }
  }

  /** Say once why an adapter is no good. @param {string} platform @param {unknown} error */
  static #disabled(platform, error) {
    const sentence = disabledBy(platform, error);
    if (!Adapter.problems.includes(sentence)) Adapter.problems.push(sentence);
  }

  /** @param {AdapterData} data @param {Document} document @returns {Adapter | null} null if it is no good */
  static make(data, document) {
    try {
      return new Adapter(withScopes(data), document);
    } catch (error) {
      Adapter.#disabled(data.platform, error);
      return null;
    }
  }

  /** @param {AdapterData} data with its scopes filled in @param {Document} document */
  constructor(data, document) {
    this.data = data;
    this.platform = data.platform;
    this.document = document;
    this.people = checked("accounts", () => new People(data, document));
    this.memory = checked('field "portal_paths"', () => new Memory(data.portal_paths ?? []));
    this.sequences = new Sequences(data.sequences ?? [], (rule) => this.people.said(rule));
    this.clickable = data.clickable ?? CLICKABLE;
    this.quiet = checked('field "quiet"', () =>
      (data.quiet ?? []).map((pattern) => new RegExp(pattern, "iu")),
    );
    triedHeads(data, document.createElement("i"));
    /** @type {Map<string, Words>} */
    this.words = new Map();
    /** @type {Map<string, Finding[]>} */
    this.finders = new Map(
      Object.entries(data.finders ?? {}).map(([name, list]) => [
        name,
        this.#findings(`finder "${name}"`, list),
      ]),
    );
    this.people.own = this.#findings("own", data.own ?? []);
    this.views = new Views(data.views ?? [], this.people);
    this.controls = data.controls.map((rule) => checked(`control "${rule.name}"`, () => this.#control(rule)));
  }

  /** @param {string} where @param {import("../generated/vocabulary").Finder[]} list @returns {Finding[]} */
  #findings(where, list) {
    const around = this.#surroundings();
    const probe = this.document.createElement("i");
    return list.map((finder, at) =>
      checked(`${where}, number ${at + 1}`, () => {
        tried(finder, probe);
        return new Finding(finder, around);
      }),
    );
  }

  /** @param {import("../generated/vocabulary").Control} rule @returns {Control} */
  #control(rule) {
    const probe = this.document.createElement("i");
    const undo = Array.isArray(rule.undo) ? rule.undo : [];
    for (const evidence of [...rule.find, ...undo]) tried(evidence, probe);
    return new Control(rule, this.#materials());
  }

  /** @returns {Materials} */
  #materials() {
    const { data } = this;
    const named = (/** @type {string} */ kind, /** @type {string} */ name, /** @type {any} */ found) => {
      if (!found) throw new Error(`there is no ${kind} "${name}"`);
      return found;
    };
    return {
      icon: (name) => named("icon", name, data.icons?.[name]),
      words: (name) => {
        const words = this.words.get(name) ?? new Words(named("word list", name, data.labels?.[name]));
        this.words.set(name, words);
        return words;
      },
      finders: (name) => named("finder", name, this.finders.get(name)),
    };
  }

  /** @returns {Surroundings} */
  #surroundings() {
    const { people } = this;
    return {
      identity: people.identity,
      document: this.document,
      domain: () => people.domain(),
      linked: (href, kinds) => people.linked(href, kinds),
      own: () => people.ownAccount(),
      opened: (interactions) => this.memory.latest(interactions, people.path())?.accounts ?? [],
      tray: (interactions) => this.memory.tray(interactions, people.path()),
    };
  }

  /**
   * @param {any} event an event, or an object with `type`, `target`, `composedPath()` and, of keys, `key` and modifiers
   * @returns {Recognition | null}
   */
  recognise(event) {
    if (event.button > 1) return null;
    forgetLooks();
    if (PRESS_EVENTS.has(event.type)) return this.#pressed(event);
    const elements = wayOf(event).elements();
    if (elements.length === 0) return null;
    if (event.type === "dblclick") return this.#first(elements, "double_click", "double_click");
    if (event.type === "submit") return this.#submitted(event, elements);
    return ["keydown", "keypress", "keyup"].includes(event.type) ? this.#keyed(event, elements) : null;
  }

  /** @param {any} event @returns {Recognition | null} */
  #pressed(event) {
    const control = wayOf(event).closest(this.clickable);
    // The middle button opens a link in a tab of its own, and does nothing to other controls.
    if (!control || (event.button === 1 && !control.matches("a[href]"))) return null;
    return this.#judged(control, "click", event.type.startsWith("touch") ? "touch" : "click");
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
    return trigger && !this.sequences.ends(event) ? this.#first(elements, trigger, "key") : null;
  }

  /** @param {Element} element @param {string} trigger @param {string} gesture @returns {Recognition | null} */
  #judged(element, trigger, gesture) {
    const path = this.people.path();
    for (const control of this.controls) {
      if (control.triggers.has(trigger) && control.isIn(element, path))
        return this.#told(control, element, gesture);
    }
    return trigger === "click" && element.matches("a[href]") ? this.views.leading(element, gesture) : null;
  }

  /** @returns {Recognition | null} what coming to the page's own address does */
  arrived() {
    return this.views.arrived();
  }

  /** @param {Control} control @param {Element} element @param {string} gesture @returns {Recognition | null} */
  #told(control, element, gesture) {
    const { rule } = control;
    const path = this.people.path();
    const opened = rule.interaction === "opener" ? this.memory.latest([], path) : null;
    const accounts = this.#seen(control, element);
    const mentioned = this.#mentioned(control, element, accounts);
    const { lasts } = control;
    const told = { role: rule.role, undo: control.undoes(element, path), gesture, control: element, lasts };
    if ((rule.needs_account && accounts.length === 0) || (rule.interaction === "opener" && !opened))
      return mentioned.length > 0 ? { ...told, interaction: "mention", accounts: mentioned } : null;
    const interaction = opened?.interaction ?? rule.interaction;
    if (mentioned.length === 0) return { ...told, interaction, accounts };
    return { ...told, interaction, accounts, also: [{ interaction: "mention", accounts: mentioned }] };
  }

  /**
   * @param {Control} control
   * @param {Element} element
   * @param {SeenAccount[]} accounts that it concerns anyway
   * @returns {SeenAccount[]} others, whom the text that it sends names
   */
  #mentioned(control, element, accounts) {
    if (control.mentions.length === 0)
      return this.people.drafted(control.rule.interaction === "mention" ? control.prose : "");
    const concerned = new Set(accounts.flatMap(({ account, aliases }) => [account, ...aliases]));
    const keys = control.named(element).filter((key) => !concerned.has(key));
    // No names: what is written in a composer is no evidence of how somebody is called.
    const seen = keys.map((key) => ({ ...this.people.seen(key, element, element), names: [] }));
    return [...seen.filter(({ own }) => !own), ...this.people.drafted(control.prose)];
  }

  /** @param {Control} control @param {Element} element @returns {SeenAccount[]} */
  #seen(control, element) {
    const found = control.whom(element);
    const accounts = found.map((one) =>
      typeof one === "string" ? this.people.seen(one, control.scope, element) : one,
    );
    const [first] = accounts;
    if (!first || accounts.length > 1) return accounts;
    const others = this.#aliases(control, element, first.account);
    if (others.length === 0) return accounts;
    return [{ ...first, aliases: [...new Set([...first.aliases, ...others])] }];
  }

  /** @param {Control} control @param {Element} element @param {string} account @returns {string[]} other keys of it */
  #aliases(control, element, account) {
    const found = control.aliases.flatMap((finding) => {
      finding.scope = null;
      finding.of = account;
      const keys = finding.run(element);
      if (!keys || keys === NOBODY) return [];
      return !finding.finder.beside || this.people.isLinked(account, finding.scope) ? [...keys] : [];
    });
    return found.flatMap((key) => (typeof key === "string" && key !== account ? [key] : []));
  }

  /** The pointer came to an element: what it rests on may open a tray. @param {Recognition | null} recognition */
  pointed(recognition) {
    this.memory.pointed(recognition, this.people.path());
  }

  /** An opener's gesture went through: what it opens inherits its accounts. @param {Recognition} recognition */
  remember(recognition) {
    this.memory.keep(recognition.interaction, recognition.accounts, this.people.path());
  }

  /** @returns {string | null} the account in use, if the page shows it */
  ownAccount() {
    return this.people.ownAccount();
  }

  /** @param {ParentNode & Node} root @returns {Generator<void, SeenAccount[]>} accounts that links under it lead to, without one's own */
  accountsOn(root) {
    return this.people.on(root);
  }

  /**
   * @returns {Generator<void, boolean>} whether any control of this adapter is on the page, or none is to be expected. It
   *   pauses after each element, so that a long page needn't be read in one go
   */
  *controlsSeen() {
    forgetLooks();
    const path = this.people.path();
    if (this.quiet.some((pattern) => pattern.test(path))) return true;
    const walker = this.document.createTreeWalker(this.document, NodeFilter.SHOW_ELEMENT);
    for (let read = 0; read < MAX_ELEMENTS && walker.nextNode(); read++) {
      const element = /** @type {Element} */ (walker.currentNode);
      const isKnown = () => this.controls.some((control) => control.isIn(element, path));
      if (element.matches(this.clickable) && isKnown()) return true;
      yield;
    }
    return false;
  }
}
