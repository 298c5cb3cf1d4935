"""Random histories on a real encrypted database, against a model that remembers what was acknowledged."""

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Literal

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from agent.errors import DiskFull, NotFound, Refused
from agent.overridelog.kinds import Decided
from protocol.messages.log import Checkpoint, Entry
from protocol.messages.words import Outcome
from tests.support.logs import OVERRIDDEN, WARNED, World

any_entry = st.integers(0, 20)


class Histories(RuleBasedStateMachine):
    """Adds, decides, uses, notes, erases, pauses, locks, dies with an old seed, fills the disk."""

    @initialize()
    def make(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.logs = World(Path(self.folder.name))
        self.entries: dict[int, Entry] = {}
        self.erased: set[int] = set()
        self.checkpoints: list[Checkpoint] = []

    def pick(self, number: int) -> int:
        return sorted(self.entries)[number % len(self.entries)]

    @rule(client=st.sampled_from(["c-1", "c-2"]))
    def warn(self, client: str) -> None:
        sequence = self.logs.log.add_warning(msgspec.structs.replace(WARNED, client=client))
        assert sequence not in self.entries
        self.entries[sequence] = self.logs.log.entry(sequence)

    @precondition(lambda self: self.entries)
    @rule(number=any_entry, outcome=st.sampled_from(["overridden", "heeded", "not_my_client"]))
    def decide(self, number: int, outcome: Outcome) -> None:
        sequence = self.pick(number)
        before = self.entries[sequence]
        decided = OVERRIDDEN if outcome == "overridden" else Decided(outcome)
        try:
            after = self.logs.log.decide(sequence, decided)
        except Refused:
            assert before.outcome not in {None, outcome}
            return
        assert before.outcome in {None, outcome}
        assert after.outcome == outcome
        self.entries[sequence] = after

    @precondition(lambda self: self.entries)
    @rule(number=any_entry, use=st.sampled_from(["used", "lapsed"]))
    def use(self, number: int, use: Literal["used", "lapsed"]) -> None:
        sequence = self.pick(number)
        before = self.entries[sequence]
        try:
            self.entries[sequence] = self.logs.log.use(sequence, use)
        except Refused:
            assert before.use not in {"granted", use}
            return
        assert before.use in {"granted", use}
        assert self.entries[sequence].use == use

    @precondition(lambda self: self.entries)
    @rule(number=any_entry, note=st.text(min_size=1, max_size=20))
    def note(self, number: int, note: str) -> None:
        sequence = self.pick(number)
        self.entries[sequence] = self.logs.log.note(sequence, note, ["record"])
        assert self.entries[sequence].note.endswith(note.strip())

    @precondition(lambda self: self.entries)
    @rule(number=any_entry)
    def erase(self, number: int) -> None:
        sequence = self.pick(number)
        self.logs.log.erase(sequence, "request")
        del self.entries[sequence]
        self.erased.add(sequence)

    @rule()
    def pause(self) -> None:
        self.logs.log.pause(timedelta(hours=1))

    @rule()
    def lock(self) -> None:
        self.logs.reopen()

    @precondition(lambda self: self.logs.seed.exists())
    @rule()
    def die_before_the_seed_is_kept(self) -> None:
        old = self.logs.seed.read_bytes()
        self.logs.log.unprotected(self.logs.clock(), self.logs.clock())
        self.logs.seed.write_bytes(old)
        self.logs.reopen()

    @precondition(lambda self: self.entries)
    @rule(number=any_entry)
    def fill_the_disk(self, number: int) -> None:
        sequence = self.pick(number)
        with self.logs.full_disk():
            try:
                self.logs.log.note(sequence, "x" * 39_000, [])
            except (DiskFull, Refused):
                return
        raise AssertionError("there was room")

    @rule()
    def checkpoint(self) -> None:
        self.checkpoints.append(self.logs.log.checkpoint())

    @rule(minutes=st.integers(0, 5))
    def wait(self, minutes: int) -> None:
        self.logs.clock.turn(minutes=minutes)

    @invariant()
    def everything_is_there_once(self) -> None:
        assert self.logs.log.entries().entries == [self.entries[each] for each in sorted(self.entries, reverse=True)]
        for sequence in self.erased:
            try:
                self.logs.log.entry(sequence)
            except NotFound:
                continue
            raise AssertionError("what was erased is there")

    def teardown(self) -> None:
        for checkpoint in [None, *self.checkpoints]:
            found = self.logs.verify(checkpoint)
            assert found.ok, found.problems
        self.logs.database.close()
        self.folder.cleanup()


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=8, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
