"""What commands print: calm tables and sentences for people, one JSON object a line for programs.

People get labels, and times as they would say them; programs get ids and exact times. Text that came from
elsewhere can't command the terminal: control characters are shown as a dot.
"""

import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, TextIO

import click
import msgspec

from protocol.messages.log import Entry
from protocol.messages.retention import PastEntry

_CRISIS = {"crisis_card": "crisis card opened", "crisis_hold": "crisis hold"}
WIDEST = 100
"""Columns that a sentence may take; longer lines are hard to read."""
_BETWEEN = "   "
"""Between two columns."""
NOTHING = "\u2013"
"""An en dash: what tables show where there is nothing."""


def say(sentence: str, indent: int = 0) -> None:
    """Print sentences for people; lines that go on begin after `indent` columns."""
    click.echo(wrapped(plain(sentence), sys.stdout, indent))


def say_json(value: Any) -> None:
    """Print one JSON object on a line; a message's tag is the wire's business and left out."""
    if isinstance(value, msgspec.Struct):
        value = msgspec.structs.asdict(value)
    click.echo(msgspec.json.encode(value).decode())


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under headings, as wide as the terminal; whole lines when something else reads them.

    Ids and words stay whole, so that they can be copied. Where the terminal is too narrow for that, each row is
    printed as a list.
    """
    shown = [tuple(map(plain, row)) for row in rows]
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 240
    widths = _widths([*zip(columns, *shown, strict=True)], width - len(_BETWEEN) * (len(columns) - 1))
    if not widths:
        _lists(columns, shown)
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    made = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for column, letters in zip(columns, widths, strict=True):
        made.add_column(column, width=letters)
    for row in shown:
        made.add_row(*row)
    Console(markup=False, emoji=False, highlight=False, width=width).print(made)


def _widths(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Give each column room for its longest word, and what is left to those that have more to say, the least first.

    Empty where there isn't that much room.
    """
    from rich.cells import cell_len

    widths = [max((cell_len(word) for text in column for word in text.split()), default=0) for column in columns]
    wanted = [max(cell_len(line) for text in column for line in (text.splitlines() or [""])) for column in columns]
    left = room - sum(widths)
    if left < 0:
        return []
    order = sorted(range(len(columns)), key=lambda place: wanted[place] - widths[place])
    for number, place in enumerate(order):
        more = min(wanted[place] - widths[place], left // (len(order) - number))
        widths[place] += more
        left -= more
    return widths


def _lists(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print each row as a list of what it says under which heading."""
    wide = max(map(len, columns))
    for number, row in enumerate(rows):
        if number:
            click.echo()
        for column, text in zip(columns, row, strict=True):
            if text:
                say(f"{column:{wide}}{_BETWEEN}{text}", wide + len(_BETWEEN))


def wrapped(text: str, stream: TextIO, indent: int = 0) -> str:
    """Break lines between words where a terminal would break within them; what else reads gets them whole."""
    if not stream.isatty():
        return text
    wrapper = textwrap.TextWrapper(
        width=min(shutil.get_terminal_size().columns, WIDEST),
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(wrapper.fill(line) if len(line) > wrapper.width else line for line in text.split("\n"))


def plain(text: str) -> str:
    """Show control characters as a dot, so that no text can move the cursor or hide what follows."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "·" for letter in text)


def when(time: str | None, now: datetime | None = None) -> str:
    """Say an ISO 8601 time as people do, in local time: `today at 14:05`, `3 Nov at 09:10`, `3 Nov 2025`."""
    if time is None:
        return NOTHING
    now = (now or datetime.now(UTC)).astimezone()
    moment = datetime.fromisoformat(time).astimezone(now.tzinfo)
    days = (now.date() - moment.date()).days
    clock = f"{moment:%H:%M}"
    if -2 < days < 2:
        return f"{ {0: 'today', 1: 'yesterday', -1: 'tomorrow'}[days] } at {clock}".strip()
    day = f"{moment.day} {moment:%b}"
    return f"{day} at {clock}" if moment.year == now.year else f"{day} {moment.year}"


def day(date: str) -> str:
    """Say an ISO 8601 date as people do: `3 Nov 2025`."""
    moment = datetime.fromisoformat(date)
    return f"{moment.day} {moment:%b %Y}"


def count(number: int, noun: str) -> str:
    """Say `1 client`, `2 clients`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def what(entry: Entry | PastEntry) -> str:
    """Say what an entry is about: the interaction, or what of a crisis."""
    return _CRISIS.get(entry.kind) or words(entry.interaction)


def words(code: str | None) -> str:
    """Say a code of the wire as words: `not_my_client` is `not my client`; nothing is a dash."""
    return NOTHING if code is None else code.replace("_", " ")
