"""The bars on captured pages, and nothing recognised that is no interaction. Skipped where the pages are missing."""

import json
from collections import defaultdict
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

# Read by hand: each of these is a control that the cases leave out (reaction menus, share buttons, "Mention",
# a newsletter, thumbs down).
REVIEWED = {
    ("facebook", "message"),
    ("facebook", "react"),
    ("facebook", "share"),
    ("facebook", "view"),
    ("instagram", "share"),
    ("instagram", "view"),
    ("linkedin", "follow"),
    ("linkedin", "react"),
    ("reddit", "comment"),
    ("reddit", "message"),
    ("reddit", "react"),
    ("reddit", "share"),
    ("substack", "follow"),
    ("substack", "share"),
    ("threads", "mention"),
    ("threads", "share"),
    ("tiktok", "share"),
    ("tumblr", "share"),
    ("youtube", "react"),
}


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


@pytest.mark.parametrize("page", CASES)
def test_every_case_is_right_and_nothing_else_is_recognised(page: str, browser: BrowserContext) -> None:
    served = ServedPage(browser, CASES[page][0]["url"], (PAGES / page).read_text(encoding="utf-8"))
    told = served.ask(ASKING)
    served.close()
    wrong = {case["case"]: judge(case, told["answers"].get(case["case"])) for case in CASES[page]}
    assert {name: worth for name, worth in wrong.items() if worth != "right"} == {}
    others = {(page.partition("/")[0], one["interaction"]) for one in told["others"]}
    assert others <= REVIEWED
    assert told["seen"]
    assert told["problems"] == []
