"""Captured pages as other languages and builds would have them: nobody else is named, and hardly an answer is lost.

`python -m tests.score.perturbed` tries more, in all languages. Skipped where the pages are missing.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext

from tests.adapters.test_captured import CASES, PAGES
from tests.score.browser import ServedPage, extended_browser
from tests.score.counting import Count
from tests.score.perturbed import ask, count, no_counts

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not PAGES.is_dir(), reason="captured pages are not in the project: they belong in ../shared/pages"
    ),
]

LEAST = 0.99
"""Of the answers on a changed page."""
LONG = {
    "facebook/group_loggedin_en_2024.html",
    "facebook/home_en_2022.html",
    "linkedin/feed_en_2025a.html",
    "linkedin/profile1_2024.html",
    "linkedin/profile3_2024.html",
    "linkedin/profile_nodoc_2025.html",
    "reddit/post_shreddit_2025.html",
    "x/home_en_2024.html",
    "youtube/watch_en_2026.html",
}
"""Take long, and another page is like them."""


@pytest.fixture(scope="module")
def browser() -> Iterator[BrowserContext]:
    """The extension as it is shipped."""
    with extended_browser([]) as context:
        yield context


@pytest.mark.timeout(120)
def test_what_says_nothing_about_the_account_costs_nothing(browser: BrowserContext) -> None:
    counts = no_counts()
    for page, cases in CASES.items():
        if page not in LONG:
            served = ServedPage(browser, cases[0]["url"], (PAGES / page).read_text(encoding="utf-8"))
            count(cases, ask(served, cases, ["ja"], losses=False), counts)
            served.close()
    changes = {name: sum(platforms.values(), Count()) for name, platforms in counts["changes"].items()}
    assert len(changes) > 20
    assert {name: one.wrong_person for name, one in changes.items() if one.wrong_person} == {}
    assert {name: one.right for name, one in changes.items() if one.right < LEAST * one.total} == {}
