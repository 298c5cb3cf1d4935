"""A page of the log, newest first: entries, and between them what is no entry."""

from contextlib import suppress

import msgspec

from agent.errors import VaultDamaged
from agent.overridelog import listing, store
from agent.overridelog.fold import Recorded, fold_all
from agent.overridelog.kinds import Exported, Reseeded, Unprotected, Until, decode
from agent.vault.database import Database
from protocol.messages.log import Entry, LogFilter, LogReply, Period
from protocol.messages.words import PeriodKind

PAGE_BYTES = 400_000
"""A page ends early where its entries, as JSON, are longer than this: a message holds 1 MiB."""
MOST_ENTRIES = 200
"""Entries of a page, where nothing else is said."""
MOST_PERIODS = 500
"""Periods between the entries of one page, at most: the latest ones."""


def read(database: Database, wanted: LogFilter, before: int | None, limit: int) -> LogReply:
    """Give a page; `before` is a sequence. Raises BadInput, and VaultDamaged where an entry can't be read.

    A page has fewer than `limit` entries where more would not fit into a message; `more` says so.
    """
    found = listing.find(database, wanted, before, limit + 1)
    shown = found[:limit]
    entries = fold_all(shown, store.recorded(database, shown))
    fitting = _fitting(entries)
    is_cut = len(fitting) < len(entries)
    last = fitting[-1].sequence if is_cut else shown[-1] if shown else None
    more = last if is_cut or len(found) > limit else None
    return LogReply(fitting, more, _between(database, wanted, more, before))


def _between(database: Database, wanted: LogFilter, after: int | None, before: int | None) -> list[Period]:
    """Give what stands between two entries that isn't one, in the time that is asked for."""
    if listing.is_narrowed(wanted):
        return []
    events = store.apart(database, after or 0, listing.below(before), MOST_PERIODS)
    return periods(database, wanted, events)


def periods(database: Database, wanted: LogFilter, events: list[Recorded], at: int = listing.NEVER) -> list[Period]:
    """Give what events of no entry tell, newest first, if it begins in the time that is asked for.

    What was recorded after event `at` doesn't count.
    """
    began = store.times(database, [event.entry for event in events if event.kind == "erased"])
    paused = [event.sequence for event in events if event.kind == "paused"]
    ended = store.referring(database, "resumed", paused, at)
    made = [_period(event, began, ended) for event in events]
    since, until = listing.span(wanted)
    return sorted((one for one in made if since <= one.time < until), key=lambda one: -one.sequence)


def _period(event: Recorded, began: dict[int, str], ended: dict[int, str]) -> Period:
    kind: PeriodKind = event.kind  # type: ignore[assignment]  # `store.apart` gives no others
    if kind == "erased":
        return Period(event.entry, began.get(event.entry, event.time), kind, event.time)
    with suppress(VaultDamaged):  # `verify` says what is wrong with it
        body = event.body or b""
        if kind == "paused":
            until = decode(body, Until).until
            return Period(event.sequence, event.time, kind, min(until, ended.get(event.sequence, until)))
        if kind == "unprotected":
            unprotected = decode(body, Unprotected)
            return Period(event.sequence, unprotected.since, kind, unprotected.until)
        if kind == "exported":
            return Period(event.sequence, event.time, kind, detail=decode(body, Exported).format)
        if kind == "reseeded":
            return Period(event.sequence, event.time, kind, detail=decode(body, Reseeded).cause)
    return Period(event.sequence, event.time, kind)


def _fitting(entries: list[Entry]) -> list[Entry]:
    """Give those of a page that fit into a message, at least one."""
    size = 0
    for number, entry in enumerate(entries):
        size += len(msgspec.json.encode(entry))
        if size > PAGE_BYTES and number:
            return entries[:number]
    return entries
