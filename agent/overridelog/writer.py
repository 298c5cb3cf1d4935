"""Add events, so that each is there durably, once, and signed by the one key that may.

The order: a fresh seed is kept before the event that begins with it; events are committed in one transaction; then the
seed is stepped in its own file. Killed anywhere in between, the log is whole: a seed that stayed behind steps forward.
"""

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agent.errors import DiskFull, VaultDamaged
from agent.overridelog import chain, listing, store
from agent.overridelog.chain import Draft, Link
from agent.overridelog.kinds import EMPTY, Body, Kind, Reseeded, Restored, encode
from agent.overridelog.seed import Seed, SeedFile, Standing, compare, fresh
from agent.vault.database import Cursor, Database
from protocol.messages.log import Checkpoint

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class New:
    """An event that is to be added; `refers_to` is a sequence.

    `also` is called with the event's own sequence in the transaction that adds it, before the next event.
    """

    kind: Kind
    body: Body = EMPTY
    refers_to: int | None = None
    also: Callable[[Cursor, int], None] | None = None


class Writer:
    """The one that adds to the log. `now` gives the time as the wire writes it."""

    def __init__(self, database: Database, file: SeedFile, now: Callable[[], str]) -> None:
        self._database = database
        self._file = file
        self._now = now

    def add(self, events: Sequence[New]) -> int:
        """Add events in one transaction; gives the sequence of the first.

        Raises DiskFull and VaultDamaged; nothing has been added then.
        """
        with self._database.change() as cursor:
            link, seed = self._ready(cursor)
            first = (link.sequence if link else 0) + 1
            entries = []
            for event in events:
                link, seed = self._insert(cursor, event.kind, event.refers_to, encode(event.body), link, seed)
                if event.also is not None:
                    event.also(cursor, link.sequence)
                entries.append(link.entry)
            listing.refresh(cursor, self._database, entries)
        self._keep(seed)
        return first

    def checkpoint(self) -> Checkpoint:
        """Sign the head as it is now; a log that has no events, or a seed that is not its own, gets its first event."""
        link, (standing, seed) = store.tail(self._database), self.standing()
        if link is None or seed is None or standing is not Standing.READY or seed.begins is not None:
            self.add([])
            link, (_, seed) = store.tail(self._database), self.standing()
        assert link is not None and seed is not None  # noqa: S101, PT018 - `add` has seen to it
        return chain.make_checkpoint(link, self._now(), seed)

    def standing(self) -> tuple[Standing, Seed | None]:
        """Say how the seed stands to the end of the log, and give it, stepped forward to there where it can be."""
        try:
            seed = self._file.load()
        except VaultDamaged:
            return Standing.DAMAGED, None
        return compare(seed, store.tail(self._database), store.begun(self._database))

    def _ready(self, cursor: Cursor) -> tuple[Link | None, Seed]:
        """Give the last event and the seed that signs the next one, having begun a new key where that was needed."""
        link, (standing, seed) = store.tail(self._database), self.standing()
        restored_at = store.restored_at(self._database)
        is_taken_up = restored_at is None or (seed is not None and seed.begins == "restored")
        if seed is None or standing is not Standing.READY or not is_taken_up:
            seed = self._begin(link, standing, seed, restored_at)
        if seed.begins is None:
            return link, seed
        store.take_up_restore(cursor)
        return self._insert(cursor, seed.begins, None, seed.body, link, seed)

    def _begin(self, link: Link | None, standing: Standing, seed: Seed | None, restored_at: str | None) -> Seed:
        if standing is Standing.DAMAGED:
            self._file.set_aside()
        end = link.sequence if link else 0
        if restored_at is not None:
            new = fresh(end, "restored", encode(Restored(restored_at)))
        elif standing is Standing.NEW:
            new = fresh(end, "started")
        else:
            lost = seed.sequence - end if seed and standing is Standing.AHEAD else 0
            new = fresh(end, "reseeded", encode(Reseeded(standing.value, lost)))
        self._file.keep(new)
        return new

    def _insert(
        self, cursor: Cursor, kind: str, refers_to: int | None, body: bytes, link: Link | None, seed: Seed
    ) -> tuple[Link, Seed]:
        draft = Draft(self._now(), kind, refers_to, secrets.token_bytes(chain.SALT_BYTES), body)
        following = seed.step()
        added = chain.add(draft, link, seed, following.public_key)
        store.insert(cursor, added, draft.salt, draft.body)
        return added, following

    def _keep(self, seed: Seed) -> None:
        """Replace the seed; the events are there already, so one that can't be kept now steps forward the next time."""
        try:
            self._file.keep(seed)
        except (DiskFull, OSError):
            logger.warning("log.seed could not be written; it will be with the next event")
