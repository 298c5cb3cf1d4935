import pytest

from agent.errors import BadInput
from agent.practice.policy.importing import MOST, Line, read


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("client,given,signed\nJ. D.,2026-11-01,2026-11-02\n", id="commas"),
        pytest.param(
            "\ufeffLabel;Date given;Date signed\r\n J. D. ;2026-11-01;2026-11-02\r\n", id="semicolons and a mark"
        ),
        pytest.param(
            'Firmado\tpaciente\tEntregado\n2026-11-02\t"J. D."\t2026-11-01', id="tabs, Spanish, another order"
        ),
        pytest.param("Kürzel,übergeben,unterschrieben\n\n,,\nJ. D.,2026-11-01,2026-11-02\n", id="German, empty lines"),
    ],
)
def test_files_as_people_have_them_are_read(text: str) -> None:
    (line,) = read(text)
    assert (line.client, line.given, line.signed, line.version) == ("J. D.", "2026-11-01", "2026-11-02", "")


def test_lines_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    assert read("client,given,signed,version\nA,2026-11-01,,1\nB,2026-11-01\n") == [
        Line(2, "A", "2026-11-01", "", "1"),
        Line(3, "B", "2026-11-01", "", ""),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column “client”"),
        ('client,given\n"' + "A" * 200_000, "can't be read as CSV"),
        ("client,signed\nJ. D.,2026-11-01", "no column “given”"),
        ("client,given,signed\n", "no line below the heading"),
        ("client,given\n" + "A,2026-11-01\n" * (MOST + 1), "more than 1,000 lines"),
    ],
)
def test_what_can_t_be_read_is_said(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read(text)
