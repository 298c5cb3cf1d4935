"""Copies of the log: exported, checked, and what is said while that goes on."""

import asyncio
import io

import msgspec
import pytest
from pypdf import PdfReader

from agent.overridelog import printed
from protocol.messages.files import PART, FileBegin, FilePart, FileRead, FileReady, FileWrite
from protocol.messages.log import (
    CheckpointReply,
    LogCheck,
    LogCheckpoint,
    LogCheckReply,
    LogExport,
    LogExportReply,
    LogNote,
    LogProgress,
    LogProgressReply,
    LogVerify,
    Verification,
)
from protocol.messages.state import Done
from tests.support.talk import Talk


async def exported(talk: Talk, **wanted: object) -> tuple[LogExportReply, bytes]:
    made = await talk.get(LogExport(**wanted), LogExportReply)  # type: ignore[arg-type]  # fields of `LogExport`
    data, offset = b"", 0
    while True:
        part = await talk.get(FileRead(made.file.file, offset), FilePart)
        data += part.data
        if part.more is None:
            return made, data
        offset = part.more


async def sent(talk: Talk, data: bytes) -> str:
    file = (await talk.get(FileBegin(len(data)), FileReady)).file
    for offset in range(0, len(data), PART):
        await talk.get(FileWrite(file, offset, data[offset : offset + PART]), Done)
    return file


async def checked(talk: Talk, data: bytes) -> LogCheckReply:
    return await talk.get(LogCheck(await sent(talk, data)), LogCheckReply)


@pytest.fixture
async def filled(talk: Talk) -> Talk:
    """A log with an override that has a note, one that was heeded, and a pause between them."""
    view = await talk.open()
    await talk.override(view, note="Jamie said so")
    _, log = talk.agent.require_open()
    log.pause(talk.clock.now - talk.clock.now)
    await talk.decide(await talk.open(interaction="react"), "heeded")
    return talk


@pytest.mark.parametrize("kind", ["csv", "json", "pdf"])
@pytest.mark.parametrize("names", [True, False])
async def test_an_export_is_known_again_byte_for_byte(filled: Talk, kind: str, names: bool) -> None:
    made, data = await exported(filled, format=kind, names=names)
    assert (made.entries, made.file.name) == (3, f"override-log-2026-11-22.{kind}")
    found = await checked(filled, data)
    assert found.exported is not None
    assert found.verification.ok
    assert (found.changed_count, found.unknown_count, found.missing_count) == (0, 0, 0)
    assert found.matching == (0 if kind == "pdf" else 3)
    text = text_of(data) if kind == "pdf" else data.decode()
    assert ("Jamie said so" in text, "jamie_doe" in text) == (names, names)


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


async def test_what_comes_later_changes_nothing_about_an_export(filled: Talk) -> None:
    _, data = await exported(filled, format="csv")
    await filled.get(LogNote(2, "Told in supervision", ["supervision"]), Done)
    found = await checked(filled, data.replace(b"\r\n", b"\n"))
    assert (found.exported, found.matching, found.changed_count) == (None, 3, 0)
    assert found.recorded is not None


async def test_changed_added_and_missing_rows_are_found(filled: Talk) -> None:
    _, data = await exported(filled, format="json")
    entries = msgspec.json.decode(data)
    first, pause, second = entries["entries"]
    second["outcome"] = "overridden"
    entries["entries"] = [second, {**first, "sequence": 999}]
    found = await checked(filled, msgspec.json.encode(entries))
    assert found.exported is None
    assert [(each.sequence, each.columns) for each in found.changed] == [(second["sequence"], ["outcome"])]
    assert found.unknown == [999]
    assert (found.missing, found.missing_count) == ([first["sequence"], pause["sequence"]], 2)


async def test_of_an_export_of_some_it_is_known_how_many_are_missing(filled: Talk) -> None:
    made, data = await exported(filled, format="json", outcome="heeded")
    assert made.entries == 1
    entries = msgspec.json.decode(data)
    entries["entries"] = []
    found = await checked(filled, msgspec.json.encode(entries))
    assert (found.missing, found.missing_count) == ([], 1)


async def test_a_pdf_that_was_changed_is_not_known(filled: Talk) -> None:
    _, data = await exported(filled, format="pdf")
    found = await checked(filled, data + b"\n")
    assert (found.format, found.exported, found.recorded) == ("pdf", None, None)


async def test_a_checkpoint_of_another_log_is_said(filled: Talk) -> None:
    _, data = await exported(filled, format="json")
    entries = msgspec.json.decode(data)
    entries["checkpoint"]["head"] = "0" * 64
    found = await checked(filled, msgspec.json.encode(entries))
    assert not found.verification.ok


@pytest.mark.parametrize("sequence", [-1, 1 << 62, 1 << 70])
async def test_a_checkpoint_at_no_place_of_a_log_is_no_failure(filled: Talk, sequence: int) -> None:
    _, data = await exported(filled, format="json")
    entries = msgspec.json.decode(data)
    entries["checkpoint"]["sequence"] = sequence
    entries["entries"][0]["sequence"] = sequence
    found = await checked(filled, msgspec.json.encode(entries))
    assert (found.verification.ok, found.unknown_count >= 1) == (False, True)


async def test_erased_entries_stand_as_erased_and_what_was_exported_before_can_not_be_compared(filled: Talk) -> None:
    _, before = await exported(filled, format="csv")
    _, log = filled.agent.require_open()
    log.erase(2, "request")
    found = await checked(filled, before + b"\r\n")
    assert (found.matching, found.erased) == (2, 1)
    _, after = await exported(filled, format="csv")
    assert b"erased" in after
    assert b"Jamie said so" not in after
    assert (await checked(filled, after + b"\r\n")).matching == 3
    _, document = await exported(filled, format="pdf")
    assert "erased" in text_of(document).lower()


async def test_a_checkpoint_is_read_from_a_sent_file(filled: Talk) -> None:
    made = (await filled.get(LogCheckpoint(), CheckpointReply)).checkpoint
    file = await sent(filled, msgspec.json.encode(made))
    assert (await filled.get(LogVerify(file=file), Verification)).ok
    code, sentence = await filled.refused(LogVerify(file=await sent(filled, b"{}")))
    assert (code, "no checkpoint" in sentence) == ("bad_input", True)


async def test_what_is_no_export_is_refused(filled: Talk) -> None:
    code, sentence = await filled.refused(LogCheck(await sent(filled, b"Dear colleague")))
    assert (code, "isn't an export" in sentence) == ("bad_input", True)


async def test_a_document_has_room_for_so_many(filled: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "MOST_ROWS", 2)
    code, sentence = await filled.refused(LogExport(format="pdf"))
    assert (code, "shorter time" in sentence) == ("bad_input", True)


async def test_who_asks_is_told_how_far_it_has_come(filled: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.overridelog.store.CHUNK", 1)
    told: list[LogProgressReply] = []

    async def ask() -> None:
        while not told or told[-1].total:
            told.append(await filled.get(LogProgress(), LogProgressReply))
            await asyncio.sleep(0)

    verifying = asyncio.create_task(filled.get(LogVerify(), Verification))
    await asyncio.sleep(0)
    await ask()
    assert (await verifying).ok
    assert told[-1] == LogProgressReply(0, 0)
    assert {each.total for each in told[:-1]} == {(await filled.get(LogVerify(), Verification)).events}
