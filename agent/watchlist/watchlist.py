"""The watch list: clients and their accounts, kept in the vault, with the verdicts held in memory.

Guarantees: a change is durable before it is seen in a verdict; an account belongs to one client at most; and is
none of the therapist's own; a verdict never touches the disk, and who isn't listed is forgotten with it.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from datetime import UTC, datetime

import msgspec

from agent.errors import BadInput, NotAllowed, NotFound
from agent.times import wire_time
from agent.vault.database import Database
from agent.watchlist import forms, history, journal, learning, pages, table
from agent.watchlist.batch import Batch
from agent.watchlist.index import Index, Match
from agent.watchlist.matching import Resemblance
from agent.watchlist.own import OwnAccounts
from agent.watchlist.writing import Writer
from protocol.accounts import variants
from protocol.messages.warnings import Sighting
from protocol.messages.watchlist import (
    AccountAdd,
    Client,
    ClientAdd,
    ClientEdit,
    ClientList,
    ClientSave,
    ClientsReply,
    Learned,
)
from protocol.messages.words import AccountKey


class WatchList:
    """The watch list of an open vault.

    `resolve` turns a link or key into a key, or raises a ValueError that is a sentence; `key` (32 bytes) is for "Not my
    client" answers.
    """

    def __init__(
        self,
        database: Database,
        resolve: Callable[[str], AccountKey],
        key: bytes,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._resolve = resolve
        self._clock = clock
        self._index: Index = table.load(database, key)
        self._epoch = forms.first_epoch()
        self._writer = Writer(database, self._index, lambda client: self.show(client).label, self.void_verdicts)
        self.own = OwnAccounts(
            database, self._index, self.resolve, lambda client: self.show(client).label, self.now, self.void_verdicts
        )
        self.batch = Batch(database, self._index, self._writer, self.void_verdicts)

    @property
    def epoch(self) -> int:
        """A number that differs whenever a verdict may have changed, and after every unlocking."""
        return self._epoch

    @property
    def change(self) -> int | None:
        """The number by which the latest change can be undone; None if it changed nothing that could be."""
        return self._writer.journal.change

    def counts(self) -> tuple[int, int]:
        """Give how many clients and how many accounts there are."""
        return len(self._index.statuses), len(self._index.owners)

    def set_threshold(self, points: int) -> None:
        """Have names resemble a client's from so many of 100 points on."""
        self._index.threshold = points

    def verdict(self, sighting: Sighting) -> Match:
        """Give the verdict on an account as a page shows it."""
        return self._index.verdict(sighting)

    @property
    def threshold(self) -> int:
        """From how many of 100 points on a name makes an account `possible`."""
        return self._index.threshold

    def resembling(self, name: str) -> Sequence[Resemblance]:
        """Give the clients whom a name resembles, the likest first, whatever the threshold is; memory only."""
        return self._index.resembling([name])

    def clearings_of(self, client: str) -> Set[bytes]:
        """Give the HMACs of what was said not to be this client's."""
        rows = self._database.rows("SELECT hmac FROM cleared WHERE client = ?", (client,))
        return {clearing for (clearing,) in rows}

    def resolve(self, link: str) -> AccountKey:
        """Give the account that a link or key means; raises BadInput."""
        try:
            return self._resolve(link)
        except ValueError as error:
            raise BadInput(str(error)) from None

    def list(self, request: ClientList) -> ClientsReply:
        """Give a page of clients by label; raises BadInput."""
        return pages.page(self._database, request)

    def show(self, client: str) -> Client:
        """Give one client; raises NotFound."""
        found = self._find(client)
        if found is None:
            raise NotFound(f"There is no client {client[:40]!a}. See them with `framekeeper client list`.")
        return found

    def changes_of(self, client: str) -> Sequence[history.Changed]:
        """Give what was changed of a client, oldest first; nothing of one who is off the list."""
        return history.of(self._database, client)

    def several(self, clients: Sequence[str]) -> Sequence[Client]:
        """Give those of several clients who are there."""
        ids = msgspec.json.encode(clients).decode()
        return table.read(self._database, "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY sorting, id", (ids,))

    def whole(self) -> Sequence[Client]:
        """Give all clients, by label."""
        return table.read(self._database, "ORDER BY sorting, id", ())

    def everybody(self) -> Iterator[tuple[str, str, Sequence[str]]]:
        """Give id, label and names of all clients, by label."""
        return table.names(self._database)

    def owner(self, key: AccountKey) -> str | None:
        """Give the client whose account this is, however its key is written."""
        return self._index.owner(key)

    def is_own(self, key: AccountKey) -> bool:
        """Whether this is one of the therapist's own accounts."""
        return self._index.own_key(key) is not None

    def refuse_while_importing(self) -> None:
        """Raise NotAllowed while an import is being written."""
        self._writer.refuse_while_importing()

    def _find(self, client: str) -> Client | None:
        return next(iter(table.read(self._database, "WHERE id = ?", (client,))), None)

    def add(self, request: ClientAdd) -> Client:
        """Add a client with accounts; raises BadInput, and AlreadyThere if an account is somebody's already."""
        client = forms.fill(request, self.resolve, self.now())
        if not request.label:
            client = msgspec.structs.replace(client, label=table.unused_label(self._database, client.label))
        return self._writer.write(None, client)

    def edit(self, request: ClientEdit) -> Client:
        """Change what isn't None; an empty `since` takes it away. Raises NotFound and BadInput."""
        before = self.show(request.client)
        return self._writer.write(before, self._stamped(forms.edited(before, request)))

    def save(self, request: ClientSave) -> Client:
        """Add or change a client, whole; the same again changes nothing. Raises NotFound, BadInput and AlreadyThere."""
        before = self._find(request.client) if request.is_new else self.show(request.client)
        after = forms.saved(before, request, self.resolve, self.now())
        if not request.label:
            label = table.unused_label(self._database, after.label, request.client)
            after = msgspec.structs.replace(after, label=label)
        if before is not None and journal.is_same(before, after):
            self._writer.journal.again(before)
            return before
        return self._writer.write(before, after)

    def remove(self, client: str) -> Client:
        """Take a client off the list, with accounts and clearings; gives what it was. Raises NotFound."""
        return self._writer.remove(self.show(client))

    def undo(self, number: int) -> Client:
        """Undo a change, unless the client was changed again since; gives the client, of one who goes what it was.

        Raises NotFound, NotAllowed, and AlreadyThere if an account is somebody else's by now.
        """
        change = self._writer.journal.find(number)
        current = self._find(change.client)
        if not journal.is_same(current, change.after):
            raise NotAllowed("This client was changed again since. Undo the later change first.")
        if change.before is not None:
            return self._writer.write(current, forms.put_back(change.before, current, self.now()), undone=change)
        return self._writer.remove(self.show(change.client), undone=change)

    def add_account(self, request: AccountAdd) -> Client:
        """Add an account, or aliases to one that the client has; raises NotFound, BadInput and AlreadyThere."""
        before = self.show(request.client)
        return self._writer.write(before, self._stamped(forms.with_account(before, request, self.resolve)))

    def remove_account(self, client: str, account: str) -> Client:
        """Take an account from a client, or only an alias if that is what is named; raises NotFound and BadInput.

        An alias that was learned is never learned again.
        """
        before, key = self.show(client), self.resolve(account)
        after = self._stamped(forms.without_account(before, key))
        return self._writer.write(before, after, unlearn={key} & forms.learned(before).keys())

    def teaches(self, sighting: Sighting) -> bool:
        """Whether a page might show another key of a client's account here; memory only."""
        return not self._writer.is_importing and learning.lesson(self._index, sighting) is not None

    def learn(self, sighting: Sighting) -> tuple[AccountKey, ...]:
        """Keep other keys of a client's account that a page shows; gives them as they may be written, or nothing."""
        found = learning.lesson(self._index, sighting) if self.teaches(sighting) else None
        if found is None or any(
            self._is_refused(found.client, key) for key in (found.account, *found.known, *found.others)
        ):
            return ()
        before = self.show(found.client)
        keys = learning.learnable(found, before)
        if keys:
            now = self.now()
            learned = [Learned(key, found.known[0], now) for key in keys]
            self._writer.write(before, forms.with_learned(before, found.account, learned))
        return tuple(same for key in keys for same in (key, *variants(key)))

    def _is_refused(self, client: str, key: AccountKey) -> bool:
        """Whether the therapist said that this is not this client's, in one way or the other."""
        is_unlearned = self._index.unlearning(client, key) in self._index.unlearned
        return is_unlearned or self._index.clearing(client, key) in self._index.cleared

    def clearing(self, client: str, account: AccountKey) -> bytes:
        """Give the HMAC (32 bytes) that stands for "this account is not this client"."""
        return self._index.clearing(client, account)

    def clear(self, client: str, clearing: bytes) -> None:
        """Remember "Not my client", once; raises NotFound if the client is gone.

        Said of an alias that was learned, it is forgotten: somebody else's key has no place here.
        """
        self._writer.clear(self.show(client), clearing)

    def unclear(self, clearing: bytes, key: AccountKey | None = None) -> None:
        """Take "Not my client" back; nothing happens if it wasn't said.

        `key` is what was cleared, if that is known: an alias that had been learned comes back.
        """
        said = self._database.row("SELECT client, account FROM cleared WHERE hmac = ?", (clearing,))
        before = self.show(said[0]) if said else None
        after = self._given_back(before, said[1], key) if said and before and key else before
        self._writer.unclear(clearing, before, after)

    def _given_back(self, client: Client, account: AccountKey | None, key: AccountKey) -> Client:
        """Give an account the alias that was taken from it, unless one of the two is somebody else's by now."""
        is_free = self._index.owner(key) is None and self._index.own_key(key) is None
        if not is_free or account not in {each.key for each in client.accounts}:
            return client
        return forms.with_learned(client, account, [Learned(key, account, self.now())])

    def void_verdicts(self) -> None:
        """Count the verdicts given before as void: a pause, a snooze or an own account came or went."""
        self._epoch += 1

    def now(self) -> str:
        """Give the time as it is written."""
        return wire_time(self._clock())

    def _stamped(self, client: Client) -> Client:
        return msgspec.structs.replace(client, changed=self.now())
