"""P7: an account that is not on the list is looked up and forgotten."""

import shutil
from pathlib import Path

import pytest

from agent.demo.process import PASSPHRASE
from agent.paths import Paths
from agent.vault import Vault
from tests.support import xpages
from tests.support.inside import knows, scanned
from tests.support.waiting import until
from tests.support.world import World, back_to_the_page, heed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

OTHERS = ("sam_okafor", "lena_brandt_9", "sam.okafor")


def everything_in(home: Path) -> str:
    """Return the opened vault's whole content as text: every table, every row, the schema."""
    vault = Vault(Paths(home))
    vault.unlock(passphrase=PASSPHRASE)
    try:
        database = vault.database
        tables = [row[0] for row in database.rows("select name from sqlite_master where type = 'table'", ())]
        parts = [str(database.rows("select * from sqlite_master", ()))]
        for table in tables:
            for row in database.rows(f'select * from "{table}"', ()):  # noqa: S608 - the names are the schema's own
                parts.extend(part.decode("utf-8", "replace") if isinstance(part, bytes) else str(part) for part in row)
        return "\n".join(parts).lower()
    finally:
        vault.close()


async def test_looking_at_others_and_liking_them_leaves_nothing(world: World, tmp_path: Path) -> None:
    for handle in OTHERS[:2]:
        tab = await xpages.serve(world.context, xpages.page(xpages.tweet(handle)))
        await tab.get_by_test_id("like").hover()
        await knows(tab, f"x:{handle}")
        await tab.get_by_test_id("like").click()
        await tab.wait_for_function("() => done.length")
        await tab.close()
    tab = await world.open()
    await tab.mouse.wheel(0, 600)
    await scanned(tab)
    await world.status("9002").get_by_role("button", name="Favorite").click()
    await heed(await world.warning_after(world.status("9001").get_by_role("button", name="Favorite").click))
    await world.agent.stop()
    shutil.copytree(world.agent.home, tmp_path / "home")
    said = (world.folder / "home.stderr").read_text()
    content = everything_in(tmp_path / "home")
    assert "jamie" in content, "the client's own warning is recorded"
    for other in OTHERS:
        assert other not in content
        assert other not in said
    await world.agent.start(port=world.agent.port)


async def test_of_keys_that_stand_together_only_a_client_s_are_kept(world: World, tmp_path: Path) -> None:
    """A page shows everybody's number beside the handle; the agent keeps that of the client, and of nobody else."""
    people = {"sam_okafor": "880011", "jamie_doe": "424242", "lena_brandt_9": "880033"}
    cells = [xpages.user_cell(handle, "Jamie Doe", number) for handle, number in people.items()]
    tab = await xpages.serve(world.context, xpages.page("".join(cells)))
    await world.connected()
    await tab.bring_to_front()
    for handle in people:
        await tab.get_by_role("button", name=f"Follow @{handle}").hover()
    await knows(tab, *(f"x:{handle}" for handle in people))

    async def listed() -> str:
        return await world.agent.command("client", "list", "--json")

    # It is learned after the answer, which waits for nothing.
    await until(listed, lambda text: people["jamie_doe"] in text)
    await tab.close()
    await world.agent.stop()
    shutil.copytree(world.agent.home, tmp_path / "home")
    content = everything_in(tmp_path / "home") + (world.folder / "home.stderr").read_text()
    assert people.pop("jamie_doe") in content, "the client's number is kept"
    for other in (*people, *people.values()):
        assert other not in content
    await world.agent.start(port=world.agent.port)


async def test_a_cleared_account_is_kept_as_a_code_only(world: World, tmp_path: Path) -> None:
    """A "Not my client" answer must be remembered; its account must not be readable where it is remembered."""
    body = xpages.user_cell("another_jamie", "Jamie Doe")
    tab = await xpages.serve(world.context, xpages.page(body))
    await world.connected()
    warning = await world.warning_after(tab.get_by_role("button", name="Follow @another_jamie").click)
    await warning.get_by_role("button", name="Not my client").click()
    await back_to_the_page(warning)
    await world.agent.stop()
    shutil.copytree(world.agent.home, tmp_path / "home")
    vault = Vault(Paths(tmp_path / "home"))
    vault.unlock(passphrase=PASSPHRASE)
    tables = [
        row[0]
        for row in vault.database.rows(
            "select name from sqlite_master where type = 'table' and name like '%clear%'", ()
        )
    ]
    assert tables
    for table in tables:
        rows = str(vault.database.rows(f'select * from "{table}"', ()))  # noqa: S608 - the schema's own name
        assert rows != "[]"
        assert "another_jamie" not in rows
    vault.close()
    await world.agent.start(port=world.agent.port)
    await tab.close()
