"""Who in a file may be on the list already, or in the file twice."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from agent.watchlist.importing.people import Found, Person
from agent.watchlist.importing.tables import Watch
from agent.watchlist.names import fold, initials
from protocol.messages.imports import ImportSame
from protocol.messages.words import AccountKey

_EVERY = 2000


@dataclass(slots=True)
class Known:
    """What is on the list: clients by a folded name, their labels, who has an account, and whether it is an own one."""

    by_name: dict[str, str]
    labels: dict[str, str]
    owner: Callable[[AccountKey], str | None]
    is_own: Callable[[AccountKey], bool]

    @classmethod
    def of(
        cls,
        clients: Iterable[tuple[str, str, Sequence[str]]],
        owner: Callable[[AccountKey], str | None],
        is_own: Callable[[AccountKey], bool],
    ) -> "Known":
        """Take clients as (id, label, names); of two with one name the first counts."""
        known = cls({}, {}, owner, is_own)
        for client, label, names in clients:
            known.labels[client] = label
            for name in names:
                known.by_name.setdefault(fold(name), client)
        return known


def compare(found: Found, known: Known, watch: Watch) -> list[ImportSame | None]:
    """Give for each person whom they may be. Accounts that are the therapist's own are taken away, with a remark."""
    comparing = _Comparing(found, known)
    same = []
    for place, person in enumerate(found.people):
        if place % _EVERY == 0:
            watch(place / len(found.people))
        same.append(comparing.compare(place, person))
    return same


class _Comparing:
    """Compares one person after the other with the list and with those before them."""

    def __init__(self, found: Found, known: Known) -> None:
        self._found = found
        self._known = known
        self._names: dict[str, list[int]] = {}
        self._accounts: dict[AccountKey, int] = {}

    def compare(self, place: int, person: Person) -> ImportSame | None:
        own = [account for account in person.accounts if self._known.is_own(account)]
        for account in own:
            self._found.remark(person.row, "account_own", account)
            person.accounts.remove(account)
        same = self._by_accounts(person) or self._by_name(person)
        self._names.setdefault(fold(person.names[0]), []).append(place)
        for account in person.accounts:
            self._accounts.setdefault(account, place)
        return same

    def _by_accounts(self, person: Person) -> ImportSame | None:
        for account in person.accounts:
            client = self._known.owner(account)
            if client is not None:
                return self._client(client)
            if account in self._accounts:
                return self._person(self._accounts[account], sure=True)
        return None

    def _by_name(self, person: Person) -> ImportSame | None:
        names = [fold(name) for name in person.names]
        client = next((self._known.by_name[name] for name in names if name in self._known.by_name), None)
        if client is not None:
            return self._client(client)
        perhaps = None
        for place in self._names.get(names[0], ()):
            emails = self._found.people[place].emails
            if any(each in emails for each in person.emails):
                return self._person(place, sure=True)
            if not emails or not person.emails:
                perhaps = perhaps or self._person(place, sure=False)
        return perhaps

    def _client(self, client: str) -> ImportSame:
        return ImportSame(self._known.labels.get(client, ""), client)

    def _person(self, place: int, *, sure: bool) -> ImportSame:
        return ImportSame(initials(self._found.people[place].names[0]), None, place, sure)
