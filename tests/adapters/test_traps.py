"""Hand-written pages, one for each trap: every control is recognised with the right account, and nothing else is.

A page's first line names the address at which it is served.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.score.browser import ServedPage, extended_browser

HERE = Path(__file__).parent
PAGES = sorted((HERE.parent / "pages").glob("*/*.html"))
ASKING = (HERE / "traps.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[BrowserContext]:
    """The extension, allowed on a Mastodon instance too."""
    with extended_browser(["https://social.example.org/*"]) as context:
        yield context


@pytest.fixture(scope="module")
def tab(browser: BrowserContext) -> ServedPage:
    """One tab for all pages."""
    return ServedPage(browser, "https://example.org/", "")


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_control_and_nothing_else(path: Path, tab: ServedPage) -> None:
    html = path.read_text(encoding="utf-8")
    address = re.match(r"<!-- (https://\S+)", html)
    assert address, "the first line names the address"
    tab.turn_to(address[1], html)
    told = tab.ask(ASKING)
    assert told["wrong"] == []
    assert told["adapter"] == path.parent.name
    assert told["asked"] == html.count(" expect=")
