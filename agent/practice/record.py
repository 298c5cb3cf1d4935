"""A client's page on paper: what `agent/documents/report.typ` is filled with, and the same as Markdown.

Without others, what the therapist wrote goes through `scrub`, which takes everybody else on the watch list out of it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from agent.practice import agenda
from agent.texts import Say
from protocol.messages.log import Checkpoint
from protocol.messages.timeline import Detail, Moment
from protocol.messages.watchlist import Client

Document = dict[str, Any]
Scrub = Callable[[str], str]
_STATUS = {"prospective": "status_prospective", "current": "status_current", "former": "status_former"}
_SOURCES = {
    "client_provided": "source_client_provided",
    "inbound_contact": "source_inbound_contact",
    "incidental": "source_incidental",
}


@dataclass(frozen=True, slots=True)
class About:
    """Whose page it is: `client` is None for one who is off the watch list; `since` and `until` are days."""

    label: str
    client: Client | None
    since: str | None
    until: str | None
    others: bool


@dataclass(frozen=True, slots=True)
class Words:
    """How it is said: the texts, the platforms' names as people write them, and what takes others out, if anything."""

    say: Say
    platforms: Mapping[str, str]
    scrub: Scrub | None = None

    def typed(self, text: str) -> str:
        """Give what was typed, as it may stand here."""
        return self.scrub(text) if self.scrub else text

    def platform(self, name: str) -> str:
        """Give a platform's name."""
        return self.platforms.get(name, name)


def document(about: About, moments: Sequence[Moment], checkpoint: Checkpoint, words: Words) -> Document:
    """Give the data of the document; moments are in the order in which they are to stand."""
    say = words.say
    return {
        "title": say("recordTitle", about.label),
        "undisplayed": say("pdfUndisplayed"),
        "parts": [
            {"text": [say("recordWithOthers" if about.others else "recordWithoutOthers")]},
            {"facts": [*_who(about, words), *_what(about, moments, checkpoint, say)]},
            *(_months(moments, words) if moments else [{"text": [say("timelineEmpty")]}]),
            {
                "heading": say("checkpoint"),
                "text": [say("recordCheckpoint")],
                "facts": [
                    [say("columnEvent"), str(checkpoint.sequence)],
                    [say("eventHead"), checkpoint.head],
                    [say("columnTime"), checkpoint.time],
                    [say("publicKey"), checkpoint.public_key],
                    [say("signature"), checkpoint.signature],
                ],
            },
        ],
    }


def markdown(made: Document) -> str:
    """Give the same as Markdown."""
    return agenda.markdown(made["title"], made["parts"])


def _who(about: About, words: Words) -> Iterable[list[str]]:
    say, client = words.say, about.client
    yield [say("columnLabel"), about.label]
    if client is None:
        yield [say("columnStatus"), say("offTheList")]
        return
    if client.names:
        yield [say("names"), "\n".join(client.names)]
    yield [say("columnStatus"), say(_STATUS[client.status])]
    if client.since:
        yield [say("columnSince"), client.since]
    for account in client.accounts:
        platform, _, handle = account.key.partition(":")
        others = "".join(f", {alias.partition(':')[2]}" for alias in account.aliases)
        yield [words.platform(platform), f"{handle}{others} ({say(_SOURCES[account.handle_source])})"]
    if client.notes:
        yield [say("notes"), words.typed(client.notes)]


def _what(about: About, moments: Sequence[Moment], checkpoint: Checkpoint, say: Say) -> Iterable[list[str]]:
    since, until = about.since, about.until
    if moments:
        since, until = since or moments[0].day, until or moments[-1].day
    if since or until:
        yield [say("pdfSpan"), f"{since or '…'} – {until or '…'}"]  # noqa: RUF001 - from one to the other
    yield [say("record"), say("timelineCountOne") if len(moments) == 1 else say("timelineCount", len(moments))]
    made = datetime.fromisoformat(checkpoint.time).astimezone()
    yield [say("pdfMade"), f"{made:%Y-%m-%d %H:%M} (UTC{made:%z})"]


def _months(moments: Sequence[Moment], words: Words) -> Iterable[Document]:
    for month, group in groupby(moments, lambda moment: moment.day[:7]):
        yield {"heading": month, "moments": [_moment(each, words) for each in group]}


def _moment(moment: Moment, words: Words) -> Document:
    clock = f"{datetime.fromisoformat(moment.time).astimezone():%H:%M}" if moment.time else ""
    where = f" ({words.platform(moment.platform)})" if moment.platform else ""
    first, *rest = moment.says
    told = ", ".join(words.say(each) for each in rest)
    what = words.say(first, *moment.values)
    lines = [_detail(each, words) for each in moment.details if not (words.scrub and each.of_others)]
    return {"day": moment.day, "clock": clock, "what": (f"{what}: {told}" if told else what) + where, "lines": lines}


def _detail(detail: Detail, words: Words) -> list[str]:
    name = words.say(detail.name)
    if detail.day:
        name = f"{name}, {detail.day}"
    if detail.says:
        return [name, ", ".join(words.say(each) for each in detail.says)]
    is_account = detail.name == "columnAccount"
    return [name, detail.text.partition(":")[2] if is_account else words.typed(detail.text)]
