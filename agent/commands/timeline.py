"""A client's page: all that is recorded about one client in the order of time, and the same as a file."""

import asyncio
import hashlib
from collections.abc import Sequence
from contextlib import suppress

import msgspec

from agent.commands.moments import Point, points
from agent.commands.practice import labels
from agent.commands.registry import Agent, Caller, handles
from agent.commands.supervision import people
from agent.documents import pdf
from agent.errors import BadInput, DiskFull, NotFound
from agent.overridelog.kinds import Exported
from agent.practice import record
from agent.practice.days import read_day
from agent.practice.scrubbing import Person, Scrubber
from agent.texts import Say, texts
from protocol.messages.files import FileReady
from protocol.messages.timeline import (
    ClientRecord,
    ClientTimeline,
    ClientTimelineReply,
    Moment,
    MomentCount,
    TimelineFilter,
)
from protocol.messages.watchlist import Client
from protocol.reading import platform_names

PAGE_BYTES = 400_000
"""A page ends early where its moments, as JSON, are longer than this: a message holds 1 MiB."""
MOST_MOMENTS = 5_000
"""Moments of a record: some 300 pages."""
_AT_ONCE = 50
"""Moments that are told at a time, so that nobody waits."""


@handles(ClientTimeline)
def page(agent: Agent, _caller: Caller, request: ClientTimeline) -> ClientTimelineReply:
    """Give a page of what is recorded about a client; raises NotFound and BadInput."""
    _expire(agent)
    found = _within(agent, request)
    client, label = _who(agent, request.client, found)
    wanted = _wanted(request, found)
    if request.order == "latest":
        wanted.reverse()
    shown = _fitting([each.tell() for each in wanted[request.skip : request.skip + request.limit]])
    after = request.skip + len(shown)
    counts: dict[str, int] = {}
    for each in found:
        counts[each.kind] = counts.get(each.kind, 0) + 1
    return ClientTimelineReply(
        client=client,
        label=label,
        moments=shown,
        counts=[MomentCount(kind, count) for kind, count in counts.items()],  # type: ignore[arg-type]
        total=len(wanted),
        more=after if after < len(wanted) else None,
    )


@handles(ClientRecord)
async def make_record(agent: Agent, caller: Caller, request: ClientRecord) -> FileReady:
    """Make a file of a client's page, and record that; raises NotFound, BadInput, DiskFull and DocumentFailed."""
    _expire(agent)
    found = _within(agent, request)
    client, label = _who(agent, request.client, found)
    wanted = _wanted(request, found)
    if len(wanted) > MOST_MOMENTS:
        raise BadInput(f"A record has room for {MOST_MOMENTS:,} moments. Choose fewer kinds or a shorter time.")
    _, log = agent.require_open()
    checkpoint = log.checkpoint()
    moments = await _told(wanted)
    say = texts(request.language)
    about = record.About(label, client, request.since, request.until, others=request.others)
    scrub = None if request.others else _scrub(agent, client or request.client, label, say)
    words = record.Words(say, platform_names(), scrub)
    made = record.document(about, moments, checkpoint, words)
    data = await _encoded(request, made)
    entries = sum(each.item.startswith("log:") for each in moments)
    digest = hashlib.sha256(data).hexdigest()
    log.add_exported(Exported(request.format, True, False, checkpoint.sequence, entries, digest))
    # The name names nobody: it stands in the browser's list of downloads.
    name = f"client-record-{agent.clock().astimezone():%Y-%m-%d}.{request.format}"
    media = "application/pdf" if request.format == "pdf" else "text/markdown"
    return agent.files.put(caller.pairing, name, media, data)


async def _encoded(request: ClientRecord, made: record.Document) -> bytes:
    if request.format == "md":
        return record.markdown(made).encode()
    return await pdf("report", made, request.language)


async def _told(wanted: Sequence[Point]) -> list[Moment]:
    moments = []
    for number, each in enumerate(wanted):
        with suppress(NotFound):  # erased while the others were read
            moments.append(each.tell())
        if number % _AT_ONCE == 0:
            await asyncio.sleep(0)
    return moments


def _expire(agent: Agent) -> None:
    _, log = agent.require_open()
    with suppress(DiskFull):  # what can't be recorded as expired now can still be read
        log.expire()


def _within(agent: Agent, request: TimelineFilter) -> list[Point]:
    """Give all points of the days that are wanted, oldest first; raises BadInput."""
    since = str(read_day(request.since, "The first day")) if request.since else ""
    until = str(read_day(request.until, "The last day")) if request.until else "~"
    if since > until:
        raise BadInput("The first day is after the last. Change one of the two.")
    return [each for each in points(agent, request.client) if since <= each.day <= until]


def _wanted(request: TimelineFilter, found: list[Point]) -> list[Point]:
    kinds = set(request.kinds)
    return [each for each in found if not kinds or each.kind in kinds]


def _who(agent: Agent, client: str, found: Sequence[Point]) -> tuple[Client | None, str]:
    """Give the client and their label; who is off the list is called as the records have it. Raises NotFound."""
    watchlist, log = agent.require_open()
    with suppress(NotFound):
        shown = watchlist.show(client)
        return shown, shown.label
    known = labels(agent).get(client)
    if known is None:
        entries = log.about(client)
        if not entries:
            raise NotFound("Nothing is recorded about this client. See who is there with `framekeeper client list`.")
        known = log.entry(entries[-1][0]).label
    return None, known


def _scrub(agent: Agent, client: Client | str, label: str, say: Say) -> record.Scrub:
    """Give what takes everybody out of a text but this client."""
    if isinstance(client, str):
        kept = Person(client, label)
    else:
        keys = [key for account in client.accounts for key in (account.key, *account.aliases)]
        kept = Person(client.id, client.label, client.names, keys)
    scrubber = Scrubber(people(agent), kept=kept)
    return lambda text: scrubber.text(text, say("clientWord"))


def _fitting(moments: list[Moment]) -> list[Moment]:
    """Give those that fit into a message, at least one."""
    size = 0
    for number, moment in enumerate(moments):
        size += len(msgspec.json.encode(moment))
        if size > PAGE_BYTES and number:
            return moments[:number]
    return moments
