import json
from pathlib import Path

import pytest

from agent.practice.drafts.phrases import read
from protocol.messages.drafts import DraftCheck, DraftHints
from protocol.messages.own import OwnAdd, OwnReply
from protocol.messages.settings import Settings, SettingsReply
from tests.support.talk import Talk

POST = DraftCheck("A client of mine voted today.", own_account="x:ada_quill")


async def kinds(talk: Talk, request: DraftCheck = POST) -> list[str]:
    return [hint.kind for hint in (await talk.get(request, DraftHints)).hints]


async def test_own_topics_count_on_a_professional_account_only(talk: Talk) -> None:
    await talk.get(Settings(draft_topics=["vote*"]), SettingsReply)
    assert await kinds(talk) == ["client"]
    await talk.get(OwnAdd("x:ada_quill", "professional"), OwnReply)
    assert await kinds(talk) == ["client", "topic"]
    assert await kinds(talk, DraftCheck(POST.text)) == ["client"]


async def test_it_is_off_by_a_switch(talk: Talk) -> None:
    await talk.get(Settings(draft_hints=False), SettingsReply)
    assert await kinds(talk) == []


async def test_reading_a_draft_keeps_no_vault_open_and_leaves_no_trace(talk: Talk) -> None:
    before = talk.agent.last_input
    files = {path: path.read_bytes() for path in talk.agent.paths.home.rglob("*") if path.is_file()}
    await kinds(talk)
    assert talk.agent.last_input == before
    assert {path: path.read_bytes() for path in talk.agent.paths.home.rglob("*") if path.is_file()} == files


async def test_a_broken_phrase_is_named_with_each_answer_and_the_others_hint(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [
        {"name": "broken", "kind": "client", "pattern": "("},
        {"name": "good", "kind": "client", "pattern": "client"},
    ]
    file = tmp_path / "en.json"
    file.write_text(json.dumps({"language": "en", "words": {}, "phrases": entries}), encoding="utf-8")
    monkeypatch.setattr("agent.commands.drafts.shipped", lambda: read([file]))
    found = await talk.get(POST, DraftHints)
    assert [hint.phrase for hint in found.hints] == ["good"]
    assert found.problems == ["The phrase “broken” in en.json is broken, so it is off."]
