// @ts-nocheck: evaluated in the scope of the content scripts, where Adapter and FRAMEKEEPER_ADAPTERS are.
/**
 * Asks the shipped adapter about every case of a page again and again, each time on a page that was changed as other
 * languages, other years and other builds of the site would change it. None of the changes says anything else about whom a
 * control concerns. `words` are lists of a site's own words, the same thing in each language: `{concept: {language: word}}`;
 * `languages` those into which the page is translated; `people` whom each case concerns. Gives `{changes, losses}`, each
 * `{name: {case: answer}}`.
 */
async (platform, words, { languages, losses, people }) => {
  const CONTROL = "a, button, input, [role=button], [role=link], [role=menuitem]";
  const LABELS = ["aria-label", "title", "alt", "placeholder"];
  const MOST_GONE = 30;
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

  function pathOf(element) {
    const path = [];
    for (let at = element; at; at = at.parentNode ?? at.host) path.push(at);
    return [...path, window];
  }

  const isShadowed = everything(document).some((element) => element.shadowRoot);

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

  function each(selector, change) {
    const all = isShadowed ? everything(document) : document.querySelectorAll(selector);
    for (const element of all) if (element.matches(selector)) change(element);
  }

  function without(...names) {
    return () => each("*", (element) => names.map((name) => element.removeAttribute(name)));
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
  function translator(language) {
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

  const STRANGER = `<a href="/stranger.one"><span>Stranger One</span></a>`;
  /**
   * Somebody else who stands near a control without being concerned: who is mentioned in what somebody wrote, who liked or
   * shared it. By platform: where, before or after what is there, and what.
   */
  const STRANGERS = {
    x: [
      [
        "[data-testid=tweetText]",
        "append",
        `<span><a dir="ltr" href="/stranger_one" role="link">@stranger_one</a></span>`,
      ],
      [
        "[data-testid=tweetText]",
        "prepend",
        `<span><a dir="ltr" href="/stranger_one" role="link">@stranger_one</a></span>`,
      ],
      [
        "article[data-testid=tweet]:not(article article)",
        "prepend",
        `<div><div><a href="/stranger_one" dir="ltr" role="link"><span data-testid="socialContext"><span>Stranger One reposted</span></span></a></div></div>`,
      ],
      [
        "[data-testid=UserCell], [data-testid=UserDescription]",
        "append",
        `<div><span><a href="/stranger_one" role="link">@stranger_one</a></span></div>`,
      ],
    ],
    instagram: [
      [
        "article section, main section",
        "append",
        `<div><span>Liked by <span>${STRANGER}</span> and others</span></div>`,
      ],
      [
        "h1, li h2 ~ div span, :is(div, span)[dir=auto]:not(a *, button *, [role=button] *)",
        "append",
        `<a href="/stranger.one/" role="link" tabindex="0">@stranger.one</a>`,
      ],
    ],
    facebook: [
      [
        "[data-ad-rendering-role=story_message], [data-ad-preview=message], [data-ad-comet-preview=message], [role=article] div[dir=auto]",
        "append",
        `<span><a href="/stranger.one" role="link">Stranger One</a></span>`,
      ],
      [
        "[role=listitem] span[dir=auto]:not(:has(span, a)):not(a *):not([role=button] *)",
        "append",
        " · Stranger One",
      ],
    ],
    threads: [
      [
        "[data-pressable-container=true] [dir=auto]:not(:has([dir=auto])):not(a *, [role=button] *)",
        "append",
        `<a href="/@stranger.one" role="link">@stranger.one</a>`,
      ],
    ],
    linkedin: [
      [
        ".update-components-text, .feed-shared-text, [data-testid=expandable-text-box], .comments-comment-item__main-content",
        "append",
        `<a href="https://www.linkedin.com/in/stranger-one/">Stranger One</a>`,
      ],
      [
        ".update-components-text, .feed-shared-text, [data-testid=expandable-text-box], .comments-comment-item__main-content",
        "prepend",
        `<a href="https://www.linkedin.com/in/stranger-one/">Stranger One</a>`,
      ],
      [
        ".feed-shared-update-v2:not(:has(.update-components-header)):has(a[href*='/in/'], a[href*='/company/']) > div",
        "prepend",
        `<div class="update-components-header"><div><span><a href="https://www.linkedin.com/in/stranger-one/">Stranger One</a> likes this</span></div></div>`,
      ],
      [
        "[componentkey*=FeedType_]:has(a[href*='/in/'], a[href*='/company/']):not(:has(hr ~ * [data-testid=expandable-text-box]))",
        "prepend",
        `<div><div><a href="https://www.linkedin.com/in/stranger-one/"><strong>Stranger One</strong></a> likes this</div></div><hr role="presentation">`,
      ],
    ],
    youtube: [
      [
        "#content-text, #description-inline-expander yt-attributed-string",
        "append",
        `<span><a href="/@strangerone">@strangerone</a></span>`,
      ],
      ["ytd-watch-metadata #title", "append", `<a href="/@strangerone">Stranger One</a>`],
    ],
    reddit: [
      [
        "[slot=comment] p, [slot=text-body] p, .md p",
        "append",
        `<a href="/user/stranger_one/">u/stranger_one</a>`,
      ],
      [
        "[slot=comment] p, [slot=text-body] p, .md p",
        "prepend",
        `<a href="https://www.reddit.com/u/stranger_one">u/stranger_one</a>`,
      ],
    ],
    tiktok: [
      [
        "[data-e2e=video-desc], [data-e2e=browse-video-desc], h1, [class*=DivDescription]",
        "append",
        `<a href="/@stranger.one"><strong>@stranger.one</strong></a>`,
      ],
    ],
    medium: [["h2, h3, article p", "append", `<a href="https://medium.com/@stranger.one">Stranger One</a>`]],
    substack: [
      [
        "[class*=pc-display-flex] p, .feed-item p, [role=article] p",
        "append",
        `<a href="https://substack.com/@strangerone">@Stranger One</a>`,
      ],
    ],
    tumblr: [
      [
        "article p, article blockquote",
        "append",
        `<a href="https://www.tumblr.com/stranger-one">@stranger-one</a>`,
      ],
      [
        "article footer",
        "prepend",
        `<div><a href="https://www.tumblr.com/stranger-one">stranger-one</a> liked this</div>`,
      ],
    ],
  };
  const strangers = (number) => () => {
    const [where, how, html] = STRANGERS[platform]?.[number] ?? ["nobody", "append", ""];
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
    ...Object.fromEntries(
      (STRANGERS[platform] ?? []).map((_one, at) => [`a stranger near, ${at + 1}`, strangers(at)]),
    ),
    ...Object.fromEntries(
      languages.map((language) => [`words: ${language}`, () => everyText(translator(language))]),
    ),
  };
  /** What may cost answers, but must name nobody else. */
  const LOSSES = {
    "no labels": without(...LABELS),
    "words of no language": () => {
      const said = new Set(
        Object.values(words).flatMap((byLanguage) =>
          Object.values(byLanguage).map((word) => word.toLowerCase()),
        ),
      );
      everyText((text) => (said.has(text.trim().toLowerCase()) ? "ᚠᚢᚦᚨ" : text));
    },
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

  function told(found) {
    if (!found) return null;
    const { interaction, role, undo, accounts } = found;
    return { interaction, role, undo, accounts };
  }

  function answers() {
    const marked = everything(document).filter((element) => element.hasAttribute("data-case"));
    const cases = marked.map((element) => [element.getAttribute("data-case"), element]);
    for (const element of marked) element.removeAttribute("data-case");
    const adapter = Adapter.forPage(FRAMEKEEPER_ADAPTERS, document, location);
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
  const asked = { changes: {}, losses: {} };
  for (const [kind, list] of [
    ["changes", CHANGES],
    ["losses", losses ? LOSSES : {}],
  ])
    for (const [name, change] of Object.entries(list)) {
      document.documentElement.replaceWith(copyOf(whole));
      change();
      asked[kind][name] = answers();
      await new Promise((resolve) => setTimeout(resolve));
    }
  if (losses) asked.losses["the person gone"] = await withoutThem();
  return asked;
};
