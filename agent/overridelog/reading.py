"""What is read from the override log of an open vault."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from agent.errors import NotAllowed, NotFound
from agent.overridelog import copies, figures, listing, pages, store
from agent.overridelog.fold import Recorded, as_event, fold
from agent.overridelog.kinds import FIRST, Decided, Noted, Warned, decode
from agent.overridelog.verify import Stored
from agent.vault.database import Database
from protocol.messages.figures import LogFigures, LogFiguresReply
from protocol.messages.log import Entry, Event, LogFilter, LogReply

EVERYTHING = LogFilter()


class Reading:
    """The reading side of `OverrideLog`; nothing here adds to the log."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def entries(
        self, wanted: LogFilter = EVERYTHING, before: int | None = None, limit: int = pages.MOST_ENTRIES
    ) -> LogReply:
        """Give a page, newest first; `before` is a sequence. Raises BadInput."""
        return pages.read(self._database, wanted, before, limit)

    def entry(self, sequence: int) -> Entry:
        """Give one entry; raises NotFound."""
        entry = fold(self._events(sequence))
        assert entry is not None  # noqa: S101 - `_events` has seen to it
        return entry

    def show(self, sequence: int) -> tuple[Entry, list[Event]]:
        """Give one entry with its events; raises NotFound."""
        return self.entry(sequence), [as_event(event) for event in store.events_of(self._database, sequence)]

    def about(self, client: str) -> list[tuple[int, str, str]]:
        """Give sequence, time and outcome (or `missed`, `undecided`) of all entries about a client, oldest first."""
        return listing.about(self._database, client)

    def notes(self, sequence: int) -> list[tuple[str, str]]:
        """Give what was written about an entry, each with its time; raises NotFound."""
        kinds: dict[str, type[Decided | Noted]] = {"decided": Decided, "noted": Noted}
        events = [event for event in self._events(sequence) if event.kind in kinds]
        written = [(event.time, decode(event.body or b"", kinds[event.kind]).note) for event in events]
        return [(time, note) for time, note in written if note]

    def is_uncleared(self, sequence: int) -> bool:
        """Whether a "Not my client" answer was taken back; raises NotFound."""
        return any(event.kind == "uncleared" for event in self._events(sequence))

    def warned(self, sequence: int) -> Warned:
        """Give what a warning was about; raises NotFound, and NotAllowed for what no warning came before."""
        return decode(self._warning(sequence)[0].body or b"", Warned)

    def figures(self, asked: LogFigures) -> LogFiguresReply:
        """Say what the log adds up to; raises BadInput."""
        return figures.count(self._database, asked, self._clock())

    def choose(self, wanted: LogFilter) -> list[int]:
        """Give the sequences of all entries that are wanted, oldest first; raises BadInput."""
        return copies.choose(self._database, wanted)

    def between(self, wanted: LogFilter, at: int) -> copies.Known:
        """Give what stood between entries at event `at`, in the time that is wanted."""
        return copies.between(self._database, wanted, at)

    def as_of(self, sequences: Sequence[int], at: int) -> Iterator[copies.Known]:
        """Give entries as they were at event `at`, some at a time."""
        return copies.as_of(self._database, sequences, at)

    def exports(self) -> list[tuple[str, bytes | None]]:
        """Give the times and bodies of what was recorded of exports, oldest first."""
        return [(event.time, event.body) for event in store.of_kind(self._database, "exported")]

    def length(self) -> int:
        """Give how many events there are."""
        tail = store.tail(self._database)
        return tail.sequence if tail else 0

    def chunks(self) -> Iterator[list[Stored]]:
        """Give all events for a `Verifier`, some at a time."""
        return store.chunks(self._database)

    def _events(self, sequence: int) -> list[Recorded]:
        events = store.recorded(self._database, [sequence])
        if not events or events[0].kind not in FIRST:
            raise NotFound(f"There is no entry {sequence} in the log. See which there are with `framekeeper log list`.")
        if events[0].body is None:
            raise NotFound(f"Entry {sequence} was erased: only its place in the chain is left.")
        return events

    def _warning(self, sequence: int) -> list[Recorded]:
        events = self._events(sequence)
        if events[0].kind != "warned":
            raise NotAllowed("There was no warning here, so there is nothing to decide. You can add a note.")
        return events

    def _decision(self, sequence: int) -> Decided | None:
        bodies = [event.body for event in self._warning(sequence) if event.kind == "decided"]
        return decode(bodies[0] or b"", Decided) if bodies else None
