"""In which of the usual encodings a text was written: UTF-8, UTF-16 and Windows-1252 are told apart."""

import codecs
import io

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 4096
_MOSTLY = 0.3
"""Text in Latin letters has a zero in nearly every other byte of UTF-16; other text has fewer."""
_LAST_LETTER = 3
"""Bytes of a letter that a cut may have left at the end."""


def encoding_of(data: bytes) -> str:
    """Give the encoding, as Python calls it; a file that was cut within a letter is still what it was."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    zeros = [data[place:_SAMPLE:2].count(0) / (min(len(data), _SAMPLE) / 2 or 1) for place in (0, 1)]
    if max(zeros) > _MOSTLY:
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    try:
        codecs.utf_8_decode(data, "strict", False)
    except UnicodeDecodeError as error:
        return "utf-8" if error.start >= len(data) - _LAST_LETTER else "cp1252"
    return "utf-8"


def lines_of(data: bytes) -> io.TextIOWrapper:
    """Give the text line by line, each with its end as it stands; what is no letter becomes a mark of its own."""
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding_of(data), errors="replace", newline="")


def part_of(text: io.TextIOWrapper, data: bytes) -> float:
    """Say how much of a text has been read, from 0 to 1."""
    inside = text.buffer
    assert isinstance(inside, io.BytesIO)  # noqa: S101 - what `lines_of` has made
    return inside.tell() / len(data)
