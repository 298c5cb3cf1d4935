"""Files read for tests."""

from agent.errors import BadInput
from agent.watchlist.importing.reading import Reading, read
from protocol.accounts import resolve
from protocol.messages.imports import ImportField


def resolved(link: str) -> str:
    try:
        return resolve(link)
    except ValueError as error:
        raise BadInput(str(error)) from None


def unwatched(_part: float) -> None:
    """Let it go on."""


def reading(data: bytes | str, fields: list[ImportField | None] | None = None) -> Reading:
    return read(data.encode() if isinstance(data, str) else data, resolved, unwatched, fields)


def names(data: bytes | str) -> list[list[str]]:
    return [person.names for person in reading(data).found.people]


def skipped(data: bytes | str) -> list[tuple[int, str]]:
    return [(row.row, row.why) for row in reading(data).found.skipped]


def sentence(data: bytes | str) -> str:
    """What is said of a file that can't be read; empty if it can."""
    try:
        reading(data)
    except BadInput as error:
        return str(error)
    return ""
