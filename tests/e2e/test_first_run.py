"""The first run, as a new user goes through it: from an extension that was just loaded to a press that is held."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, Playwright, expect

from agent.demo.browser import first_steps, make_extension, open_context
from agent.demo.play import HOSTS, SOON
from agent.demo.site import Site
from agent.paths import Paths
from agent.vault import Vault
from agent.vault.slots import Cost
from tests.support.command import PASSPHRASE
from tests.support.newcomer import Newcomer, pair, running
from tests.support.searching import found
from tests.support.world import go_ahead, heed, unlock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]

SYSTEMCTL = "#!/bin/sh\nexit 0\n"
"""Says that all is well: no service manager of who runs the tests may hear of a test's agent."""

ALLOW = "(id) => chrome.developerPrivate.updateExtensionConfiguration({ extensionId: id, incognitoAccess: true })"
"""What the switch of the browser's own page does."""
NAME = "Quenby Zanthorpe"
UNDER = 180
"""Seconds that the first run may take."""


@pytest_asyncio.fixture(loop_scope="session")
async def site() -> AsyncIterator[Site]:
    async with Site() as made:
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def newcomer(playwright: Playwright, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Newcomer]:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "systemctl").write_text(SYSTEMCTL)
    (tmp_path / "bin" / "systemctl").chmod(0o700)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    extension = make_extension(HOSTS, tmp_path / "extension")
    context = await open_context(playwright, tmp_path / "profile", extension)
    try:
        yield Newcomer(context, await first_steps(context), tmp_path / "home")
    finally:
        await context.close()


async def test_from_nothing_to_a_press_that_is_held(newcomer: Newcomer, site: Site) -> None:
    page = newcomer.page
    await expect(page.get_by_role("heading", level=1)).to_have_text("Start the agent")
    async with running(newcomer):
        newcomer.keys += len("framekeeper run") + 1
        await newcomer.reads("press Enter here.")
        await newcomer.at("Pair this browser")
        await newcomer.type_at_terminal("")
        await newcomer.reads("Pairing code:  ")
        code = await newcomer.reads("\n")
        await newcomer.write("Pairing code", code, pasted=True)
        await newcomer.press("Pair")
        await newcomer.at("Choose a passphrase")
        await newcomer.told("This browser is paired.")
        await newcomer.write("Passphrase", "password")
        await newcomer.write("The same once more", "password")
        await newcomer.press("Make my vault")
        await newcomer.told("common password")
        await newcomer.write("Passphrase", PASSPHRASE)
        await newcomer.write("The same once more", PASSPHRASE)
        await newcomer.press("Make my vault")
        await newcomer.at("Recovery code on paper")
        await newcomer.told("The vault is made.")
        shown = (await page.locator(".code").inner_text()).split()
        newcomer.letters += len("".join(shown))
        await newcomer.press("I have written it down")
        await expect(page.get_by_text(shown[0])).to_have_count(0)
        await newcomer.write("Recovery code", " ".join([*shown[:2], "00000", *shown[3:]]).lower())
        await newcomer.press("Check")
        await newcomer.told("Group 3 differs")
        await newcomer.write("Recovery code", "".join(shown).lower())
        await newcomer.press("Check")
        await newcomer.at("First clients")
        await newcomer.told("That is the code.")
        await newcomer.write("Label", "J. D.")
        await newcomer.write("Names", NAME)
        await newcomer.write("Link to an account", "https://social.example.org/@jamie.doe", pasted=True)
        await newcomer.press("Save")
        await newcomer.told("J. D. is on the watch list.")
        await newcomer.press("Go on")
        await newcomer.at("A practice warning")
        events = newcomer.commands.ask("log", "verify")["events"]
        await practise(newcomer)
        await newcomer.press("Go on")
        await newcomer.at("Private windows")
        await newcomer.press("Later")
        await newcomer.at("Start at login")
        await newcomer.press("Start it at every login")
        await newcomer.told("The agent starts at every login, locked.")
        await newcomer.press("Go on")
        await newcomer.at("You are protected")
        assert newcomer.commands.ask("log", "verify")["events"] == events, "a practice is recorded nowhere"
        assert newcomer.commands.ask("status")["recovery_unconfirmed"] is False
        assert newcomer.seconds < UNDER, "an average person takes longer than three minutes"
        tab = await newcomer.context.new_page()
        await tab.goto(site.url + "/home")
        warning = await opened(newcomer, tab.locator('article[data-id="9001"]').get_by_role("button", name="Favorite"))
        await expect(warning.get_by_role("alertdialog")).to_contain_text("J. D. is a current client.")
        await heed(warning)
        assert site.interactions == []
        assert newcomer.commands.ask("log", "list")["outcome"] == "heeded"


