/** Run in the world of the content scripts: asks the shipped adapter about every case of a page. */
(() => {
  const roots = [document];
  const cases = [];
  for (const root of roots) {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (element.hasAttribute("data-case")) cases.push([element.getAttribute("data-case"), element]);
    }
  }
  for (const [, element] of cases) element.removeAttribute("data-case");
  const pathOf = (element) => {
    const path = [];
    for (let at = element; at; at = at.parentNode ?? at.host) path.push(at);
    return [...path, window];
  };
  const adapter = Adapter.forPage(FRAMEKEEPER_ADAPTERS, document, location);
  const ask = (element) => {
    const path = pathOf(element);
    return adapter?.recognise({ type: "click", target: element, composedPath: () => path }) ?? null;
  };
  const told = (element, found) =>
    found && {
      interaction: found.interaction,
      role: found.role,
      undo: found.undo,
      accounts: found.accounts,
      html: element.cloneNode(false).outerHTML.slice(0, 300),
      text: element.textContent.slice(0, 60),
    };
  const answers = Object.fromEntries(cases.map(([name, element]) => [name, told(element, ask(element))]));
  const began = performance.now();
  for (let round = 0; round < 5; round++) for (const [, element] of cases) ask(element);
  const spent = (performance.now() - began) / 5;
  const known = new Set(cases.map(([, element]) => ask(element)?.control));
  const clickable = "a, button, [role=button], [role=menuitem], [role=tab], [role=link], [role=option], input, summary, video, [tabindex], svg";
  const others = [];
  let asked = 0;
  for (const root of roots) {
    for (const element of root.querySelectorAll(clickable)) {
      asked++;
      const found = ask(element);
      if (!found || known.has(found.control)) continue;
      known.add(found.control);
      others.push(told(found.control, found));
    }
  }
  return {
    platform: adapter?.platform ?? null,
    problems: Adapter.problems,
    own: adapter?.ownAccount() ?? null,
    seen: adapter?.controlsSeen() ?? false,
    accounts: adapter ? [...adapter.accountsOn(document)].length : 0,
    answers,
    others,
    asked,
    each: cases.length > 0 ? spent / cases.length : 0,
  };
})();
