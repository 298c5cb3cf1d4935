"""How the watch list is changed: durable first, then in the index that gives verdicts, then noted for its undoing.

While many clients are written at once (`batch`), nothing else changes the list: no account may come to two people.
"""

from collections.abc import Callable, Set

from agent.errors import AlreadyThere, NotAllowed
from agent.vault.database import Cursor, Database
from agent.watchlist import forms, history, journal, table
from agent.watchlist.index import Index
from protocol.messages.watchlist import Client
from protocol.messages.words import AccountKey


class Writer:
    """Writes clients. `changed` is called whenever a verdict may have changed; `label_of` gives a client's label."""

    def __init__(
        self, database: Database, index: Index, label_of: Callable[[str], str], changed: Callable[[], None]
    ) -> None:
        self.journal = journal.Journal()
        self.is_importing = False
        self._database = database
        self._index = index
        self._label_of = label_of
        self._changed = changed

    def refuse_while_importing(self) -> None:
        """Raise NotAllowed while an import is being written."""
        if self.is_importing:
            raise NotAllowed("Clients are being imported at this moment. Try again when that has ended.")

    def write(
        self,
        before: Client | None,
        after: Client,
        unlearn: Set[AccountKey] = frozenset(),
        undone: journal.Change | None = None,
    ) -> Client:
        """Write a client, new or changed; an account that is added anew is not cleared any longer, nor refused.

        Where a change is undone, what was refused before it is refused again. Raises AlreadyThere and NotAllowed.
        """
        self.refuse_while_importing()
        added = forms.keys(after) - (forms.keys(before) if before else set())
        self._refuse_taken(after, added)
        clearings = {self._index.clearing(after.id, key) for key in added}
        again = {self._index.unlearning(after.id, key) for key in added}
        never = {self._index.unlearning(after.id, key) for key in unlearn}
        refused = journal.refusals(self._database, after.id)
        with self._database.change() as cursor:
            table.write(cursor, after)
            history.note(cursor, [(before, after)] if before else [])
            cursor.executemany("DELETE FROM cleared WHERE hmac = ?", ((each,) for each in clearings))
            cursor.executemany("DELETE FROM unlearned WHERE hmac = ?", ((each,) for each in again))
            cursor.executemany("INSERT OR IGNORE INTO unlearned VALUES (?, ?)", ((each, after.id) for each in never))
            if undone is not None:
                journal.give_back(cursor, undone)
        given_back = undone.refusals if undone else journal.Refusals()
        self._index.cleared = self._index.cleared - clearings | {each for each, _ in given_back.cleared}
        self._index.unlearned = self._index.unlearned - again | never | set(given_back.unlearned)
        self._note(before, after, refused, undone)
        self._reindex(before, after)
        return after

    def remove(self, before: Client, undone: journal.Change | None = None) -> Client:
        """Take a client off the list, with accounts and clearings; gives what it was. Raises NotAllowed."""
        self.refuse_while_importing()
        refused = journal.refusals(self._database, before.id)
        with self._database.change() as cursor:
            cursor.execute("DELETE FROM clients WHERE id = ?", (before.id,))  # and what refers to it
        self._index.drop(before)
        self._index.cleared.difference_update(clearing for clearing, _ in refused.cleared)
        self._index.unlearned.difference_update(refused.unlearned)
        self._note(before, None, refused, undone)
        self._changed()
        return before

    def clear(self, before: Client, clearing: bytes) -> None:
        """Remember "Not my client", once. Said of an alias that was learned, it is forgotten."""
        self.refuse_while_importing()
        client = before.id
        gone = {key: of for key, of in forms.learned(before).items() if self._index.clearing(client, key) == clearing}
        after = forms.without_learned(before, gone)
        with self._database.change() as cursor:
            account = next(iter(gone.values()), None)
            cursor.execute("INSERT OR IGNORE INTO cleared VALUES (?, ?, ?)", (clearing, client, account))
            self._replace(cursor, before, after)
        self._index.cleared.add(clearing)
        self._reindex(before, after)

    def unclear(self, clearing: bytes, before: Client | None, after: Client | None) -> None:
        """Take "Not my client" back, with what the client is before and after that."""
        self.refuse_while_importing()
        with self._database.change() as cursor:
            cursor.execute("DELETE FROM cleared WHERE hmac = ?", (clearing,))
            self._replace(cursor, before, after)
        self._index.cleared.discard(clearing)
        self._reindex(before, after)

    @staticmethod
    def _replace(cursor: Cursor, before: Client | None, after: Client | None) -> None:
        if after is not None and after != before:
            table.write(cursor, after)

    def _reindex(self, before: Client | None, after: Client | None) -> None:
        if before is not None:
            self._index.drop(before)
        if after is not None:
            self._index.put(after)
        self._changed()

    def _note(
        self, before: Client | None, after: Client | None, refused: journal.Refusals, undone: journal.Change | None
    ) -> None:
        if undone is not None:
            self.journal.forget(undone)
        self.journal.add(before, after, refused)

    def _refuse_taken(self, client: Client, added: set[AccountKey]) -> None:
        for key in sorted(added):
            owner = self._index.owner(key)
            if owner is not None:
                raise AlreadyThere(
                    f"The account {key} belongs to {self._label_of(owner)} already. Remove it there first."
                )
            if self._index.own_key(key) is not None:
                raise AlreadyThere(
                    f"The account {key} is one of your own, so it can't be a client's. "
                    "Take it off your own first, with `framekeeper own remove`."
                )
