import csv
import io

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.errors import BadInput
from agent.overridelog.export import COLUMNS, read_checkpoint, to_csv, to_json
from agent.overridelog.fold import Recorded, fold
from agent.overridelog.kinds import Decided
from agent.overridelog.writer import New
from protocol.messages import Checkpoint, Entry
from tests.support.logs import WARNED, History


def made() -> tuple[Entry, Checkpoint]:
    history = History()
    first = history.add(New("warned", WARNED))
    history.add(New("decided", Decided("overridden", "other", "A note", ["record", "supervision"]), first))
    events = [(each.link, each.body) for each in history.events[1:]]
    entry = fold([Recorded(link.sequence, link.time, link.kind, link.entry, body) for link, body in events])
    assert entry
    return entry, history.checkpoint()


ENTRY, CHECKPOINT = made()


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_table_has_a_heading_and_its_checkpoint_below() -> None:
    data = to_csv([ENTRY], CHECKPOINT)
    assert data.startswith(b"\xef\xbb\xbf")
    heading, row, empty, below = table(data)
    assert heading == list(COLUMNS)
    found = dict(zip(heading, row, strict=True))
    assert (found["sequence"], found["label"], found["flags"], found["used_at"]) == (
        "2",
        "J. D.",
        "record supervision",
        "",
    )
    assert empty == []
    assert below == ["checkpoint", *map(str, msgspec.structs.astuple(CHECKPOINT))]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "＝1", "＋1", "－1", "＠a"],  # noqa: RUF001
)
def test_what_a_spreadsheet_takes_for_a_formula_is_made_text(text: str) -> None:
    entry = msgspec.structs.replace(ENTRY, note=text, label=text)
    row = dict(zip(COLUMNS, table(to_csv([entry], CHECKPOINT))[1], strict=True))
    assert row["note"] == row["label"] == f"'{text}"


@pytest.mark.parametrize("text", ["", "J. D.", "1-1", "'quoted'", 'say "no"', "two\nlines", "comma, semicolon;"])
def test_other_text_stays_as_it_is(text: str) -> None:
    entry = msgspec.structs.replace(ENTRY, note=text)
    row = dict(zip(COLUMNS, table(to_csv([entry], CHECKPOINT))[1], strict=True))
    assert row["note"] == text


def test_json_holds_entries_and_checkpoint() -> None:
    found = msgspec.json.decode(to_json([ENTRY, ENTRY], CHECKPOINT))
    assert found == {"entries": [msgspec.to_builtins(ENTRY)] * 2, "checkpoint": msgspec.to_builtins(CHECKPOINT)}


def test_a_checkpoint_is_found_alone_and_in_both_exports() -> None:
    for data in (msgspec.json.encode(CHECKPOINT), to_json([ENTRY], CHECKPOINT), to_csv([ENTRY], CHECKPOINT)):
        assert read_checkpoint(data) == CHECKPOINT
    assert read_checkpoint(to_csv([], CHECKPOINT)) == CHECKPOINT


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_a_file_without_a_checkpoint_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="There is no checkpoint"):
        read_checkpoint(data)


@pytest.mark.parametrize("data", [b"a,b,c,d,e,f\n", b"checkpoint,x,b,c,d,e\n", b"checkpoint,1\n", b'"', b"[]", b"\xff"])
def test_what_resembles_a_checkpoint_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_checkpoint(data)
