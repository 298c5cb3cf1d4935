"""Check a whole log without any I/O and without any secret: event by event, then against a seed and a checkpoint.

Guarantees: whatever is changed, removed, put in or moved in the events or in their bodies, without the signing seed of
that time, gives a problem. An owner who has everything can write a log anew, with a new key; that shows against a
checkpoint that somebody else holds, and against nothing else.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from agent.errors import VaultDamaged
from agent.overridelog.broken import Problem, Suspect, explain
from agent.overridelog.chain import GENESIS, NEW_KEY, Link, checkpoint_is_signed, commit, is_signed
from agent.overridelog.kinds import Erased, Reseeded, decode
from agent.overridelog.seed import Standing
from protocol.messages.log import Checkpoint, Verification

LISTED = 40
"""Problems that are told one by one; the rest are counted."""
PROVES = (
    "Nothing that was signed on this computer has been changed, removed or put in since. Who holds this vault and its "
    "passphrase could still have written the whole log anew: only a checkpoint that somebody else holds shows that."
)
LEADS_THROUGH = (
    "Up to event {sequence} the log is as it was when the checkpoint was made on {time}. What came later rests on this "
    "computer alone, until there is another checkpoint."
)
_RESEEDED = {
    "seed_missing": "the signing seed (log.seed) was missing",
    "seed_damaged": "the signing seed (log.seed) was damaged",
    "seed_foreign": "the signing seed (log.seed) was not this log's",
}
_CAUSES = {"request": "at a person's request", "retention": "past their time"}
_STANDING = {
    Standing.MISSING: "The signing seed (log.seed) is missing, so nothing shows whether the last events were removed.",
    Standing.DAMAGED: "The signing seed (log.seed) is damaged, so nothing shows whether the last events were removed.",
    Standing.FOREIGN: (
        "The log doesn't end where its signing seed (log.seed) left it: the last events were replaced, or the seed was."
    ),
}


@dataclass(frozen=True)
class Stored:
    """An event as it stands in the database: `filed_under` is the entry that its body is filed under."""

    link: Link
    salt: bytes | None = None
    body: bytes | None = None
    filed_under: int | None = None


@dataclass
class Verifier:
    """Takes all events in the order of their sequences, then gives the verdict on them."""

    checkpoint: Checkpoint | None = None
    _events: int = 0
    _last: Link | None = None
    _last_is_sound: bool = True
    _problems: list[Problem] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _suspects: list[Suspect] = field(default_factory=list)
    _rows: set[int] = field(default_factory=set)
    _keys: dict[bytes, int] = field(default_factory=dict)
    _at_checkpoint: Link | None = None
    _bodies: "_Bodies" = field(default_factory=lambda: _Bodies())

    def feed(self, stored: Stored) -> None:
        """Take the next event."""
        link = stored.link
        self._check_link(link)
        self._bodies.feed(stored)
        self._remark_on_new_key(stored)
        self._events += 1
        self._rows.add(link.sequence)
        self._keys[link.next_key] = link.sequence
        if self.checkpoint is not None and link.sequence == self.checkpoint.sequence:
            self._at_checkpoint = link
        self._last = link

    def finish(
        self,
        standing: Standing,
        seed_at: int,
        *,
        is_restored: bool = False,
        strays: Sequence[int] = (),
        is_kept: Callable[[int], bool] = lambda _entry: True,
    ) -> Verification:
        """Say what was found.

        `seed_at` is where the seed stands; `is_restored` if the vault was, and the log doesn't say so yet; `strays`
        are the numbers of bodies that belong to no event. `is_kept` says whether anything that an entry recorded is
        there now, since it may have been erased while events were being read.
        """
        problems = [
            *self._problems,
            *explain(self._suspects, self._keys, self._rows),
            *self._bodies.problems(is_kept),
            *(
                (stray, f"What stands under {stray} belongs to no event: it was put in, or its event was removed.")
                for stray in strays
            ),
        ]
        sentences = [sentence for _, sentence in sorted(problems)]
        if is_restored:
            self._notes.append("The vault was restored from a backup. The next event will say so and begin a new key.")
        else:
            sentences += self._against_seed(standing, seed_at)
        sentences += self._against_checkpoint()
        self._notes += self._bodies.notes()
        if not sentences:
            self._notes.append(self._what_it_proves())
        head = self._last.head if self._last else GENESIS
        return Verification(not sentences, self._events, head.hex(), _shortened(sentences), self._notes)

    def _check_link(self, link: Link) -> None:
        last, is_next = self._last, link.sequence == (self._last.sequence + 1 if self._last else 1)
        if is_next and last is not None and self._suspects and self._suspects[-1].link is last:
            self._suspects[-1].is_whole = link.previous == last.head
        if not is_signed(link):
            self._suspects.append(Suspect(link))
            self._last_is_sound = False
            return
        break_ = _break(last, link) if is_next and self._last_is_sound else None
        if break_ is not None:
            self._problems.append((link.sequence, break_))
        self._last_is_sound = break_ is None

    def _remark_on_new_key(self, stored: Stored) -> None:
        link = stored.link
        if link.kind == "restored":
            self._notes.append(
                f"The vault was restored from a backup on {said(link.time)} (event {link.sequence}). "
                "What had been recorded since that backup is not in the log."
            )
        elif link.kind == "reseeded":
            self._problems.append((link.sequence, _reseeded(link, stored.body)))

    def _against_seed(self, standing: Standing, seed_at: int) -> list[str]:
        end = self._last.sequence if self._last else 0
        if standing is Standing.AHEAD:
            return [
                f"The vault was rolled back, or the end of the log was removed: it ends at event {end}, but its "
                f"signing seed has gone on to event {seed_at}."
            ]
        return [_STANDING[standing]] if standing in _STANDING else []

    def _against_checkpoint(self) -> list[str]:
        checkpoint, link = self.checkpoint, self._at_checkpoint
        if checkpoint is None:
            return []
        made = f"the checkpoint of {said(checkpoint.time)}"
        if not checkpoint_is_signed(checkpoint):
            return ["The checkpoint is not as it was made: its own signature doesn't hold. Ask for the original."]
        if self._last is None or checkpoint.sequence > self._last.sequence:
            end = self._last.sequence if self._last else 0
            return [
                f"The log ends at event {end}, but {made} was made at event {checkpoint.sequence}: the end is gone."
            ]
        if link is None or link.head.hex() != checkpoint.head.lower():
            return [f"The log doesn't lead through {made}: event {checkpoint.sequence} or one before it was rewritten."]
        if link.next_key.hex() != checkpoint.public_key.lower():
            return [f"This log's key didn't sign {made}: the checkpoint was made by somebody else."]
        return []

    def _what_it_proves(self) -> str:
        if self.checkpoint is None:
            return PROVES
        return LEADS_THROUGH.format(sequence=self.checkpoint.sequence, time=said(self.checkpoint.time))


@dataclass
class _Bodies:
    """Checks the bodies against what events commit to, and those that are gone against `erased`."""

    wrong: list[tuple[Link, bytes]] = field(default_factory=list)
    misfiled: list[int] = field(default_factory=list)
    gone: list[Link] = field(default_factory=list)
    kept: dict[int, int] = field(default_factory=dict)
    erased: dict[int, int] = field(default_factory=dict)
    causes: Counter[str] = field(default_factory=Counter)

    def feed(self, stored: Stored) -> None:
        link = stored.link
        if link.kind == "erased":
            self.erased[link.entry] = link.sequence
            self.causes[_cause(stored.body)] += 1
        if stored.body is None or stored.salt is None:
            self.gone.append(link)
            return
        if link.kind != "erased":
            self.kept[link.entry] = link.sequence
        if stored.filed_under != link.entry:
            self.misfiled.append(link.sequence)
        found = commit(stored.salt, stored.body)
        if found != link.commitment:
            self.wrong.append((link, found))

    def notes(self) -> Iterator[str]:
        """Say what was erased, and why: it isn't wrong, but should be known."""
        causes = [f"{number} {_CAUSES[cause]}" for cause, number in sorted(self.causes.items()) if cause in _CAUSES]
        if causes:
            yield f"What entries recorded was erased: {', '.join(causes)}. Their places in the chain are left."

    def problems(self, is_kept: Callable[[int], bool]) -> Iterator[Problem]:
        committed = {link.commitment: link.sequence for link, _ in self.wrong}
        for link, found in self.wrong:
            yield link.sequence, _wrong_body(link.sequence, committed.get(found))
        for sequence in self.misfiled:
            yield sequence, f"What event {sequence} recorded is filed under another entry."
        for link in self.gone:
            if link.kind == "erased" or link.entry not in self.erased:
                yield (
                    link.sequence,
                    f"What event {link.sequence} recorded is gone, and no event says that it was erased.",
                )
        for entry in filter(is_kept, sorted(self.erased.keys() & self.kept.keys())):
            yield self.erased[entry], f"Event {self.erased[entry]} says that entry {entry} was erased, but it is there."


