// @ts-nocheck: evaluated in the scope of the content scripts, where Adapter and FRAMEKEEPER_ADAPTERS are.
/**
 * Asks the shipped adapter about a hand-written page. `expect="interaction role account [mention=accounts] [undo] [trigger]
 * [after:key]"` says what an element is, there after another key; `opened` marks an opener that is pressed first. Whatever can be pressed and says nothing must be nothing.
 */
(() => {
  const CLICKABLE =
    "a, button, [role=button], [role=menuitem], [role=tab], [role=link], input, summary, video, img, svg, h1, p";
  const EVENTS = {
    click: { type: "click", button: 0 },
    double_click: { type: "dblclick", button: 0 },
    enter: { type: "keydown", key: "Enter" },
    ctrl_enter: { type: "keydown", key: "Enter", ctrlKey: true },
    alt_enter: { type: "keydown", key: "Enter", altKey: true },
  };

  function pathOf(element) {
    const path = [];
    for (let at = element; at; at = at.parentNode ?? at.host) path.push(at);
    return [...path, window];
  }

  function everything(root) {
    return [...root.querySelectorAll("*")].flatMap((element) =>
      element.shadowRoot ? [element, ...everything(element.shadowRoot)] : [element],
    );
  }

  const elements = everything(document);
  const wanted = elements.filter((element) => element.hasAttribute("expect"));
  const expected = wanted.map((element) => [element, element.getAttribute("expect").split(" ")]);
  const opener = elements.find((element) => element.hasAttribute("opened"));
  for (const element of elements) for (const name of ["expect", "opened"]) element.removeAttribute(name);

  const adapter = Adapter.forPage(FRAMEKEEPER_ADAPTERS, document, location);
  const press = (element, event) =>
    adapter.recognise({ ...event, target: element, composedPath: () => pathOf(element) });
  if (opener) adapter.remember(press(opener, EVENTS.click));

  function said(found) {
    if (!found) return "nothing";
    const accounts = found.accounts.map((seen) => seen.account).join(",") || "unknown";
    const mentions = (found.also ?? []).map(
      (part) => `${part.interaction}=${part.accounts.map((seen) => seen.account).join(",")}`,
    );
    return [found.interaction, found.role, accounts, ...mentions, ...(found.undo ? ["undo"] : [])].join(" ");
  }

  const wrong = [];
  const controls = new Set();
  for (const [element, words] of expected) {
    const trigger = words.find((word) => word in EVENTS || /^(modified_)?key:/.test(word)) ?? "click";
    const [kind, key] = trigger.split(":");
    const event = EVENTS[trigger] ?? { type: "keydown", key, ctrlKey: kind === "modified_key" };
    const before = words.find((word) => word.startsWith("after:"));
    adapter.sequences.typed({ key: before?.slice("after:".length), target: element });
    const found = press(element, event);
    if (found) controls.add(found.control);
    const right = words.filter((word) => word !== trigger && word !== before).join(" ");
    if (said(found) !== right) wrong.push(`${element.outerHTML.slice(0, 160)}: ${said(found)}, not ${right}`);
  }
  for (const element of elements.filter((each) => each.matches(CLICKABLE))) {
    const found = press(element, EVENTS.click);
    if (found && !controls.has(found.control))
      wrong.push(`${element.outerHTML.slice(0, 160)}: ${said(found)}, not nothing`);
  }
  return { adapter: adapter?.data.name.toLowerCase(), asked: expected.length, wrong };
})();
