"""The life of a warning: opened, decided, used; and what suspends warnings for a while.

The agent decides by itself whom a gesture concerns and in which tier. An override is granted only after it has been
committed durably (P3); a reply that was lost may be asked for again, and changes nothing then.
"""

import math
from contextlib import suppress
from datetime import datetime, timedelta

from agent.commands.crisis_holds import held_until
from agent.commands.recording import clearing, recorded, whom
from agent.commands.registry import Agent, Caller, handles
from agent.commands.suspending import in_crisis, remaining, tier_now, void
from agent.errors import BadInput, NotAllowed, NotFound
from agent.overridelog.kinds import Decided, Warned, read_time
from agent.overridelog.suspended import SNOOZE
from agent.times import wire_time
from agent.watchlist import Match, WatchList
from protocol.messages import ListChanged
from protocol.messages.log import Entry, LogFilter
from protocol.messages.practice_consents import ConsentSays
from protocol.messages.state import Done
from protocol.messages.warnings import (
    Clearing,
    ClearingList,
    ClearingsReply,
    ClearingUndo,
    Pause,
    Unprotected,
    WarningDecide,
    WarningDecided,
    WarningOpen,
    WarningUse,
    WarningView,
)
from protocol.messages.words import Interaction, Tier

WAIT: dict[Tier, float] = {"A": 3.0, "B": 0.0, "C": 0.0}
"""Seconds until going ahead opens (PRACTICE.md)."""
GRANTED = 30
"""Seconds in which a granted override may be used (DESIGN.md, "Going ahead")."""
GRANTED_TO_WRITE = 30 * 60
"""The same where something is written first."""
WRITTEN: frozenset[Interaction] = frozenset({"comment", "message", "mention", "review_reply"})
MOST_CLEARINGS = 500
"""Warnings that are looked through for what was answered about one client, the latest ones."""
AHEAD = timedelta(minutes=5)
"""How far a browser's clock may be ahead of ours."""
_TIERS = ("A", "B", "C")
_STATUSES = ("current", "former", "prospective")

Concern = tuple[Match, Tier]


@handles(WarningOpen)
def open_warning(agent: Agent, _caller: Caller, request: WarningOpen) -> WarningView:
    """Record that a gesture was held and say what the window shows.

    Raises NotFound where nothing is to be held, and NotAllowed during a pause or a snooze.
    """
    watchlist, log = agent.require_open()
    log.expire()
    match, found = _strictest(agent, watchlist, request)
    warned = _warned(agent, request, match, found)
    until = held_until(agent, warned.client)
    return WarningView(
        warning=log.add_warning(warned),
        client=warned.client,
        label=warned.label,
        status=warned.status,
        verdict=warned.verdict,
        tier=found,
        platform=warned.platform,
        account=whom(match)[1],
        interaction=warned.interaction,
        own_account=warned.own_account,
        own_role=warned.own_role,
        wait=WAIT[found],
        layout=warned.layout,
        snooze=found != "A",
        consent=_consent(agent, warned),
        crisis_until=until,
    )


def _warned(agent: Agent, request: WarningOpen, match: Match, found: Tier) -> Warned:
    """Give what is recorded of a gesture that was held."""
    watchlist, log = agent.require_open()
    client, account = whom(match)
    shown = watchlist.show(client)
    return Warned(
        client=client,
        label=shown.label,
        status=shown.status,
        verdict=match.verdict,
        tier=found,
        platform=account.partition(":")[0],
        account=recorded(watchlist, match),
        interaction=request.interaction,
        role=request.role,
        gesture=request.gesture,
        own_account=request.own_account,
        own_role=watchlist.own.role_of(request.own_account),
        layout=log.next_layout(),
    )


def _consent(agent: Agent, warned: Warned) -> ConsentSays | None:
    """Say whether the client has consented, whose account this is; a name alone proves nothing."""
    if warned.verdict != "listed":
        return None
    return agent.require_practice().consents.says(warned.client, warned.interaction, warned.platform)


def _strictest(agent: Agent, watchlist: WatchList, request: WarningOpen) -> Concern:
    matches = [watchlist.verdict(sighting) for sighting in request.sightings]
    concerns = [
        (match, found) for match in matches if (found := tier_now(agent, match, request.interaction)) is not None
    ]
    if not concerns:
        raise NotFound("No warning is needed here: the watch list doesn't hold this. Make the gesture again.")
    held = [concern for concern in concerns if remaining(agent, concern[0], [request.interaction])]
    if not held:
        raise NotAllowed("Warnings are suspended for this at the moment. Make the gesture again.")
    return min(held, key=lambda concern: (not in_crisis(agent, concern[0]), *_strictness(concern)))


def _strictness(concern: Concern) -> tuple[int, bool, int]:
    match, found = concern
    return _TIERS.index(found), match.verdict != "listed", _STATUSES.index(match.status or "prospective")


