import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import BadInput
from agent.watchlist.importing.reading import read
from agent.watchlist.importing.tables import MOST_BYTES, Stopped
from tests.agent.watchlist.importing.support import reading, resolved, sentence


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        (b"\x89PNG\r\n", "picture"),
        (b"<html><body>", "web page"),
        (b'{"clients": []}', "JSON"),
        (bytes(range(256)) * 20, "isn't a file of text"),
        (b",,,\n,,,\n", "nothing in this file"),
        (b"x" * (MOST_BYTES + 1), "larger than"),
    ],
)
def test_what_is_no_list_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        reading(data)


def test_the_kind_is_told_by_the_beginning() -> None:
    assert reading("\ufeffBEGIN:VCARD\nFN:Jane Doe\nEND:VCARD\n").kind == "vcard"
    assert reading("Name\nBEGIN VCARD\n").kind == "csv"


def test_reading_can_be_stopped() -> None:
    def stop(_part: float) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        read(b"Name\n" + b"Jane Doe\n" * 5000, resolved, stop)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_it_is_it_gets_an_answer(data: bytes) -> None:
    said = sentence(data)
    assert not said or said.endswith(".")
