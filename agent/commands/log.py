"""The override log, read, noted upon and verified."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

from agent.commands.registry import Agent, Caller, handles
from agent.errors import DiskFull
from agent.overridelog.verify import Stored, Verifier
from protocol.messages import (
    CheckpointReply,
    Done,
    LogCheckpoint,
    LogList,
    LogNote,
    LogReply,
    LogShow,
    LogShowReply,
    LogVerify,
    Verification,
)


@handles(LogList)
def page(agent: Agent, _caller: Caller, request: LogList) -> LogReply:
    """Give a page of entries, newest first."""
    _, log = agent.require_open()
    with suppress(DiskFull):  # what can't be recorded as expired now can still be read
        log.expire()
    return log.entries(request.before, request.limit, request.client, request.outcome, request.missed)


@handles(LogShow)
def show(agent: Agent, _caller: Caller, request: LogShow) -> LogShowReply:
    """Give one entry with its events; raises NotFound."""
    _, log = agent.require_open()
    return LogShowReply(*log.show(request.sequence))


@handles(LogNote)
def note(agent: Agent, _caller: Caller, request: LogNote) -> Done:
    """Add a note or flags to an entry; raises NotFound and BadInput."""
    _, log = agent.require_open()
    log.note(request.sequence, request.note, request.flags)
    return Done()


@handles(LogCheckpoint)
def checkpoint(agent: Agent, _caller: Caller, _request: LogCheckpoint) -> CheckpointReply:
    """Sign the head as it is now; raises DiskFull."""
    _, log = agent.require_open()
    return CheckpointReply(log.checkpoint())


@handles(LogVerify)
async def verify(agent: Agent, _caller: Caller, request: LogVerify) -> Verification:
    """Check the whole chain. Signatures are checked in a thread, some at a time, so that other requests go on."""
    _, log = agent.require_open()
    verifier = Verifier(request.checkpoint)
    for chunk in log.chunks():
        await asyncio.to_thread(_feed, verifier, chunk)
    return log.conclude(verifier)


def _feed(verifier: Verifier, events: Iterable[Stored]) -> None:
    for event in events:
        verifier.feed(event)
