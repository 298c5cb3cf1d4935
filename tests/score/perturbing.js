// @ts-nocheck: evaluated beside changing.js, in the scope of the content scripts, where Adapter and FRAMEKEEPER_ADAPTERS are.
/**
 * Asks the shipped adapter about every case of a page again and again, each time on a page that was changed (changing.js).
 * `words` are lists of a site's own words, the same thing in each language: `{concept: {language: word}}`; `languages` those
 * into which the page is translated; `strangers` who may stand near; `people` whom each case concerns. Gives
 * `{changes, losses}`, each `{name: {case: answer}}`.
 */
async ({ everything, isShadowed, changesBy, lossesBy }, { words, strangers, languages, losses, people }) => {
  const MOST_GONE = 30;

  function pathOf(element) {
    const path = [];
    for (let at = element; at; at = at.parentNode ?? at.host) path.push(at);
    return [...path, window];
  }

  /** A copy with its shadow roots, which `cloneNode` leaves out. */
  function copyOf(node) {
    if (!isShadowed) return node.cloneNode(true);
    const copy = node.cloneNode(false);
    for (const child of node.childNodes) copy.append(copyOf(child));
    if (node.shadowRoot) {
      const root = copy.attachShadow({ mode: "open" });
      for (const child of node.shadowRoot.childNodes) root.append(copyOf(child));
    }
    return copy;
  }

  function told(found) {
    if (!found) return null;
    const { interaction, role, undo, accounts } = found;
    return { interaction, role, undo, accounts };
  }

  /** The adapter as if nobody had written down a word of one language: of the page's own, say. */
  function without(language) {
    const adapter = Adapter.forPage(FRAMEKEEPER_ADAPTERS, document, location);
    if (!adapter) return null;
    const data = structuredClone(adapter.data);
    for (const words of Object.values(data.labels ?? {})) {
      delete words[language];
      if (Object.keys(words).length === 0) words.none = ["\u16a0"];
    }
    return Adapter.make(data, document);
  }

  function answers(language = null) {
    const marked = everything(document).filter((element) => element.hasAttribute("data-case"));
    const cases = marked.map((element) => [element.getAttribute("data-case"), element]);
    for (const element of marked) element.removeAttribute("data-case");
    const adapter = language ? without(language) : Adapter.forPage(FRAMEKEEPER_ADAPTERS, document, location);
    return Object.fromEntries(
      cases.map(([name, element]) => {
        const path = pathOf(element);
        return [name, told(adapter?.recognise({ type: "click", target: element, composedPath: () => path }))];
      }),
    );
  }

  /** Every trace of an account is taken from a page, so that its controls are anybody's. */
  function forgetting(name) {
    const isTheirs = (value) =>
      value.toLowerCase().includes(name) ||
      decodeURIComponent(value.replace(/%(?![0-9a-f]{2})/giu, ""))
        .toLowerCase()
        .includes(name);
    for (const element of everything(document))
      for (const { name: attribute, value } of [...element.attributes])
        if (attribute !== "data-case" && isTheirs(value)) element.removeAttribute(attribute);
  }

  /** @returns {Promise<Record<string, object>>} what is said of those who were taken away; of at most so many a page */
  async function withoutThem() {
    const told = {};
    const named = [...new Set(Object.values(people).filter(Boolean))].slice(0, MOST_GONE);
    for (const account of named) {
      document.documentElement.replaceWith(copyOf(whole));
      forgetting(account.replace(/^[^:]*:(?:.*\/)?@?/u, "").toLowerCase());
      const said = answers();
      for (const [name, whose] of Object.entries(people)) if (whose === account) told[name] = said[name];
      await new Promise((resolve) => setTimeout(resolve));
    }
    return told;
  }

  const whole = copyOf(document.documentElement);
  // Nobody looks: the browser needn't lay it out.
  whole.style.display = "none";
  // Nor load the frames within, of which nothing is asked: each would be a page of its own, once for each change.
  for (const frame of everything(whole))
    if (frame.matches("iframe")) frame.replaceWith(document.createElement("span"));
  const asked = { changes: {}, losses: {} };
  const lists = {
    changes: changesBy({ words, strangers, languages }),
    losses: losses ? lossesBy(words) : {},
  };
  for (const [kind, list] of Object.entries(lists))
    for (const [name, change] of Object.entries(list)) {
      document.documentElement.replaceWith(copyOf(whole));
      change();
      asked[kind][name] = answers();
      await new Promise((resolve) => setTimeout(resolve));
    }
  if (losses) {
    asked.losses["the person gone"] = await withoutThem();
    document.documentElement.replaceWith(copyOf(whole));
    asked.losses["its own language unknown"] = answers(whole.lang.slice(0, 2) || "en");
  }
  return asked;
};
