"""Looking at a page as a test: with axe-core, at several widths, in dark and forced colours, and by keyboard alone."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Page, ViewportSize

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
LOOKING = Path(__file__).with_suffix(".js")

NOT_ASKED: dict[str, str] = {
    "landmark-one-main": "a warning's window is one dialog, in `main`",
}
"""Rules of axe-core that are not asked, with the reason."""

COLOURS = ["color-contrast", "link-in-text-block"]
"""Rules of axe-core that tell light from dark."""

AUDIT = """async ([disabled, only]) => {
  const rules = Object.fromEntries(disabled.map((rule) => [rule, { enabled: false }]));
  const runOnly = only && { type: "rule", values: only };
  const options = { resultTypes: ["violations"], ...(only ? { runOnly } : { rules }) };
  const { violations } = await axe.run(document, options);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`));
}"""
"""All rules, those of good practice too."""


@dataclass(frozen=True)
class Window:
    """How wide and high a page is seen; zoom is a narrower window in CSS pixels."""

    width: int
    height: int


async def prepare(page: Page) -> None:
    """Bring what looks into the page; the extension's own policy doesn't let it load anything."""
    if not await page.evaluate("'looking' in globalThis"):
        await page.evaluate(LOOKING.read_text(encoding="utf-8"))


async def audit(page: Page, only: list[str] | None = None) -> list[str]:
    """Give what axe-core finds wrong, by all its rules or by some."""
    if not await page.evaluate("'axe' in globalThis"):
        await page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = await page.evaluate(AUDIT, [sorted(NOT_ASKED), only])
    return found


async def resize(page: Page, window: Window) -> None:
    """Give the page another size, unless it has that, and the next frame to settle in."""
    size: ViewportSize = {"width": window.width, "height": window.height}
    if page.viewport_size != size:
        await page.set_viewport_size(size)
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


async def cut(page: Page, window: Window) -> list[str]:
    """Give what is cut, spills or makes the page scroll sideways in a window of this size."""
    await prepare(page)
    await resize(page, window)
    found: list[str] = await page.evaluate("looking.cut()")
    return [f"{window.width} px: {what}" for what in found]


DEAF = 600
"""Milliseconds until every page takes keys: a warning takes none at first (pages/warning/keys.js)."""
PARTS = 4
"""Where Tab stops within one field at most: day, month, year and the calendar of a date."""


async def walk(page: Page) -> list[str]:
    """Press Tab through the page, and give what isn't reached, isn't in order, or can't be seen to have the focus."""
    await prepare(page)
    await page.bring_to_front()
    names: list[str] = await page.evaluate("looking.number()")
    places: list[int] = []
    problems: list[str] = []
    await page.evaluate(f"new Promise((done) => setTimeout(done, Math.max(0, {DEAF} - performance.now())))")
    for _ in range(PARTS * len(names) + 2):
        await page.keyboard.press("Tab")
        focused: dict[str, Any] | None = await page.evaluate("looking.focused()")
        if focused and places and focused["place"] == places[-1]:
            continue
        if focused is None or focused["place"] in places:
            break
        places.append(focused["place"])
        if not focused["seen"]:
            problems.append(f"one doesn't see the focus on {focused['name']}")
    missed = [name for place, name in enumerate(names) if place not in places]
    problems += [f"no Tab reaches {name}" for name in missed]
    if places != sorted(places):
        problems.append(f"the focus jumps: {places}")
    return problems
