"""What every reader gives: rows with their numbers, as people count them, and how far it has come."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from agent.errors import NotAllowed
from protocol.messages.imports import WhyNot

MOST_BYTES = 64 * 1024 * 1024
"""Of a file, and, unpacked, of the strings in a workbook."""
MOST_COLUMNS = 200
MOST_CELL = 2000
"""Characters of a cell that are read: longer ones are cut, and too long for a name in any case."""

Watch = Callable[[float], None]
"""Told now and then how much of the work is done, from 0 to 1; raises Stopped where it isn't wanted any longer."""


class Row(NamedTuple):
    """A row, counted from 1 with the heading; `why` is set where it can't be used."""

    number: int
    cells: list[str]
    why: WhyNot | None = None


Rows = Iterator[Row]


class Stopped(NotAllowed):
    """An import that isn't wanted any longer."""

    def __init__(self) -> None:
        super().__init__("The import was stopped. Nothing of it is on the watch list.")
