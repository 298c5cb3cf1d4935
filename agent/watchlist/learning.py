"""Which other keys of a client's account a page has shown: pure, so that nothing is written until all of it is right.

A page is believed only as far as a mistake, or a lie, costs little. Two keys are one account's where one of them is of
a kind that never changes and that an account has only one of (a number, a DID, a channel's id), or where they are one
user's on two hosts. What contradicts what is known, or belongs to somebody else, teaches nothing at all.
"""

from dataclasses import dataclass

from agent.watchlist.index import Index
from protocol.accounts import is_key, is_permanent, platform_of, user_of, variants
from protocol.messages.warnings import Sighting
from protocol.messages.watchlist import Account, Client
from protocol.messages.words import AccountKey

MOST_LEARNED = 8
"""Keys that are learned for one account: an account has a handful, and a page that lies gets no further."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A client's account as a page shows it: keys that are `known` for it, and `others`, each in the page's order."""

    client: str
    account: AccountKey
    known: list[AccountKey]
    others: list[AccountKey]


def lesson(index: Index, sighting: Sighting) -> Lesson | None:
    """Give what a sighting could teach: None if it is about nobody, two clients or the therapist, or tells nothing."""
    keys = list(dict.fromkeys((sighting.account, *sighting.aliases)))
    accounts = {key: index.account_of(key) for key in keys}
    known = [key for key in keys if accounts[key] is not None]
    same = {other for key in keys for other in variants(key)}  # another way to write one that stands there too
    others = [key for key in keys if accounts[key] is None and key not in same]
    if not known or not others or any(index.own_key(key) for key in keys):
        return None
    account = accounts[known[0]] or ""
    if len({index.owners[accounts[key] or ""] for key in known}) > 1:
        return None
    return Lesson(index.owners[account], account, known, others)


def learnable(found: Lesson, client: Client) -> list[AccountKey]:
    """Give the keys that are to be learned for an account of `client`."""
    account = next(each for each in client.accounts if each.key == found.account)
    shown = [key for key in (*found.known, *found.others) if platform_of(key) == platform_of(account.key)]
    permanent = {key for key in (*_keys(account), *shown) if is_permanent(key)}
    if len(permanent) > 1:
        return []  # another account under an old name, or a page that mixes people up
    is_anchored = bool(permanent & set(shown))
    users = {user_of(key) for key in found.known} - {None}
    new = [key for key in found.others if key in shown and (is_anchored or user_of(key) in users) and is_key(key)]
    return new[: max(0, MOST_LEARNED - len(account.learned))]


def _keys(account: Account) -> list[AccountKey]:
    return [account.key, *account.aliases, *(alias.key for alias in account.learned)]
