"""The settings in the dashboard, as a therapist uses them: what changes counts at once, is said, and can be undone."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from agent.client import open_session
from agent.commands.opening import close_vault, make_agent, open_vault
from agent.demo.play import SOON
from agent.demo.process import PASSPHRASE, AgentProcess
from agent.demo.story import StepFailed
from agent.overridelog.kinds import Decided
from agent.paths import Paths
from protocol.channel import PAIRING_MODE, Initiator
from protocol.messages.keys import PairingConfirm, PairingOffer, PairingRequest
from protocol.pairing_code import PairingCode
from tests.support.logs import WARNED
from tests.support.waiting import until
from tests.support.wire import OTHER
from tests.support.world import World, heed, unlock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

NEW = "nine green herons paint the barn"
LIKES = "Like, share, vote, endorse, join, Current"


@pytest_asyncio.fixture(loop_scope="session")
async def settings(world: World) -> AsyncIterator[Page]:
    await world.connected()
    page = await world.context.new_page()
    await page.goto(f"{world.origin}/pages/dashboard/index.html")
    await page.get_by_role("button", name="Settings").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Warnings")
    yield page
    await page.close()


async def section(page: Page, name: str) -> None:
    await page.get_by_role("navigation", name="Settings").get_by_role("button", name=name).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(name)


async def favourite(world: World, number: str) -> None:
    await world.page.bring_to_front()
    await world.status(number).get_by_role("button", name="Favorite").click()


async def favourite_at_last(world: World, number: str) -> None:
    """Press until it arrives: a press toward a client of whom the page knows nothing yet is never done again."""
    for _ in range(3):
        await favourite(world, number)
        try:
            return await world.arrived(f"POST /api/v1/statuses/{number}/favourite")
        except StepFailed:
            continue
    pytest.fail("What isn't held doesn't pass.")


async def test_a_tier_decides_at_once_whether_a_press_is_held(world: World, settings: Page) -> None:
    tab = await world.open()
    await heed(await world.warning_after(lambda: favourite(world, "9001")))
    await settings.bring_to_front()
    choice = settings.get_by_label(LIKES, exact=True)
    await expect(choice).to_have_value("B")
    await choice.select_option("C")
    await expect(settings.get_by_text(f"Saved: {LIKES}: C")).to_be_visible()
    await expect(settings.get_by_text("recommended: B")).to_be_visible()
    assert (await world.agent.ask("settings"))["tiers"]["current.react"] == "C"
    await favourite_at_last(world, "9001")
    await settings.bring_to_front()
    await settings.get_by_role("button", name=f"Undo: Saved: {LIKES}: C").click()
    await expect(choice).to_have_value("B")
    await tab.close()
    tab = await world.open()
    await heed(await world.warning_after(lambda: favourite(world, "9001")))
    await world.agent.ask("settings", "--tier", "former.view=none", "--tier", "possible.follow=A")
    await expect(settings.get_by_label("Open a story or profile, Former")).to_have_value("none")
    await settings.bring_to_front()
    await settings.get_by_role("button", name="Back to what is recommended").click()
    await expect(settings.get_by_text("All is as recommended.")).to_be_visible()
    await settings.get_by_label("How alike a name has to be").fill("59")
    await settings.keyboard.press("Tab")
    await expect(settings.get_by_text("Write a number from 60 to 100.")).to_be_visible()
    await settings.get_by_label("Also warn before a client's LinkedIn").check()
    await expect(settings.get_by_text("profile is opened: on")).to_be_visible()
    assert (await world.agent.ask("settings"))["profile_views"]
    await tab.close()


async def test_without_an_answer_and_own_accounts(world: World, settings: Page) -> None:
    await section(settings, "Without an answer")
    away = settings.get_by_role("radio", name="Let presses through")
    await away.check()
    await expect(settings.get_by_text("Saved: Let presses through")).to_be_visible()
    await settings.get_by_role("button", name="Undo: Saved: Let presses through").click()
    await expect(settings.get_by_role("radio", name="Hold presses and say why")).to_be_checked()
    await settings.get_by_label("“Go on without protection” lasts").select_option("30")
    await expect(settings.get_by_text("Saved: 30 minutes")).to_be_visible()
    await world.says("Protected")
    await section(settings, "Own accounts")
    link = settings.get_by_label("Link to an account")
    for wrong, said in (("https://example.org/", "."), ("https://x.com/jamie_doe", "J. D.'s")):
        await link.fill(wrong)
        await link.press("Enter")
        await expect(settings.get_by_role("alert")).to_contain_text(said)
    await link.fill("https://x.com/ada_quill")
    await settings.get_by_label("What it is for", exact=True).select_option("personal")
    await settings.get_by_role("button", name="Add this account").click()
    await settings.get_by_label("What ada_quill on X is for").select_option("professional")
    await expect(settings.get_by_text("Saved: ada_quill on X: professional")).to_be_visible()
    await settings.get_by_role("button", name="Remove ada_quill on X").click()
    await expect(settings.get_by_text("None yet.")).to_be_visible()
    await settings.get_by_role("button", name="Undo: Saved: ada_quill on X isn't").click()
    await expect(settings.get_by_label("What ada_quill on X is for")).to_have_value("professional")


async def another_browser(agent: AgentProcess) -> None:
    async with agent.pairing() as code:
        psk = PairingCode.parse(code).psk
        async with await open_session(agent.port, Initiator(PAIRING_MODE, psk), OTHER) as client:
            offer = await client.ask(PairingRequest("Old laptop"))
            assert isinstance(offer, PairingOffer)
            await client.ask(PairingConfirm(offer.pairing))


async def test_another_browser_is_renamed_and_unpaired(world: World, settings: Page) -> None:
    await another_browser(world.agent)
    await section(settings, "Browsers")
    mine = settings.get_by_role("row").filter(has_text="this browser")
    await expect(mine).to_have_count(1)
    await settings.get_by_role("button", name="Rename Old laptop").click()
    await settings.get_by_label("Name of this browser in lists").fill("Older laptop")
    await settings.get_by_role("button", name="Save", exact=True).click()
    await expect(settings.get_by_text("Saved: it is called Older laptop")).to_be_visible()
    await settings.get_by_role("button", name="Unpair Older laptop").click()
    await expect(settings.get_by_text("Older laptop can't ask the agent any longer")).to_be_visible()
    await expect(settings.get_by_role("button", name="Keep it paired")).to_be_focused()
    await settings.get_by_role("button", name="Unpair it now").click()
    await expect(settings.get_by_text("Older laptop is no longer paired.")).to_be_visible()
    names = [one["name"] for one in await world.agent.ask("browsers")]
    assert "Older laptop" not in names
    assert len(names) == 2


async def test_the_passphrase_is_changed_and_the_recovery_code_renewed(world: World, settings: Page) -> None:
    await section(settings, "Lock and passphrase")
    await settings.get_by_label("Minutes without input").fill("20")
    await settings.keyboard.press("Tab")
    await expect(settings.get_by_text("locks: 20")).to_be_visible()
    change = settings.get_by_role("button", name="Change the passphrase")
    for so_far, new, again, said in (
        (PASSPHRASE, NEW, f"{NEW}s", "The two new passphrases differ."),
        ("not this one at all", NEW, NEW, "That isn't the passphrase."),
        (PASSPHRASE, "password", "password", "guess"),
    ):
        await settings.get_by_label("Passphrase so far").fill(so_far)
        await settings.get_by_label("New passphrase").fill(new)
        await settings.get_by_label("The same once more").fill(again)
        await change.click()
        await expect(settings.get_by_role("alert").filter(has_text=said)).to_be_visible()
    await settings.get_by_label("New passphrase").fill(NEW)
    await settings.get_by_label("The same once more").fill(NEW)
    await change.click()
    await expect(settings.get_by_text("The passphrase is changed.")).to_be_visible()
    await expect(settings.get_by_label("Passphrase so far")).to_have_value("")
    world.agent.passphrase_file.write_text(f"{NEW}\n")
    await settings.get_by_label("Passphrase", exact=True).fill(NEW)
    await settings.get_by_role("button", name="Make a new code").click()
    code = settings.get_by_role("code")
    await expect(code).to_be_visible()
    shown = await code.inner_text()
    back = settings.get_by_label("Type it back")
    await back.fill("AAAA-BBBB")
    await settings.get_by_role("button", name="I have written it down").click()
    await expect(settings.get_by_role("alert").filter(has_text="recovery code")).to_be_visible()
    await back.fill(shown.lower())
    await settings.get_by_role("button", name="I have written it down").click()
    await expect(settings.get_by_text("The new recovery code is good")).to_be_visible()
    assert shown not in await settings.locator("body").inner_text()
    assert not (await world.agent.ask("status"))["recovery_unconfirmed"]


async def remember_old_entries(agent: AgentProcess, former: str, current: str) -> None:
    """Put entries of eight years ago into the log, as they would stand there: two about the one, one about another."""
    await agent.stop()
    opened = make_agent(Paths(agent.home))
    open_vault(opened, passphrase=agent.passphrase_file.read_text().strip())
    long_ago = datetime.now(UTC) - timedelta(days=8 * 366)
    opened.clock = partial(datetime.fromtimestamp, long_ago.timestamp(), UTC)
    _, log = opened.require_open()
    for client, label in ((former, "R. H."), (former, "R. H."), (current, "J. D.")):
        log.decide(log.add_warning(msgspec.structs.replace(WARNED, client=client, label=label)), Decided("heeded"))
    close_vault(opened)
    await agent.start(port=agent.port)


async def test_a_backup_is_downloaded_and_restored_on_the_command_line(world: World, settings: Page) -> None:
    await section(settings, "Backup")
    async with settings.expect_download() as downloading:
        await settings.get_by_role("button", name="Download a backup").click()
    download = await downloading.value
    assert download.suggested_filename.startswith("framekeeper-")
    await expect(settings.get_by_text(download.suggested_filename)).to_be_visible()
    kept = world.folder / "copy.backup"
    await download.save_as(kept)
    assert b"Jamie" not in kept.read_bytes()
    other = AgentProcess(world.folder / "other")
    secret = ("--passphrase-file", str(world.agent.passphrase_file))
    await other.command("restore", str(kept), *secret)
    clients = await other.ask("client", "list", *secret)
    assert {client["label"] for client in clients} >= {"J. D.", "R. H.", "P. N."}


async def test_what_is_past_its_time_is_erased_unless_it_is_held(world: World, settings: Page) -> None:
    ids = {one["label"]: one["id"] for one in await world.agent.ask("client", "list")}
    passphrase = world.agent.passphrase_file.read_text().strip()
    await remember_old_entries(world.agent, ids["R. H."], ids["J. D."])
    await world.connected()
    await section(settings, "Records")
    await expect(settings.get_by_text("2 entries are past their time.")).to_be_visible()
    await settings.get_by_role("button", name="Put R. H. under a legal hold").first.click()
    await expect(settings.get_by_text("Nothing is past its time.")).to_be_visible()
    await settings.get_by_role("button", name="End the legal hold of R. H.").click()
    await settings.get_by_role("button", name="Erase what is past").click()
    await expect(settings.get_by_text("2 log entries would be erased.")).to_be_visible()
    await settings.get_by_role("button", name="Erase for good").click()
    await expect(settings.get_by_role("alert")).to_contain_text("Type the passphrase first.")
    await settings.locator("#erasePassphrase").fill(passphrase)
    await settings.get_by_role("button", name="Erase for good").click()
    await expect(settings.get_by_text("2 entries were erased.")).to_be_visible()
    verified = await world.agent.ask("log", "verify")
    assert verified["ok"]
    assert any("2 past their time" in note for note in verified["notes"])
    await settings.get_by_label("Find a client").fill("J. D.")
    await settings.get_by_role("button", name="Erase all about J. D.").click()
    await expect(settings.locator("#erasePassphrase")).to_be_focused()
    await settings.get_by_role("button", name="Don't erase").click()
    await expect(settings.locator("#erasePassphrase")).to_have_count(0)
    await settings.get_by_role("button", name="Erase all about J. D.").click()
    await settings.locator("#erasePassphrase").fill(passphrase)
    await settings.get_by_role("button", name="Erase for good").click()
    await expect(settings.get_by_text(re.compile(r"(1 entry was|\d+ entries were) erased\."))).to_be_visible(
        timeout=SOON
    )
    assert {one["label"] for one in await world.log()} <= {"R. H.", "P. N."}
    await settings.get_by_label("Legal hold: erase nothing").check()
    await expect(settings.get_by_text("Legal hold is on")).to_be_visible()
    await settings.get_by_role("button", name="Undo: Saved: Legal hold: on").click()
    await expect(settings.get_by_text("Nothing is past its time.")).to_be_visible()


def kept_beside(home: Path) -> list[Path]:
    return list(home.glob("vault.db.before-*"))


async def test_a_backup_is_brought_back_from_the_page(world: World, settings: Page) -> None:
    kept = world.folder / "kept.backup"
    passphrase = world.agent.passphrase_file.read_text().strip()
    await world.agent.command("backup", str(kept))
    await world.agent.ask("client", "add", given={"label": "N. C."})
    await section(settings, "Backup")
    await settings.get_by_label("Backup file").set_input_files(kept)
    await settings.get_by_label("Passphrase or code of the backup").fill(passphrase)
    await settings.get_by_role("button", name="Look into it").click()
    await expect(settings.get_by_text("The backup: 3 clients")).to_be_visible()
    await expect(settings.get_by_text("Here and now: 4 clients")).to_be_visible()
    await settings.get_by_role("button", name="Put the backup in place").click()
    await expect(settings.get_by_text("The vault is locked.")).to_be_visible()
    await unlock(settings, passphrase)
    await settings.get_by_role("button", name="Watch list").click()
    await expect(settings.get_by_role("table")).to_contain_text("J. D.")
    assert {one["label"] for one in await world.agent.ask("client", "list")} == {"J. D.", "R. H.", "P. N."}
    assert kept_beside(world.agent.home)
    verified = await until(lambda: world.agent.ask("log", "verify"), lambda found: found["ok"])
    assert verified["ok"]
    await settings.get_by_role("button", name="Settings").click()
    await section(settings, "Browsers")
    row = settings.get_by_role("row").filter(has_text="this browser")
    await row.get_by_role("button", name="Unpair").click()
    await expect(settings.get_by_text("This is the browser that you are looking at.")).to_be_visible()
    await settings.get_by_role("button", name="Unpair it now").click()
    await expect(settings.get_by_text("doesn't know this browser")).to_be_visible()
