"""An exported file against the log, without the log."""

import hashlib
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import BadInput
from agent.overridelog import checking, export
from agent.overridelog.checking import Copy, Findings
from agent.overridelog.export import rows_of, to_csv, to_json
from agent.overridelog.kinds import Exported, encode
from protocol.messages.log import Entry, Period
from tests.agent.overridelog.test_export import CHECKPOINT, ENTRY

OTHER = msgspec.structs.replace(ENTRY, sequence=5, client="c-other", label="Lena", note="=1+1")
AGAIN = msgspec.structs.replace(ENTRY, sequence=8)
PAUSE = Period(9, "2026-11-22T10:00:00.000Z", "paused", "2026-11-22T10:30:00.000Z")
THERE: list[Entry | Period] = [ENTRY, OTHER, AGAIN, PAUSE]
KNOWN: dict[int, Entry | Period | None] = {each.sequence: each for each in THERE}
FORMATS = pytest.mark.parametrize("write", [to_csv, to_json])
NAMES = pytest.mark.parametrize("names", [True, False])
Write = Callable[..., bytes]


def checked(write: Write, *, names: bool, change: Callable[[bytes], bytes] = lambda data: data) -> Findings:
    return checking.compare(checking.read(change(write(rows_of(THERE, names=names), CHECKPOINT))), KNOWN)


@FORMATS
@NAMES
def test_a_file_that_was_not_changed_matches(write: Write, names: bool) -> None:
    found = checked(write, names=names)
    assert (found.matching, found.changed, found.unknown, found.erased) == (4, [], [], 0)


@FORMATS
@NAMES
@pytest.mark.parametrize(
    ("before", "after", "sequences", "column"),
    [
        (b"other", b"supervisor_advised", [2, 5, 8], "reason"),
        (b"2026-11-22T10:30", b"2026-11-22T10:40", [9], "until"),
        (b"mastodon", b"x", [2, 5, 8], "platform"),
    ],
)
def test_a_changed_cell_is_named(
    write: Write, names: bool, before: bytes, after: bytes, sequences: list[int], column: str
) -> None:
    found = checked(write, names=names, change=lambda data: data.replace(before, after))
    assert [each.sequence for each in found.changed] == sequences
    assert all(column in each.columns for each in found.changed)
    assert found.matching == 4 - len(sequences)


@FORMATS
def test_a_client_who_was_swapped_for_another_is_found_without_names_too(write: Write) -> None:
    def swap(data: bytes) -> bytes:
        place = data.rindex(b"Client 1")
        return data[:place] + b"Client 2" + data[place + 8 :]

    found = checked(write, names=False, change=swap)
    assert [(each.sequence, each.columns) for each in found.changed] == [(8, ["label"])]


@FORMATS
@pytest.mark.parametrize("label", ["J. D.", "Client X", ""])
def test_a_label_put_into_a_file_without_names_is_a_change(write: Write, label: str) -> None:
    found = checked(write, names=False, change=lambda data: data.replace(b"Client 2", label.encode()))
    assert [each.sequence for each in found.changed] == [5]


@FORMATS
def test_rows_left_out_leave_the_others_as_they_are(write: Write) -> None:
    copy = checking.read(write(list(rows_of(THERE, names=False))[1:], CHECKPOINT))
    found = checking.compare(copy, KNOWN)
    assert (found.matching, found.seen) == (3, {5, 8, 9})


@FORMATS
def test_rows_that_the_log_never_had_or_that_come_twice_are_unknown(write: Write) -> None:
    rows = list(rows_of(THERE, names=True))
    forged = {**rows[0], "sequence": 77}
    found = checking.compare(checking.read(write([*rows, forged, rows[0]], CHECKPOINT)), KNOWN)
    assert (found.matching, found.unknown) == (4, [77, 2])


@FORMATS
def test_what_was_erased_since_can_not_be_compared(write: Write) -> None:
    copy = checking.read(write(rows_of(THERE, names=True), CHECKPOINT))
    found = checking.compare(copy, KNOWN | {5: None})
    assert (found.matching, found.erased, found.changed) == (3, 1, [])


def test_a_column_more_or_less_is_a_change() -> None:
    copy = checking.read(to_json(rows_of(THERE, names=True), CHECKPOINT))
    more = checking.compare(Copy("json", "", [{**row, "why": "because"} for row in copy.rows]), KNOWN)
    less = checking.compare(Copy("json", "", [{"sequence": row["sequence"]} for row in copy.rows]), KNOWN)
    assert {column for each in more.changed for column in each.columns} == {"why"}
    assert len(less.changed) == 4


def test_the_very_file_is_known_by_its_bytes_and_another_by_its_checkpoint() -> None:
    data = to_csv(rows_of(THERE, names=True), CHECKPOINT)
    sha256 = hashlib.sha256(data).hexdigest()
    made = Exported("csv", True, True, CHECKPOINT.sequence, 4, sha256)
    events = [("then", encode(made)), ("damaged", b"{}"), ("gone", None)]
    assert checking.recorded(checking.read(data), events) == ("then", ("then", made))
    assert checking.recorded(checking.read(data + b"\r\n"), events) == (None, ("then", made))
    as_json = checking.read(to_json(rows_of(THERE, names=True), CHECKPOINT))
    assert checking.recorded(as_json, events) == (None, None)


def test_a_pdf_is_known_as_a_whole_only() -> None:
    copy = checking.read(b"%PDF-1.7 and so on")
    assert (copy.format, copy.rows, copy.checkpoint) == ("pdf", (), None)


@given(st.binary(max_size=100).filter(lambda data: not data.startswith(b"%PDF-")))
def test_what_is_no_export_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="isn't an export"):
        checking.read(data)


@pytest.mark.parametrize("number", [None, "", "x", "1e3", 3.5, [], "9" * 99, True])
def test_a_row_without_a_number_of_its_own_is_unknown(number: object) -> None:
    copy = Copy("json", "", [dict.fromkeys(export.COLUMNS) | {"sequence": number}])
    assert checking.compare(copy, KNOWN).unknown == [int(number is True)]
