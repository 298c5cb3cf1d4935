"""Asking an agent whose clock a test turns."""

from typing import Any, TypeVar

from agent.commands.opening import close_vault, open_vault
from protocol.messages import Request
from protocol.messages.log import Entry, LogShow, LogShowReply
from protocol.messages.state import Problem
from protocol.messages.warnings import (
    Check,
    Sighting,
    Verdict,
    Verdicts,
    WarningDecide,
    WarningDecided,
    WarningOpen,
    WarningView,
)
from protocol.messages.watchlist import Client, ClientAdd, ClientReply
from protocol.messages.words import Interaction, Outcome, Status
from tests.support.agents import Asked
from tests.support.command import PASSPHRASE
from tests.support.logs import Clock

JAMIE = Sighting("x:jamie_doe")
R = TypeVar("R")


class Talk(Asked):
    """Asks an agent whose clock a test turns, on which Jamie Doe is a current client."""

    clock: Clock

    async def get(self, request: Request, kind: type[R]) -> R:
        reply = await self.ask(request)
        assert isinstance(reply, kind), reply
        return reply

    async def refused(self, request: Request) -> tuple[str, str]:
        problem = await self.get(request, Problem)
        return problem.code, problem.message

    async def client(self, name: str, account: str, status: Status = "current") -> Client:
        return (await self.get(ClientAdd(names=[name], accounts=[account], status=status), ClientReply)).client

    async def open(self, *sightings: Sighting, interaction: Interaction = "follow", **more: Any) -> WarningView:
        request = WarningOpen(list(sightings) or [JAMIE], interaction, "performs", "click", **more)
        return await self.get(request, WarningView)

    async def override(self, view: WarningView, **more: Any) -> WarningDecided:
        return await self.get(WarningDecide(view.warning, "overridden", "supervisor_advised", **more), WarningDecided)

    async def decide(self, view: WarningView, outcome: Outcome) -> WarningDecided:
        return await self.get(WarningDecide(view.warning, outcome), WarningDecided)

    async def entry(self, view: WarningView) -> Entry:
        return (await self.get(LogShow(view.warning), LogShowReply)).entry

    async def kinds(self, view: WarningView) -> list[str]:
        return [event.kind for event in (await self.get(LogShow(view.warning), LogShowReply)).events]

    async def verdict(self, sighting: Sighting = JAMIE) -> Verdict:
        (verdict,) = (await self.get(Check([sighting]), Verdicts)).verdicts
        return verdict

    async def recorded(self, view: WarningView) -> dict[str, Any]:
        """Give what the warning's first event recorded."""
        body = (await self.get(LogShow(view.warning), LogShowReply)).events[0].body
        assert body is not None
        return body

    def reopen(self) -> None:
        close_vault(self.agent)
        open_vault(self.agent, passphrase=PASSPHRASE)
