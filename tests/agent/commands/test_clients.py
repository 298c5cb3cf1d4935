from collections.abc import Iterator
from pathlib import Path

import pytest

from protocol.messages import ListChanged
from protocol.messages.state import Problem
from protocol.messages.warnings import Check, Sighting, Verdicts
from protocol.messages.watchlist import (
    AccountAdd,
    AccountGiven,
    AccountRemove,
    Client,
    ClientAdd,
    ClientEdit,
    ClientList,
    ClientRemove,
    ClientReply,
    ClientSave,
    ClientShow,
    ClientsReply,
    ClientUndo,
    Resolve,
    ResolveReply,
)
from tests.support.agents import Asked, unlocked


@pytest.fixture
def asked(made_home: Path, tmp_path: Path) -> Iterator[Asked]:
    with unlocked(made_home, tmp_path) as made:
        yield made


async def jamie(asked: Asked) -> Client:
    reply = await asked.ask(ClientAdd(names=["Jamie Doe"], accounts=["https://x.com/jamie_doe"]))
    assert isinstance(reply, ClientReply)
    return reply.client


async def test_everybody_is_told_of_every_change_with_the_epoch_of_the_verdicts_after_it(asked: Asked) -> None:
    client = (await jamie(asked)).id
    for request in (
        ClientEdit(client, status="former"),
        AccountAdd(client, "x:other"),
        AccountRemove(client, "x:other"),
        ClientRemove(client),
    ):
        assert isinstance(await asked.ask(request), ClientReply)
        verdicts = await asked.ask(Check([Sighting("x:jamie_doe")]))
        assert isinstance(verdicts, Verdicts)
        assert asked.notices[-1] == ListChanged(verdicts.epoch)
    assert len(asked.notices) == 5


async def test_a_form_and_its_undoing_tell_everybody(asked: Asked) -> None:
    client = (await jamie(asked)).id
    saved = await asked.ask(ClientSave(client, "K", accounts=[AccountGiven("x:other")]))
    assert isinstance(saved, ClientReply)
    assert saved.change is not None
    undone = await asked.ask(ClientUndo(saved.change))
    assert isinstance(undone, ClientReply)
    assert (undone.client.label, [account.key for account in undone.client.accounts]) == ("J. D.", ["x:jamie_doe"])
    assert len(asked.notices) == 3


async def test_nobody_is_told_of_what_was_refused_or_only_read(asked: Asked) -> None:
    client = (await jamie(asked)).id
    asked.notices.clear()
    shown = await asked.ask(ClientShow(client))
    listed = await asked.ask(ClientList())
    assert isinstance(shown, ClientReply)
    assert isinstance(listed, ClientsReply)
    assert listed.clients == [shown.client]
    problems = {
        "already_there": ClientAdd(label="K", accounts=["x:jamie_doe"]),
        "not_found": ClientShow("c-nobody"),
        "bad_input": ClientAdd(),
    }
    for code, request in problems.items():
        reply = await asked.ask(request)  # type: ignore[arg-type]
        assert isinstance(reply, Problem)
        assert reply.code == code
    assert asked.notices == []


async def test_links_are_resolved_and_looked_up(asked: Asked) -> None:
    client = await jamie(asked)
    links = ["https://x.com/Jamie_Doe/status/1", "x:somebody_else", "https://example.org/", ""]
    reply = await asked.ask(Resolve(links))
    assert isinstance(reply, ResolveReply)
    assert [found.link for found in reply.links] == links
    listed, clear, *others = reply.links
    assert (listed.account, listed.verdict, listed.label, listed.client) == (
        "x:jamie_doe",
        "listed",
        "J. D.",
        client.id,
    )
    assert (clear.account, clear.verdict, clear.label, clear.problem) == ("x:somebody_else", "clear", None, "")
    for other in others:
        assert (other.account, other.verdict) == (None, "unknown")
        assert other.problem.endswith(".")
