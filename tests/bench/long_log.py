"""How long a long log takes: the agent's answers to what its pages ask, and the dashboard until its first rows."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Page, async_playwright

from agent.demo.process import PASSPHRASE
from agent.overridelog import OverrideLog
from agent.paths import Paths
from agent.vault import Vault
from protocol.messages.figures import LogFigures
from protocol.messages.log import LogFilter
from tests.bench.rows import Row, p
from tests.support.history import fill
from tests.support.world import make_template, open_world

ENTRIES = 20_000
ROUNDS = 30
OPENINGS = 15
ASKED = (
    LogFilter(),
    LogFilter(client="c-0000000007"),
    LogFilter(platform="x", interaction="view", tier="C", outcome="expired"),
    LogFilter(search="client.399"),
    LogFilter(search="zzzz"),
    LogFilter(flag="supervision", tier="B"),
    LogFilter(since="2026-01-01T00:00:00Z", until="2026-02-01T00:00:00Z"),
)
FIRST_ROW = """(name) => new Promise((done) => {
  const button = [...document.querySelectorAll("nav.pages button")].find((each) => each.textContent.trim() === name);
  const began = performance.now();
  const look = () => {
    const row = document.querySelector("table.log tbody td");
    if (row) requestAnimationFrame(() => done(performance.now() - began)); else setTimeout(look, 1);
  };
  button.click();
  look();
})"""


async def measure(folder: Path) -> list[Row]:
    """Fill a vault, ask it, then open it in a browser."""
    async with async_playwright() as playwright:
        template = await make_template(folder)
        answers = _fill_and_ask(Paths(template))
        async with open_world(playwright, template, folder / "world") as world:
            await world.connected()
            page = await world.context.new_page()
            await page.goto(f"{world.origin}/pages/dashboard/index.html")
            await page.get_by_role("table").wait_for()
            opened = [await _first_row(page) for _ in range(OPENINGS)]
    notes = {name: f"{ROUNDS} rounds with {ENTRIES:,} entries, median {p(times, 50):.1f} ms" for name, times in answers}
    return [
        *(Row(f"{name}, 95th percentile", p(times, 95), "ms", 20, notes[name]) for name, times in answers),
        Row("the log's page until its first rows", p(opened, 95), "ms", 200, f"median {p(opened, 50):.0f} ms"),
    ]


async def _first_row(page: Page) -> float:
    await page.get_by_role("button", name="Watch list", exact=True).click()
    await page.locator("table.clients").wait_for()
    return float(await page.evaluate(FIRST_ROW, "Log"))


def _fill_and_ask(paths: Paths) -> list[tuple[str, list[float]]]:
    vault = Vault(paths)
    vault.unlock(passphrase=PASSPHRASE)
    try:
        paths.seed.unlink(missing_ok=True)
        key = vault.key_for("override log seed")
        fill(vault.database, paths.seed, key, ENTRIES, datetime.now(UTC))
        log = OverrideLog(vault.database, paths.seed, key)
        pages, figures = list(_timed(log)), [_figures(log) for _ in range(ROUNDS)]
    finally:
        vault.close()
    return [("a page of the log, by any filter", pages), ("the log's figures", figures)]


def _timed(log: OverrideLog) -> Iterator[float]:
    for _ in range(ROUNDS):
        for asked in ASKED:
            began = time.perf_counter()
            log.entries(asked, limit=100)
            yield (time.perf_counter() - began) * 1000


def _figures(log: OverrideLog) -> float:
    began = time.perf_counter()
    log.figures(LogFigures())
    return (time.perf_counter() - began) * 1000