@handles(WarningDecide)
def decide(agent: Agent, _caller: Caller, request: WarningDecide) -> WarningDecided:
    """Record a warning's outcome; an override is granted from here on. Raises NotFound, BadInput, AlreadyThere."""
    watchlist, log = agent.require_open()
    log.expire()
    warned = log.warned(request.warning)
    if request.outcome == "overridden" and held_until(agent, warned.client) is not None:
        raise NotAllowed("A crisis hold is on, so there is no way ahead here. End it in the popup if it is over.")
    entry = log.decide(request.warning, _decision(request, warned))
    if request.outcome == "not_my_client" and not log.is_uncleared(request.warning):
        with suppress(NotFound):  # the client is off the list by now: nothing is left to clear
            watchlist.clear(warned.client, clearing(watchlist, warned))
            agent.notify(ListChanged(watchlist.epoch))
    if request.snooze:
        until = read_time(entry.decided_at or "") + SNOOZE
        log.suspended.snooze(warned.client, warned.account, warned.interaction, until)
        void(agent, watchlist)
    return _granted(entry, _seconds(warned.interaction), agent.clock())


def _decision(request: WarningDecide, warned: Warned) -> Decided:
    is_override = request.outcome == "overridden"
    note = request.note.strip()
    if is_override and request.reason is None:
        raise BadInput("Choose a reason for going ahead.")
    if not is_override and request.reason is not None:
        raise BadInput("A reason belongs to going ahead only. Leave it out.")
    if request.reason == "other" and not note:
        raise BadInput("Write down what the other reason is.")
    if request.snooze and (warned.tier == "A" or not is_override):
        raise BadInput("A snooze is only for going ahead in tiers B and C. Leave it out.")
    return Decided(
        outcome=request.outcome,
        reason=request.reason,
        note=note,
        flags=list(dict.fromkeys(request.flags)),
        snooze=request.snooze,
        seconds=_seconds(warned.interaction) if is_override else 0,
    )


def _seconds(interaction: Interaction) -> int:
    return GRANTED_TO_WRITE if interaction in WRITTEN else GRANTED


def _granted(entry: Entry, seconds: int, now: datetime) -> WarningDecided:
    """Grant what was overridden for what is left of its time: a retry must not make it longer."""
    if entry.use != "granted" or entry.decided_at is None:
        return WarningDecided(entry.sequence, granted=False)
    since = now - read_time(entry.decided_at)
    left = min(seconds, math.ceil(seconds - since.total_seconds()))
    return WarningDecided(entry.sequence, granted=left > 0, seconds=max(left, 0))


@handles(WarningUse)
def use(agent: Agent, _caller: Caller, request: WarningUse) -> Done:
    """Record what became of a granted override; raises NotFound, NotAllowed and AlreadyThere."""
    agent.require_open()[1].use(request.warning, request.use)
    return Done()


@handles(ClearingUndo)
def undo_clearing(agent: Agent, _caller: Caller, request: ClearingUndo) -> Done:
    """Take a "Not my client" answer back; raises NotFound and NotAllowed."""
    watchlist, log = agent.require_open()
    warned = log.unclear(request.warning)
    watchlist.unclear(clearing(watchlist, warned), warned.account if warned.verdict == "listed" else None)
    agent.notify(ListChanged(watchlist.epoch))
    return Done()


@handles(ClearingList)
def clearings(agent: Agent, _caller: Caller, request: ClearingList) -> ClearingsReply:
    """Say which "Not my client" answers hold about a client, as far as the log knows of their warnings."""
    watchlist, log = agent.require_open()
    left = set(watchlist.clearings_of(request.client))
    found = []
    for entry in log.entries(LogFilter(client=request.client, outcome="not_my_client"), limit=MOST_CLEARINGS).entries:
        warned = log.warned(entry.sequence)
        stands_for = clearing(watchlist, warned)
        if stands_for in left:
            left.discard(stands_for)
            account = warned.account if warned.verdict == "listed" else None
            found.append(Clearing(entry.sequence, entry.time, warned.platform, warned.interaction, account))
    return ClearingsReply(found, len(left))


@handles(Pause)
def pause(agent: Agent, _caller: Caller, request: Pause) -> Done:
    """Suspend all holds for a while, or end that."""
    watchlist, log = agent.require_open()
    if request.minutes == 0:
        log.resume()
    else:
        log.pause(timedelta(minutes=request.minutes))
    void(agent, watchlist)
    return Done()


@handles(Unprotected)
def unprotected(agent: Agent, _caller: Caller, request: Unprotected) -> Done:
    """Record that the therapist went on without protection; raises BadInput."""
    _, log = agent.require_open()
    since, until = _time(request.since), _time(request.until)
    if since > until or until > agent.clock() + AHEAD:
        raise BadInput("These times can't be right. Check the clocks of this computer and of the browser.")
    log.unprotected(since, until)
    return Done()


def _time(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{text!a} isn't a time. Write it like 2026-11-22T10:00:00Z.") from None
    if moment.tzinfo is None:
        raise BadInput(f"{text!a} doesn't say its time zone. Write it like {wire_time(moment.astimezone())}.")
    return moment
