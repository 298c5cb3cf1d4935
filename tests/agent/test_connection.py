"""One connection under load: long answers, calls that wait, notices in between; nothing gets mixed up."""

import asyncio
from pathlib import Path

from agent.client import connect
from agent.connection import AT_ONCE
from protocol.channel import Close
from protocol.messages import ListChanged
from protocol.messages.keys import PairingPaired, PairingWait
from protocol.messages.state import Done, Ping
from protocol.messages.watchlist import ClientAdd, ClientList, ClientsReply
from tests.support.wire import Serving, serving

CLIENTS = 30
NOTES = "n" * 4000
"""So that a page of the watch list takes two frames."""


async def fill(served: Serving) -> None:
    async with await connect(served.paths) as client:
        for number in range(CLIENTS):
            await client.ask(ClientAdd(label=f"C. {number}", names=[f"Client Number {number}"], notes=NOTES))


async def test_long_answers_and_notices_wait_for_each_other(made_home: Path, tmp_path: Path) -> None:
    async with serving(made_home, tmp_path, unlocked=True) as served:
        await fill(served)
        heard: list[object] = []
        async with await connect(served.paths) as client, asyncio.TaskGroup() as group:
            assert await client.ask(Ping()) == Done()
            client.on_notice = heard.append
            client._line._transport.pause_reading()
            pages = [group.create_task(client.ask(ClientList())) for _ in range(60)]
            await asyncio.sleep(0.5)
            # By now the agent can't send any more; what is to be said unasked has to wait for its turn.
            served.server.notify(ListChanged(1))
            served.server.notify(ListChanged(2))
            await asyncio.sleep(0.05)
            client._line._transport.resume_reading()
            for page in pages:
                reply = await page
                assert isinstance(reply, ClientsReply)
                assert len(reply.clients) == CLIENTS
            assert await client.ask(Ping()) == Done()
        assert [notice for notice in heard if isinstance(notice, ListChanged)][-2:] == [ListChanged(1), ListChanged(2)]


async def test_what_is_new_is_heard_before_the_answer_that_comes_of_it(made_home: Path, tmp_path: Path) -> None:
    """A browser that heard a verdict of the changed list first couldn't tell which of the older ones are void."""
    async with serving(made_home, tmp_path, unlocked=True) as served, await connect(served.paths) as client:
        answered: list[bool] = []

        def hear(notice: object) -> None:
            if isinstance(notice, ListChanged):
                answered.extend(waiting.done() for waiting in client._waiting.values())

        client.on_notice = hear
        await client.ask(ClientAdd(label="J. D.", names=["Jamie Doe"]))
        assert await client.ask(Ping()) == Done()
        assert answered == [False]


async def test_calls_that_wait_hold_up_no_others_until_there_are_too_many(made_home: Path, tmp_path: Path) -> None:
    async with serving(made_home, tmp_path, unlocked=True) as served:
        served.agent.pairings.start()
        async with await connect(served.paths) as client, asyncio.TaskGroup() as group:
            waits = [group.create_task(client.ask(PairingWait())) for _ in range(AT_ONCE)]
            await asyncio.sleep(0)
            assert await client.ask(Ping()) == Done()
            waits.append(group.create_task(client.ask(PairingWait())))
            held_up = group.create_task(client.ask(Ping()))
            await asyncio.sleep(0.1)
            assert not held_up.done()
            served.agent.pairings.start()
            assert await held_up == Done()
            served.agent.pairings.start()
            assert [await wait for wait in waits] == [PairingPaired(None)] * (AT_ONCE + 1)


async def test_who_waits_and_goes_is_forgotten(made_home: Path, tmp_path: Path) -> None:
    async with serving(made_home, tmp_path, unlocked=True) as served:
        served.agent.pairings.start()
        client = await connect(served.paths)
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(client.ask(PairingWait()))
            await asyncio.sleep(0.05)
            (connection,) = served.server._connections
            waiting.cancel()
        await client.close()
        async with asyncio.timeout(5):
            while served.server._connections:  # noqa: ASYNC110 - the server tells nobody when a connection has gone
                await asyncio.sleep(0.01)
        served.server.notify(ListChanged(1))
        await connection.close(Close.UNPAIRED, "twice")
