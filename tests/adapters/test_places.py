"""Where a finder may look beyond the page, and when another id in a place is an alias and no neighbour's."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.score.browser import ServedPage, extended_browser

pytestmark = pytest.mark.browser

PAGE = (
    "<body><section><a href='/jane_doe'>Jane</a><iframe id=same></iframe></section>"
    "<aside><a href='/kim'>Kim</a><a href='/i/user/77'>Kim</a></aside>"
    "<aside><a href='/jane_doe'>Jane</a><a href='/i/user/88'>Jane</a></aside>"
    "<a href='/kim?with=66'>Kim</a><p><a href='/jane_doe?with=99'>Jane</a></p><button>b</button></body>"
)
# Asked in the world of the page around: what is read of the frame's own document needs no world of its own.
ASK = """
const data = FRAMEKEEPER_ADAPTERS.find((each) => each.platform === "x").data();
data.finders = { here: FINDERS, also: ALIASES };
data.own = [];
const concerns = { concerns: ["here"], aliases: ["also"] };
data.controls = [
  { name: "c", interaction: "react", role: "performs", find: [{ match: "button" }], ...concerns },
];
const pathOf = (at) => { const path = []; for (; at; at = at.parentNode) path.push(at); return path; };
const ask = (root) => {
  const button = root.querySelector("button");
  const found = Adapter.make(data, root).recognise({ type: "click", composedPath: () => pathOf(button) });
  return found.accounts.map((seen) => [seen.account, ...seen.aliases]);
};
const frame = document.querySelector("iframe");
frame.contentDocument.body.innerHTML = "<button>f</button>";
return [ask(frame.contentDocument), ask(document)];
"""


@pytest.fixture(scope="module")
def page() -> Iterator[ServedPage]:
    """A page with a frame of its own site in it."""
    with extended_browser([]) as context:
        yield ServedPage(context, "https://x.com/home", PAGE)


def reading_ids(place: str, more: str = "") -> str:
    """Return a finder of the numbers in links of a place."""
    how = "find: \"[href*='/i/user/']\", read: 'attribute:href', pattern: '(\\\\d+)$'"
    return f"[{{ document: '{place}', {how}{more} }}]"


def asked(page: ServedPage, finders: str, aliases: str = "[]") -> Any:
    body = ASK.replace("FINDERS", finders).replace("ALIASES", aliases)
    return page.ask(f"(() => {{{body}}})()")


@pytest.mark.parametrize(
    "finder",
    [
        "{ from_frame: true, closest: 'section', find: 'a' }",
        "{ from_frame: true, climb: 'body', find: 'a' }",
        "{ from_frame: true, document: 'section a' }",
        "{ from_frame: true, at: '^/home$', closest: 'section', find: 'a' }",
    ],
)
def test_a_frame_asks_the_page_around_it_and_a_page_at_the_top_nobody(page: ServedPage, finder: str) -> None:
    assert asked(page, f"[{finder}]") == [[["x:jane_doe"]], []]


def test_the_address_is_that_of_the_page_around(page: ServedPage) -> None:
    assert asked(page, "[{ from_frame: true, at: '^/elsewhere', closest: 'section', find: 'a' }]") == [[], []]


@pytest.mark.parametrize(
    ("place", "aliases"), [("aside", []), ("aside:has([href*=jane])", ["x:88"]), ("aside:has([href*=nobody])", [])]
)
def test_an_alias_stands_beside_the_account_itself(page: ServedPage, place: str, aliases: list[str]) -> None:
    also = reading_ids(place, ", beside: true, stop: true")
    assert asked(page, "[{ document: 'section a' }]", also)[1] == [["x:jane_doe", *aliases]]


def test_an_alias_is_read_from_a_link_to_the_account_itself(page: ServedPage) -> None:
    how = "find: 'a[href]', read: 'attribute:href', pattern: 'with=(\\\\d+)', take: 'only'"
    also = f"[{{ document: 'body', {how}, itself: true }}]"
    assert asked(page, "[{ document: 'section a' }]", also)[1] == [["x:jane_doe", "x:99"]]
    assert asked(page, "[{ document: 'section a' }]", f"[{{ document: 'body', {how} }}]")[1] == [["x:jane_doe"]]


def test_without_that_word_any_place_is_believed(page: ServedPage) -> None:
    also = reading_ids("aside")
    assert asked(page, "[{ document: 'section a' }]", also)[1] == [["x:jane_doe", "x:77"]]
