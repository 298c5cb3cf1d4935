"""What `policy` says of clients: who was given which version, and signed it."""

from pathlib import Path
from typing import Any

import click
import msgspec

from agent.cli.asking import Asker, opened
from agent.cli.find import ask_who, find_client
from agent.cli.options import command, convert, given, passphrase_option, read_json, stdin_option
from agent.cli.show import NOTHING, count, day, plain, say, say_json, table
from agent.errors import BadInput
from agent.paths import Paths
from protocol.messages.practice_givings import (
    PolicyClient,
    PolicyClients,
    PolicyClientsReply,
    PolicyGive,
    PolicyImport,
    PolicyImportReply,
    PolicyTakeBack,
)

_STANDINGS = {"signed": "signed", "given": "given, not signed", "outdated": "an earlier version", "missing": "missing"}


@command("give", example="framekeeper policy give\nframekeeper policy give --stdin < given.json")
@click.argument("client", metavar="[CLIENT]", required=False)
@click.option("--version", type=click.IntRange(1), metavar="NUMBER", help="Which version; without it, the latest.")
@click.option("--given", "given", metavar="DAY", help="When, as 2026-11-22; without it, today.")
@click.option("--signed", metavar="DAY", help="When they signed it; without it, they haven't yet.")
@click.option("--take-back", is_flag=True, help="It was recorded by mistake. Say of which version.")
@stdin_option('{"client", "version", "given", "signed"}')
@passphrase_option
def give(
    client: str | None, take_back: bool, from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any
) -> None:
    """Record that a client was given a version, and when they signed it. CLIENT is a label or an id."""
    if take_back and fields["version"] is None:
        raise click.UsageError("Say which version with --version.")
    request = (
        read_json(PolicyGive) if from_stdin else convert(PolicyGive, {"client": client or ask_who()} | given(fields))
    )
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        request = msgspec.structs.replace(request, client=find_client(asker, request.client).id)
        ask = PolicyTakeBack(request.client, request.version or 1) if take_back else request
        (one,) = asker.ask(ask, PolicyClientsReply).clients
    if as_json:
        say_json(one)
    else:
        say(f"{plain(one.label)}: {_said(one)}.")


def _said(one: PolicyClient) -> str:
    if not one.givings:
        return "given nothing"
    latest = one.givings[0]
    signed = f"signed on {day(latest.signed)}" if latest.signed else "not signed"
    return f"version {latest.version} given on {day(latest.given)}, {signed}"


@command("clients", example="framekeeper policy clients --missing")
@click.option("--missing", is_flag=True, help="Only current clients who haven't signed the latest version.")
@passphrase_option
def list_clients(missing: bool, passphrase: str | None, as_json: bool) -> None:
    """List who was given which version and has signed it, by label."""
    with opened(Paths.find(), passphrase) as asker:
        found = _all(asker, missing)
    if as_json:
        for one in found:
            say_json(one)
    elif found:
        rows = [
            (one.label, one.status or "off the list", _STANDINGS[one.standing], _said(one) if one.givings else NOTHING)
            for one in found
        ]
        table(("Client", "Status", "Policy", "Latest"), rows)
    else:
        say("Nobody is missing." if missing else "No client here yet. Add one with `framekeeper client add`.")


def _all(asker: Asker, missing: bool) -> list[PolicyClient]:
    clients: list[PolicyClient] = []
    skip: int | None = 0
    while skip is not None:
        page = asker.ask(PolicyClients(missing, skip=skip), PolicyClientsReply)
        clients += page.clients
        skip = page.more
    return clients


@command("import", example="framekeeper policy import signed.csv --apply")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--apply", is_flag=True, help="Take all lines in; without it they are only checked.")
@passphrase_option
def import_givings(file: Path, apply: bool, passphrase: str | None, as_json: bool) -> None:
    """Check days of giving and signing from a CSV file, and take them in. FILE has: client, given, signed, version.

    A client is meant by label or id, days are like 2026-11-22, and without a version it is the latest. All lines are
    taken in, or none.
    """
    with click.open_file(str(file), encoding="utf-8-sig") as stream:
        try:
            text = stream.read(400_001)
        except UnicodeDecodeError:
            raise BadInput("The file isn't UTF-8 text. Save it as CSV UTF-8 and try again.") from None
    if len(text) > 400_000:
        raise BadInput("The file is too long. Split it.")
    with opened(Paths.find(), passphrase) as asker:
        reply = asker.ask(PolicyImport(text, apply), PolicyImportReply)
    if as_json:
        say_json(reply)
        return
    for line in reply.lines:
        if line.problem:
            say(f"Line {line.line}, {plain(line.label)}: {line.problem}")
    if reply.applied:
        say(f"{count(len(reply.lines), 'line')} taken in.")
    else:
        good = len(reply.lines) - reply.problems
        say(f"{count(good, 'line')} can be taken in, {reply.problems} can't. Nothing has changed yet.")
