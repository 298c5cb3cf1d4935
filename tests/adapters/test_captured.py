"""The bars on captured pages, and nothing recognised that is no interaction. Skipped where the pages are missing."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from protocol.reading import shipped
from tests.score.browser import ServedPage, extended_browser
from tests.score.counting import judge

PAGES = Path(__file__).parents[3] / "shared" / "pages"
ASKING = (Path(__file__).parents[1] / "score" / "asking.js").read_text(encoding="utf-8")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not PAGES.is_dir(), reason="captured pages are not in the project: they belong in ../shared/pages"
    ),
]

# Read by hand: the page names nobody there, whatever the case says: authors who are gone, a broadcast among posts.
NAMELESS = {
    ("reddit/post_shreddit_2025.html", "c24"),
    ("reddit/post_shreddit_2025.html", "c122"),
    ("reddit/post_shreddit_2025.html", "c219"),
    ("reddit/home_2021.html", "c28"),
    ("reddit/home_2021.html", "c29"),
}

# Read by hand, each of them: controls that the cases leave out (menus of reactions, awards, downvotes, share buttons,
# stories and highlights, "Mention", a newsletter). How many, so that one that is recognised besides shows.
REVIEWED: dict[str, dict[str, int]] = {
    "facebook/group_loggedin_en_2024.html": {"message opens": 1},
    "facebook/home_en_2022.html": {"react opens": 2, "view performs": 5},
    "facebook/search_loggedin_en_2025.html": {"react opens": 3, "share opens": 3},
    "instagram/post_es-la_2025_loggedin.html": {"share opens": 1, "view performs": 10},
    "instagram/reels_ru_2026_loggedin.html": {"share opens": 4},
    "linkedin/feed_en_2025a.html": {"react opens": 4},
    "linkedin/feed_en_2026.html": {"react opens": 8},
    "linkedin/profile1_2024.html": {"follow performs": 1},
    "linkedin/profile_nodoc_2025.html": {"follow performs": 1},
    "reddit/home_2021.html": {"message opens": 1, "react performs": 56, "share opens": 28},
    "reddit/post_shreddit_2025.html": {
        "comment opens": 99,
        "comment performs": 1,
        "react opens": 193,
        "share opens": 194,
    },
    "substack/app_reader.html": {"follow performs": 1, "share opens": 2},
    "threads/profile_en_2025.html": {"mention opens": 1, "share opens": 7},
    "tiktok/video.html": {"share opens": 2},
    "tumblr/search_loggedout_en_2026.html": {"share opens": 19},
    "youtube/watch_en_2026.html": {"react performs": 20},
}

LEAST_ORDINARY = 5000
"""Links, play buttons, menus, tabs and the like that are pressed, and are nothing."""


def cases() -> dict[str, list[dict[str, Any]]]:
    """The cases of each page, as far as the platform has an adapter."""
    known = {adapter.platform for adapter in shipped()}
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    if PAGES.is_dir():
        for line in (PAGES / "cases.jsonl").read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if case["page"].partition("/")[0] in known:
                if (case["page"], case["case"]) in NAMELESS:
                    case["account"] = None
                found[case["page"]].append(case)
    return found


CASES = cases()


@pytest.fixture(scope="module")
def browser() -> Iterator[BrowserContext]:
    """The extension as it is shipped."""
    with extended_browser([]) as context:
        yield context


@pytest.fixture(scope="module")
def ordinary() -> dict[str, int]:
    """How much was pressed on each page and is nothing."""
    return {}


@pytest.mark.parametrize("page", CASES)
def test_every_case_is_right_and_nothing_else_is_recognised(
    page: str, browser: BrowserContext, ordinary: dict[str, int]
) -> None:
    served = ServedPage(browser, CASES[page][0]["url"], (PAGES / page).read_text(encoding="utf-8"))
    told = served.ask(ASKING)
    served.close()
    wrong = {case["case"]: judge(case, told["answers"].get(case["case"])) for case in CASES[page]}
    assert {name: worth for name, worth in wrong.items() if worth != "right"} == {}
    others = Counter(f"{one['interaction']} {one['role']}" for one in told["others"])
    assert others == REVIEWED.get(page, {})
    ordinary[page] = told["asked"] - len(CASES[page]) - len(told["others"])
    assert told["seen"]
    assert told["problems"] == []


def test_thousands_of_ordinary_things_were_among_what_is_nothing(ordinary: dict[str, int]) -> None:
    if len(ordinary) < len(CASES):
        pytest.skip("not all pages were asked")
    assert sum(ordinary.values()) >= LEAST_ORDINARY
