"""Verdicts from memory: what is looked up here never touches the disk and is forgotten at once.

Looking an account up costs the same with a hundred accounts as with a million: two dictionaries, no search. Names are
compared only where a page shows some (`matching`).
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field

from agent.watchlist.matching import Naming, Register, Resemblance
from protocol.accounts import variants
from protocol.messages.warnings import Sighting
from protocol.messages.watchlist import Client
from protocol.messages.words import AccountKey, Status, VerdictName


@dataclass(frozen=True, slots=True)
class Match:
    """A verdict and whom it is about.

    `client` is an id, `account` the key under which the account is listed (of an alias that was learned, the alias
    itself: who says that this isn't the client doesn't say it of the account), or for `possible` the one that was
    seen. All three are None for `clear`.
    """

    verdict: VerdictName
    client: str | None = None
    account: AccountKey | None = None
    status: Status | None = None


CLEAR = Match("clear")
DRAFT = "~"
"""Begins the handle of what is no account but a draft that names somebody; no platform's handles begin so."""
_DRAFT_LETTERS = 16
_WEIGHT: tuple[Status, ...] = ("current", "former", "prospective")
THRESHOLD = 80
"""From how many of 100 points on a name makes an account `possible`, unless the therapist says otherwise."""


@dataclass(slots=True)
class Index:
    """All accounts and names of the watch list, and the answers "Not my client" as HMACs under `key` (32 bytes).

    `aliases` leads to an account from its other keys, given or learned, however they are written; `learned` to a
    learned key as it is kept; `own` likewise to the therapist's. `unlearned` has HMACs of what is not to be learned
    again.
    """

    key: bytes
    statuses: dict[str, Status] = field(default_factory=dict)
    owners: dict[AccountKey, str] = field(default_factory=dict)
    aliases: dict[AccountKey, AccountKey] = field(default_factory=dict)
    names: Register = field(default_factory=Register)
    naming: Naming = field(default_factory=Naming)
    cleared: set[bytes] = field(default_factory=set)
    learned: dict[AccountKey, AccountKey] = field(default_factory=dict)
    unlearned: set[bytes] = field(default_factory=set)
    own: dict[AccountKey, AccountKey] = field(default_factory=dict)
    threshold: int = THRESHOLD

    def verdict(self, sighting: Sighting) -> Match:
        """Give the verdict on an account as a page shows it: by its keys first, then by names beside it.

        One's own account is clear whatever name it has, unless one of its keys is a client's. Of a draft it is the text
        alone that counts.
        """
        if sighting.text:
            return self._by_text(sighting)
        for key in (sighting.account, *sighting.aliases, *variants(sighting.account)):
            account = self.aliases.get(key, key)
            client = self.owners.get(account)
            shown = self.learned.get(key, account)
            if client is not None and not self._is_cleared(client, (sighting.account, shown, account)):
                return Match("listed", client, shown, self.statuses[client])
        return CLEAR if self.own_key(sighting.account) else self._by_names(sighting)

    def _by_text(self, sighting: Sighting) -> Match:
        """Give the verdict on a draft: whoever it names is meant. The key that stands for it tells no name (P7)."""
        platform = sighting.account.partition(":")[0]
        found = []
        for client, words in self.naming.found(sighting.text):
            digest = hmac.digest(self.key, f"named\0{words}".encode(), "sha256").hex()
            account = f"{platform}:{DRAFT}{digest[:_DRAFT_LETTERS]}"
            if not self._is_cleared(client, (account,)):
                found.append(Match("listed", client, account, self.statuses[client]))
        return min(found, key=lambda match: _WEIGHT.index(match.status or "prospective"), default=CLEAR)

    def _by_names(self, sighting: Sighting) -> Match:
        accounts = (sighting.account, *sighting.aliases)
        for resemblance in self.resembling(sighting.names, sighting.account):
            if resemblance.points < self.threshold:
                break
            if not self._is_cleared(resemblance.client, accounts):
                return Match("possible", resemblance.client, sighting.account, self.statuses[resemblance.client])
        return CLEAR

    def resembling(self, names: Iterable[str], account: AccountKey = "") -> list[Resemblance]:
        """Give the clients whom names resemble that stand beside an account, the likest first."""
        handle = account.partition(":")[2].partition("@")[0]
        found = [each for name in names for each in self.names.resembling(name, handle)]
        return sorted(found, key=lambda each: (-each.score, each.client))

    def _is_cleared(self, client: str, accounts: Iterable[AccountKey]) -> bool:
        return bool(self.cleared) and any(self.clearing(client, account) in self.cleared for account in accounts)

    def clearing(self, client: str, account: AccountKey) -> bytes:
        """Give the HMAC that stands for "this account is not this client"."""
        return hmac.digest(self.key, f"{client}\0{account}".encode(), "sha256")

    def owner(self, key: AccountKey) -> str | None:
        """Give the client to whom an account or alias belongs, however the key is written."""
        account = self.account_of(key)
        return None if account is None else self.owners[account]

    def account_of(self, key: AccountKey) -> AccountKey | None:
        """Give the listed account that a key or alias means, however it is written; None if it is nobody's."""
        found = (self.aliases.get(same, same) for same in (key, *variants(key)))
        return next((account for account in found if account in self.owners), None)

    def unlearning(self, client: str, account: AccountKey) -> bytes:
        """Give the HMAC that stands for "never learn that this is this client's"."""
        return hmac.digest(self.key, f"unlearned\0{client}\0{account}".encode(), "sha256")

    def own_key(self, key: AccountKey) -> AccountKey | None:
        """Give the own account that a key means, however it is written; None if it isn't an own one."""
        if not self.own:
            return None
        return next((self.own[same] for same in (key, *variants(key)) if same in self.own), None)

    def put_own(self, key: AccountKey) -> None:
        """Add an own account."""
        for same in (key, *variants(key)):
            self.own[same] = key

    def drop_own(self, key: AccountKey) -> None:
        """Take an own account out, as it was put."""
        for same in (key, *variants(key)):
            self.own.pop(same, None)

    def put(self, client: Client) -> None:
        """Add a client that isn't there."""
        self.statuses[client.id] = client.status
        for account in client.accounts:
            self.owners[account.key] = client.id
            for alias in account.aliases:
                self.alias(alias, account.key)
            for learned in account.learned:
                self.learn(learned.key, account.key)
            self.also(account.key)
        for name in client.names:
            self.put_name(client.id, name)

    def put_name(self, client: str, name: str) -> None:
        """Add a name of a client."""
        self.names.put(client, name)
        self.naming.put(client, name)

    def alias(self, alias: AccountKey, account: AccountKey) -> None:
        """Add another key of an account."""
        self.aliases[alias] = account
        for same in variants(alias):
            self.aliases[same] = account

    def learn(self, alias: AccountKey, account: AccountKey) -> None:
        """Add another key of an account, which a page has shown."""
        self.alias(alias, account)
        for same in (alias, *variants(alias)):
            self.learned[same] = alias

    def also(self, account: AccountKey) -> None:
        """Add the other ways in which the platform lets the account's key be written."""
        for same in variants(account):
            self.aliases[same] = account

    def drop(self, client: Client) -> None:
        """Take a client out, as it was put."""
        self.statuses.pop(client.id, None)
        for account in client.accounts:
            self.owners.pop(account.key, None)
            for alias in (account.key, *account.aliases, *(learned.key for learned in account.learned)):
                for same in (alias, *variants(alias)):
                    self.aliases.pop(same, None)
                    self.learned.pop(same, None)
        for name in client.names:
            self.names.drop(client.id, name)
            self.naming.drop(client.id, name)
