/**
 * Looks at a page as it stands, for tests: what is cut, what spills, what scrolls sideways, and what a Tab reaches.
 * Evaluated in pages by tests/support/looking.py; gives sentences, empty lists where all is well.
 */
/** @type {any} */ (globalThis).looking = (() => {
  /** Half pixels come from rounding. */
  const SLACK = 1;
  const FIELDS = "input, textarea, select";

  const named = (/** @type {any} */ element) => {
    const text = (element.innerText || element.getAttribute("aria-label") || "").trim().slice(0, 40);
    return `<${element.localName}${element.id ? `#${element.id}` : ""} class="${element.className}"> ${text}`;
  };
  const isShown = (/** @type {Element} */ element) => element.checkVisibility({ visibilityProperty: true });
  /** For screen readers only. */
  const isAside = (/** @type {Element} */ element) => {
    for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement) {
      if (getComputedStyle(at).clipPath.startsWith("inset(50%")) return true;
    }
    return false;
  };
  /** @param {string} selector @returns {any[]} */
  const shown = (selector) =>
    [...document.querySelectorAll(selector)].filter((element) => isShown(element) && !isAside(element));

  /** Text that stands outside of the window, to either side. */
  function outside() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      const { parentElement: parent } = node;
      if (
        !parent ||
        !node.textContent?.trim() ||
        !isShown(parent) ||
        isAside(parent) ||
        parent.closest("option")
      )
        continue;
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
      if (rects.some(({ left, right }) => left < -SLACK || right > innerWidth + SLACK))
        found.push(`outside of the window: ${named(parent)}`);
    }
    return found;
  }

  /** What is wider than its place, or higher where nothing scrolls. */
  function spilling() {
    const found = [];
    for (const element of shown("body *:not(option, input, textarea, select, svg, svg *)")) {
      const { overflowX, overflowY, display } = getComputedStyle(element);
      if (display === "inline" || display === "contents" || !element.clientWidth) continue;
      if (element.scrollWidth > element.clientWidth + SLACK)
        found.push(`too wide (${overflowX}): ${named(element)}`);
      const isClosed = overflowY === "hidden" || overflowY === "clip";
      if (isClosed && element.scrollHeight > element.clientHeight + SLACK)
        found.push(`cut below: ${named(element)}`);
    }
    return found;
  }

  /** Words of fields that don't fit into them: a placeholder, what is chosen. */
  function fields() {
    const pen = document.createElement("canvas").getContext("2d");
    if (!pen) return [];
    return shown(FIELDS)
      .filter((field) => {
        const text =
          field.localName === "select" ? (field.selectedOptions[0]?.text ?? "") : (field.placeholder ?? "");
        const style = getComputedStyle(field);
        pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
        const arrow = field.localName === "select" ? 16 : 0;
        const room =
          field.clientWidth -
          Number.parseFloat(style.paddingLeft) -
          Number.parseFloat(style.paddingRight) -
          arrow;
        return pen.measureText(text).width > room + SLACK;
      })
      .map(
        (field) =>
          `its words don't fit: ${named(field)} ${field.placeholder ?? field.selectedOptions[0]?.text}`,
      );
  }

  function cut() {
    const { scrollWidth, clientWidth } = document.documentElement;
    const sideways = scrollWidth > clientWidth ? [`scrolls sideways: ${scrollWidth} > ${clientWidth}`] : [];
    return [...sideways, ...outside(), ...spilling(), ...fields()];
  }

  /** Numbers what should be reached by Tab, and gives how many there are: of radio buttons, one a group. */
  function number() {
    const groups = new Set();
    const all = shown("a[href], button, input, select, textarea, summary, [tabindex]").filter((element) => {
      if (element.disabled || element.tabIndex < 0) return false;
      if (element.type !== "radio") return true;
      const isFirst = !groups.has(element.name);
      groups.add(element.name);
      return isFirst;
    });
    for (const [place, element] of all.entries()) element.dataset.place = place;
    // Where the next Tab starts from: the beginning.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    return all.map(named);
  }

  /** Where the focus is now: which of those numbered, and whether one sees it. */
  function focused() {
    const element = /** @type {any} */ (document.activeElement);
    if (!element || element === document.body) return null;
    const group =
      element.type === "radio" ? document.querySelector(`[name="${element.name}"][data-place]`) : element;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const isRinged =
      outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2 && !/, 0\)$/.test(outlineColor);
    const isThere = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    return { place: Number(group?.dataset.place ?? -1), seen: isRinged && isThere, name: named(element) };
  }

  return { cut, number, focused };
})();
