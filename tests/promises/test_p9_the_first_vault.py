"""P9 for the making of the vault: whenever the agent is killed, there is none, or one that asks for its code again."""

import asyncio
import contextlib
import random
import secrets
from pathlib import Path

import pytest

from agent.client import Client, open_session
from agent.errors import AgentAway, FramekeeperError
from protocol.channel import PAIRING_MODE, SESSION_MODE, Initiator
from protocol.messages.keys import (
    PairingConfirm,
    PairingOffer,
    PairingRequest,
    RecoveryCode,
    RecoveryConfirm,
    RecoveryRenew,
    VaultMake,
)
from protocol.messages.state import Done, StatusAsk, StatusReply, Unlock
from protocol.messages.words import VERSION
from protocol.pairing_code import PairingCode
from tests.support.command import PASSPHRASE, Commands, Running

ORIGIN = "chrome-extension://" + "abcdefghijklmnop" * 2
LONGEST = 2.0
"""Seconds: about as long as a vault takes to be made here."""


async def pair(commands: Commands) -> PairingOffer:
    """Pair as an extension does."""
    code = PairingCode.parse((await asyncio.to_thread(commands.ask, "pair"))["code"])
    initiator = Initiator(PAIRING_MODE, code.psk, secrets.token_bytes(16))
    async with await open_session(code.port, initiator, ORIGIN) as client:
        offer = await client.ask(PairingRequest("A browser"))
        assert isinstance(offer, PairingOffer)
        assert await client.ask(PairingConfirm(offer.pairing)) == Done()
    return offer


async def session(agent: Running, offer: PairingOffer) -> Client:
    initiator = Initiator(SESSION_MODE, bytes.fromhex(offer.key), bytes.fromhex(offer.pairing))
    return await open_session(agent.port, initiator, ORIGIN)


async def status(client: Client) -> StatusReply:
    reply = await client.ask(StatusAsk(VERSION, "a test"))
    assert isinstance(reply, StatusReply)
    return reply


async def killed_while_making(commands: Commands, seconds: float) -> tuple[PairingOffer, str | None]:
    """Pair, ask for a vault, and kill the agent so long after; gives the code, if the answer came."""
    answered = None
    with commands.agent(locked=True) as agent:
        offer = await pair(commands)
        async with await session(agent, offer) as client:
            asking = asyncio.create_task(client.ask(VaultMake(PASSPHRASE)))
            await asyncio.wait([asking], timeout=seconds)
            agent.kill()
            with contextlib.suppress(AgentAway):
                reply = await asking
                assert isinstance(reply, RecoveryCode)
                answered = reply.recovery_code
    return offer, answered


@pytest.mark.timeout(120)
@pytest.mark.parametrize("seed", range(4))
async def test_a_vault_whose_making_was_cut_short_can_be_gone_on_with(tmp_path: Path, seed: int) -> None:
    commands = Commands(tmp_path / "home")
    moment = LONGEST * (seed + random.Random(seed).random()) / 4  # noqa: S311 - a test that can be run again
    offer, answered = await killed_while_making(commands, moment)
    with commands.agent(locked=True) as agent:
        async with await session(agent, offer) as client:
            before = await status(client)
            assert before.locked
            assert before.vault or answered is None
            if before.vault:
                assert await client.ask(Unlock(PASSPHRASE)) == Done()
                reply = await client.ask(RecoveryRenew(PASSPHRASE))
            else:
                reply = await client.ask(VaultMake(PASSPHRASE))
            assert isinstance(reply, RecoveryCode)
            assert (await status(client)).recovery_unconfirmed
            if answered is not None:
                with pytest.raises(FramekeeperError):
                    await client.ask(RecoveryConfirm(answered))
            assert await client.ask(RecoveryConfirm(reply.recovery_code)) == Done()
            after = await status(client)
            assert (after.vault, after.locked, after.recovery_unconfirmed) == (True, False, False)