async def test_what_was_begun_outlives_an_agent_that_dies_or_locks_and_a_page_that_is_closed(
    newcomer: Newcomer, tmp_path: Path
) -> None:
    page = newcomer.page
    async with running(newcomer) as terminal:
        await pair(newcomer)
        port = (newcomer.commands.home / "agent.port").read_text().strip()
        await newcomer.at("Choose a passphrase")
        await page.get_by_label("Show what I type").check()
        for label in ("Passphrase", "The same once more"):
            await newcomer.write(label, PASSPHRASE)
        terminal.process.kill()
        await expect(page.get_by_text("what you typed is still here")).to_be_visible()
    async with running(newcomer, "--port", port):
        await expect(page.get_by_label("Passphrase", exact=True)).to_have_value(PASSPHRASE)
        await newcomer.press("Make my vault")
        await newcomer.at("Recovery code on paper")
        lost = await page.locator(".code").inner_text()
        await page.reload()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Recovery code on paper")
        await newcomer.write("Passphrase", PASSPHRASE)
        await newcomer.press("Make a new code")
        code = " ".join((await page.locator(".code").inner_text()).split())
        assert code.split() != lost.split()
        await newcomer.press("I have written it down")
        await newcomer.write("Recovery code", code)
        await asyncio.to_thread(newcomer.commands.ok, "lock")
        await unlock(page)
        await expect(page.get_by_label("Recovery code", exact=True)).to_have_value(code)
        await newcomer.press("Check")
        await newcomer.at("First clients")
        await newcomer.write("Names", NAME)
        await asyncio.to_thread(newcomer.commands.ok, "lock")
        await unlock(page)
        await expect(page.get_by_label("Names")).to_have_value(NAME)
        await page.wait_for_timeout(4000)  # Chromium writes its session files every two and a half seconds
        await newcomer.press("Save")
        await newcomer.told("Q. Z. is on the watch list.")
        again = await allowed_privately(newcomer)
        await expect(again.get_by_role("heading", level=1)).to_have_text("A practice warning")
        done = again.get_by_role("navigation").get_by_role("button", name="Private windows (done)")
        await expect(done).to_be_visible()
        await newcomer.context.close()
        secrets = (PASSPHRASE, *forms_of(code), *forms_of(lost), *NAME.split())
        assert found(tmp_path / "profile", secrets) == []
        assert found(newcomer.commands.home, secrets) == []


async def test_with_a_backup_the_steps_go_on_from_it(newcomer: Newcomer, tmp_path: Path) -> None:
    page = newcomer.page
    vault, code = Vault.create(Paths(tmp_path / "before"), PASSPHRASE, cost=Cost())
    vault.backup(tmp_path / "copy.backup")
    vault.close()
    async with running(newcomer):
        await pair(newcomer)
        await newcomer.at("Choose a passphrase")
        await page.get_by_text("I have a backup of a vault").click()
        await page.get_by_label("It opens with").select_option("its recovery code")
        await newcomer.write("Passphrase or code of the backup", code)
        await newcomer.press("Put the backup in place")
        await newcomer.told("Choose a backup file")
        await page.get_by_label("Backup file").set_input_files(tmp_path / "copy.backup")
        await newcomer.press("Put the backup in place")
        await newcomer.at("First clients")
        await newcomer.told("The backup is in place, and the vault is open.")
        assert newcomer.commands.ask("status")["locked"] is False


def forms_of(code: str) -> tuple[str, ...]:
    """A recovery code as it may have been shown, typed or sent."""
    groups = code.split()
    return tuple(
        form for text in (" ".join(groups), "-".join(groups), "".join(groups)) for form in (text, text.lower())
    )


async def allowed_privately(newcomer: Newcomer) -> Page:
    """Switch on what allows the extension in private windows, in the browser's own settings, and wait for the page."""
    page = newcomer.page
    steps = page.get_by_role("navigation")
    await steps.get_by_role("button", name="Private windows").click()
    async with newcomer.context.expect_page(
        lambda page: page.url.startswith("chrome://extensions"), timeout=SOON
    ) as opening:
        await newcomer.press("Open the settings")
    settings = await opening.value
    await settings.evaluate(ALLOW, page.url.split("/")[2])
    return await first_steps(newcomer.context)


async def opened(newcomer: Newcomer, control: Locator) -> Page:
    """Press a control and give the warning that opens."""
    newcomer.presses += 1
    async with newcomer.context.expect_page(lambda page: "/pages/warning/" in page.url, timeout=SOON) as opening:
        await control.click()
    warning = await opening.value
    await expect(warning.get_by_role("button", name="Don't").first).to_be_focused()
    return warning


async def practise(newcomer: Newcomer) -> None:
    """Leave one, and go ahead with one."""
    sample = newcomer.page.get_by_role("article", name="Sample page")
    follow = sample.get_by_role("button", name="Follow", exact=True)
    warning = await opened(newcomer, follow)
    await expect(warning.get_by_role("alertdialog")).to_contain_text("Practice: nothing of this is recorded.")
    await expect(warning.get_by_role("alertdialog")).to_contain_text("A. B. is a current client.")
    newcomer.presses += 1
    await heed(warning)
    await newcomer.told("You left it.")
    like = sample.get_by_role("button", name="Like")
    warning = await opened(newcomer, like)
    newcomer.presses += 4
    await go_ahead(warning)
    await newcomer.told("Press “Like” once more.")
    await expect(like).to_have_attribute("aria-pressed", "false")
    await like.click()
    await newcomer.told("It went through.")
    await expect(sample.get_by_role("button", name="Liked")).to_have_attribute("aria-pressed", "true")
