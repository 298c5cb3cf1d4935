"""Crisis holds: toward whom nothing goes through at the moment, whatever tier, pause or snooze says otherwise.

A hold is an event of the log, and is read back from there when the vault is opened: what holds is what is recorded.
"""

from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from agent.errors import VaultDamaged
from agent.overridelog import store
from agent.overridelog.kinds import CrisisHeld, decode, read_time
from agent.overridelog.listing import NEVER
from agent.vault.database import Database


class Hold(NamedTuple):
    """One that was begun by event `sequence`; `label` is the client's as it was then. Times are aware."""

    sequence: int
    label: str
    since: datetime
    until: datetime


class CrisisHolds:
    """Those that run, by the client's id: one a client."""

    def __init__(self) -> None:
        self._holds: dict[str, Hold] = {}

    def put(self, client: str, hold: Hold) -> None:
        """Take up a hold; it takes the place of an earlier one of the same client."""
        self._holds[client] = hold

    def end(self, client: str) -> None:
        """Forget a client's hold, if there is one."""
        self._holds.pop(client, None)

    def forget(self, sequence: int) -> None:
        """Forget the hold that an event began, since that was erased."""
        self._holds = {client: hold for client, hold in self._holds.items() if hold.sequence != sequence}

    def of(self, client: str, now: datetime) -> Hold | None:
        """Give the hold of a client that runs."""
        hold = self._holds.get(client)
        return hold if hold is not None and hold.until > now else None

    def all(self, now: datetime) -> dict[str, Hold]:
        """Give all that run, by client, the latest first."""
        running = [(client, hold) for client, hold in self._holds.items() if hold.until > now]
        return dict(sorted(running, key=lambda one: one[1].since, reverse=True))

    def next_end(self, now: datetime) -> datetime | None:
        """Say when the next of them is over; None if none runs."""
        return min((hold.until for hold in self.all(now).values()), default=None)


def read(database: Database, now: datetime) -> CrisisHolds:
    """Read back those that were recorded, weren't ended, and aren't over."""
    holds = CrisisHolds()
    held = store.of_kind(database, "crisis_held")
    released = store.referring(database, "crisis_released", [event.sequence for event in held], NEVER)
    for event in held:
        if event.body is None or event.sequence in released:
            continue
        with suppress(VaultDamaged):  # `verify` says what is wrong with it
            body = decode(event.body, CrisisHeld)
            hold = Hold(event.sequence, body.label, read_time(event.time), read_time(body.until))
            if hold.until > now:
                holds.put(body.client, hold)
    return holds
