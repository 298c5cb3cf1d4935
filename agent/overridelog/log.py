"""The override log of an open vault: what may be added to it and when, and what is read from it.

Guarantees: what a method adds is durable when it returns, or it raises and nothing was added; asking again for what is
there already adds nothing, so that a reply that was lost can be asked for again.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Literal

from agent.errors import AlreadyThere, BadInput, NotAllowed, NotFound, VaultDamaged
from agent.overridelog import crisis, listing, store
from agent.overridelog.kinds import (
    CardOpened,
    CrisisHeld,
    Decided,
    Erased,
    ErasedFor,
    Exported,
    Missed,
    Noted,
    Unprotected,
    Until,
    Warned,
    decode,
    encode,
    read_time,
)
from agent.overridelog.reading import Reading
from agent.overridelog.seed import SeedFile
from agent.overridelog.suspended import SNOOZE, Suspended
from agent.overridelog.verify import Verifier
from agent.overridelog.writer import New, Writer
from agent.times import wire_time
from agent.vault.database import Database
from protocol.messages.log import Checkpoint, Entry, Verification
from protocol.messages.words import Flag

EXPIRES = timedelta(minutes=20)
"""A warning without an answer has expired by then: the window's ten minutes (DESIGN.md), and as much again for an
outcome that waited for a locked agent. The extension says so itself, unless its browser ended."""
LAYOUTS = 4
MOST_NOTES = 40_000
"""Characters of all notes of an entry together, so that it fits into one message."""


class OverrideLog(Reading):
    """Warnings and what became of them. `key` (32 bytes) seals the file of the signing seed.

    `suspended` says which holds are suspended by a pause or a snooze, `crisis` which clients nothing may go through to
    at the moment. `progress` is for who reads all of the log, and
    for who asks how far that has come: events done and events in all, by the id of whoever asked.
    """

    def __init__(
        self, database: Database, seed: Path, key: bytes, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.suspended = Suspended()
        self.progress: dict[str, tuple[int, int]] = {}
        super().__init__(database, clock)
        self._writer = Writer(database, SeedFile(seed, key), lambda: wire_time(clock()))
        self._undecided = dict(store.undecided(database))
        listing.make(database)
        self._take_up_pause()
        self.crisis = crisis.read(database, clock())

    def next_layout(self) -> int:
        """Say which of the four layouts (0 to 3) is the next one's turn."""
        warned = store.latest(self._database, "warned")
        if warned is None or warned.body is None:
            return 0
        with suppress(VaultDamaged):
            return (decode(warned.body, Warned).layout + 1) % LAYOUTS
        return 0

    def add_warning(self, warned: Warned) -> int:
        """Record that a warning was opened; gives its sequence."""
        sequence = self._writer.add([New("warned", warned)])
        self._undecided[sequence] = wire_time(self._clock())
        return sequence

    def add_missed(self, missed: Missed) -> int:
        """Record that an interaction with a client's account went out without a warning; gives its sequence."""
        return self._writer.add([New("missed", missed)])

    def add_card_opened(self, opened: CardOpened) -> int:
        """Record that a client's crisis card was opened; gives its sequence."""
        return self._writer.add([New("card_opened", opened)])

    def hold(self, held: CrisisHeld) -> crisis.Hold:
        """Record a crisis hold, and begin it; one of this client that runs ends with that."""
        now = self._clock()
        before = self.crisis.of(held.client, now)
        released = [New("crisis_released", refers_to=before.sequence)] if before else []
        first = self._writer.add([*released, New("crisis_held", held)])
        hold = crisis.Hold(first + len(released), held.label, now, read_time(held.until))
        self.crisis.put(held.client, hold)
        return hold

    def release(self, client: str) -> None:
        """End a client's crisis hold and record that; without one, do nothing."""
        before = self.crisis.of(client, self._clock())
        if before is None:
            return
        self._writer.add([New("crisis_released", refers_to=before.sequence)])
        self.crisis.end(client)

    def decide(self, sequence: int, decided: Decided) -> Entry:
        """Record a warning's outcome, and a snooze that goes with it; raises NotFound.

        The same decision again changes nothing; another one raises AlreadyThere.
        """
        before = self._decision(sequence)
        if before is None:
            snoozed = [New("snoozed", Until(self._after(SNOOZE)), sequence)] if decided.snooze else []
            self._writer.add([New("decided", decided, sequence), *snoozed])
            self._undecided.pop(sequence, None)
        elif before != decided:
            raise AlreadyThere(
                f"This warning is over already ({before.outcome}). Make the gesture again to decide anew."
            )
        return self.entry(sequence)

    def use(self, sequence: int, use: Literal["used", "lapsed"]) -> Entry:
        """Record what became of a granted override; the same again changes nothing. Raises NotFound, NotAllowed."""
        entry = self.entry(sequence)
        if entry.outcome != "overridden":
            raise NotAllowed("This warning was not overridden, so there is nothing to use. Make the gesture again.")
        if entry.use == "granted":
            self._writer.add([New(use, refers_to=sequence)])
        elif entry.use != use:
            raise AlreadyThere(f"This override is over already ({entry.use}). Make the gesture again to decide anew.")
        return self.entry(sequence)

    def expire(self) -> None:
        """Record `expired` for warnings that got no answer in time; raises DiskFull."""
        now = self._clock()
        for sequence in [each for each, since in self._undecided.items() if _is_over(since, now)]:
            with suppress(NotFound, VaultDamaged):  # changed from outside: `verify` says how
                self.decide(sequence, Decided("expired"))
            self._undecided.pop(sequence, None)

    def note(self, sequence: int, note: str, flags: list[Flag], unflag: Sequence[Flag] = ()) -> Entry:
        """Add a note or flags to an entry, or take flags back; the last one again changes nothing.

        Raises NotFound and BadInput.
        """
        added = Noted(note.strip(), list(dict.fromkeys(flags)), list(dict.fromkeys(unflag)))
        if not added.note and not added.flags and not added.unflag:
            raise BadInput("There is nothing to add. Write a note or choose a flag.")
        if set(added.flags) & set(added.unflag):
            raise BadInput("A flag can't be set and taken back at once. Choose one of the two.")
        notes = [each.body for each in self._events(sequence) if each.kind == "noted" and each.body]
        if notes and decode(notes[-1], Noted) == added:
            return self.entry(sequence)
        if len(self.entry(sequence).note) + len(added.note) > MOST_NOTES:
            raise BadInput("This entry has notes enough. Write what is new into the client's record.")
        self._writer.add([New("noted", added, sequence)])
        return self.entry(sequence)

    def unclear(self, sequence: int) -> Warned:
        """Record that a "Not my client" answer was taken back; gives the warning. Raises NotFound and NotAllowed."""
        decided = self._decision(sequence)
        if decided is None or decided.outcome != "not_my_client":
            raise NotAllowed('This warning was not answered "Not my client", so there is nothing to take back.')
        if not self.is_uncleared(sequence):
            self._writer.add([New("uncleared", refers_to=sequence)])
        return self.warned(sequence)

    def pause(self, length: timedelta) -> datetime:
        """Record a pause and begin it; gives its end."""
        until = self._clock() + length
        self._writer.add([New("paused", Until(wire_time(until)))])
        self.suspended.pause(until)
        return until

    def resume(self) -> None:
        """End the pause and record that; without one, do nothing."""
        if self.suspended.paused_until(self._clock()) is None:
            return
        paused = store.latest(self._database, "paused")
        self._writer.add([New("resumed", refers_to=paused.sequence if paused else None)])
        self.suspended.resume()

    def unprotected(self, since: datetime, until: datetime) -> None:
        """Record that the therapist went on without protection; the same as the last one again changes nothing."""
        record = Unprotected(wire_time(since), wire_time(until))
        latest = store.latest(self._database, "unprotected")
        if latest is None or latest.body != encode(record):
            self._writer.add([New("unprotected", record)])

    def add_exported(self, exported: Exported) -> int:
        """Record that a copy of entries was made; gives its sequence."""
        return self._writer.add([New("exported", exported)])

    def erase(self, sequence: int, cause: ErasedFor) -> None:
        """Remove what an entry's events recorded, for good; the events stay. Raises NotFound if it is gone already."""
        self._events(sequence)
        self.erase_all([sequence], cause)

    def erase_all(self, sequences: Sequence[int], cause: ErasedFor) -> None:
        """Do the same to entries that are there, all or none of them."""
        self._writer.add([New("erased", Erased(cause), each, partial(store.remove_bodies, each)) for each in sequences])
        for each in sequences:
            self._undecided.pop(each, None)
            self.crisis.forget(each)

    def checkpoint(self) -> Checkpoint:
        """Sign the head of the log, for somebody else to keep."""
        return self._writer.checkpoint()

    def conclude(self, verifier: Verifier) -> Verification:
        """Have a verifier that was fed all `chunks` say what it found, the signing seed considered."""
        standing, seed = self._writer.standing()
        return verifier.finish(
            standing,
            seed.sequence if seed else 0,
            is_restored=store.restored_at(self._database) is not None,
            strays=store.strays(self._database),
            is_kept=lambda entry: store.is_kept(self._database, entry),
        )

    def verify(self, checkpoint: Checkpoint | None = None) -> Verification:
        """Check the whole chain, and that it leads through a checkpoint."""
        verifier = Verifier(checkpoint)
        for chunk in self.chunks():
            for event in chunk:
                verifier.feed(event)
        return self.conclude(verifier)

    def _after(self, length: timedelta) -> str:
        return wire_time(self._clock() + length)

    def _take_up_pause(self) -> None:
        """Go on with a pause that was recorded before the vault was locked."""
        paused, resumed = store.latest(self._database, "paused"), store.latest(self._database, "resumed")
        if paused is None or paused.body is None or (resumed and resumed.sequence > paused.sequence):
            return
        try:
            until = read_time(decode(paused.body, Until).until)
        except VaultDamaged:
            return  # `verify` says what is wrong with it; without it there is no pause
        if until > self._clock():
            self.suspended.pause(until)


def _is_over(since: str, now: datetime) -> bool:
    try:
        return now - read_time(since) >= EXPIRES
    except VaultDamaged:
        return True
