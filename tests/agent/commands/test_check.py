import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.commands.opening import close_vault, open_vault
from agent.errors import DiskFull
from protocol.messages import ListChanged
from protocol.messages.warnings import Check, Sighting, Verdict, Verdicts
from protocol.messages.watchlist import ClientAdd, ClientReply, ClientShow
from tests.support.agents import CLI, Asked, unlocked
from tests.support.command import PASSPHRASE


@pytest.fixture
def asked(made_home: Path, tmp_path: Path) -> Iterator[Asked]:
    with unlocked(made_home, tmp_path) as made:
        yield made


async def verdicts(asked: Asked, *sightings: Sighting) -> list[Verdict]:
    reply = await asked.ask(Check(list(sightings)))
    assert isinstance(reply, Verdicts)
    return reply.verdicts


async def test_answers_in_the_order_asked_with_what_to_hold(asked: Asked) -> None:
    await asked.ask(ClientAdd(names=["Jamie Doe"], accounts=["x:jamie_doe"], status="former"))
    clear, listed, possible = await verdicts(
        asked,
        Sighting("x:somebody_else"),
        Sighting("x:renamed", aliases=["x:jamie_doe"]),
        Sighting("x:stranger", names=["Doe, Jamie"]),
    )
    assert clear == Verdict("clear")
    assert (listed.verdict, listed.asks) == ("listed", ["view"])
    assert {"follow", "react", "comment", "share", "message"} <= set(listed.holds)
    assert possible.verdict == "possible"
    assert "follow" in possible.holds
    assert {"react", "comment"} <= set(possible.asks)
    assert await verdicts(asked) == []


async def test_asking_leaves_no_trace(asked: Asked) -> None:
    home = asked.agent.paths.home
    before = {file.name: file.read_bytes() for file in home.iterdir()}
    for number in range(50):
        await verdicts(asked, Sighting(f"x:passer_by_{number}", names=["Passer By"]))
    assert {file.name: file.read_bytes() for file in home.iterdir()} == before


async def settled() -> None:
    """Let what was put off until after the answer happen."""
    await asyncio.sleep(0)


async def aliases(asked: Asked, client: str) -> list[str]:
    reply = await asked.ask(ClientShow(client))
    assert isinstance(reply, ClientReply)
    return [learned.key for account in reply.client.accounts for learned in account.learned]


@pytest.fixture
async def jamie(asked: Asked) -> str:
    reply = await asked.ask(ClientAdd(names=["Jamie Doe"], accounts=["x:jamie_doe"]))
    assert isinstance(reply, ClientReply)
    asked.notices.clear()
    return reply.client.id


SHOWN = Sighting("x:jamie_doe", aliases=["x:4242"])


async def test_what_a_page_shows_is_learned_after_the_answer_and_told_once(asked: Asked, jamie: str) -> None:
    before = await asked.ask(Check([SHOWN, Sighting("x:somebody")]))
    assert isinstance(before, Verdicts)
    assert asked.notices == [], "the answer waits for nothing"
    await settled()
    assert asked.notices == [ListChanged(before.epoch + 1, ["x:4242"])]
    assert await aliases(asked, jamie) == ["x:4242"]
    for _ in range(3):
        after = await asked.ask(Check([SHOWN, Sighting("x:4242"), Sighting("x:somebody")]))
        await settled()
        assert isinstance(after, Verdicts)
        assert after.epoch == before.epoch + 1
        assert [verdict.verdict for verdict in after.verdicts] == ["listed", "listed", "clear"]
    assert len(asked.notices) == 1, "what is asked again after a notice brings no other"


async def test_each_lesson_of_one_question_is_told_by_an_epoch_of_its_own(asked: Asked, jamie: str) -> None:
    await asked.ask(ClientAdd(label="R. H.", accounts=["x:robin_hale"]))
    asked.notices.clear()
    reply = await asked.ask(Check([SHOWN, Sighting("x:robin_hale", aliases=["x:7777"]), SHOWN]))
    assert isinstance(reply, Verdicts)
    await settled()
    assert asked.notices == [ListChanged(reply.epoch + 1, ["x:4242"]), ListChanged(reply.epoch + 2, ["x:7777"])]


async def test_the_command_line_teaches_nothing(asked: Asked, jamie: str) -> None:
    await asked.ask(Check([SHOWN]), CLI)
    await settled()
    assert await aliases(asked, jamie) == []
    assert asked.notices == []


async def test_nobody_else_leaves_a_trace_with_all_their_keys(asked: Asked, jamie: str) -> None:
    home = asked.agent.paths.home
    before = {file.name: file.read_bytes() for file in home.iterdir()}
    for number in range(20):
        await verdicts(asked, Sighting(f"x:passer_{number}", [f"x:{number + 9000}"], ["Jamie Doe"]))
        await settled()
    assert {file.name: file.read_bytes() for file in home.iterdir()} == before


async def test_a_vault_that_is_locked_before_learns_nothing(asked: Asked, jamie: str) -> None:
    await asked.ask(Check([SHOWN]))
    close_vault(asked.agent)
    await settled()
    open_vault(asked.agent, passphrase=PASSPHRASE)
    assert await aliases(asked, jamie) == []
    assert asked.notices == []


async def test_a_full_disk_is_said_without_content_and_changes_nothing(
    asked: Asked, jamie: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full() -> None:
        raise DiskFull("The disk is full: x:4242.")

    with monkeypatch.context() as patch:
        patch.setattr(asked.agent.vault.database, "change", full)
        await asked.ask(Check([SHOWN]))
        await settled()
    assert "DiskFull" in caplog.text
    assert "4242" not in caplog.text + str(caplog.records)
    assert asked.notices == []
    await asked.ask(Check([SHOWN]))
    await settled()
    assert await aliases(asked, jamie) == ["x:4242"], "what could not be kept is shown again"
