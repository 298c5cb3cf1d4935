"""vCard 2.1, 3.0 and 4.0, as address books write it: each card is a row with the columns of `HEADINGS`.

Only the lines that are asked for are read; a birthday, an address, a note or a picture is passed over. So is a line
that is no line of a card, and a card without an end is a row that says so.
"""

import binascii
import re
from collections.abc import Iterator

from agent.watchlist.importing.encodings import encoding_of, lines_of, part_of
from agent.watchlist.importing.tables import MOST_CELL, Row, Rows, Watch

HEADINGS = ["Given name", "Middle name", "Family name", "Full name", "Nickname", "Email", "Social profile"]
_GIVEN, _MIDDLE, _FAMILY, _FULL, _NICKNAME, _EMAIL, _PROFILE = range(len(HEADINGS))
_PROFILES = {"URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "IMPP", "X-TWITTER"}
_WANTED = {"N", "FN", "NICKNAME", "EMAIL", "KIND", "X-ABSHOWAS", "BEGIN", "END", *_PROFILES}
_LINE = re.compile(r"(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)((?:;(?:\"[^\"]*\"|[^\":])*)?):(.*)", re.DOTALL)
_PARAMETER = re.compile(r";(?:([A-Za-z0-9-]+)=)?(\"[^\"]*\"|[^;]*)")
_PART = re.compile(r"(?:\\.|[^;\\])*(?:;|$)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_LONGEST = 16 * MOST_CELL
"""Characters of a line that are put together; only pictures are longer."""
_EVERY = 1000

Parameters = dict[str, str]


def rows(data: bytes, watch: Watch) -> Rows:
    """Give a heading and then a row for each card, numbered from 1 as the cards come."""
    yield Row(0, HEADINGS)
    text = lines_of(data)
    number, cells, is_open = 0, [""] * len(HEADINGS), False
    organisation = False
    for name, parameters, value in _properties(text, encoding_of(data)):
        is_card = value.strip().upper() == "VCARD"
        if name == "BEGIN" and is_card:
            if is_open:
                yield Row(number, cells, "incomplete")
            number, cells, is_open, organisation = number + 1, [""] * len(HEADINGS), True, False
            if number % _EVERY == 0:
                watch(part_of(text, data))
        elif name == "END" and is_card and is_open:
            yield Row(number, cells, "organisation" if organisation else None)
            is_open = False
        elif is_open:
            organisation = organisation or _is_organisation(name, value)
            _take(cells, name, parameters, value)
    if is_open:
        yield Row(number, cells, "incomplete")


def _is_organisation(name: str, value: str) -> bool:
    kinds = {"KIND": {"org", "group", "location"}, "X-ABSHOWAS": {"company"}}
    return value.strip().lower() in kinds.get(name, ())


def _take(cells: list[str], name: str, parameters: Parameters, value: str) -> None:
    """Put a line's value where it belongs; of several names the first is taken, of addresses and profiles all."""
    if name == "N":
        family, given, middle, *_ = [*map(_plain, _PART.findall(value)), "", "", ""]
        for place, text in ((_GIVEN, given), (_MIDDLE, middle), (_FAMILY, family)):
            cells[place] = cells[place] or text
    elif name in ("FN", "NICKNAME"):
        place = _FULL if name == "FN" else _NICKNAME
        cells[place] = cells[place] or _plain(value)
    elif name in ("EMAIL", *_PROFILES):
        text = _plain(value) if name == "EMAIL" else _profile(name, parameters, _plain(value))
        place = _EMAIL if name == "EMAIL" else _PROFILE
        cells[place] = f"{cells[place]}\n{text}".strip()[:MOST_CELL]


def _profile(name: str, parameters: Parameters, value: str) -> str:
    """Give a profile as a link, or as `service:handle` where the card names a service and only a handle."""
    service = parameters.get("TYPE") or parameters.get("SERVICE-TYPE") or parameters.get("X-SERVICE-TYPE") or ""
    if name == "X-TWITTER":
        service = "twitter"
    if value.lower().startswith(("http://", "https://")):
        return value
    handle = parameters.get("X-USER") or value.rpartition(":")[2]
    return f"{service.lower()}:{handle.lstrip('@')}" if service else value


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value.removesuffix(";")).strip()


def _properties(text: Iterator[str], encoding: str) -> Iterator[tuple[str, Parameters, str]]:
    """Give the lines that are wanted, each with its parameters and its value decoded."""
    for line in _unfolded(text):
        found = _LINE.fullmatch(line)
        name = found[1].upper() if found else ""
        if found and name in _WANTED:
            parameters = {
                (key or ("ENCODING" if "PRINTABLE" in value.upper() else "TYPE")).upper(): value.strip('"')
                for key, value in _PARAMETER.findall(found[2])
            }
            yield name, parameters, _decoded(found[3], parameters, encoding)


def _decoded(value: str, parameters: Parameters, encoding: str) -> str:
    """Undo quoted-printable, which vCard 2.1 uses for letters beyond ASCII."""
    if parameters.get("ENCODING", "").upper() != "QUOTED-PRINTABLE":
        return value
    data = binascii.a2b_qp(value.encode("ascii", "ignore"))
    for charset in (parameters.get("CHARSET", ""), "utf-8", encoding, "cp1252"):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")


def _unfolded(text: Iterator[str]) -> Iterator[str]:
    """Put lines together that go on: after white space, or in quoted-printable after an equals sign."""
    pieces: list[str] = []
    length = 0
    for raw in text:
        line = raw.rstrip("\r\n")
        soft = bool(pieces) and pieces[-1].endswith("=") and "QUOTED-PRINTABLE" in pieces[0].upper()
        if pieces and (line[:1] in (" ", "\t") or soft):
            if soft:
                pieces[-1] = pieces[-1][:-1]
            length += len(line)
            if length < _LONGEST:
                pieces.append(line if soft else line[1:])
            continue
        if pieces:
            yield "".join(pieces)
        pieces, length = [line[:_LONGEST]], len(line)
    if pieces:
        yield "".join(pieces)
