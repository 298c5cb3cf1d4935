"""How an account is written into the override log, which must not record people who are not clients (P7)."""

from agent.overridelog.kinds import Warned
from agent.watchlist import Match, WatchList
from protocol.messages.words import AccountKey

_HIDDEN = "hmac:"


def recorded(watchlist: WatchList, match: Match) -> str:
    """Give the key of a listed account; for one that only resembles a client, an HMAC under a key of the vault."""
    client, account = whom(match)
    return account if match.verdict == "listed" else _HIDDEN + watchlist.clearing(client, account).hex()


def clearing(watchlist: WatchList, warned: Warned) -> bytes:
    """Give the HMAC by which the watch list knows that this account is not this client."""
    if warned.account.startswith(_HIDDEN):
        return bytes.fromhex(warned.account.removeprefix(_HIDDEN))
    return watchlist.clearing(warned.client, warned.account)


def whom(match: Match) -> tuple[str, AccountKey]:
    """Give the client and the account of a verdict that isn't `clear`."""
    assert match.client is not None and match.account is not None  # noqa: S101, PT018 - what `Match` promises
    return match.client, match.account
