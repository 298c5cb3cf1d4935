"""P9: in a crisis too, whenever the agent is killed: every step that was acknowledged is there afterwards, once."""

import asyncio
import contextlib
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from agent.client import connect
from agent.demo.process import AgentProcess
from agent.errors import AgentAway
from agent.paths import Paths
from protocol.messages.practice_crisis import CrisisBegin, CrisisCardOpen, CrisisCardReply, CrisisReply, CrisisTake
from protocol.messages.watchlist import ClientAdd, ClientReply

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]

KILLS = 3


@pytest_asyncio.fixture(loop_scope="session")
async def agent(template: Path, tmp_path: Path) -> AgentProcess:
    shutil.copytree(template, tmp_path / "home")
    return AgentProcess(tmp_path / "home")


class Acknowledged:
    """What the agent said that it has done: clients who are held, records with their steps, openings of cards."""

    def __init__(self) -> None:
        self.held: list[str] = []
        self.steps: dict[str, list[str]] = {}
        self.opened: list[int] = []


async def one_crisis(agent: AgentProcess, done: Acknowledged) -> None:
    async with await connect(Paths(agent.home)) as client:
        added = await client.ask(ClientAdd(label=f"N. {len(done.held)}"))
        assert isinstance(added, ClientReply)
        begun = await client.ask(CrisisBegin(added.client.id))
        assert isinstance(begun, CrisisReply)
        done.held.append(added.client.id)
        steps = done.steps.setdefault(begun.crisis.id, [])
        card = await client.ask(CrisisCardOpen(added.client.id))
        assert isinstance(card, CrisisCardReply)
        assert card.logged is not None
        done.opened.append(card.logged)
        for step in ("client", "contact", "consult"):
            await client.ask(CrisisTake(begun.crisis.id, step))
            steps.append(step)


async def until_killed(agent: AgentProcess, done: Acknowledged, seconds: float) -> None:
    async def work() -> None:
        with contextlib.suppress(AgentAway):
            while True:
                await one_crisis(agent, done)

    async with asyncio.TaskGroup() as group:
        group.create_task(work())
        await asyncio.sleep(seconds)
        await agent.kill()


async def test_every_step_that_was_acknowledged_survives_sigkill(agent: AgentProcess) -> None:
    done = Acknowledged()
    chance = random.Random(20261129)  # noqa: S311 - when to kill, not a secret
    await agent.start()
    for _ in range(KILLS):
        await until_killed(agent, done, chance.uniform(0.3, 0.9))
        await agent.start()
    try:
        assert done.held, "the test did nothing"
        records = {record["id"]: record for record in _all(await agent.ask("crisis", "list"))}
        for crisis, steps in done.steps.items():
            there = [step["step"] for step in records[crisis]["steps"]]
            assert there[: len(steps)] == steps
            assert len(there) - len(steps) in range(2)
        held = [hold["client"] for hold in _all(await agent.ask("crisis", "hold"))]
        assert all(held.count(client) == 1 for client in done.held)
        entries = {entry["sequence"]: entry["kind"] for entry in await agent.log()}
        assert all(entries[sequence] == "crisis_card" for sequence in done.opened)
        verified = await agent.ask("log", "verify")
        assert verified["ok"], verified["problems"]
    finally:
        await agent.stop()


def _all(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [found]
