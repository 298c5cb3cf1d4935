"""Entries and what stands between them, as they were at an event of the log: for exports, and for what checks one."""

from collections.abc import Iterator, Sequence

from agent.overridelog import listing, pages, store
from agent.overridelog.fold import Recorded, fold
from agent.overridelog.kinds import FIRST
from agent.vault.database import Database
from protocol.messages.log import Entry, LogFilter, Period

AT_ONCE = 500
"""Entries that are read at a time: about 5 ms, so that a session isn't kept waiting."""
Known = dict[int, Entry | Period | None]
"""By sequence. None: erased since, so that nobody knows what it was."""


def choose(database: Database, wanted: LogFilter) -> list[int]:
    """Give the sequences of the entries that are wanted, oldest first; erased ones where only a time is asked for."""
    if listing.is_narrowed(wanted):
        return listing.find(database, wanted, None, listing.NEVER)[::-1]
    since, until = listing.span(wanted)
    found = store.firsts(database, 0, listing.NEVER)
    times = store.times(database, found)
    return [sequence for sequence in found if since <= times[sequence] < until]


def between(database: Database, wanted: LogFilter, at: int) -> Known:
    """Give what stood between entries at event `at`, but for exports; nothing where more than a time is asked for."""
    if listing.is_narrowed(wanted):
        return {}
    apart = store.apart(database, 0, listing.NEVER, listing.NEVER)
    events = [event for event in apart if event.sequence <= at and event.kind != "exported"]
    return {period.sequence: period for period in pages.periods(database, wanted, events, at)}


def as_of(database: Database, sequences: Sequence[int], at: int) -> Iterator[Known]:
    """Give entries as they were at event `at`, some at a time; no entry, and none that was erased by then."""
    for start in range(0, len(sequences), AT_ONCE):
        wanted = sequences[start : start + AT_ONCE]
        grouped: dict[int, list[Recorded]] = {sequence: [] for sequence in wanted}
        for event in store.recorded(database, wanted):
            if event.sequence <= at:
                grouped[event.entry].append(event)
        yield {
            sequence: None if events[0].body is None else fold(events)
            for sequence, events in grouped.items()
            if events and events[0].sequence == sequence and events[0].kind in FIRST and events[-1].kind != "erased"
        }
