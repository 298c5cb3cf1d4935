"""The therapist's own accounts: never warned about, and a warning says from which of them a gesture is made.

Guarantees: an own account is nobody's on the watch list, in whatever way its key is written; a change is durable before
it is seen in a verdict.
"""

from collections.abc import Callable

import msgspec

from agent.errors import AlreadyThere, BadInput, NotFound
from agent.vault.database import Database
from agent.watchlist.index import Index
from protocol.messages.own import MOST_OWN, OwnAccount
from protocol.messages.words import AccountKey, OwnRole


class OwnAccounts:
    """The own accounts in an open vault.

    `resolve` turns a link or key into a key, or raises BadInput; `label_of` gives the label of a client's id; `now` is
    the time as the wire writes it; `changed` is called when verdicts may have changed.
    """

    def __init__(
        self,
        database: Database,
        index: Index,
        resolve: Callable[[str], AccountKey],
        label_of: Callable[[str], str],
        now: Callable[[], str],
        changed: Callable[[], None],
    ) -> None:
        self._database = database
        self._index = index
        self._resolve = resolve
        self._label_of = label_of
        self._now = now
        self._changed = changed

    def list(self, role: OwnRole | None = None) -> list[OwnAccount]:
        """Give all, or those with one role, by key."""
        rows = self._database.rows("SELECT key, role, added FROM own_accounts ORDER BY key")
        return [OwnAccount(*row) for row in rows if role in (None, row[1])]

    def role_of(self, account: AccountKey | None) -> OwnRole | None:
        """Say what an account is for, however its key is written; None if it isn't known as an own one."""
        key = self._index.own_key(account) if account else None
        return self._found(key).role if key else None

    def add(self, account: str, role: OwnRole) -> OwnAccount:
        """Add an own account; raises BadInput, and AlreadyThere if it is a client's or there already."""
        key = self._resolve(account)
        client = self._index.owner(key)
        if client is not None:
            raise AlreadyThere(
                f"The account {key} is on the watch list as {self._label_of(client)}'s, so it can't be your own. "
                "Take it off there first, with `framekeeper account remove`."
            )
        if self._index.own_key(key) is not None:
            raise AlreadyThere(
                f"{key} is one of your own accounts already. Change its role with `framekeeper own role`."
            )
        if len(self.list()) >= MOST_OWN:
            raise BadInput(f"You have {MOST_OWN} own accounts, which is as many as are kept. Remove one first.")
        own = OwnAccount(key, role, self._now())
        with self._database.change() as cursor:
            cursor.execute("INSERT INTO own_accounts VALUES (?, ?, ?)", (own.key, own.role, own.added))
        self._index.put_own(key)
        self._changed()
        return own

    def edit(self, account: str, role: OwnRole) -> OwnAccount:
        """Change what an own account is for; raises BadInput and NotFound."""
        own = msgspec.structs.replace(self.named(account), role=role)
        with self._database.change() as cursor:
            cursor.execute("UPDATE own_accounts SET role = ? WHERE key = ?", (own.role, own.key))
        return own

    def remove(self, account: str) -> OwnAccount:
        """Take an own account off the list; gives what it was. Raises BadInput and NotFound."""
        own = self.named(account)
        with self._database.change() as cursor:
            cursor.execute("DELETE FROM own_accounts WHERE key = ?", (own.key,))
        self._index.drop_own(own.key)
        self._changed()
        return own

    def named(self, account: str) -> OwnAccount:
        """Give the own account that a link or key means; raises BadInput and NotFound."""
        key = self._resolve(account)
        known = self._index.own_key(key)
        if known is None:
            raise NotFound(f"{key} isn't one of your own accounts. See which are with `framekeeper own list`.")
        return self._found(known)

    def _found(self, key: AccountKey) -> OwnAccount:
        return next(own for own in self.list() if own.key == key)
