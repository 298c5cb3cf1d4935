"""What the engine promises whatever the adapter: it changes nothing, forgets in time, and survives a bad adapter."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.score.browser import ServedPage, extended_browser

pytestmark = pytest.mark.browser
TWEET = (
    "<!DOCTYPE html><body><a data-testid='AppTabBar_Profile_Link' href='/ada_quill'></a>"
    "<article data-testid='tweet'><div data-testid='User-Name'><a href='/Jane_Doe'><span>Jane Doe</span></a>"
    "<a href='/Jane_Doe'>@Jane_Doe</a></div><button data-testid='retweet'>r</button>"
    "<button data-testid='like'>l</button></article><div data-testid='UserCell'><a href='/ada_quill'>Ada</a>"
    "<button data-testid='77-follow'></button></div><div data-testid='retweetConfirm' role='menuitem'></div>"
    "<textarea></textarea></body>"
)
BEGIN = """
const adapter = Adapter.forPage(FRAMEKEEPER_ADAPTERS, document, location);
const pathOf = (at) => { const path = []; for (; at; at = at.parentNode) path.push(at); return path; };
const ask = (selector, event = {}) => adapter.recognise(
  { type: "pointerdown", composedPath: () => pathOf(document.querySelector(selector)), ...event });
"""


@pytest.fixture(scope="module")
def page() -> Iterator[ServedPage]:
    """One page of X; beside it a Mastodon server is allowed."""
    with extended_browser(["https://social.example.org/*"]) as context:
        yield serve(context)


def serve(context: BrowserContext) -> ServedPage:
    return ServedPage(context, "https://x.com/home", TWEET)


def asked(page: ServedPage, body: str) -> Any:
    return page.ask(f"(async () => {{{BEGIN}{body}}})()")


def test_a_recognition_tells_all_that_the_guard_needs(page: ServedPage) -> None:
    found = asked(page, "const { control, ...found } = ask('[data-testid=like]'); return found;")
    assert found == {
        "interaction": "react",
        "role": "performs",
        "undo": False,
        "gesture": "click",
        "lasts": True,
        "accounts": [{"account": "x:jane_doe", "aliases": [], "names": ["Jane Doe"], "own": False}],
    }


def test_ones_own_account_is_marked_and_left_out_of_the_count(page: ServedPage) -> None:
    body = """const seen = await inSlices(adapter.accountsOn(document));
    return [ask('[data-testid$=follow]').accounts, adapter.ownAccount(), seen];"""
    accounts, own, seen = asked(page, body)
    assert own == "x:ada_quill"
    assert [(one["account"], one["aliases"], one["own"]) for one in accounts] == [("x:ada_quill", ["x:77"], True)]
    assert [one["account"] for one in seen] == ["x:jane_doe"]


def test_nothing_is_written_into_the_page(page: ServedPage) -> None:
    body = """
    let changes = 0;
    const observer = new MutationObserver((records) => { changes += records.length; });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const found = ask('[data-testid=like]');
    adapter.remember(found);
    await inSlices(adapter.accountsOn(document));
    const seen = await inSlices(adapter.controlsSeen());
    await new Promise((done) => setTimeout(done));
    observer.disconnect();
    return [changes, seen];
    """
    assert asked(page, body) == [0, True]


def test_a_menu_inherits_its_openers_account_until_the_page_changes(page: ServedPage) -> None:
    body = """
    const whom = () => ask('[data-testid=retweetConfirm]').accounts.map((seen) => seen.account);
    const told = [whom()];
    adapter.remember(ask('[data-testid=retweet]'));
    told.push(whom());
    history.pushState(null, "", "/compose/post");
    told.push(whom());
    history.pushState(null, "", "/explore");
    told.push(whom());
    history.pushState(null, "", "/home");
    return told;
    """
    assert asked(page, body) == [[], ["x:jane_doe"], ["x:jane_doe"], []]


def test_what_is_no_press_is_nothing(page: ServedPage) -> None:
    body = """
    const like = '[data-testid=like]';
    return [
      ask(like, { button: 2 }), ask(like, { type: "pointermove" }),
      ask("article", { type: "keydown", key: "l", ctrlKey: true }), ask("textarea", { type: "keydown", key: "l" }),
      ask("article", { type: "keydown", key: "l", isComposing: true }), ask("article", { type: "keydown", key: "x" }),
      ask(like, { composedPath: () => [] }),
    ].filter(Boolean).length;
    """
    assert asked(page, body) == 0


def test_the_middle_button_counts_on_links_alone(page: ServedPage) -> None:
    body = """
    const menu = document.createElement("div");
    menu.innerHTML = '<div role="menu"><a id="quote" role="menuitem" href="/compose/post">q</a></div>';
    document.body.append(menu);
    const told = [ask("#quote", { button: 1 })?.interaction, ask("[data-testid=like]", { button: 1 })];
    menu.remove();
    return told;
    """
    assert asked(page, body) == ["share", None]


def test_keys_and_touches_are_told_apart(page: ServedPage) -> None:
    body = """
    const like = '[data-testid=like]';
    return [
      ask(like, { type: "touchstart" }),
      ask(like, { type: "keydown", key: "Enter" }),
      ask(like, { type: "keydown", key: " " }),
      ask("article", { type: "keydown", key: "L" }),
    ].map((found) => found.gesture);
    """
    assert asked(page, body) == ["touch", "key", "key", "key"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("bad.controls[0].find[0].match = 'button['", 'control "like", in its field "match"'),
        ("bad.controls[0].find[0].icon = ['nothing']", 'control "like", there is no icon "nothing"'),
        ("bad.controls[0].find[0].label = ['nothing']", 'control "like", there is no word list "nothing"'),
        ("bad.controls[0].find[0].within = '{nothing}'", 'there is no scope named "nothing"'),
        ("bad.controls[0].concerns = ['nothing']", 'control "like", there is no finder "nothing"'),
        ("bad.finders.author[0].find = ']'", 'finder "author", number 1, in its field "find"'),
        ("bad.finders.author[0].pattern = '('", 'finder "author", number 1'),
        ("bad.accounts.id = '['", "accounts"),
        ("bad.accounts.domain = [{document: '['}]", 'accounts.domain, in its field "document"'),
        ("bad.clickable = 'a['", 'field "clickable"'),
        ("bad.quiet = ['(']", 'field "quiet"'),
        ("bad.portal_paths = ['(']", 'field "portal_paths"'),
        ("bad.vocabulary = 99", "its vocabulary is 99"),
    ],
)
def test_a_bad_adapter_disables_itself_and_no_other(page: ServedPage, change: str, sentence: str) -> None:
    body = f"""
    const bad = FRAMEKEEPER_ADAPTERS.find((each) => each.platform === "x").data();
    {change};
    const all = FRAMEKEEPER_ADAPTERS.map((each) => (each.platform === "x" ? {{ ...each, data: () => bad }} : each));
    const before = Adapter.problems.length;
    const made = Adapter.forPage(all, document, location);
    const other = Adapter.forPage(all, document, {{ hostname: "www.tiktok.com" }});
    return [made, other.platform, Adapter.problems.slice(before)];
    """
    made, other, problems = asked(page, body)
    assert made is None
    assert other == "tiktok"
    assert len(problems) == 1
    assert sentence in problems[0]
    assert problems[0].startswith('The adapter "x" is disabled: ')


def test_a_bad_selector_of_detection_keeps_no_other_from_being_found(page: ServedPage) -> None:
    body = """
    const bad = { ...FRAMEKEEPER_ADAPTERS[0], platform: "bad", hosts: [], detect: ["body", "a["] };
    const good = { ...FRAMEKEEPER_ADAPTERS.find((each) => each.platform === "x"), hosts: [], detect: ["body"] };
    const worse = { ...bad, platform: "worse", detect: ["a["] };
    const found = Adapter.forPage([worse, good, bad], document, { hostname: "example.org" });
    return [found.platform, Adapter.problems.slice(-1)];
    """
    found, problems = asked(page, body)
    assert found == "x"
    assert problems[0].startswith('The adapter "worse" is disabled: in its field "detect"')


def test_a_server_that_stands_elsewhere_than_its_accounts_gives_an_alias(page: ServedPage) -> None:
    state = '{"meta": {"domain": "example.org"}}'
    html = (
        f"<!DOCTYPE html><body id=mastodon><script id=initial-state type=application/json>{state}</script>"
        "<div class=account__header><div class=account__header__buttons>"
        "<button class='button logo-button'></button></div></div>"
    )
    served = ServedPage(page.page.context, "https://social.example.org/@sam", html)
    (found,) = asked(served, "return ask('button').accounts;")
    served.close()
    assert (found["account"], found["aliases"]) == ("mastodon:sam@example.org", ["mastodon:sam@social.example.org"])


def test_where_no_adapter_applies_there_is_none(page: ServedPage) -> None:
    assert asked(page, "return Adapter.forPage(FRAMEKEEPER_ADAPTERS, document, { hostname: 'example.org' });") is None


def test_an_icon_is_called_by_its_attributes_or_its_own_title(page: ServedPage) -> None:
    icons = ['<svg aria-label="Like">', '<svg title="Like">', "<svg><title>Like</title>", "<svg><path>"]
    body = f"""
    return {icons}.map((html) => {{
      const button = document.createElement("button");
      button.innerHTML = `${{html}}</svg><span>7</span>`;
      return labelsOf(button);
    }});
    """
    assert asked(page, body) == [["like", "7"], ["like", "7"], ["like", "7"], ["7"]]


def test_no_control_is_missed_where_none_is_to_be_expected(page: ServedPage) -> None:
    body = """
    const data = FRAMEKEEPER_ADAPTERS.find((each) => each.platform === "x").data();
    data.controls = data.controls.slice(0, 1).map((rule) => ({ ...rule, find: [{ match: "no-such-thing" }] }));
    const seen = () => inSlices(Adapter.make(data, document).controlsSeen());
    const told = [await seen()];
    for (const pattern of ["^/elsewhere", "^/home$"]) {
      data.quiet = [pattern];
      told.push(await seen());
    }
    data.quiet = ["["];
    return [...told, Adapter.make(data, document)];
    """
    assert asked(page, body) == [False, False, True, None]
