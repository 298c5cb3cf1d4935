"""Override logs to test with: in memory for what has no I/O, and in a real encrypted database."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from agent.overridelog import OverrideLog, chain
from agent.overridelog.chain import Draft, Link
from agent.overridelog.kinds import Decided, Warned, encode
from agent.overridelog.seed import Seed, fresh
from agent.overridelog.verify import Stored, Verifier
from agent.overridelog.writer import New
from agent.times import wire_time
from agent.vault.database import Database
from protocol.messages.log import Checkpoint, Verification

KEY = bytes(range(32))
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WARNED = Warned(
    client="c-janedoe000",
    label="J. D.",
    status="current",
    verdict="listed",
    tier="A",
    platform="mastodon",
    account="mastodon:jane@example.org",
    interaction="follow",
    role="performs",
    gesture="click",
    own_account=None,
    layout=0,
)
OVERRIDDEN = Decided("overridden", "supervisor_advised", seconds=30)


class Clock:
    """A clock that a test turns by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **length: float) -> None:
        self.now += timedelta(**length)


@dataclass
class History:
    """A log in memory: events with their bodies, and the seed that stands at their end."""

    events: list[Stored] = field(default_factory=list)
    seed: Seed = field(default_factory=lambda: fresh(0, "started"))

    @property
    def tail(self) -> Link | None:
        return self.events[-1].link if self.events else None

    def add(self, *events: New) -> int:
        """Add events, `started` first to an empty log; gives the sequence of the last."""
        for event in events if self.events else (New("started"), *events):
            body = encode(event.body)
            draft = Draft(wire_time(NOON), event.kind, event.refers_to, secrets.token_bytes(32), body)
            following = self.seed.step()
            link = chain.add(draft, self.tail, self.seed, following.public_key)
            self.events.append(Stored(link, draft.salt, body, link.entry))
            self.seed = following
        return self.events[-1].link.sequence

    def begin(self, new: New) -> int:
        """Begin a new key, as after a restore."""
        self.seed = fresh(self.seed.sequence, new.kind)
        return self.add(new)

    def checkpoint(self) -> Checkpoint:
        assert self.tail
        return chain.make_checkpoint(self.tail, wire_time(NOON), self.seed)

    def erase(self, entry: int) -> None:
        """Remove the bodies of an entry, as `erased` would."""
        self.events = [
            replace(each, salt=None, body=None, filed_under=None)
            if each.link.entry == entry and each.link.kind != "erased"
            else each
            for each in self.events
        ]


def feed(events: Iterable[Stored], checkpoint: Checkpoint | None = None) -> Verifier:
    verifier = Verifier(checkpoint)
    for event in events:
        verifier.feed(event)
    return verifier


class World:
    """A real encrypted database with a log on it, in a folder."""

    def __init__(self, home: Path) -> None:
        self.path = home / "vault.db"
        self.seed = home / "log.seed"
        self.clock = Clock()
        self.database = Database(self.path, KEY, create=not self.path.exists())
        self.log = self.open_log()

    def open_log(self) -> OverrideLog:
        return OverrideLog(self.database, self.seed, KEY, self.clock)

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Close everything, and open it again afterwards, as a lock and an unlocking do."""
        self.database.close()
        yield
        self.database = Database(self.path, KEY)
        self.log = self.open_log()

    def reopen(self) -> None:
        with self.closed():
            pass

    def tamper(self, *statements: str) -> None:
        """Change the database past its triggers and its references, as somebody with the key could."""
        connection = self.database._connection
        triggers = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")]
        connection.execute("PRAGMA foreign_keys = OFF")
        with self.database.change() as cursor:
            for name in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                cursor.execute(statement)

    @contextmanager
    def full_disk(self) -> Iterator[None]:
        """Let the database grow no further, as SQLite does on a full disk."""
        with full_disk(self.database):
            yield

    def verify(self, checkpoint: Checkpoint | None = None) -> Verification:
        return self.log.verify(checkpoint)

    def fill(self) -> list[int]:
        """Add three entries: overridden and used, heeded, not decided. Gives their sequences (2, 5 and 7)."""
        first = self.log.add_warning(WARNED)
        self.log.decide(first, OVERRIDDEN)
        self.log.use(first, "used")
        second = self.log.add_warning(WARNED)
        self.log.decide(second, Decided("heeded"))
        return [first, second, self.log.add_warning(WARNED)]


@contextmanager
def open_log_world(home: Path) -> Iterator[World]:
    world = World(home)
    try:
        yield world
    finally:
        world.database.close()


@contextmanager
def full_disk(database: Database) -> Iterator[None]:
    """Let a database grow no further: SQLite then fails as it does on a full disk (SQLITE_FULL)."""
    connection = database._connection
    connection.pragma("max_page_count", connection.pragma("page_count"))
    try:
        yield
    finally:
        connection.pragma("max_page_count", 1 << 30)
