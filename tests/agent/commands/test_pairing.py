from collections.abc import Iterator
from pathlib import Path

import pytest

from protocol.messages.keys import (
    Browsers,
    BrowsersReply,
    PairingCode,
    PairingPaired,
    PairingStart,
    PairingWait,
    Unpair,
)
from protocol.messages.state import Done, Problem
from tests.support.agents import BROWSER, CLI, Asked, unlocked

ORIGIN = "chrome-extension://" + "a" * 32


@pytest.fixture
def asked(made_home: Path, tmp_path: Path) -> Iterator[Asked]:
    with unlocked(made_home, tmp_path) as made:
        yield made


async def test_a_code_is_made_for_the_command_line_only(asked: Asked) -> None:
    assert isinstance(await asked.ask(PairingStart(), CLI), PairingCode)
    for request in (PairingStart(), PairingWait()):
        reply = await asked.ask(request, BROWSER)
        assert isinstance(reply, Problem)
        assert reply.code == "not_allowed"


async def test_who_waits_is_told_which_browser_has_paired(asked: Asked) -> None:
    await asked.ask(PairingStart(), CLI)
    pairings = asked.agent.pairings
    code = pairings.codes[0]
    pairings.confirm(code, pairings.offer(code, "Chromium on Linux", ORIGIN))
    reply = await asked.ask(PairingWait(), CLI)
    assert isinstance(reply, PairingPaired)
    assert reply.browser is not None
    assert reply.browser.name == "Chromium on Linux"
    listed = await asked.ask(Browsers())
    assert isinstance(listed, BrowsersReply)
    assert reply.browser in listed.browsers
    assert await asked.ask(Unpair(reply.browser.pairing)) == Done()
    assert isinstance(await asked.ask(Unpair(reply.browser.pairing)), Problem)


async def test_without_a_code_nobody_can_have_paired(asked: Asked) -> None:
    assert await asked.ask(PairingWait(), CLI) == PairingPaired(None)
