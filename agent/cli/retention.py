"""`log past`, `log hold` and `log erase`: how long records are kept, and erasing them. The rest of `log` is log.py."""

import sys

import click
import msgspec

from agent.cli.asking import Asker, opened
from agent.cli.find import NOBODY, ask_line, find_client
from agent.cli.options import command, convert, passphrase_option, read_json, stdin_option
from agent.cli.secrets import ask_secret
from agent.cli.show import count, day, say, say_json, table, what, when
from agent.errors import BadInput, NotFound
from agent.paths import Paths
from protocol.messages.retention import LegalHold, LogErase, LogErased, Retention, RetentionReply

FOREVER = (
    "What was recorded is gone for good, here. Backups that you made before still have it, and so do files that a "
    "restore kept beside the vault (`vault.db.before-…`): delete those too."
)


@command("past", example="framekeeper log past")
@click.option("--limit", type=click.IntRange(0, 500), default=100, show_default=True, metavar="N", help="Show so many.")
@passphrase_option
def past(limit: int, passphrase: str | None, as_json: bool) -> None:
    """List the entries whose retention is over, the oldest first, and the clients under a legal hold.

    They are proposed for erasing and never erased unasked. What concerns a current or prospective client isn't among
    them; for a former one it counts from the end of therapy.
    """
    with opened(Paths.find(), passphrase) as asker:
        reply = asker.ask(Retention(limit), RetentionReply)
    if as_json:
        say_json(reply)
    else:
        _say(reply)


def _say(reply: RetentionReply) -> None:
    if reply.past:
        table(
            ("No.", "When", "Client", "Would have", "On"),
            [(str(one.sequence), when(one.time), one.label, what(one), one.platform) for one in reply.past],
        )
    if reply.legal_hold:
        say("Legal hold is on, so nothing is proposed for erasing.")
    elif not reply.years:
        say("Log entries are kept for good (`framekeeper settings --retention-log-years`).")
    else:
        say(
            f"{count(reply.total, 'entry').replace('entrys', 'entries')} kept longer than {count(reply.years, 'year')}."
        )
    if reply.total:
        say("Erase them with `framekeeper log erase --past`.")
    for one in reply.holds:
        say(f"Under a legal hold since {day(one.since[:10])}: {one.label or one.client}.")


@command("hold", example="framekeeper log hold\nframekeeper log hold --stdin < hold.json")
@click.argument("client", metavar="[CLIENT]", required=False)
@click.option("--end", is_flag=True, help="End the hold.")
@stdin_option('{"client", "on"}')
@passphrase_option
def hold(client: str | None, end: bool, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """Put a client under a legal hold: nothing that the log says of them is erased. CLIENT is a label or an id.

    A hold for all is a setting: `framekeeper settings --legal-hold on`.
    """
    request = read_json(LegalHold) if from_stdin else LegalHold(client or ask_line("Client (label or id)"), on=not end)
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        request = msgspec.structs.replace(request, client=_id(asker, request.client))
        reply = asker.ask(request, RetentionReply)
    if as_json:
        say_json(reply)
    else:
        say("They are under a legal hold now." if request.on else "They aren't under a legal hold any longer.")


def _id(asker: Asker, text: str) -> str:
    """Give the id of a client; one who left the watch list is meant by the id, which `log list --json` shows."""
    try:
        return find_client(asker, text).id
    except NotFound as error:
        if str(error) == NOBODY and text.startswith("c-"):
            return text
        raise


@command("erase", example="framekeeper log erase --past\nframekeeper log erase --stdin < erase.json")
@click.argument("numbers", metavar="[NUMBER]...", type=click.IntRange(1), nargs=-1)
@click.option("--past", "is_past", is_flag=True, help="All whose retention is over: those of `log past`.")
@click.option("--client", metavar="CLIENT", help="All about this client, by a label or an id.")
@click.option("--count", "number", type=click.IntRange(0), metavar="N", help="Don't ask: it has to be so many.")
@stdin_option('{"sequences", "client", "past", "count"}')
@passphrase_option
def erase(
    numbers: tuple[int, ...],
    is_past: bool,
    client: str | None,
    number: int | None,
    from_stdin: bool,
    passphrase: str | None,
    as_json: bool,
) -> None:
    """Erase what entries recorded, for good: some by their numbers, all about a client, or all that is past its time.

    Asks for the passphrase again, and for the number of entries, before it does. Their places in the chain are left,
    with an event that says that they were erased, so that the log still verifies. A legal hold stops it. Backups keep
    what they had.
    """
    fields = {"sequences": list(numbers), "client": client, "past": is_past, "count": number}
    if from_stdin:
        fields = msgspec.structs.asdict(read_json(_Meant))
    request = convert(LogErase, fields)
    secret = passphrase or ask_secret("Passphrase, once more")
    with opened(Paths.find(), secret, may_ask=not from_stdin) as asker:
        if request.client is not None:
            request = msgspec.structs.replace(request, client=_id(asker, request.client))
        if request.count is None:
            request = msgspec.structs.replace(request, count=_confirmed(asker, request))
        reply = asker.ask(msgspec.structs.replace(request, passphrase=secret), LogErased)
    if as_json:
        say_json(reply)
    else:
        say(f"Erased: {reply.entries}. {FOREVER}" if reply.entries else "There was nothing to erase.")


class _Meant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be erased, as a program says it: the passphrase isn't to lie in the same file."""

    sequences: list[int] = []
    client: str | None = None
    past: bool = False
    count: int | None = None


def _confirmed(asker: Asker, request: LogErase) -> int:
    would = asker.ask(request, LogErased).entries
    if not would:
        return 0
    if not sys.stdin.isatty():
        raise BadInput(f"It would be {would} entries. Say so with --count {would}; it can't be undone.")
    click.echo(f"{would} entries would be erased. It can't be undone.", err=True)
    return int(click.prompt("Type how many, to erase them", type=click.IntRange(0), err=True))


COMMANDS = (past, hold, erase)
