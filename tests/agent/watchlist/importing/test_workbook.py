import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.errors import BadInput
from tests.agent.watchlist.importing.support import names, reading, sentence
from tests.agent.watchlist.importing.workbooks import packed, row, sheet, workbook

PEOPLE: list[tuple[str, ...]] = [
    ("First name", "Last name", "Status"),
    ("Jane", "Doe", "Active"),
    ("", "", ""),
    ("John", "Smith", "Archived"),
]
WHOLE = workbook(PEOPLE)
NAMELESS = "<c t=' r=\"A1\"'><v>1</v></c>"
"""A cell that only seems to say where it is."""
SHEET = "xl/worksheets/sheet1.xml"


def test_a_workbook_is_read_with_the_numbers_of_its_rows() -> None:
    found = reading(WHOLE).found
    assert [(person.row, person.names, person.status) for person in found.people] == [
        (2, ["Jane Doe"], "current"),
        (4, ["John Smith"], "former"),
    ]


def test_rows_above_the_first_are_counted() -> None:
    data = packed({SHEET: sheet(row(3, ("Name",)) + row(7, ("Jane Doe",)))})
    assert [person.row for person in reading(data).found.people] == [7]


def test_hidden_sheets_and_empty_ones_are_passed_over() -> None:
    book = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        '<sheet name="A" sheetId="1" state="hidden" r:id="rId1"/><sheet name="B" sheetId="2" r:id="rId2"/>'
        '<sheet name="C" sheetId="3" r:id="rId3"/></sheets></workbook>'
    )
    relation = (
        '<Relationship Id="rId{0}" Target="worksheets/sheet{0}.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
    )
    related = "".join(relation.format(number) for number in (1, 2, 3))
    data = packed(
        {
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships">{related}</Relationships>',
            SHEET: sheet(row(1, ("Name",)) + row(2, ("Hidden Person",))),
            "xl/worksheets/sheet2.xml": sheet(""),
            "xl/worksheets/sheet3.xml": sheet(row(1, ("Name",)) + row(2, ("Jane Doe",))),
        }
    )
    assert names(data) == [["Jane Doe"]]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r=\'XFD1048576\'><v>1</v></c></row>',
        f'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">{"<c><v>1</v></c>" * 16384}</row>',
        f'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">{NAMELESS * 16384}</row>',
    ],
)
def test_cells_far_apart_take_no_memory(rows: str) -> None:
    with pytest.raises(BadInput, match="more than an import can"):
        reading(packed({SHEET: sheet(rows)}))


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(BadInput, match="more than an import can"):
        reading(packed({"xl/sharedStrings.xml": "<sst>" + " " * (200 * 1024 * 1024)}))


def test_entities_of_the_files_own_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + sheet(row(1, ("Name",)))
    with pytest.raises(BadInput, match="damaged"):
        reading(packed({SHEET: bomb}))


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_half_a_workbook_says_so(part: float) -> None:
    with pytest.raises(BadInput, match="only half of it"):
        reading(WHOLE[: int(len(WHOLE) * part)])


def test_an_archive_that_is_no_workbook_says_so() -> None:
    target = WHOLE.replace(b"xl/workbook.xml", b"xx/workbook.xml")
    with pytest.raises(BadInput, match="not an Excel workbook"):
        reading(target)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=6), st.text("<>/cr=\"'A1 &;", max_size=40))
def test_whatever_is_spoilt_gets_a_sentence(place: int, noise: bytes, inside: str) -> None:
    for data in (WHOLE[:place] + noise + WHOLE[place + len(noise) :], packed({SHEET: sheet(inside)})):
        said = sentence(data)
        assert not said or said.endswith(".")
