// @ts-nocheck: evaluated in the scope of the content scripts, where Adapter and FRAMEKEEPER_ADAPTERS are.
/** Asks the shipped adapter about every case of a page, and about everything else that can be pressed. */
(async () => {
  const CLICKABLE =
    "a, button, [role=button], [role=menuitem], [role=tab], [role=link], [role=option], input, summary, video, [tabindex], svg";
  const ROUNDS = 5;

  /** All elements, those in open shadow roots too. */
  function everything(root) {
    return [...root.querySelectorAll("*")].flatMap((element) =>
      element.shadowRoot ? [element, ...everything(element.shadowRoot)] : [element],
    );
  }

  function pathOf(element) {
    const path = [];
    for (let at = element; at; at = at.parentNode ?? at.host) path.push(at);
    return [...path, window];
  }

  function told(found) {
    if (!found) return null;
    const { interaction, role, undo, accounts, control } = found;
    const html = control.cloneNode(false).outerHTML.slice(0, 300);
    return { interaction, role, undo, accounts, html, text: control.textContent.slice(0, 60) };
  }

  const elements = everything(document);
  const marked = elements.filter((element) => element.hasAttribute("data-case"));
  const cases = marked.map((element) => [element.getAttribute("data-case"), element]);
  for (const element of marked) element.removeAttribute("data-case");

  const adapter = Adapter.forPage(FRAMEKEEPER_ADAPTERS, document, location);
  const ask = (element) => {
    const path = pathOf(element);
    return adapter?.recognise({ type: "click", target: element, composedPath: () => path }) ?? null;
  };

  const answers = Object.fromEntries(cases.map(([name, element]) => [name, told(ask(element))]));
  const began = performance.now();
  for (let round = 0; round < ROUNDS; round++) for (const [, element] of cases) ask(element);
  const each = (performance.now() - began) / (ROUNDS * Math.max(1, cases.length));
  const known = new Set(cases.map(([, element]) => ask(element)?.control));
  const pressable = elements.filter((element) => element.matches(CLICKABLE));
  const found = new Map(pressable.map((element) => ask(element)).map((one) => [one?.control, one]));
  const others = [...found.values()].filter((one) => one && !known.has(one.control)).map(told);
  const own = adapter?.ownAccount() ?? null;
  const seen = adapter ? await inSlices(adapter.controlsSeen()) : false;
  const accounts = adapter ? (await inSlices(adapter.accountsOn(document))).length : 0;
  return { problems: Adapter.problems, own, seen, accounts, answers, others, asked: pressable.length, each };
})();
