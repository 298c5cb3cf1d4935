"""`client timeline` and `client record`: all that is recorded about one client, listed, or as a file for the record."""

from pathlib import Path
from typing import Any, get_args

import click
import msgspec

from agent.cli import downloads
from agent.cli.asking import Asker, opened
from agent.cli.find import ask_who, find_client
from agent.cli.options import command, convert, given, passphrase_option, read_json, stdin_option
from agent.cli.show import day, plain, say, say_json, table, when
from agent.errors import NotFound
from agent.paths import Paths
from agent.texts import texts
from protocol.messages.files import FileReady
from protocol.messages.timeline import (
    ClientRecord,
    ClientTimeline,
    ClientTimelineReply,
    Detail,
    Moment,
    MomentKind,
    RecordFormat,
)

_PAGE = 200
KINDS = get_args(MomentKind)


def _narrowing(function: Any) -> Any:
    """Add what both commands share: which kinds, and of which days."""
    for option in (
        click.option("--until", metavar="DAY", help="Until this day, as 2026-11-22."),
        click.option("--since", metavar="DAY", help="From this day on, as 2026-11-22."),
        click.option(
            "--kind", "kinds", metavar="KIND", multiple=True, type=click.Choice(KINDS), help="Only this; once a kind."
        ),
    ):
        function = option(function)
    return function


@command("timeline", example="framekeeper client timeline\nframekeeper client timeline --kind consent --json")
@click.argument("client", metavar="[CLIENT]", required=False)
@_narrowing
@click.option("--oldest-first", is_flag=True, help="In the order in which it happened.")
@stdin_option('{"client", "kinds", "since", "until", "order"}')
@passphrase_option
def timeline(
    client: str | None, oldest_first: bool, from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any
) -> None:
    """List all that is recorded about a client, the latest first. CLIENT is a label or an id; without it, it asks.

    Warnings, contacts, consents, the policy, supervision, and what was changed on the watch list.
    """
    order = {"order": "oldest"} if oldest_first else {}
    request = (
        read_json(ClientTimeline)
        if from_stdin
        else convert(ClientTimeline, {"client": client or ask_who()} | order | given(fields))
    )
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        request = msgspec.structs.replace(request, client=_id_of(asker, request.client), limit=_PAGE)
        first, moments = _all(asker, request)
    if as_json:
        for one in moments:
            say_json(one)
    elif moments:
        table(("When", "What", "More"), [_row(one) for one in moments])
    else:
        say(f"Nothing of this is recorded about {plain(first.label)}.")


@command("record", example="framekeeper client record --output record.pdf")
@click.argument("client", metavar="[CLIENT]", required=False)
@_narrowing
@click.option(
    "--format", "kind", type=click.Choice(get_args(RecordFormat)), default="pdf", show_default=True, help="The format."
)
@click.option("--language", metavar="TAG", default="en", show_default=True, help="Such as es or de.")
@click.option("--others", is_flag=True, help="As it was written, with whoever else is named in it.")
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="The new file; - prints.")
@stdin_option('{"client", "kinds", "since", "until", "format", "language", "others"}')
@passphrase_option
def record(
    client: str | None,
    kind: RecordFormat,
    output: Path | None,
    from_stdin: bool,
    passphrase: str | None,
    as_json: bool,
    **fields: Any,
) -> None:
    """Write all that is recorded about a client to a new file, for the record. CLIENT is a label or an id.

    It isn't encrypted, and has a checkpoint of the override log. Without --others, whoever else is on the watch list is
    but a letter in it.
    """
    request = (
        read_json(ClientRecord)
        if from_stdin
        else convert(ClientRecord, {"client": client or ask_who(), "format": kind} | given(fields))
    )
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        ready = asker.ask(msgspec.structs.replace(request, client=_id_of(asker, request.client)), FileReady)
        data = downloads.read(asker, ready)
    output = output or Path(ready.name)
    downloads.write(data, output)
    if str(output) == "-":
        return
    if as_json:
        say_json({"file": str(output), "format": request.format})
    else:
        say(f"The record is in {plain(str(output))}, which is not encrypted. Read it once more before you hand it on.")


def _id_of(asker: Asker, text: str) -> str:
    """Give the id of a client; one who is off the watch list is known by the id alone."""
    try:
        return find_client(asker, text).id
    except NotFound:
        if not text.startswith("c-"):
            raise
        return text


def _all(asker: Asker, request: ClientTimeline) -> tuple[ClientTimelineReply, list[Moment]]:
    first = asker.ask(request, ClientTimelineReply)
    moments, more = [*first.moments], first.more
    while more is not None:
        page = asker.ask(msgspec.structs.replace(request, skip=more), ClientTimelineReply)
        moments, more = moments + page.moments, page.more
    return first, moments


def _row(one: Moment) -> tuple[str, str, str]:
    english = texts("en")
    first, *rest = one.says
    told = ", ".join(english(each) for each in rest)
    what = english(first, *one.values)
    where = f" ({one.platform})" if one.platform else ""
    more = "\n".join(f"{english(each.name)}: {_said(each)}" for each in one.details)
    return when(one.time) if one.time else day(one.day), (f"{what}: {told}" if told else what) + where, more


def _said(detail: Detail) -> str:
    english = texts("en")
    return ", ".join(english(each) for each in detail.says) or detail.text


COMMANDS = (timeline, record)
