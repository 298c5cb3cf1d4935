"""From people, and the answers about them, to clients as they are to be written: pure."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from agent.watchlist import forms
from agent.watchlist.importing.people import Found, Person
from agent.watchlist.names import fold, initials
from protocol.messages.imports import ImportRemark, ImportSame
from protocol.messages.watchlist import Account, Client
from protocol.messages.words import AccountKey

MOST_NAMES = 50
MOST_ACCOUNTS = 50

Write = tuple[Client | None, Client]
"""A client before, None for a new one, and after."""


@dataclass(slots=True)
class Plan:
    """What is to be written. `merged` people were put together with somebody, `remarks` are what that brought."""

    writes: list[Write]
    merged: int
    remarks: list[ImportRemark]


class Labels:
    """Gives labels that nobody has: the initials, or those with the first free number behind them."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._next: dict[str, int] = defaultdict(lambda: 2)

    def unused(self, label: str) -> str:
        """Give a label and take it."""
        found = label
        while found in self._taken:
            found = f"{label} {self._next[label]}"
            self._next[label] += 1
        self._taken.add(found)
        return found


def plan(
    found: Found,
    same: Sequence[ImportSame | None],
    is_same: Callable[[int, ImportSame], bool],
    read: Callable[[Sequence[str]], Sequence[Client]],
    owner: Callable[[AccountKey], str | None],
    labels: Labels,
    now: str,
) -> Plan:
    """Put people together as `is_same` says of each, and make clients of them.

    `read` gives clients by their ids, those that are there; who isn't there any longer is taken for new.
    """
    wanted = {each.client for place, each in enumerate(same) if each and each.client and is_same(place, each)}
    clients = {client.id: client for client in read(sorted(wanted))}
    roots = _roots(same, is_same, clients)
    groups: dict[int | str, list[Person]] = defaultdict(list)
    for root, person in zip(roots, found.people, strict=True):
        groups[root].append(person)
    making = _Making(owner, labels, now)
    made = (making.written(clients.get(str(root)), group) for root, group in groups.items())
    writes = list(itertools.chain.from_iterable(made))
    return Plan(writes, len(found.people) - sum(isinstance(root, int) for root in groups), making.remarks)


def _roots(
    same: Sequence[ImportSame | None], is_same: Callable[[int, ImportSame], bool], clients: dict[str, Client]
) -> list[int | str]:
    """Give for each person whom they are put together with: a client's id, or the first person of the group."""
    roots: list[int | str] = []
    for place, each in enumerate(same):
        root: int | str = place
        if each is not None and is_same(place, each):
            if each.client in clients:
                root = each.client or place
            elif each.person is not None:
                root = roots[each.person]
        roots.append(root)
    return roots


class _Making:
    """Makes clients, each account going to the first who has it."""

    def __init__(self, owner: Callable[[AccountKey], str | None], labels: Labels, now: str) -> None:
        self.remarks: list[ImportRemark] = []
        self._owner = owner
        self._labels = labels
        self._now = now
        self._given: set[AccountKey] = set()

    def written(self, before: Client | None, people: list[Person]) -> Iterator[Write]:
        """Give what is to be written for people who are one; nothing where that changes nothing."""
        names: dict[str, str] = {}
        for name in itertools.chain(before.names if before else (), *(person.names for person in people)):
            names.setdefault(fold(name), name)
        kept = list(names.values())[: max(MOST_NAMES, len(before.names) if before else 0)]
        accounts = self._new_accounts(before, people)
        if before is None:
            yield None, self._new(kept, people[0], accounts)
            return
        for person in people:
            if person.status != before.status:
                self.remarks.append(ImportRemark(person.row, "status_kept", before.status))
        after = msgspec.structs.replace(before, names=kept, accounts=[*before.accounts, *accounts], changed=self._now)
        if (after.names, after.accounts) != (before.names, before.accounts):
            yield before, after

    def _new(self, names: list[str], person: Person, accounts: list[Account]) -> Client:
        label = self._labels.unused(initials(names[0]) or names[0])
        return Client(forms.new_id(), label, names, person.status, None, "", accounts, self._now, self._now)

    def _new_accounts(self, before: Client | None, people: list[Person]) -> list[Account]:
        had = set() if before is None else forms.keys(before)
        room = MOST_ACCOUNTS - (0 if before is None else len(before.accounts))
        accounts: list[Account] = []
        for person in people:
            for key in person.accounts:
                owner = self._owner(key)
                if key in had or (before is not None and owner == before.id):
                    continue
                if owner is not None or key in self._given or len(accounts) >= room:
                    self.remarks.append(ImportRemark(person.row, "account_taken", key))
                    continue
                had.add(key)
                self._given.add(key)
                accounts.append(Account(key))
        return accounts
