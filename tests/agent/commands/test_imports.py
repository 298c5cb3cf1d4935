import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from protocol.messages import ListChanged
from protocol.messages.files import PART, FileBegin, FilePart, FileRead, FileReady, FileWrite
from protocol.messages.imports import (
    ClientExport,
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
from protocol.messages.own import OwnAdd, OwnReply
from protocol.messages.state import Done, Problem
from protocol.messages.warnings import Sighting
from protocol.messages.watchlist import (
    ClientEdit,
    ClientList,
    ClientRemove,
    ClientReply,
    ClientSave,
    ClientShow,
    ClientsReply,
)
from tests.support.command import PASSPHRASE
from tests.support.talk import Talk

TABLE = """First Name,Last Name,Status,Email,Instagram,Diagnosis
Jamie,Doe,Inactive,,jamie.doe,F32
Robin,Hale,Active,robin@example.org,@robin_hale,F41
Robin,Hale,Active,robin@example.org,,F41
Priya & Noa,Nair,Prospective,,,
=1+1,Nobody,Active,,,
"""


async def sent(talk: Talk, data: str | bytes) -> str:
    content = data.encode() if isinstance(data, str) else data
    file = (await talk.get(FileBegin(len(content)), FileReady)).file
    for offset in range(0, len(content), PART):
        await talk.get(FileWrite(file, offset, content[offset : offset + PART]), Done)
    return file


async def preview(talk: Talk, data: str | bytes = TABLE) -> ImportPreview:
    return await talk.get(ImportRead(await sent(talk, data)), ImportPreview)


async def imported(talk: Talk, data: str = TABLE, **more: Any) -> ImportReport:
    read = await preview(talk, data)
    return await talk.get(ImportCommit(read.file, **more), ImportReport)


async def labels(talk: Talk) -> list[str]:
    return [client.label for client in (await talk.get(ClientList(), ClientsReply)).clients]


async def test_a_preview_tells_what_would_come_of_it_and_changes_nothing(talk: Talk) -> None:
    read = await preview(talk)
    assert (read.kind, read.rows, read.people, read.same, read.skipped) == ("csv", 5, 5, 2, 1)
    assert [(column.heading, column.field, column.private) for column in read.columns] == [
        ("First Name", "first", False),
        ("Last Name", "last", False),
        ("Status", "status", False),
        ("Email", "email", False),
        ("Instagram", "account", False),
        ("Diagnosis", None, True),
    ]
    people = (await talk.get(ImportPeople(read.file), ImportPeopleReply)).people
    assert [person.names for person in people] == [
        ["Jamie Doe"], ["Robin Hale"], ["Robin Hale"], ["Priya Nair"], ["Noa Nair"],
    ]  # fmt: skip
    same = await talk.get(ImportPeople(read.file, only_same=True), ImportPeopleReply)
    assert [
        (each.person, each.same and (each.same.label, each.same.person, each.same.sure)) for each in same.people
    ] == [
        (0, ("J. D.", None, True)),
        (2, ("R. H.", 1, True)),
    ]
    skipped = await talk.get(ImportRemarks(read.file), ImportRemarksReply)
    assert [(each.row, each.why) for each in skipped.remarks] == [(6, "formula")]
    assert await labels(talk) == ["J. D."]
    assert talk.notices == []


async def test_a_commit_puts_all_on_the_list_at_once_and_tells_once(talk: Talk) -> None:
    report = await imported(talk)
    assert (report.added, report.merged, report.changed, report.skipped) == (3, 2, 1, 1)
    assert await labels(talk) == ["J. D.", "N. N.", "P. N.", "R. H."]
    assert len([notice for notice in talk.notices if isinstance(notice, ListChanged)]) == 1
    clients = {client.label: client for client in (await talk.get(ClientList(), ClientsReply)).clients}
    assert [account.key for account in clients["J. D."].accounts] == ["x:jamie_doe", "instagram:jamie.doe"]
    assert clients["J. D."].status == "current"
    assert clients["P. N."].status == "prospective"
    for seen in (Sighting("instagram:jamie.doe"), Sighting("instagram:robin_hale")):
        assert (await talk.verdict(seen)).verdict == "listed"
    assert (await talk.verdict(Sighting("x:somebody", names=["Priya Nair"]))).verdict == "possible"
    assert not talk.agent.imports or "F32" not in repr(vars(next(iter(talk.agent.imports.values()))))


async def test_it_is_on_the_list_after_the_vault_was_closed(talk: Talk) -> None:
    await imported(talk)
    talk.reopen()
    assert await labels(talk) == ["J. D.", "N. N.", "P. N.", "R. H."]
    assert (await talk.verdict(Sighting("instagram:robin_hale"))).verdict == "listed"


async def test_an_import_is_undone_whole(talk: Talk) -> None:
    (before,) = (await talk.get(ClientList(), ClientsReply)).clients
    report = await imported(talk)
    assert report.change is not None
    await talk.get(ImportUndo(report.change), Done)
    (after,) = (await talk.get(ClientList(), ClientsReply)).clients
    assert (after.names, after.accounts) == (before.names, before.accounts)
    assert (await talk.verdict(Sighting("instagram:robin_hale"))).verdict == "clear"
    assert (await talk.verdict(Sighting("x:somebody", names=["Priya Nair"]))).verdict == "clear"
    assert (await talk.verdict()).verdict == "listed"
    assert (await talk.refused(ImportUndo(report.change)))[0] == "not_found"


async def test_an_import_is_not_undone_over_later_changes(talk: Talk) -> None:
    report = await imported(talk)
    clients = {client.label: client for client in (await talk.get(ClientList(), ClientsReply)).clients}
    await talk.get(ClientEdit(clients["R. H."].id, notes="Fridays"), ClientReply)
    await talk.get(ClientRemove(clients["N. N."].id), ClientReply)
    code, sentence = await talk.refused(ImportUndo(report.change or 0))
    assert code == "not_allowed"
    assert sentence.startswith("2 of these clients")
    assert await labels(talk) == ["J. D.", "P. N.", "R. H."]


async def test_who_is_the_same_is_the_therapist_s_to_say(talk: Talk) -> None:
    apart = await imported(talk, same=False)
    assert (apart.added, apart.merged) == (5, 0)
    assert await labels(talk) == ["J. D.", "J. D. 2", "N. N.", "P. N.", "R. H.", "R. H. 2"]


async def test_one_may_be_another_than_the_rest(talk: Talk) -> None:
    one = await imported(talk, same=None, others=[2])
    assert (one.added, one.merged) == (4, 1)


async def test_the_same_name_without_an_address_is_offered_and_kept_apart(talk: Talk) -> None:
    table = "Name\nMary Jones\nMary Jones\n"
    read = await preview(talk, table)
    assert read.same == 1
    report = await talk.get(ImportCommit(read.file), ImportReport)
    assert report.added == 2


async def test_an_account_goes_to_one_person_only(talk: Talk) -> None:
    await talk.get(OwnAdd("instagram:own.me", "personal"), OwnReply)
    table = "Name,Instagram,Twitter\nAda Moss,shared,jamie_doe\nBo Finch,shared,\nCy Wren,own.me,\n"
    read = await preview(talk, table)
    report = await talk.get(ImportCommit(read.file, same=False), ImportReport)
    assert report.added == 3
    remarks = await talk.get(ImportRemarks(read.file, skipped=False), ImportRemarksReply)
    assert sorted((each.row, each.why) for each in remarks.remarks) == [
        (2, "account_taken"),
        (3, "account_taken"),
        (4, "account_own"),
    ]
    assert (await talk.verdict()).verdict == "listed"


async def test_columns_can_be_mapped_anew(talk: Talk) -> None:
    file = await sent(talk, "A,B\nJamie Doe,Active\nRobin Hale,Archived\n")
    first = await talk.get(ImportRead(file), ImportPreview)
    assert (first.people, [column.field for column in first.columns]) == (0, [None, None])
    again = await talk.get(ImportRead(file, ["name", "status"]), ImportPreview)
    assert again.people == 3


def held(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Hold the next transaction of an import in its middle, until the second event is set."""
    from agent.watchlist import table

    inside, go = threading.Event(), threading.Event()
    real: Callable[..., None] = table.write_new

    def write_new(*arguments: Any) -> None:
        real(*arguments)
        inside.set()
        assert go.wait(20)

    monkeypatch.setattr(table, "write_new", write_new)
    return inside, go


async def test_a_cancel_in_the_middle_of_writing_leaves_nothing(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    read = await preview(talk)
    inside, go = held(talk, monkeypatch)
    committing = asyncio.create_task(talk.ask(ImportCommit(read.file)))
    await asyncio.to_thread(inside.wait, 20)
    assert (await talk.get(ImportProgress(read.file), ImportProgressReply)).step == "writing"
    await talk.get(ImportCancel(read.file), Done)
    go.set()
    reply = await committing
    assert isinstance(reply, Problem)
    assert "Nothing of it" in reply.message
    assert await labels(talk) == ["J. D."]
    assert talk.notices == []
    await imported(talk)


async def test_meanwhile_verdicts_are_given_and_no_other_change_is_made(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = await preview(talk)
    inside, go = held(talk, monkeypatch)
    committing = asyncio.create_task(talk.ask(ImportCommit(read.file)))
    await asyncio.to_thread(inside.wait, 20)
    assert (await talk.verdict()).verdict == "listed"
    own = OwnAdd("instagram:robin_hale", "personal")
    code, sentence = await talk.refused(own)
    assert code == "not_allowed"
    assert "being imported" in sentence
    go.set()
    assert isinstance(await committing, ImportReport)
    assert (await talk.refused(own))[0] == "already_there"
    await talk.get(ClientSave("c-0123456789", names=["Ada Moss"], is_new=True), ClientReply)


async def test_a_lock_in_the_middle_of_writing_leaves_nothing(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    read = await preview(talk)
    inside, go = held(talk, monkeypatch)
    committing = asyncio.create_task(talk.ask(ImportCommit(read.file)))
    await asyncio.to_thread(inside.wait, 20)
    (job,) = talk.agent.imports.values()
    stopped = threading.Event()
    stop = job.stop

    def noted() -> None:
        stop()
        stopped.set()

    monkeypatch.setattr(job, "stop", noted)
    reopening = asyncio.create_task(asyncio.to_thread(talk.reopen))
    await asyncio.to_thread(stopped.wait, 20)  # the vault is being closed, and waits for the transaction
    go.set()
    assert isinstance(await committing, Problem)
    await reopening
    assert await labels(talk) == ["J. D."]
    code, sentence = await talk.refused(ImportProgress(read.file))
    assert code == "not_found"
    assert "everybody is on it, or nobody" in sentence


async def test_asking_for_a_commit_again_gives_the_same_report(talk: Talk) -> None:
    read = await preview(talk)
    report = await talk.get(ImportCommit(read.file), ImportReport)
    assert await talk.get(ImportCommit(read.file), ImportReport) == report
    assert (await talk.get(ImportProgress(read.file), ImportProgressReply)).report == report
    assert (await talk.refused(ImportRead(read.file)))[0] == "not_allowed"
    assert (await talk.refused(ImportCommit("nothing")))[0] == "not_found"


async def test_an_export_needs_the_passphrase_and_is_read_again_by_import(talk: Talk) -> None:
    await imported(talk)
    (jamie,) = (await talk.get(ClientList(search="jamie"), ClientsReply)).clients
    await talk.get(ClientEdit(jamie.id, names=["Jamie Doe", "J. Doe"]), ClientReply)
    for _ in range(2):
        assert (await talk.refused(ClientExport("a wrong passphrase")))[0] == "wrong_secret"
    ready = await talk.get(ClientExport(PASSPHRASE), FileReady)
    assert ready.name == "watch-list.csv"
    data = (await talk.get(FileRead(ready.file), FilePart)).data
    again = await preview(talk, data)
    assert (again.people, again.same, again.skipped) == (4, 4, 0)
    report = await talk.get(ImportCommit(again.file), ImportReport)
    assert (report.added, report.merged, report.changed, report.change) == (0, 4, 0, None)
    assert (await talk.get(ClientShow(jamie.id), ClientReply)).client.names == ["Jamie Doe", "J. Doe"]
