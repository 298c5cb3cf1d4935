"""The override log, read, noted upon and counted."""

from contextlib import suppress

from agent.commands.registry import Agent, Caller, handles
from agent.errors import DiskFull
from protocol.messages.figures import LogFigures, LogFiguresReply
from protocol.messages.log import CheckpointReply, LogCheckpoint, LogList, LogNote, LogReply, LogShow, LogShowReply
from protocol.messages.state import Done


@handles(LogList)
def page(agent: Agent, _caller: Caller, request: LogList) -> LogReply:
    """Give a page of entries, newest first; raises BadInput."""
    _, log = agent.require_open()
    with suppress(DiskFull):  # what can't be recorded as expired now can still be read
        log.expire()
    return log.entries(request, request.before, request.limit)


@handles(LogShow)
def show(agent: Agent, _caller: Caller, request: LogShow) -> LogShowReply:
    """Give one entry with its events; raises NotFound."""
    _, log = agent.require_open()
    return LogShowReply(*log.show(request.sequence))


@handles(LogNote)
def note(agent: Agent, _caller: Caller, request: LogNote) -> Done:
    """Add a note or flags to an entry, or take flags back; raises NotFound and BadInput."""
    _, log = agent.require_open()
    log.note(request.sequence, request.note, request.flags, request.unflag)
    return Done()


@handles(LogFigures)
def figures(agent: Agent, _caller: Caller, request: LogFigures) -> LogFiguresReply:
    """Say what the log adds up to; raises BadInput."""
    _, log = agent.require_open()
    with suppress(DiskFull):
        log.expire()
    return log.figures(request)


@handles(LogCheckpoint)
def checkpoint(agent: Agent, _caller: Caller, _request: LogCheckpoint) -> CheckpointReply:
    """Sign the head as it is now; raises DiskFull."""
    _, log = agent.require_open()
    return CheckpointReply(log.checkpoint())
