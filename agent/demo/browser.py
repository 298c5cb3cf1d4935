"""A Chromium-family browser with the extension in it, driven by Playwright."""

import asyncio
import json
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import BrowserContext, Page, Playwright, async_playwright

from agent.errors import FramekeeperError
from agent.texts import extension_folder

NAMES = ("chromium", "chromium-browser", "brave-browser", "vivaldi", "microsoft-edge", "google-chrome")
"""In the order of preference: Chrome of late no longer loads extensions from the command line."""

MAC = ("Chromium", "Brave Browser", "Vivaldi", "Microsoft Edge", "Google Chrome")

FEATURES = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "AimEnabled")
"""Switched off: pages that a window makes for its address bar's drop-down before anybody types, each with a process."""

FLAGS = (
    "--window-size=1280,900",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(('DisableLoadExtensionCommandLineSwitch', *FEATURES))}",
)


STEPS_SECONDS = 20
"""How long the extension may take to open its first steps, on a busy machine."""


class NoBrowser(FramekeeperError):
    """No browser that could load the extension; the sentence says what to install."""


class NoFirstSteps(FramekeeperError):
    """The extension was loaded and didn't open its first steps."""


def find_browser() -> Path:
    """Return the browser to use: `FRAMEKEEPER_BROWSER`, else the first of the Chromium family that is installed."""
    named = os.environ.get("FRAMEKEEPER_BROWSER")
    candidates = [named] if named else [*NAMES, *(f"/Applications/{n}.app/Contents/MacOS/{n}" for n in MAC)]
    for candidate in candidates:
        found = shutil.which(candidate)
        if found:
            return Path(found)
    raise NoBrowser(
        f"There is no browser at {named}. Set FRAMEKEEPER_BROWSER to one."
        if named
        else "No Chromium-family browser was found. Install Chromium, or set FRAMEKEEPER_BROWSER to one."
    )


def make_extension(hosts: Sequence[str], target: Path) -> Path:
    """Copy the extension to `target`, adding the match patterns `hosts` to its manifest and nothing else.

    No prompt can be answered in a headless browser; this stands for the therapist's answer to the one that asks
    for an instance's host. Firefox refuses patterns with a port.
    """
    shutil.copytree(extension_folder(), target, dirs_exist_ok=True)
    path = target / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["host_permissions"] = [*manifest.get("host_permissions", []), *hosts]
    for script in manifest.get("content_scripts", []):
        script["matches"] = [*script["matches"], *hosts]
    path.write_text(json.dumps(manifest, indent=2), encoding="utf-8")
    return target


def has_display() -> bool:
    """Whether a window can be shown to somebody."""
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


async def open_context(
    playwright: Playwright,
    profile: Path,
    extension: Path | None,
    *,
    headless: bool = True,
    flags: Sequence[str] = (),
    without: Sequence[str] = (),
) -> BrowserContext:
    """Start the browser with its own profile and, if given, the extension; `without` some of Playwright's own flags."""
    _allow_reloading(profile)
    loading = [f"--disable-extensions-except={extension}", f"--load-extension={extension}"] if extension else []
    return await playwright.chromium.launch_persistent_context(
        profile,
        executable_path=find_browser(),
        headless=False,
        no_viewport=True,  # windows have the sizes that the browser and the extension give them
        args=[*FLAGS, *_as_root(), *loading, *(["--headless=new"] if headless else []), *flags],
        ignore_default_args=list(without),
    )


def _allow_reloading(profile: Path) -> None:
    """Without its developer mode the browser would switch an unpacked extension off when that is reloaded."""
    preferences = profile / "Default" / "Preferences"
    if not preferences.exists():
        preferences.parent.mkdir(parents=True, exist_ok=True)
        preferences.write_text('{"extensions": {"ui": {"developer_mode": true}}}', encoding="utf-8")


def _as_root() -> list[str]:
    """Chromium's sandbox refuses to run as root, as in containers."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


@asynccontextmanager
async def launch(profile: Path, extension: Path | None, *, headless: bool = True) -> AsyncIterator[BrowserContext]:
    """Start the browser for a block, and close it after."""
    async with async_playwright() as playwright:
        context = await open_context(playwright, profile, extension, headless=headless)
        try:
            yield context
        finally:
            await context.close()


async def extension_origin(context: BrowserContext) -> str:
    """Return `chrome-extension://ID`, as soon as the extension's worker has started."""
    workers = context.service_workers
    worker = workers[0] if workers else await context.wait_for_event("serviceworker")
    return re.sub(r"^(\w[\w-]*://\w+)/.*", r"\1", worker.url)


async def first_steps(context: BrowserContext) -> Page:
    """Wait for the page that an installation opens; raises NoFirstSteps."""
    for _ in range(STEPS_SECONDS * 20):
        found = [page for page in context.pages if "/pages/welcome/" in page.url]
        if found:
            return found[0]
        await asyncio.sleep(0.05)
    raise NoFirstSteps("The extension didn't open its first steps. Run it again with a new profile.")


async def pair(context: BrowserContext, code: str) -> Page:
    """Pair a new profile through the extension's own page, as a person would. Returns that page, still open.

    The first steps, which the installation has opened, are closed.
    """
    await (await first_steps(context)).close()
    page = await context.new_page()
    await page.goto(f"{await extension_origin(context)}/pages/pair/index.html")
    await page.get_by_role("textbox", name="Pairing code").fill(code)
    await page.get_by_role("button", name="Pair", exact=True).click()
    return page
