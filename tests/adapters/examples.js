// @ts-nocheck: evaluated in the scope of the content scripts, where Adapter and FRAMEKEEPER_ADAPTERS are.
/** Asks the shipped engine about examples: `[{rule, triggers, html, url}]` of one adapter, on an empty page of its host. */
(name, examples) => {
  const data = FRAMEKEEPER_ADAPTERS.find((each) => each.name === name).data();
  const pathOf = (element) => {
    const path = [];
    for (let at = element; at; at = at.parentNode ?? at.host) path.push(at);
    return [...path, window];
  };
  const EVENTS = {
    click: { type: "click", button: 0 },
    double_click: { type: "dblclick", button: 0 },
    submit: { type: "submit" },
    enter: { type: "keydown", key: "Enter" },
    ctrl_enter: { type: "keydown", key: "Enter", ctrlKey: true },
    alt_enter: { type: "keydown", key: "Enter", altKey: true },
  };
  const eventOf = (trigger) => {
    const [kind, key] = trigger.split(":");
    return EVENTS[trigger] ?? { type: "keydown", key, altKey: kind === "modified_key" };
  };
  const press = (adapter, element, event) =>
    adapter.recognise({ ...event, target: element, composedPath: () => pathOf(element) });
  const tell = (example, trigger) => {
    history.replaceState(
      null,
      "",
      new URL(example.url ?? "/", location.origin).href.replace(/^https:\/\/[^/]*/, ""),
    );
    document.body.innerHTML = example.html;
    const [here, first] = ["here", "first"].map((name) => document.querySelector(`[${name}]`));
    for (const [element, name] of [
      [here, "here"],
      [first, "first"],
    ])
      element?.removeAttribute(name);
    const adapter = Adapter.make(data, document);
    if (first) adapter.remember(press(adapter, first, EVENTS.click));
    const target = trigger === "submit" ? here.closest("form") : here;
    const found = press(adapter, target, eventOf(trigger));
    if (!found) return null;
    const path = location.pathname + location.search;
    const rule = adapter.controls.find(
      (each) => each.triggers.has(trigger) && each.isIn(found.control, path),
    ).rule;
    const { interaction, role, undo, gesture, accounts, also = [] } = found;
    const mentions = also.flatMap((part) => part.accounts.map((seen) => seen.account));
    return {
      rule: rule.name,
      interaction,
      role,
      undo,
      gesture,
      account: accounts[0]?.account ?? null,
      mentions,
    };
  };
  return examples.flatMap((example) =>
    example.triggers.map((trigger) => ({ example: example.rule, trigger, found: tell(example, trigger) })),
  );
};
