"""YouTube's live chat in its frame, the ids that name one channel, and whose own account is in use."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.score.browser import ServedPage, extended_browser

pytestmark = pytest.mark.browser

CHANNEL = "UCjane000000000000000000"
OTHER = "UClena000000000000000000"
CHAT = (
    "<yt-live-chat-app><span id='author-name'>@kim</span><yt-live-chat-message-input-renderer>"
    "<span id='author-name'>@Ada.Quill</span><yt-live-chat-text-input-field-renderer>"
    "<div id='input' contenteditable='true'></div></yt-live-chat-text-input-field-renderer>"
    "<div id='send-button'><button>Send</button></div></yt-live-chat-message-input-renderer></yt-live-chat-app>"
)
WATCH = (
    "<ytd-watch-flexy><a href='/@kim'>Kim</a>"
    "<ytd-video-owner-renderer><a href='/@Jane'>Jane</a></ytd-video-owner-renderer>"
    "<like-button-view-model><button aria-pressed='false'></button></like-button-view-model>{more}"
    "<ytd-live-chat-frame><iframe id='chatframe'></iframe></ytd-live-chat-frame></ytd-watch-flexy>"
)
ASK = """
(() => {
  const adapter = Adapter.forPage(FRAMEKEEPER_ADAPTERS, document, location);
  const pathOf = (at) => { const path = []; for (; at; at = at.parentNode) path.push(at); return path; };
  const ask = (selector, event) => {
    const path = pathOf(document.querySelector(selector));
    const found = adapter.recognise({ ...event, composedPath: () => path });
    return [found.interaction, found.role, found.accounts.map(({ account, aliases, own }) => [account, aliases, own])];
  };
  return [ask(SELECTOR, EVENT), adapter.ownAccount()];
})()
"""
CLICK = "{ type: 'click' }"
ENTER = "{ type: 'keydown', key: 'Enter' }"


@pytest.fixture(scope="module")
def browser() -> Iterator[BrowserContext]:
    """The extension; the chat is served in frames too."""
    with extended_browser([]) as context:
        yield context


def opened(browser: BrowserContext, more: str = "") -> ServedPage:
    return ServedPage(browser, "https://www.youtube.com/watch?v=abcdefghijk", WATCH.format(more=more))


def asked(page: ServedPage, selector: str, event: str = CLICK, *, frame: bool = False) -> Any:
    return page.ask(ASK.replace("SELECTOR", repr(selector)).replace("EVENT", event), frame=frame)


def chat_in(page: ServedPage) -> None:
    """Load the chat into the page's frame, at its own address."""
    page.page.route("**/live_chat?*", lambda route: route.fulfill(body=CHAT, content_type="text/html; charset=utf-8"))
    page.page.evaluate(
        "() => new Promise((done) => { chatframe.onload = done; chatframe.src = '/live_chat?continuation=x'; })"
    )


@pytest.mark.parametrize(
    ("selector", "event", "role"),
    [("#input", ENTER, "performs"), ("#send-button button", CLICK, "performs"), ("#input", CLICK, "opens")],
)
def test_a_live_chat_belongs_to_the_video_around_it(
    browser: BrowserContext, selector: str, event: str, role: str
) -> None:
    page = opened(browser)
    chat_in(page)
    assert asked(page, selector, event, frame=True) == [
        ["comment", role, [["youtube:jane", [], False]]],
        "youtube:ada.quill",
    ]
    page.close()


def test_another_video_in_the_same_page_is_seen_at_once(browser: BrowserContext) -> None:
    page = opened(browser)
    chat_in(page)
    page.page.evaluate(
        "() => { history.pushState(null, '', '/watch?v=zzzzzzzzzzz');"
        " document.querySelector('ytd-video-owner-renderer a').href = '/@Lena'; }"
    )
    assert asked(page, "#input", ENTER, frame=True)[0][2] == [["youtube:lena", [], False]]
    assert asked(page, "like-button-view-model button")[0][2] == [["youtube:lena", [], False]]
    page.close()


@pytest.mark.parametrize(
    ("more", "aliases"),
    [
        (f"<a href='/@Jane'>J</a><a href='/channel/{CHANNEL}/videos'>V</a>", [f"youtube:{CHANNEL}"]),
        (f"<a href='/@Lena'>L</a><a href='/channel/{OTHER}/videos'>V</a>", []),
        (f"<a href='/@Jane'>J</a><a href='/channel/{CHANNEL}'>V</a><a href='/channel/{OTHER}'>V</a>", []),
    ],
)
def test_handle_and_id_are_one_account_where_one_box_names_both(
    browser: BrowserContext, more: str, aliases: list[str]
) -> None:
    box = "ytd-video-description-infocards-section-renderer"
    page = opened(browser, f"<{box}>{more}</{box}>")
    assert asked(page, "like-button-view-model button")[0][2] == [["youtube:jane", aliases, False]]
    page.close()


def test_ones_own_channel_is_known_from_the_account_menu(browser: BrowserContext) -> None:
    menu = (
        "<ytd-active-account-header-renderer><yt-formatted-string>Jane</yt-formatted-string>"
        "<yt-formatted-string id='channel-handle'>@Jane</yt-formatted-string></ytd-active-account-header-renderer>"
    )
    page = opened(browser, menu)
    assert asked(page, "like-button-view-model button") == [
        ["react", "performs", [["youtube:jane", [], True]]],
        "youtube:jane",
    ]
    page.close()
