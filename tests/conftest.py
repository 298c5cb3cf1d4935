"""What tests in a browser share: one Playwright and one vault to copy for all, one running world for each module."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, settings
from playwright.async_api import Playwright, async_playwright, expect

from tests.support.picture import Picture, pictures
from tests.support.world import World, make_template, open_world

# How long an example or a page takes says something about the machine, and nothing about the code.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files in a browser come first, those that may take longest before all: the short ones fill what time is left."""
    patience: dict[Path, float] = {}
    for item in items:
        mark = item.get_closest_marker("timeout")
        if item.get_closest_marker("browser"):
            patience[item.path] = max(patience.get(item.path, 0), mark.args[0] if mark else 1)
    items.sort(key=lambda item: -patience.get(item.path, 0))


@pytest.fixture(autouse=True)
def _no_home_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test reads or writes the vault of who runs it."""
    monkeypatch.setenv("FRAMEKEEPER_HOME", str(tmp_path / "framekeeper"))


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    """Playwright's driver."""
    async with async_playwright() as driver:
        yield driver


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a vault and the sample clients; copy it."""
    return await make_template(tmp_path_factory.mktemp("template"))


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def world(
    playwright: Playwright, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """Agent, site and paired browser, shared by a module."""
    async with open_world(playwright, template, tmp_path_factory.mktemp("world")) as made:
        yield made


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say where pictures for the README are kept."""
    parser.addoption("--pictures", type=Path, help="a folder in which some tests keep pictures of the pages they use")


@pytest.fixture(scope="session")
def picture(pytestconfig: pytest.Config) -> Picture:
    """What keeps a picture of a page, if anybody wants it."""
    return pictures(pytestconfig.getoption("--pictures"))
