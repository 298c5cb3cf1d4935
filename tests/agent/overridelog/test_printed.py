"""What a document of entries says."""

import msgspec

from agent.overridelog.export import rows_of
from agent.overridelog.printed import document
from agent.texts import texts
from protocol.messages.log import Entry, Period
from tests.agent.overridelog.test_export import CHECKPOINT, ENTRY

PLATFORMS = {"mastodon": "Mastodon"}
PAUSE = Period(9, "2026-12-01T12:00:00.000Z", "paused", "2026-12-01T12:30:00.000Z")


def test_a_document_has_a_table_for_each_month_and_the_checkpoint() -> None:
    rows = list(rows_of([ENTRY, PAUSE], names=True))
    made = document(rows, CHECKPOINT, texts("en"), PLATFORMS, names=True)
    facts, november, december, checkpoint = made["parts"]
    assert [november["heading"], december["heading"]] == ["2026-11", "2026-12"]
    (row,) = november["rows"]
    assert row[2:4] == ["J. D.", "Follow, Mastodon\njane@example.org"]
    assert row[4:] == ["A", "overridden, use not confirmed", "Another reason\nA note\nRecord, Supervision"]
    assert "paused" in december["rows"][0][3].lower()
    assert [CHECKPOINT.head, CHECKPOINT.signature] == [checkpoint["facts"][1][1], checkpoint["facts"][4][1]]
    assert len(facts["facts"]) == 3


def test_numbered_clients_are_that_in_every_language() -> None:
    rows = list(rows_of([ENTRY], names=False))
    made = {lang: document(rows, CHECKPOINT, texts(lang), PLATFORMS, names=False) for lang in ("en", "es", "de")}
    assert made["en"]["parts"][1]["rows"][0][2] == "Client 1"
    assert made["es"]["parts"][1]["rows"][0][2] == "Paciente 1"
    assert "jane" not in str(made)
    assert "A note" not in str(made)


def test_an_account_that_only_resembled_has_no_name() -> None:
    entry = ENTRY.__class__(**{name: getattr(ENTRY, name) for name in ENTRY.__struct_fields__} | {"account": "hmac:00"})
    made = document(list(rows_of([entry], names=True)), CHECKPOINT, texts("en"), PLATFORMS, names=True)
    assert made["parts"][1]["rows"][0][3] == "Follow, Mastodon"


def test_what_belongs_to_a_crisis_has_words_of_its_own() -> None:
    opened = crisis(kind="crisis_card")
    held = crisis(kind="crisis_hold", until="2026-11-30T12:00:00.000Z")
    made = document(list(rows_of([opened, held], names=True)), CHECKPOINT, texts("en"), PLATFORMS, names=True)
    first, second = made["parts"][1]["rows"]
    assert first[2:6] == ["J. D.", "Crisis card opened", "", ""]
    assert second[3] == "Crisis hold"
    assert second[5].startswith("Until 2026-11-30")


def crisis(**given: object) -> Entry:
    nothing = {"interaction": None, "tier": None, "platform": "", "account": "", "outcome": None, "use": None}
    return msgspec.structs.replace(ENTRY, **nothing | {"reason": None, "note": "", "flags": []} | given)


def test_a_document_of_nothing_says_so() -> None:
    made = document([], CHECKPOINT, texts("en"), PLATFORMS, names=True)
    assert ["Rows", "0"] in made["parts"][0]["facts"]
    assert len(made["parts"]) == 2
