import csv
import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import BadInput
from agent.overridelog.export import COLUMNS, read_checkpoint, read_csv, read_json, rows_of, to_csv, to_json
from agent.overridelog.fold import Recorded, fold
from agent.overridelog.kinds import Decided
from agent.overridelog.writer import New
from protocol.messages.log import Checkpoint, Entry, Period
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
(ROW,) = rows_of([ENTRY], names=True)


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_table_has_a_heading_and_its_checkpoint_below() -> None:
    data = to_csv([ROW], CHECKPOINT)
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
    row = dict(zip(COLUMNS, table(to_csv(rows_of([entry], names=True), CHECKPOINT))[1], strict=True))
    assert row["note"] == row["label"] == f"'{text}"


@pytest.mark.parametrize("text", ["", "J. D.", "1-1", "'quoted'", 'say "no"', "two\nlines", "comma, semicolon;"])
def test_other_text_stays_as_it_is(text: str) -> None:
    entry = msgspec.structs.replace(ENTRY, note=text)
    row = dict(zip(COLUMNS, table(to_csv(rows_of([entry], names=True), CHECKPOINT))[1], strict=True))
    assert row["note"] == text


def test_json_holds_entries_and_checkpoint() -> None:
    found = msgspec.json.decode(to_json([ROW, ROW], CHECKPOINT))
    assert found == {
        "entries": [msgspec.to_builtins(ENTRY) | {"until": None}] * 2,
        "checkpoint": msgspec.to_builtins(CHECKPOINT),
    }


def test_a_checkpoint_is_found_alone_and_in_both_exports() -> None:
    for data in (msgspec.json.encode(CHECKPOINT), to_json([ROW], CHECKPOINT), to_csv([ROW], CHECKPOINT)):
        assert read_checkpoint(data) == CHECKPOINT
    assert read_checkpoint(to_csv([], CHECKPOINT)) == CHECKPOINT


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_a_file_without_a_checkpoint_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="There is no checkpoint"):
        read_checkpoint(data)


@pytest.mark.parametrize("data", [b"a,b,c,d,e,f\n", b"checkpoint,x,b,c,d,e\n", b"checkpoint,1\n", b'"', b"[]", b"\xff"])
def test_what_resembles_a_checkpoint_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_checkpoint(data)


def test_without_names_clients_are_numbered_and_what_may_name_them_is_left_out() -> None:
    other = msgspec.structs.replace(ENTRY, client="c-other", label="Lena", account="x:lena", note="Lena said so")
    rows = list(rows_of([ENTRY, other, ENTRY], names=False))
    assert [row["label"] for row in rows] == ["Client 1", "Client 2", "Client 1"]
    for data in (to_csv(rows, CHECKPOINT), to_json(rows, CHECKPOINT)):
        for name in (b"Lena", b"lena", b"J. D.", b"jane", b"A note", b"c-other", WARNED.client.encode()):
            assert name not in data
        assert b"supervision" in data


def test_what_is_no_entry_is_a_row_of_its_kind() -> None:
    pause = Period(9, "2026-11-22T10:00:00.000Z", "paused", "2026-11-22T10:30:00.000Z")
    (row,) = rows_of([pause], names=False)
    assert {name: value for name, value in row.items() if value is not None} == {
        "sequence": 9,
        "time": pause.time,
        "kind": "paused",
        "until": pause.until,
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_that_a_spreadsheet_saved_anew_is_read(delimiter: str) -> None:
    text = io.StringIO(newline="")
    rows = [row + [""] * (len(COLUMNS) - len(row)) for row in table(to_csv([ROW], CHECKPOINT))]
    csv.writer(text, delimiter=delimiter).writerows(rows)
    found, checkpoint = read_csv(text.getvalue().encode())
    assert checkpoint == CHECKPOINT
    assert [row["label"] for row in found] == ["J. D."]
    assert read_json(to_json([ROW], CHECKPOINT)) == ([ROW], CHECKPOINT)
