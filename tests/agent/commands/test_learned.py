"""A warning about an account that was known by a learned key: what is said of it is said of that key alone."""

import asyncio

import pytest

from protocol.messages import ListChanged
from protocol.messages.state import Done
from protocol.messages.warnings import Check, ClearingUndo, Sighting, Verdicts, WarningDecided
from protocol.messages.watchlist import ClientReply, ClientShow
from tests.support.talk import Talk

NUMBER = Sighting("x:4242")


@pytest.fixture
async def taught(talk: Talk) -> Talk:
    """The client's number was shown beside the handle."""
    await talk.get(Check([Sighting("x:jamie_doe", aliases=["x:4242"])]), Verdicts)
    await asyncio.sleep(0)
    talk.notices.clear()
    return talk


async def keys(talk: Talk, client: str) -> list[str]:
    (account,) = (await talk.get(ClientShow(client), ClientReply)).client.accounts
    return [alias.key for alias in account.learned]


async def test_the_warning_is_about_what_the_page_shows(taught: Talk) -> None:
    view = await taught.open(NUMBER)
    assert (view.account, view.label, view.tier) == ("x:4242", "J. D.", "A")
    assert (await taught.entry(view)).account == "x:4242"
    assert (await taught.override(view)).granted


async def test_not_my_client_forgets_the_key_and_leaves_the_client_listed(taught: Talk) -> None:
    view = await taught.open(NUMBER)
    assert await taught.decide(view, "not_my_client") == WarningDecided(view.warning, granted=False)
    assert (await taught.verdict(NUMBER)).verdict == "clear"
    assert (await taught.verdict()).verdict == "listed"
    assert await keys(taught, view.client) == []
    await taught.get(Check([Sighting("x:jamie_doe", aliases=["x:4242"])]), Verdicts)
    await asyncio.sleep(0)
    assert await keys(taught, view.client) == [], "what the therapist said counts"
    for _ in range(2):
        await taught.get(ClearingUndo(view.warning), Done)
        assert (await taught.verdict(NUMBER)).verdict == "listed"
        assert await keys(taught, view.client) == ["x:4242"]
    taught.reopen()
    assert (await taught.verdict(NUMBER)).verdict == "listed"
    assert all(isinstance(notice, ListChanged) and not notice.accounts for notice in taught.notices)


async def test_not_my_client_of_the_account_itself_clears_its_learned_keys_too(taught: Talk) -> None:
    view = await taught.open()
    await taught.decide(view, "not_my_client")
    assert (await taught.verdict(NUMBER)).verdict == "clear"
    await taught.get(ClearingUndo(view.warning), Done)
    assert (await taught.verdict(NUMBER)).verdict == "listed"
