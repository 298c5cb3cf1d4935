// @ts-nocheck: evaluated beside perturbing.js, in the scope of the content scripts.
/**
 * What may be done to a captured page without saying anything else about whom a control concerns: as other languages, other
 * years and other builds of the site would have it.
 */
(() => {
  const CONTROL = "a, button, input, [role=button], [role=link], [role=menuitem]";
  const LABELS = ["aria-label", "title", "alt", "placeholder"];
  const MARKS = ["data-case", "href", "src", "d"];
  /** Classes that a site's tools make: they hold digits or are too short for a word, and may be others tomorrow. */
  const MADE =
    /^(?:x[0-9a-z]{5,8}|css-[\w-]+|r-[\w-]+|_[0-9a-z]{5,}|[a-z]{1,2}|sc-[\w-]+|[a-zA-Z0-9]{5,7})$/u;

  /** @returns {Element[]} all elements, those in shadow roots too */
  function everything(root) {
    return [...root.querySelectorAll("*")].flatMap((element) =>
      element.shadowRoot ? [element, ...everything(element.shadowRoot)] : [element],
    );
  }

  const isShadowed = everything(document).some((element) => element.shadowRoot);

  function each(selector, change) {
    const all = isShadowed ? everything(document) : document.querySelectorAll(selector);
    for (const element of all) if (element.matches(selector)) change(element);
  }

  function without(...names) {
    return () => each("*", (element) => names.map((name) => element.removeAttribute(name)));
  }

  function textsIn(element) {
    return [...element.childNodes].flatMap((node) => (node.nodeType === 3 ? [node] : textsIn(node)));
  }

  function renamed(element, name) {
    const other = document.createElement(name);
    for (const { name: key, value } of element.attributes) other.setAttribute(key, value);
    other.append(...element.childNodes);
    element.replaceWith(other);
    return other;
  }

  /** The texts of a page, and its labels, each passed through `change`. */
  function everyText(change) {
    for (const element of everything(document)) {
      for (const name of LABELS)
        if (element.hasAttribute(name)) element.setAttribute(name, change(element.getAttribute(name)));
      const texts = [...element.childNodes].filter((node) => node.nodeType === 3 && node.nodeValue.trim());
      for (const node of texts) node.nodeValue = change(node.nodeValue);
    }
  }

  /** From one text to that of the other language; names in it stay. */
  function translator(words, language) {
    const known = new Map();
    const open = [];
    for (const byLanguage of Object.values(words))
      for (const word of Object.values(byLanguage)) {
        const other = byLanguage[language] ?? word;
        if (word.includes("*")) open.push([word.split("*"), other]);
        else known.set(word.toLowerCase(), other);
      }
    return (text) => {
      const plain = text.trim().toLowerCase();
      if (known.has(plain)) return text.replace(text.trim(), known.get(plain));
      for (const [[before, after], other] of open) {
        const rest = text.trim();
        if (rest.length > before.length + after.length && rest.startsWith(before) && rest.endsWith(after))
          return other.replace("*", rest.slice(before.length, rest.length - after.length));
      }
      return text;
    };
  }

  function links(change) {
    each("a[href]", (link) => {
      const href = link.getAttribute("href");
      if (!href.startsWith("#") && /^(?:https?:)?\/|^\?/u.test(href)) link.setAttribute("href", change(href));
    });
  }

  const numbers = (text) => text.replace(/(\d),(\d)/gu, "$1\u202f$2").replace(/(\d)\.(\d+)K/gu, "$1,$2 тыс.");
  const around = (element) => {
    const wrapper = document.createElement("div");
    element.replaceWith(wrapper);
    wrapper.append(element);
  };

  const near = (list, number) => () => {
    const [where, how, html] = list[number];
    each(where, (element) => {
      const piece = document.createElement("template");
      piece.innerHTML = html;
      element[how](piece.content);
    });
  };
  /** What must not matter. */
  const CHANGES = {
    "as it is": () => undefined,
    "generated classes renamed": () =>
      each("[class]", (element) => {
        const classes = (element.getAttribute("class") ?? "").split(/\s+/u).filter(Boolean);
        element.setAttribute(
          "class",
          classes.map((one) => (MADE.test(one) ? `z${one.length}k` : one)).join(" "),
        );
      }),
    "buttons are divs": () =>
      each("button", (button) => {
        if (!button.hasAttribute("role")) renamed(button, "div").setAttribute("role", "button");
      }),
    "divs are buttons": () =>
      each("div[role=button], span[role=button]", (div) => {
        renamed(div, "button").removeAttribute("role");
      }),
    "controls are wrapped": () => each(CONTROL, around),
    "controls are wrapped inside": () =>
      each(CONTROL, (control) => {
        const wrapper = document.createElement("span");
        wrapper.append(...control.childNodes);
        control.append(wrapper);
      }),
    "icons are wrapped": () => each("svg", around),
    "icons without ids": () =>
      each("svg", (icon) => ["id", "data-test-icon"].map((name) => icon.removeAttribute(name))),
    "icons without outlines": () =>
      each("svg[id], svg[data-test-icon], svg:has(use)", (icon) => {
        for (const path of icon.querySelectorAll("path")) path.remove();
      }),
    "icons without titles": () =>
      each("svg", (icon) => {
        for (const name of LABELS) icon.removeAttribute(name);
        for (const title of icon.querySelectorAll("title")) title.remove();
      }),
    "numbers of another country": () => everyText(numbers),
    "links are whole": () => links((href) => new URL(href, location.href).href),
    "links are paths": () =>
      links((href) => {
        const url = new URL(href, location.href);
        return url.host === location.host ? `${url.pathname}${url.search}${url.hash}` : href;
      }),
    "links end in a slash": () => links((href) => href.replace(/^([^?#]*[^/?#])(?=[?#]|$)/u, "$1/")),
    "links with a language": () =>
      links(
        (href) =>
          `${href.replace(/#.*$/u, "")}${href.includes("?") ? "&" : "?"}hl=uk${/#.*$/u.exec(href)?.[0] ?? ""}`,
      ),
    "styles and directions gone": () =>
      each("*", (element) =>
        ["style", "dir", "lang", "tabindex"].map((name) => element.removeAttribute(name)),
      ),
    "written from right to left": () =>
      each("html, div, span", (element) => {
        if (element.hasAttribute("dir")) element.setAttribute("dir", "rtl");
      }),
    "comments of a framework": () =>
      each("div", (element) => element.prepend(document.createComment("[if]"))),
  };

  /** What must not matter either: bystanders, and the words of another language. */
  function changesBy({ words, strangers, languages }) {
    return {
      ...CHANGES,
      ...Object.fromEntries(strangers.map((_one, at) => [`a stranger near, ${at + 1}`, near(strangers, at)])),
      ...Object.fromEntries(
        languages.map((language) => [`words: ${language}`, () => everyText(translator(words, language))]),
      ),
    };
  }

  /** What may cost answers, but must name nobody else. */
  const LOSSES = {
    "no labels": without(...LABELS),
    "no roles": without("role"),
    "no ids": without("id"),
    "no classes": without("class"),
    "no data": () =>
      each("*", (element) => {
        for (const { name } of [...element.attributes])
          if (name.startsWith("data-") && name !== "data-case") element.removeAttribute(name);
      }),
    "no other attributes": () =>
      each("*", (element) => {
        for (const { name } of [...element.attributes])
          if (!/^(?:data-|aria-|role$|class$|id$)/u.test(name) && !MARKS.includes(name))
            element.removeAttribute(name);
      }),
    "no icons": () =>
      each("svg", (icon) => {
        icon.replaceChildren();
        for (const { name } of [...icon.attributes]) if (name !== "data-case") icon.removeAttribute(name);
      }),
    "icons of no size": () =>
      each("svg", (icon) => ["width", "height"].map((name) => icon.removeAttribute(name))),
    "no headings": () => each("h1, h2, h3, h4, header", (element) => renamed(element, "div")),
    "no landmarks": () =>
      each("article, section, nav, main, aside, form, ul, li", (element) => renamed(element, "div")),
    "no times": () => each("time", (element) => renamed(element, "span")),
    "nothing but icons": () => {
      LABELS.map((name) => without(name)());
      each(CONTROL, (control) => {
        for (const text of textsIn(control)) text.nodeValue = "";
      });
    },
    "nothing but labels": () => {
      LOSSES["no icons"]();
      LOSSES["no data"]();
    },
    "signed out": () =>
      each("nav, [role=navigation], [role=banner], header:not(article header, main header)", (part) =>
        part.remove(),
      ),
    "a narrow screen": () =>
      each("aside, [role=complementary], nav, [role=navigation]", (part) =>
        renamed(part, "div").removeAttribute("role"),
      ),
    "every second link gone": () => {
      let number = 0;
      each("a[href]", (link) => (number++ % 2 ? link.removeAttribute("href") : undefined));
    },
    "every other link gone": () => {
      let number = 0;
      each("a[href]", (link) => (number++ % 2 ? undefined : link.removeAttribute("href")));
    },
    "every third link gone": () => {
      let number = 0;
      each("a[href]", (link) => (number++ % 3 ? undefined : link.removeAttribute("href")));
    },
  };

  /** Words of a language that nobody knows. */
  function unknownWords(words) {
    const said = new Set(
      Object.values(words).flatMap((byLanguage) =>
        Object.values(byLanguage).map((word) => word.toLowerCase()),
      ),
    );
    everyText((text) => (said.has(text.trim().toLowerCase()) ? "ᚠᚢᚦᚨ" : text));
  }

  /** What may cost answers, but must name nobody else. */
  const lossesBy = (words) => ({ ...LOSSES, "words of no language": () => unknownWords(words) });

  return { everything, isShadowed, changesBy, lossesBy };
})();