def said(time: str) -> str:
    """Give a wire time as people read it."""
    return f"{time[:10]} {time[11:16]} UTC"


def _break(last: Link | None, link: Link) -> str | None:
    """Say how an event that is signed fails to continue the one before it; None if it does continue it."""
    row = link.sequence
    if last is None:
        is_start = link.previous == GENESIS and link.kind in NEW_KEY
        return None if is_start else f"Event {row} is not the beginning of a log: what came before it was removed."
    may_begin_key = link.kind in NEW_KEY and link.kind != "started"
    if link.public_key != last.next_key and not may_begin_key:
        return f"Event {row} isn't signed with a key of this log: it was put in from outside, or event {row - 1} was."
    if link.previous != last.head:
        return f"Event {row} doesn't continue event {row - 1}: one of them was replaced."
    return None


def _reseeded(link: Link, body: bytes | None) -> str:
    when, event = said(link.time), link.sequence
    try:
        record = decode(body or b"", Reseeded)
    except VaultDamaged:
        return f"On {when} (event {event}) the log began a new key, and why can't be read."
    if record.cause == "rolled_back":
        return f"On {when} (event {event}) the vault was found rolled back: {record.lost} events before it are lost."
    cause = _RESEEDED[record.cause]
    return f"On {when} (event {event}) {cause}: nothing shows whether events just before it were removed."


def _cause(body: bytes | None) -> str:
    try:
        return decode(body or b"", Erased).cause
    except VaultDamaged:
        return ""


def _wrong_body(sequence: int, owner: int | None) -> str:
    if owner is None:
        return f"What event {sequence} recorded was changed."
    return f"What stands under event {sequence} was recorded by event {owner}: the two were swapped."


def _shortened(sentences: list[str]) -> list[str]:
    if len(sentences) <= LISTED:
        return sentences
    return [*sentences[:LISTED], f"There are {len(sentences) - LISTED} more problems."]
