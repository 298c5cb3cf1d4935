"""Fold the events of a warning, or of what else begins an entry, into the one entry that people see."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from agent.overridelog.chain import commit, is_signed
from agent.overridelog.kinds import FIRST, Body, CardOpened, CrisisHeld, Decided, Missed, Noted, Warned, decode
from agent.overridelog.verify import Stored
from protocol.messages.log import Entry, Event
from protocol.messages.words import EntryKind, Flag

_BEGUN: dict[str, tuple[EntryKind, type[Body]]] = {
    "warned": ("warning", Warned),
    "missed": ("missed", Missed),
    "card_opened": ("crisis_card", CardOpened),
    "crisis_held": ("crisis_hold", CrisisHeld),
}


class Recorded(NamedTuple):
    """An event without what binds it to others. `entry` is the first event of its entry, or its own sequence."""

    sequence: int
    time: str
    kind: str
    entry: int
    body: bytes | None


def fold(events: Sequence[Recorded]) -> Entry | None:
    """Give the entry of some events, which are in order; None if it was erased or no entry begins with the first."""
    first = events[0]
    if first.kind not in FIRST or first.body is None:
        return None
    entry = _begun(first, first.body)
    for event in events[1:]:
        entry = _with(entry, event)
    return entry


def _begun(first: Recorded, body: bytes) -> Entry:
    kind, form = _BEGUN[first.kind]
    about: Any = decode(body, form)
    return Entry(
        sequence=first.sequence,
        time=first.time,
        kind=kind,
        interaction=getattr(about, "interaction", None),
        platform=getattr(about, "platform", ""),
        account=getattr(about, "account", ""),
        client=about.client,
        label=about.label,
        tier=getattr(about, "tier", None),
        verdict=getattr(about, "verdict", "listed"),
        outcome=None,
        use=None,
        reason=None,
        note="",
        flags=[],
        decided_at=None,
        used_at=None,
        until=getattr(about, "until", None),
    )


def fold_all(entries: Sequence[int], events: Iterable[Recorded]) -> list[Entry]:
    """Give the entries in the order asked, from the events of all of them; those that were erased are left out."""
    grouped: dict[int, list[Recorded]] = {sequence: [] for sequence in entries}
    for event in events:
        grouped[event.entry].append(event)
    return [entry for group in grouped.values() if group and (entry := fold(group)) is not None]


def as_event(stored: Stored) -> Event:
    """Give an event as the wire tells it."""
    link = stored.link
    body = None if stored.body is None else decode(stored.body, dict[str, Any])
    return Event(
        sequence=link.sequence,
        time=link.time,
        kind=link.kind,
        refers_to=link.refers_to,
        body=body,
        previous=link.previous.hex(),
        commitment=link.commitment.hex(),
        head=link.head.hex(),
        holds=is_signed(link) and _is_committed_to(stored),
    )


def _is_committed_to(stored: Stored) -> bool:
    if stored.body is None or stored.salt is None:
        return stored.body is None
    return commit(stored.salt, stored.body) == stored.link.commitment


def _with(entry: Entry, event: Recorded) -> Entry:
    kind, body = event.kind, event.body
    if kind == "decided" and body is not None:
        return _decided(entry, event.time, decode(body, Decided))
    if kind == "used":
        return msgspec.structs.replace(entry, use="used", used_at=event.time)
    if kind == "lapsed":
        return msgspec.structs.replace(entry, use="lapsed")
    if kind == "crisis_released":
        return msgspec.structs.replace(entry, until=event.time)
    if kind == "noted" and body is not None:
        noted = decode(body, Noted)
        return msgspec.structs.replace(
            entry,
            note=_joined(entry.note, noted.note),
            flags=[flag for flag in _united(entry.flags, noted.flags) if flag not in noted.unflag],
        )
    return entry


def _decided(entry: Entry, time: str, decided: Decided) -> Entry:
    return msgspec.structs.replace(
        entry,
        outcome=decided.outcome,
        use="granted" if decided.outcome == "overridden" else None,
        reason=decided.reason,
        note=_joined(entry.note, decided.note),
        flags=_united(entry.flags, decided.flags),
        decided_at=time,
    )


def _joined(note: str, more: str) -> str:
    return f"{note}\n{more}" if note and more else note or more


def _united(flags: list[Flag], more: list[Flag]) -> list[Flag]:
    return list(dict.fromkeys([*flags, *more]))
