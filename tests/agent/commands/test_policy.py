import io

import docx
import pytest
from pypdf import PdfReader

from agent.practice.policy.data import LANGUAGES
from protocol.messages.files import FilePart, FileRead, FileReady
from protocol.messages.practice import NumbersConfirm, PracticeChanged, PracticeUndo
from protocol.messages.practice_givings import PolicyClients, PolicyClientsReply, PolicyGive
from protocol.messages.practice_policy import (
    PolicyDifferences,
    PolicyDifferencesReply,
    PolicyDiscard,
    PolicyDraft,
    PolicyDraftReply,
    PolicyExport,
    PolicyFinish,
    PolicyFormat,
    PolicyKind,
    PolicyLanguage,
    PolicyPreview,
    PolicyPreviewReply,
    PolicyRemove,
    PolicyReviewed,
    PolicySave,
    PolicyVersions,
    PolicyVersionsReply,
)
from tests.support.policies import LINES, answers, prose
from tests.support.talk import Talk


async def finish(talk: Talk, **more: object) -> PolicyVersionsReply:
    await talk.ask(NumbersConfirm("US", "911", LINES))
    await talk.get(PolicySave(answers(**more)), PolicyDraftReply)
    return await talk.get(PolicyFinish(), PolicyVersionsReply)


async def exported(
    talk: Talk,
    kind: PolicyFormat,
    version: int | None = 1,
    language: PolicyLanguage = "en",
    what: PolicyKind = "policy",
) -> tuple[str, bytes]:
    ready = await talk.get(PolicyExport(kind, language, what, version), FileReady)
    data = b""
    more: int | None = 0
    while more is not None:
        part = await talk.get(FileRead(ready.file, more), FilePart)
        data, more = data + part.data, part.more
    return ready.name, data


async def test_a_draft_is_saved_finished_reviewed_and_undone(talk: Talk) -> None:
    assert (await talk.get(PolicyDraft(), PolicyDraftReply)).saved is None
    made = await finish(talk)
    assert [one.number for one in made.versions] == [1]
    talk.clock.turn(days=366)
    (due,) = (await talk.get(PolicyVersions(), PolicyVersionsReply)).versions
    assert due.is_due
    assert not (await talk.get(PolicyReviewed(), PolicyVersionsReply)).versions[0].is_due
    await talk.get(PolicySave(answers(practice="Another")), PolicyDraftReply)
    thrown = await talk.get(PolicyDiscard(), PolicyDraftReply)
    assert thrown.answers.practice == "Quill Practice"
    assert thrown.change is not None
    await talk.get(PracticeUndo(thrown.change), PracticeChanged)
    assert (await talk.get(PolicyDraft(), PolicyDraftReply)).answers.practice == "Another"


async def test_what_is_half_filled_in_is_never_finished(talk: Talk) -> None:
    await talk.get(PolicySave(answers(practice="")), PolicyDraftReply)
    code, sentence = await talk.refused(PolicyFinish())
    assert (code, "practice" in sentence) == ("bad_input", True)
    assert (await talk.get(PolicyVersions(), PolicyVersionsReply)).versions == []
    name, data = await exported(talk, "md", None)
    assert name == "social-media-policy-draft-en.md"
    assert b"**Draft. Not to be given to clients.**" in data


async def test_versions_are_compared(talk: Talk) -> None:
    await finish(talk)
    await talk.get(PolicySave(answers(response_days=3)), PolicyDraftReply)
    (one,) = (await talk.get(PolicyDifferences(1), PolicyDifferencesReply)).clauses[-1:]
    assert one.clause in {"messages", "signatures"}
    assert (await talk.refused(PolicyDifferences(1, 7)))[0] == "not_found"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_version_is_exported_in_four_formats(talk: Talk, language: PolicyLanguage) -> None:
    await finish(talk)
    text = (await talk.get(PolicyPreview(language, version=1), PolicyPreviewReply)).text
    wanted = prose(text).splitlines()
    _, page = await exported(talk, "html", language=language)
    _, marked = await exported(talk, "md", language=language)
    _, word = await exported(talk, "docx", language=language)
    name, pdf = await exported(talk, "pdf", language=language)
    assert name == f"social-media-policy-version-1-{language}.pdf"
    assert pdf.startswith(b"%PDF")
    read = PdfReader(io.BytesIO(pdf))
    assert str(read.root_object["/Lang"]) == f"{language}-US"
    assert "/StructTreeRoot" in read.root_object
    printed = "".join("".join(sheet.extract_text().split()) for sheet in read.pages)
    written = [one.text for one in docx.Document(io.BytesIO(word)).paragraphs]
    for line in wanted:
        assert line in written
        assert line.replace("'", "&#x27;") in page.decode()
        assert line in marked.decode().replace("\\", "")
        assert "".join(line.split())[:60] in printed


async def test_the_consent_clause_is_exported_too(talk: Talk) -> None:
    await finish(talk)
    name, data = await exported(talk, "pdf", what="consent")
    assert name == "consent-clause-version-1-en.pdf"
    assert len(PdfReader(io.BytesIO(data)).pages) == 1


async def test_a_version_that_a_client_signed_stays(talk: Talk) -> None:
    await finish(talk)
    (jamie,) = (await talk.get(PolicyClients(), PolicyClientsReply)).clients
    today = str(talk.agent.require_practice().base.today())
    await talk.get(PolicyGive(jamie.client, signed=today), PolicyClientsReply)
    code, sentence = await talk.refused(PolicyRemove(1))
    assert (code, "signed version 1" in sentence) == ("not_allowed", True)


async def test_a_version_that_nobody_has_goes_and_comes_back(talk: Talk) -> None:
    await finish(talk)
    gone = await talk.get(PolicyRemove(1), PolicyVersionsReply)
    assert gone.versions == []
    assert gone.change is not None
    await talk.get(PracticeUndo(gone.change), PracticeChanged)
    assert len((await talk.get(PolicyVersions(), PolicyVersionsReply)).versions) == 1
