import pytest

from tests.agent.watchlist.importing.support import names, reading, skipped

TABLE = "First Name,Last Name,Status\nJürgen,Müller,Active\nZoë,“Ł”ukasz,Inactive\n"
LATIN = TABLE.replace("“Ł”ukasz", "Núñez")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_ends_of_lines(delimiter: str, end: str) -> None:
    text = TABLE.replace(",", delimiter).replace("\n", end)
    assert names(text) == [["Jürgen Müller"], ["Zoë “Ł”ukasz"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert names(LATIN.encode(encoding)) == [["Jürgen Müller"], ["Zoë Núñez"]]


def test_the_delimiter_that_a_first_line_names() -> None:
    assert names("sep=;\nName;Status\nDoe, Jane;Active\n") == [["Jane Doe"]]


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    found = reading('Title of the list\n\nFirst name,Last name\n\n"Ja\nne",Doe\nJohn,Smith\n').found
    assert [(person.row, person.names) for person in found.people] == [(5, ["Ja ne Doe"]), (6, ["John Smith"])]


def test_a_file_that_was_cut_says_in_which_row() -> None:
    whole = "First name,Last name,Status\nJane,Doe,Active\nJohn,Smith,Active\n"
    assert skipped(whole) == []
    assert skipped(whole.rstrip("\n")) == []
    assert skipped(whole[:-14]) == [(3, "incomplete")]
    assert skipped(whole + '"Mary') == [(4, "incomplete")]
    cut = "Name,Status\nJane Doe,Active\nJürgen Mü".encode()[:-1]
    assert skipped(cut) == [(3, "incomplete")]


def test_a_quotation_mark_that_swallows_rows_is_told() -> None:
    rows = "".join(f"Person{number} Doe,Active\n" for number in range(50))
    assert skipped(f'Name,Status\n"Jane Doe,Active\n{rows}"John Smith",Active\n') == [(2, "quote")]


def test_a_cell_beyond_all_measure_costs_its_row_only() -> None:
    assert ("unreadable") in [why for _, why in skipped(f"Name\nJane Doe\n{'x' * 200_000}\nJohn Smith\n")]
    assert ["John Smith"] in names(f"Name\nJane Doe\n{'x' * 200_000}\nJohn Smith\n")
