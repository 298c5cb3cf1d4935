"""A log with a long past: many entries over years, written by the log's own writer in one transaction."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import repeat
from pathlib import Path
from typing import get_args

import msgspec

from agent.overridelog import OverrideLog
from agent.overridelog.kinds import Decided, Noted, Warned
from agent.overridelog.writer import New
from agent.vault.database import Database
from protocol.messages.words import Interaction, Outcome, Tier
from tests.support.logs import WARNED

PLATFORMS = ("instagram", "x", "facebook", "mastodon", "linkedin", "tiktok", "threads")
INTERACTIONS = get_args(Interaction)[:7]
OUTCOMES: tuple[Outcome, ...] = (*(("heeded",) * 7), "overridden", "not_my_client", "expired")
TIERS: tuple[Tier, ...] = ("A", "A", "A", "B", "B", "C")
LEAST, MOST = 1, 30
"""Seconds in which somebody decides."""

Dated = tuple[datetime, New]


def fill(database: Database, seed: Path, key: bytes, entries: int, until: datetime, years: float = 3) -> None:
    """Add entries to an empty log, the last one shortly before `until`; always the same for the same numbers."""
    events = list(_events(entries, until, years))
    times: Iterator[datetime] = repeat(events[0][0])  # for what the log asks of the clock while it is opened
    log = OverrideLog(database, seed, key, lambda: next(times))
    times = iter([events[0][0], *(time for time, _ in events)])
    log._writer.add([event for _, event in events])


def _events(entries: int, until: datetime, years: float) -> Iterator[Dated]:
    chance = random.Random(entries)  # noqa: S311 - no secret
    apart = timedelta(days=365 * years) / entries
    sequence = 2  # the first is `started`
    for number in range(entries):
        for event in _entry(chance, until - apart * (entries - number), sequence):
            sequence += 1
            yield event


def _entry(chance: random.Random, time: datetime, first: int) -> Iterator[Dated]:
    yield time, New("warned", _warned(chance))
    outcome = chance.choice(OUTCOMES)
    time += timedelta(seconds=600 if outcome == "expired" else chance.uniform(LEAST, MOST))
    reason = chance.choice(("supervisor_advised", "client_consented_in_session")) if outcome == "overridden" else None
    note = "Talked about it in session." if chance.random() < 0.2 else ""
    yield time, New("decided", Decided(outcome, reason, note), first)  # type: ignore[arg-type]
    if outcome == "overridden":
        yield time + timedelta(seconds=2), New("used", refers_to=first)
    if chance.random() < 0.1:
        yield time + timedelta(seconds=9), New("noted", Noted("Discussed.", ["supervision"]), first)


def _warned(chance: random.Random) -> Warned:
    client, platform = chance.randrange(400), chance.choice(PLATFORMS)
    return msgspec.structs.replace(
        WARNED,
        client=f"c-{client:010}",
        label=f"C. {client}",
        tier=chance.choice(TIERS),
        platform=platform,
        account=f"{platform}:client.{client}",
        interaction=chance.choice(INTERACTIONS),
    )
