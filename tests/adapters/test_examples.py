"""Every rule of every adapter has an example, and the shipped engine understands it as the example says."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from protocol.reading import shipped
from protocol.vocabulary import Adapter
from tests.score.browser import ServedPage, extended_browser

ASKING = (Path(__file__).parent / "examples.js").read_text(encoding="utf-8").strip().rstrip(";")
ADAPTERS = {adapter.name: adapter for adapter in shipped()}
EMPTY = "<!DOCTYPE html><html><body></body></html>"


@pytest.fixture(scope="module")
def browser() -> Iterator[BrowserContext]:
    """The extension, allowed on a Mastodon instance too."""
    with extended_browser(["https://example.org/*"]) as context:
        yield context


@pytest.mark.browser
@pytest.mark.parametrize("name", ADAPTERS)
def test_the_engine_understands_the_examples(name: str, browser: BrowserContext) -> None:
    adapter = ADAPTERS[name]
    asked = [
        {"rule": rule.name, "triggers": list(rule.on), "html": example.html, "url": example.url}
        for rule in adapter.controls
        for example in rule.examples
    ]
    page = ServedPage(browser, f"https://{_host(adapter)}/", EMPTY)
    told = page.ask(f"({ASKING})({json.dumps(name)}, {json.dumps(asked)})")
    page.close()
    wrong = [(got, right) for got, right in zip(told, expected(adapter), strict=True) if got != right]
    assert not wrong


def expected(adapter: Adapter) -> list[dict[str, object]]:
    """What the engine has to say, in the order asked."""
    return [
        {
            "example": rule.name,
            "trigger": trigger,
            "found": {
                "rule": rule.name,
                "interaction": rule.interaction if rule.interaction != "opener" else "comment",
                "role": rule.role,
                "undo": example.undo,
                "gesture": _gesture(trigger),
                "account": example.account,
                "mentions": example.mentions,
            },
        }
        for rule in adapter.controls
        for example in rule.examples
        for trigger in rule.on
    ]


def _gesture(trigger: str) -> str:
    kept = {"click": "click", "double_click": "double_click", "submit": "submit"}
    return kept.get(trigger, "key")


def _host(adapter: Adapter) -> str:
    return f"www.{adapter.hosts[0]}" if adapter.hosts else "example.org"
