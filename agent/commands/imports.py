"""Imports: a file that the agent holds in memory is read, shown, and put on the watch list in one change.

What is slow happens in a thread, so that presses are answered meanwhile; only the index is changed here in the loop, a
piece at a time, since verdicts are given from it.
"""

import asyncio
from typing import TYPE_CHECKING

from agent.commands.registry import Agent, Caller, handles
from agent.errors import NotFound
from protocol.messages import ListChanged
from protocol.messages.imports import (
    ImportCancel,
    ImportCommit,
    ImportPeople,
    ImportPeopleReply,
    ImportPreview,
    ImportProgress,
    ImportProgressReply,
    ImportRead,
    ImportRemarks,
    ImportRemarksReply,
    ImportReport,
    ImportUndo,
)
from protocol.messages.state import Done

if TYPE_CHECKING:
    from agent.watchlist.importing.job import Job


@handles(ImportRead)
async def read(agent: Agent, caller: Caller, request: ImportRead) -> ImportPreview:
    """Read a file, or read it anew with other columns; raises NotFound, BadInput and NotAllowed."""
    return await asyncio.to_thread(_begun(agent, caller, request.file).read, request)


@handles(ImportPeople)
def people(agent: Agent, caller: Caller, request: ImportPeople) -> ImportPeopleReply:
    """Give a page of the people in a file; raises NotFound and NotAllowed."""
    return _job(agent, caller, request.file).people(request)


@handles(ImportRemarks)
def remarks(agent: Agent, caller: Caller, request: ImportRemarks) -> ImportRemarksReply:
    """Give a page of the rows that were skipped or remarked on; raises NotFound and NotAllowed."""
    return _job(agent, caller, request.file).remarks(request)


@handles(ImportProgress)
def progress(agent: Agent, caller: Caller, request: ImportProgress) -> ImportProgressReply:
    """Say how far an import has come; raises NotFound."""
    return _job(agent, caller, request.file).progress()


@handles(ImportCommit)
async def commit(agent: Agent, caller: Caller, request: ImportCommit) -> ImportReport:
    """Put the people on the list; raises NotFound, NotAllowed and DiskFull, and then nobody is on it."""
    watchlist, _ = agent.require_open()
    job = _job(agent, caller, request.file)
    reported = job.progress().report
    if reported is not None:
        return reported
    with watchlist.batch.alone():
        try:
            planned = await asyncio.to_thread(job.plan, request)
            written = await asyncio.to_thread(job.write, planned)
            for _ in job.finish(planned, written):
                await asyncio.sleep(0)
        finally:
            job.end()
    agent.notify(ListChanged(watchlist.epoch))
    report = job.progress().report
    assert report is not None  # noqa: S101 - what `finish` has made
    return report


@handles(ImportCancel)
def cancel(agent: Agent, caller: Caller, request: ImportCancel) -> Done:
    """Stop an import, if there is one, and forget its file."""
    agent.files.drop(caller.pairing, request.file)
    job = agent.imports.pop((caller.pairing, request.file), None)
    if job is not None:
        job.stop()
    return Done()


@handles(ImportUndo)
async def undo(agent: Agent, _caller: Caller, request: ImportUndo) -> Done:
    """Undo an import, whole; raises NotFound and NotAllowed."""
    watchlist, _ = agent.require_open()
    with watchlist.batch.alone():
        taken = await asyncio.to_thread(watchlist.batch.take_back, request.change, watchlist.now(), watchlist.several)
        for _ in watchlist.batch.drop(taken):
            await asyncio.sleep(0)
    agent.notify(ListChanged(watchlist.epoch))
    return Done()


def _begun(agent: Agent, caller: Caller, file: str) -> "Job":
    """Give the import of a file, begun if it isn't; an earlier one of the same caller ends."""
    from agent.watchlist.importing.job import Job

    key = (caller.pairing, file)
    if key not in agent.imports:
        data = agent.files.take(caller.pairing, file)
        agent.files.drop(caller.pairing, file)
        for other in [other for other in agent.imports if other[0] == caller.pairing]:
            agent.imports.pop(other).stop()
        agent.imports[key] = Job(agent.require_open()[0], data)
    return agent.imports[key]


def _job(agent: Agent, caller: Caller, file: str) -> "Job":
    job = agent.imports.get((caller.pairing, file))
    if job is None:
        raise NotFound(
            "This import isn't with the agent any longer. Look at the watch list: either everybody is on it, or nobody "
            "is. Choose the file again if need be."
        )
    return job
