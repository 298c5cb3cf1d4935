"""How long records are kept, what a legal hold stops, and the erasing that a person asks for: never by itself.

Retention counts from the last that an entry says, and for a former client at least from the end of therapy. What
concerns somebody in care, current or prospective, isn't past however old it is.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from agent.commands.registry import Agent, Caller, handles
from agent.errors import BadInput, NotAllowed, NotFound
from agent.overridelog import OverrideLog, erasing
from agent.overridelog.erasing import Kept
from agent.overridelog.kinds import ErasedFor
from agent.times import wire_time
from agent.vault import holds
from agent.watchlist import WatchList
from agent.watchlist.table import Standing, standings
from protocol.messages.retention import HeldClient, LegalHold, LogErase, LogErased, PastEntry, Retention, RetentionReply
from protocol.messages.watchlist import Client

AT_ONCE = 50
"""Entries that are erased in one transaction, before other requests get a turn: some 30 ms."""
HOLD = "Legal hold is on, so nothing is erased. Switch it off under Settings, Records, or with `--legal-hold off`."
HELD = "This would erase entries of a client under a legal hold. End that hold first, or leave them out."


@handles(Retention)
def retention(agent: Agent, _caller: Caller, request: Retention) -> RetentionReply:
    """Say what is past its time and who is under a legal hold."""
    return _reply(agent, request.limit)


@handles(LegalHold)
def hold(agent: Agent, _caller: Caller, request: LegalHold) -> RetentionReply:
    """Put a client under a legal hold, or end that; raises NotFound where nothing is known of them."""
    watchlist, _ = agent.require_open()
    if request.on:
        if not _is_known(agent, watchlist, request.client):
            raise NotFound("Neither the watch list nor the log knows this client. Give an id that one of them shows.")
        holds.put(agent.vault.database, request.client, wire_time(agent.clock()))
    else:
        holds.end(agent.vault.database, request.client)
    return _reply(agent, Retention().limit)


@handles(LogErase)
async def erase(agent: Agent, _caller: Caller, request: LogErase) -> LogErased:
    """Erase entries for good, or say how many it would be.

    Raises WrongSecret, which is counted as everywhere, BadInput, NotFound and NotAllowed.

    Each entry goes in one transaction with the event that says so. Killed in the middle, some are erased and some
    aren't, and the log says which; to ask again goes on.
    """
    agent.require_open()
    if request.count:
        await _prove(agent, request.passphrase)
    _, log = agent.require_open()
    sequences, cause = _meant(agent, request)
    if request.count is None:
        return LogErased(len(sequences), erased=False)
    if agent.settings.legal_hold:
        raise NotAllowed(HOLD)
    if _any_held(agent, sequences):
        raise NotAllowed(HELD)
    if request.count != len(sequences):
        raise BadInput(f"It would be {len(sequences)} entries, not {request.count}. Look at them again.")
    for start in range(0, len(sequences), AT_ONCE):
        _still_open(agent, log).erase_all(sequences[start : start + AT_ONCE], cause)
        await asyncio.sleep(0)
    return LogErased(len(sequences), erased=True)


async def _prove(agent: Agent, passphrase: str | None) -> None:
    if not passphrase:
        raise BadInput("This can't be undone, so your passphrase is needed once more. Give it too.")
    await asyncio.to_thread(agent.vault.prove, passphrase)


def _meant(agent: Agent, request: LogErase) -> tuple[list[int], ErasedFor]:
    if bool(request.sequences) + (request.client is not None) + request.past != 1:
        raise BadInput("Say what is to be erased: some entries, all of one client, or what is past its time.")
    if request.past:
        return [each.sequence for each in all_past(agent)], "retention"
    if request.client is not None:
        return erasing.of_client(agent.vault.database, request.client), "request"
    wanted = sorted(set(request.sequences))
    found = erasing.shown(agent.vault.database, wanted)
    if len(found) != len(wanted):
        raise NotFound("Not all of these entries are there. Look at the log again.")
    return wanted, "request"


def _any_held(agent: Agent, sequences: Sequence[int]) -> bool:
    held = set(holds.read(agent.vault.database))
    return bool(held) and any(entry.client in held for entry in erasing.shown(agent.vault.database, sequences))


def _still_open(agent: Agent, log: OverrideLog) -> OverrideLog:
    """Give the log, unless the vault was locked in between; raises VaultLocked."""
    _, now = agent.require_open()
    if now is not log:
        raise NotAllowed("The vault was locked meanwhile, so not all was erased. Look at what is left, and go on.")
    return log


def _reply(agent: Agent, limit: int) -> RetentionReply:
    past = all_past(agent)
    by_sequence = {each.sequence: each for each in past[:limit]}
    entries = erasing.shown(agent.vault.database, list(by_sequence))
    return RetentionReply(
        past=[
            PastEntry(
                sequence=entry.sequence,
                time=entry.time,
                since=by_sequence[entry.sequence].last.rstrip("~"),
                client=entry.client,
                label=entry.label,
                kind=entry.kind,
                interaction=entry.interaction,
                platform=entry.platform,
            )
            for entry in entries
        ],
        total=len(past),
        years=agent.settings.retention_log_years,
        legal_hold=agent.settings.legal_hold,
        holds=[
            HeldClient(client, _label(agent, client), since)
            for client, since in holds.read(agent.vault.database).items()
        ],
    )


def all_past(agent: Agent) -> list[Kept]:
    """Give the entries whose retention is over, each with the time that it counts from."""
    agent.require_open()
    years = agent.settings.retention_log_years
    if not years or agent.settings.legal_hold:
        return []
    until = wire_time(years_before(agent.clock(), years))
    held = holds.read(agent.vault.database)
    found = [each for each in erasing.begun_before(agent.vault.database, until) if each.client not in held]
    clients = standings(agent.vault.database) if found else {}
    resting = ((each, rested_since(each.last, clients.get(each.client))) for each in found)
    return [each._replace(last=last) for each, last in resting if last is not None and last < until]


def rested_since(last: str, client: Standing | None) -> str | None:
    """Say since when a record rests of which `last` is the last day or time; None while its client is in care."""
    if client is None:
        return last
    if client.status != "former":
        return None
    # A year or a month alone counts to its end: "~" comes after every day of it.
    ended = f"{client.since}~" if client.since else ""
    return max(last, ended)


def years_before(now: datetime, years: int) -> datetime:
    """Give the same day so many years ago."""
    try:
        return now.replace(year=now.year - years)
    except ValueError:  # the 29th of February
        return now.replace(year=now.year - years, day=28)


def _is_known(agent: Agent, watchlist: WatchList, client: str) -> bool:
    """Whether anything is recorded of a client, who may be off the watch list."""
    if _client(watchlist, client) is not None or client in agent.require_practice().base.people():
        return True
    return bool(erasing.of_client(agent.vault.database, client))


def _client(watchlist: WatchList, client: str) -> Client | None:
    try:
        return watchlist.show(client)
    except NotFound:
        return None


def _label(agent: Agent, client: str) -> str:
    watchlist, _ = agent.require_open()
    known = _client(watchlist, client)
    if known is not None:
        return known.label
    entries = erasing.of_client(agent.vault.database, client)
    if entries:
        return erasing.shown(agent.vault.database, entries[-1:])[0].label
    return agent.require_practice().base.people().get(client, "")
