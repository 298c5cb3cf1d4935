"""What the override log can prove: the chain verified, copies exported, and copies held against the log.

All of them read the whole log, which may take seconds. They do so some events at a time, so that other requests go on,
and say how far they have come to who asks `log.progress`.
"""

import asyncio
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

from agent.commands.registry import Agent, Caller, handles
from agent.documents import pdf
from agent.errors import BadInput, DiskFull
from agent.overridelog import OverrideLog, checking, export, printed
from agent.overridelog.export import Row, read_checkpoint
from agent.overridelog.kinds import Exported
from agent.overridelog.listing import below
from agent.overridelog.verify import Stored, Verifier
from agent.texts import texts
from protocol.messages.log import (
    Checkpoint,
    LogCheck,
    LogCheckReply,
    LogExport,
    LogExportReply,
    LogFilter,
    LogProgress,
    LogProgressReply,
    LogVerify,
    Verification,
)
from protocol.reading import platform_names

MEDIA = {"csv": "text/csv", "json": "application/json", "pdf": "application/pdf"}


@handles(LogVerify)
async def verify(agent: Agent, caller: Caller, request: LogVerify) -> Verification:
    """Check the whole chain; raises NotFound and BadInput where a sent file has no checkpoint."""
    _, log = agent.require_open()
    checkpoint = request.checkpoint
    if request.file is not None:
        checkpoint = read_checkpoint(_taken(agent, caller, request.file))
    return await _verified(log, caller, checkpoint)


@handles(LogProgress)
def progress(agent: Agent, caller: Caller, _request: LogProgress) -> LogProgressReply:
    """Say how far has come what the caller has asked for."""
    _, log = agent.require_open()
    return LogProgressReply(*log.progress.get(caller.pairing, (0, 0)))


@handles(LogExport)
async def export_entries(agent: Agent, caller: Caller, request: LogExport) -> LogExportReply:
    """Make a file of entries, and record that; raises BadInput and DiskFull."""
    _, log = agent.require_open()
    with suppress(DiskFull):
        log.expire()
    checkpoint = log.checkpoint()
    rows, is_all = await _rows(log, caller, request, checkpoint.sequence)
    data = await _encoded(request, rows, checkpoint)
    digest = hashlib.sha256(data).hexdigest()
    log.add_exported(Exported(request.format, request.names, is_all, checkpoint.sequence, len(rows), digest))
    name = f"override-log-{agent.clock().astimezone():%Y-%m-%d}.{request.format}"
    return LogExportReply(
        agent.files.put(caller.pairing, name, MEDIA[request.format], data), len(rows), checkpoint.sequence
    )


@handles(LogCheck)
async def check(agent: Agent, caller: Caller, request: LogCheck) -> LogCheckReply:
    """Hold a sent file against the log; raises NotFound, and BadInput where it is no export."""
    _, log = agent.require_open()
    copy = await asyncio.to_thread(checking.read, _taken(agent, caller, request.file))
    verification = await _verified(log, caller, copy.checkpoint)
    at = below(copy.checkpoint.sequence) if copy.checkpoint else 0
    known = log.between(LogFilter(), at)
    for chunk in log.as_of(checking.sequences(copy), at):
        known |= chunk
        await asyncio.sleep(0)
    exported, like = checking.recorded(copy, log.exports())
    found = checking.compare(copy, known)
    missing = await _missing(log, like[1], found.seen) if like and not exported else []
    left_out = max(0, like[1].entries - len(found.seen)) if like and not exported else 0
    return LogCheckReply(
        format=copy.format,
        exported=exported,
        recorded=like[0] if like else None,
        entries=len(copy.rows),
        matching=found.matching,
        changed=found.changed[: checking.LISTED],
        changed_count=len(found.changed),
        unknown=found.unknown[: checking.LISTED],
        unknown_count=len(found.unknown),
        missing=missing[: checking.LISTED],
        missing_count=max(left_out, len(missing)),
        erased=found.erased,
        verification=verification,
    )


async def _verified(log: OverrideLog, caller: Caller, checkpoint: Checkpoint | None) -> Verification:
    """Check the whole chain. Signatures are checked in a thread, some at a time."""
    verifier = Verifier(checkpoint)
    with _telling(log, caller):
        done, total = 0, log.length()
        for chunk in log.chunks():
            log.progress[caller.pairing] = done, max(done, total)
            await asyncio.to_thread(_feed, verifier, chunk)
            done += len(chunk)
    return log.conclude(verifier)


def _feed(verifier: Verifier, events: Iterable[Stored]) -> None:
    for event in events:
        verifier.feed(event)


async def _rows(log: OverrideLog, caller: Caller, request: LogExport, at: int) -> tuple[Sequence[Row], bool]:
    """Give the rows of what is wanted, as it was at event `at`, and whether that is everything there was."""
    chosen = log.choose(request)
    known = log.between(request, at)
    total = len(chosen) + len(known)
    if request.format == "pdf" and total > printed.MOST_ROWS:
        raise BadInput(f"A PDF has room for {printed.MOST_ROWS:,} entries. Choose a shorter time, or CSV or JSON.")
    with _telling(log, caller):
        for chunk in log.as_of(chosen, at):
            known |= chunk
            log.progress[caller.pairing] = len(known), total
            await asyncio.sleep(0)
    entries = [known[sequence] for sequence in sorted(known)]
    rows = list(export.rows_of((entry for entry in entries if entry is not None), names=request.names))
    is_all = all(getattr(request, name) == getattr(LogFilter(), name) for name in LogFilter.__struct_fields__)
    return rows, is_all


async def _encoded(request: LogExport, rows: Sequence[Row], checkpoint: Checkpoint) -> bytes:
    if request.format == "pdf":
        names = platform_names()
        data = printed.document(rows, checkpoint, texts(request.lang), names, names=request.names)
        return await pdf("report", data, request.lang)
    return await asyncio.to_thread(export.to_json if request.format == "json" else export.to_csv, rows, checkpoint)


async def _missing(log: OverrideLog, made: Exported, seen: set[int]) -> list[int]:
    """Give which entries of an export of everything aren't in a file."""
    if not made.all:
        return []
    known = log.between(LogFilter(), made.at)
    for chunk in log.as_of(log.choose(LogFilter()), made.at):
        known |= chunk
        await asyncio.sleep(0)
    return sorted(known.keys() - seen)


def _taken(agent: Agent, caller: Caller, file: str) -> bytes:
    data = agent.files.take(caller.pairing, file)
    agent.files.drop(caller.pairing, file)
    return data


@contextmanager
def _telling(log: OverrideLog, caller: Caller) -> Iterator[None]:
    """Tell no longer how far it has come when it has ended."""
    try:
        yield
    finally:
        log.progress.pop(caller.pairing, None)
