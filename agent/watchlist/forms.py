"""From what was asked to what a client is: pure, so that nothing is written until all of it is right."""

import re
import secrets
from collections.abc import Callable, Container

import msgspec

from agent.errors import AlreadyThere, BadInput, NotFound
from agent.watchlist.names import clean, clean_names, initials
from protocol.messages.watchlist import (
    Account,
    AccountAdd,
    AccountGiven,
    Client,
    ClientAdd,
    ClientEdit,
    ClientSave,
    Learned,
)
from protocol.messages.words import AccountKey

Resolve = Callable[[str], AccountKey]

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 10
"""Fifty random bits: enough for one practice, short enough to type."""
_SINCE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def first_epoch() -> int:
    """Give a number to count from, such that an earlier run of the agent hardly gave the same."""
    return secrets.randbelow(1 << 40)


def new_id() -> str:
    """Make an id that nobody has."""
    bits = secrets.randbits(5 * _ID_LENGTH)
    return "c-" + "".join(_LETTERS[bits >> 5 * place & 31] for place in range(_ID_LENGTH))


def fill(request: ClientAdd, resolve: Resolve, now: str) -> Client:
    """Make a new client; raises BadInput."""
    names = clean_names(request.names)
    return Client(
        id=new_id(),
        label=_label(request.label, names),
        names=names,
        status=request.status,
        since=read_since(request.since),
        notes=_text(request.notes),
        accounts=[Account(key) for key in dict.fromkeys(map(resolve, request.accounts))],
        added=now,
        changed=now,
    )


def edited(before: Client, request: ClientEdit) -> Client:
    """Change what isn't None; raises BadInput."""
    names = before.names if request.names is None else clean_names(request.names)
    return msgspec.structs.replace(
        before,
        label=before.label if request.label is None else _label(request.label, names),
        names=names,
        status=before.status if request.status is None else request.status,
        since=before.since if request.since is None else read_since(request.since),
        notes=before.notes if request.notes is None else _text(request.notes),
        archived=before.archived if request.archived is None else request.archived,
    )


def saved(before: Client | None, request: ClientSave, resolve: Resolve, now: str) -> Client:
    """Give the client as a form has them; raises BadInput and AlreadyThere."""
    names = clean_names(request.names)
    client = Client(
        id=request.client,
        label=_label(request.label, names),
        names=names,
        status=request.status,
        since=read_since(request.since),
        notes=_text(request.notes),
        accounts=before.accounts if before else [],
        added=before.added if before else now,
        changed=now,
        archived=request.archived,
    )
    return _with_exactly(client, {resolve(given.account): given for given in request.accounts})


def _with_exactly(client: Client, given: dict[AccountKey, AccountGiven]) -> Client:
    """Keep the accounts that are given, with their aliases, and add those that are new; raises AlreadyThere."""
    client = without_learned(client, given)  # given is better than learned
    known = {account.key: account for account in client.accounts}
    accounts = [
        msgspec.structs.replace(known.get(key, Account(key)), handle_source=each.handle_source)
        for key, each in given.items()
    ]
    twice = sorted(given.keys() & {alias for account in accounts for alias in account.aliases})
    if twice:
        raise AlreadyThere(f"{client.label} has the account {twice[0]} already, as another name of one of theirs.")
    return _with(client, accounts)


def put_back(before: Client, current: Client | None, now: str) -> Client:
    """Give a client as they were, with what pages have taught since of the accounts that they keep."""
    taught = {account.key: account.learned for account in current.accounts} if current else {}
    given = {key for account in before.accounts for key in (account.key, *account.aliases)}
    accounts = [
        msgspec.structs.replace(
            account, learned=[each for each in taught.get(account.key, []) if each.key not in given]
        )
        for account in before.accounts
    ]
    return msgspec.structs.replace(before, accounts=accounts, changed=now)


def with_account(before: Client, request: AccountAdd, resolve: Resolve) -> Client:
    """Add an account, or aliases to one that is there; raises BadInput, and AlreadyThere if that changes nothing."""
    key = resolve(request.account)
    before = without_learned(before, {key, *map(resolve, request.aliases)})  # given is better than learned
    known = next((account for account in before.accounts if account.key == key), None)
    aliases = {alias for alias in map(resolve, request.aliases) if alias != key}
    others = keys(_with(before, [account for account in before.accounts if account is not known]))
    if others & {key, *aliases}:
        raise AlreadyThere(f"{before.label} has the account {min(others & {key, *aliases})} already.")
    if known is None:
        return _with(before, [*before.accounts, Account(key, sorted(aliases), request.handle_source)])
    if aliases <= set(known.aliases):
        raise AlreadyThere(f"{before.label} has the account {key} already.")
    grown = msgspec.structs.replace(known, aliases=sorted(aliases | set(known.aliases)))
    return _with(before, [grown if account is known else account for account in before.accounts])


def without_account(before: Client, key: AccountKey) -> Client:
    """Take an account away, or an alias; raises NotFound."""
    before, all_of = without_learned(before, {key}), before
    accounts = [
        msgspec.structs.replace(account, aliases=[alias for alias in account.aliases if alias != key])
        for account in before.accounts
        if account.key != key
    ]
    if accounts == all_of.accounts:
        raise NotFound(f"{before.label} has no account {key}. See which with `framekeeper client show {before.id}`.")
    return _with(before, accounts)


def with_learned(before: Client, account: AccountKey, learned: list[Learned]) -> Client:
    """Add keys that were learned to an account that the client has."""
    return _with(
        before,
        [
            msgspec.structs.replace(each, learned=sorted([*each.learned, *learned], key=lambda alias: alias.key))
            if each.key == account
            else each
            for each in before.accounts
        ],
    )


def without_learned(before: Client, keys: Container[AccountKey]) -> Client:
    """Take away what was learned among `keys`."""
    return _with(
        before,
        [
            msgspec.structs.replace(account, learned=[alias for alias in account.learned if alias.key not in keys])
            for account in before.accounts
        ],
    )


def learned(client: Client) -> dict[AccountKey, AccountKey]:
    """Give the keys that were learned, each with the account that it is of."""
    return {alias.key: account.key for account in client.accounts for alias in account.learned}


def keys(client: Client) -> set[AccountKey]:
    """Give the keys of all accounts, aliases too, given and learned."""
    given = {key for account in client.accounts for key in (account.key, *account.aliases)}
    return given | learned(client).keys()


def _with(client: Client, accounts: list[Account]) -> Client:
    return msgspec.structs.replace(client, accounts=accounts)


def _label(label: str, names: list[str]) -> str:
    given = clean(label, "label") or (initials(names[0]) if names else "")
    if not given:
        raise BadInput("The client has neither a label nor a name. Give one of them.")
    return given


def read_since(since: str | None) -> str | None:
    """Read since when a status holds, a day, a month or a year; raises BadInput."""
    if not since:
        return None
    if not _SINCE.fullmatch(since):
        raise BadInput("The date isn't like 2026-11-22, 2026-11 or 2026. Write it like that.")
    return since


def _text(text: str) -> str:
    """Refuse what no file could hold: half of a pair of surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadInput("The notes hold something that isn't text. Type them again.") from None
    return text
