"""Many clients written in one change: durable whole or not at all, then put into the index piece by piece.

While a batch is being written nothing else may change the list, and verdicts go on: who is durable but not in the
index yet is judged as before.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from agent.errors import NotAllowed
from agent.vault.database import Database
from agent.watchlist import forms, history, journal, table
from agent.watchlist.index import Index
from agent.watchlist.writing import Writer
from protocol.messages.watchlist import Client

_CHUNK = 500
_PIECE = 50
"""Clients that are put into the index at a time: a few milliseconds, so that nobody waits."""

Write = tuple[Client | None, Client]
Watch = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Written:
    """What a batch has made durable: all of it, what was changed with what was refused before, what was uncleared."""

    writes: list[Write]
    changed: list[tuple[Client, Client, journal.Refusals]]
    clearings: list[bytes]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What an undoing has made durable: who is gone, with what was refused of them, and who is as before."""

    gone: list[Client]
    refused: journal.Refusals
    back: list[tuple[Client, Client, journal.Refusals]]


class Batch:
    """Writes or takes back many clients. `changed` is called once, at the end."""

    def __init__(self, database: Database, index: Index, writer: Writer, changed: Callable[[], None]) -> None:
        self._database = database
        self._index = index
        self._writer = writer
        self._changed = changed

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep all other changes of the list out; raises NotAllowed if another import is being written."""
        self._writer.refuse_while_importing()
        self._writer.is_importing = True
        try:
            yield
        finally:
            self._writer.is_importing = False

    def write(self, writes: list[Write], watch: Watch) -> Written:
        """Write all, in one transaction; `watch` may raise, and then nothing was written. Call it in a thread."""
        new = sorted((after for before, after in writes if before is None), key=lambda client: client.id)
        changed = [
            (before, after, journal.refusals(self._database, after.id))
            for before, after in writes
            if before is not None
        ]
        clearings = [
            self._index.clearing(after.id, key)
            for before, after, _ in changed
            for key in forms.keys(after) - forms.keys(before)
        ]
        with self._database.change() as cursor:
            for start in range(0, len(new), _CHUNK):
                watch(start / len(writes))
                table.write_new(cursor, new[start : start + _CHUNK])
            for number, (_, after, _) in enumerate(changed):
                if number % _CHUNK == 0:
                    watch((len(new) + number) / len(writes))
                table.write(cursor, after)
            history.note(cursor, ((before, after) for before, after, _ in changed))
            cursor.executemany("DELETE FROM cleared WHERE hmac = ?", ((each,) for each in clearings))
            watch(1.0)
        return Written(writes, changed, clearings)

    def put(self, written: Written) -> Iterator[float]:
        """Put what is durable into the index, a piece at each step; gives how much is done. Then it can be undone.

        Takes the writes out of the list as it goes, so that a long one and the index aren't both in memory whole.
        """
        self._index.cleared.difference_update(written.clearings)
        writes, total = written.writes, len(written.writes)
        writes.reverse()
        added: dict[str, bytes] = {}
        while writes:
            before, after = writes.pop()
            if before is None:
                added[after.id] = journal.digest(after)
            else:
                self._index.drop(before)
            self._index.put(after)
            if len(writes) % _PIECE == 0:
                yield 1 - len(writes) / total
        self._writer.journal.add_import(added, written.changed)
        self._changed()
        yield 1.0

    def take_back(self, number: int, now: str, read: Callable[[Sequence[str]], Sequence[Client]]) -> TakenBack:
        """Undo an import whole, in one transaction; `read` gives clients by their ids. Call it in a thread.

        Raises NotFound, and NotAllowed if one of these clients was changed since.
        """
        undone = self._writer.journal.find_import(number)
        current = {client.id: client for client in read([*undone.added, *(each.client for each in undone.changes)])}
        self._refuse_changed(undone, current)
        gone = [current[client] for client in undone.added]
        refused = journal.refusals_of(self._database, list(undone.added))
        back = [
            (current[each.client], forms.put_back(each.before, current[each.client], now), each.refusals)
            for each in undone.changes
            if each.before is not None
        ]
        with self._database.change() as cursor:
            cursor.executemany("DELETE FROM clients WHERE id = ?", ((client.id,) for client in gone))
            for (_, after, _), each in zip(back, undone.changes, strict=True):
                table.write(cursor, after)
                journal.give_back(cursor, each)
            history.note(cursor, ((before, after) for before, after, _ in back))
        self._writer.journal.forget(undone)
        return TakenBack(gone, refused, back)

    def drop(self, taken: TakenBack) -> Iterator[float]:
        """Take what was taken back out of the index, a piece at each step; gives how much is done."""
        self._index.cleared.difference_update(clearing for clearing, _ in taken.refused.cleared)
        self._index.unlearned.difference_update(taken.refused.unlearned)
        for number, client in enumerate(taken.gone):
            self._index.drop(client)
            if number % _PIECE == _PIECE - 1:
                yield (number + 1) / len(taken.gone)
        for before, after, refused in taken.back:
            self._index.cleared.update(clearing for clearing, _ in refused.cleared)
            self._index.drop(before)
            self._index.put(after)
        self._changed()
        yield 1.0

    @staticmethod
    def _refuse_changed(undone: journal.Import, current: dict[str, Client]) -> None:
        same = sum(
            client in current and journal.digest(current[client]) == digest for client, digest in undone.added.items()
        ) + sum(journal.is_same(current.get(each.client), each.after) for each in undone.changes)
        other = len(undone.added) + len(undone.changes) - same
        if other:
            who = "One of these clients was" if other == 1 else f"{other:,} of these clients were"
            raise NotAllowed(f"{who} changed again since, or removed. Undo the later changes first.")
