"""How quick the watch list is with 5,000 clients: the agent's queries, the page's first rows, the answer to a search.

The agent is asked over its session. The page is timed in itself, from the beginning of its navigation, or from the key
that changes the search, until the rows stand in the document and a frame has come after them.
"""

import random
import time
from pathlib import Path
from typing import get_args

from playwright.async_api import Page, async_playwright

from agent.client import connect
from agent.paths import Paths
from protocol.messages.watchlist import ClientList, ClientsReply
from protocol.messages.words import Status
from tests.bench.importing import as_csv
from tests.bench.rows import Row, p
from tests.support.world import World, make_template, open_world

CLIENTS = 5_000
QUERIES = 400
LOADS, SEARCHES = 15, 60

FIRST_ROWS = """() => {
  const look = () => {
    const isThere = document.querySelector("table.clients tbody tr");
    requestAnimationFrame(isThere ? () => { window.rowsAt = performance.now(); } : look);
  };
  look();
}"""
ROWS_AT = "() => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() => tell(window.rowsAt))))"
FEW = 20
"""Rows at most that a full name leads to: it may be part of others' names."""
SEARCH = """async ([text, label]) => {
  const field = document.querySelector('input[type="search"]');
  const began = performance.now();
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  const rows = () => [...document.querySelectorAll("table.clients tbody tr")];
  const isShown = () => rows().some((row) => row.querySelector("bdi").textContent === label);
  while (rows().length > FEW || !isShown()) {
    await new Promise(requestAnimationFrame);
  }
  return performance.now() - began;
}""".replace("FEW", str(FEW))


async def measure(folder: Path) -> list[Row]:
    """Import 5,000 clients into the agent of a browser, then ask and look."""
    file = folder / "clients.csv"
    file.write_bytes(as_csv(CLIENTS))
    async with async_playwright() as playwright:
        template = await make_template(folder)
        async with open_world(playwright, template, folder / "world") as world:
            await world.agent.command("client", "import", str(file), "--yes")
            queries, known = await _queries(world)
            await world.connected()
            page = await world.context.new_page()
            rows = [await _first_rows(page, world) for _ in range(LOADS)][1:]
            searches = [await page.evaluate(SEARCH, each) for each in known[:SEARCHES]]
    return [
        Row("agent: a page of 5,000 clients, 95th percentile", p(queries, 95) * 1000, "ms", 20, f"{QUERIES} queries"),
        Row("dashboard: first rows of 5,000 clients, median", p(rows, 50), "ms", 200, f"longest {max(rows):.0f} ms"),
        Row("dashboard: answer to a search, median", p(searches, 50), "ms", 50, f"longest {max(searches):.0f} ms"),
    ]


async def _queries(world: World) -> tuple[list[float], list[tuple[str, str]]]:
    """Return how long the agent takes for pages of all kinds, and names with the labels that they lead to."""
    dice = random.Random(1)  # noqa: S311 - seeded on purpose
    times: list[float] = []
    known: list[tuple[str, str]] = []
    async with await connect(Paths(world.agent.home)) as opened:
        for number in range(QUERIES):
            found = f"{known[-1][0]}" if known and number % 2 else ""
            sort = dice.choice(("label", "status", "since", "changed"))
            status = dice.choice((None, *get_args(Status)))
            request = ClientList(found, None if found else status, None, 100, sort, dice.random() < 0.5)  # type: ignore[arg-type]
            began = time.perf_counter()
            reply = await opened.ask(request)
            times.append(time.perf_counter() - began)
            assert isinstance(reply, ClientsReply)
            if not found:
                chosen = dice.choice(reply.clients)
                known.append((chosen.names[0], chosen.label))
    return times, known


async def _first_rows(page: Page, world: World) -> float:
    await page.add_init_script(f"({FIRST_ROWS})()")
    await page.goto(f"{world.origin}/pages/dashboard/index.html")
    await page.locator("table.clients tbody tr").first.wait_for()
    return float(await page.evaluate(ROWS_AT))
