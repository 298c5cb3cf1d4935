"""`client try` and `client cleared`: how names are matched, and what was said not to be a client's."""

import click

from agent.cli.asking import opened
from agent.cli.find import ask_line, ask_who, find_client
from agent.cli.options import command, convert, passphrase_option, read_json, stdin_option
from agent.cli.show import count, say, say_json, table, when, words
from agent.paths import Paths
from protocol.messages.state import Done
from protocol.messages.warnings import ClearingList, ClearingsReply, ClearingUndo
from protocol.messages.watchlist import NameReason, NameTried, NameTry

_WHY = {
    "same": "the same",
    "short": "short form",
    "related": "short forms of one name",
    "sound": "sounds the same",
    "initial": "initial",
    "misspelt": "perhaps misspelt",
    "swapped": "the other way round",
    "more": "one name has more words",
    "together": "written as one word",
    "handle": "the handle has both names",
}


@command("try", example="framekeeper client try")
@click.argument("name", metavar="[NAME]", required=False)
@stdin_option('{"name"}')
@passphrase_option
def try_name(name: str | None, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """Say which clients a name on a page would resemble, how much and why. Nothing is stored.

    Without NAME it asks, which keeps it out of the shell's history.
    """
    request = read_json(NameTry) if from_stdin else convert(NameTry, {"name": name or ask_line("Name")})
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        tried = asker.ask(request, NameTried)
    if as_json:
        say_json(tried)
        return
    asked = [each for each in tried.found if each.points >= tried.threshold]
    say(f"Framekeeper would ask about {count(len(asked), 'client')}." if asked else "Framekeeper wouldn't ask.")
    say(f"It asks from {tried.threshold} of 100 points on (`framekeeper settings --name-threshold`).")
    rows = [(each.label, each.name, str(each.points), "; ".join(map(_reason, each.reasons))) for each in tried.found]
    if rows:
        table(("Label", "Name", "Points", "Why"), rows)


def _reason(reason: NameReason) -> str:
    return f"{_WHY[reason.why]}: {reason.shown}, {reason.listed}" if reason.shown else _WHY[reason.why]


@command("cleared", example="framekeeper client cleared\nframekeeper client cleared --undo 17")
@click.argument("who", metavar="[CLIENT]", required=False)
@click.option("--undo", "warning", metavar="NUMBER", type=int, help="Take the answer to this warning back.")
@stdin_option('{"client"}')
@passphrase_option
def cleared(who: str | None, warning: int | None, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """List the “Not my client” answers about a client, and take one back. CLIENT is a label or an id.

    Of an account whose name only resembled the client's, the list has the platform and the time: it isn't kept.
    """
    if warning is None:
        who = read_json(ClearingList).client if from_stdin else who or ask_who()
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        if warning is not None:
            asker.ask(ClearingUndo(warning), Done)
            say_json({"undone": warning}) if as_json else say("Taken back. You are asked about that account again.")
            return
        reply = asker.ask(ClearingList(find_client(asker, who or "").id), ClearingsReply)
    if as_json:
        say_json(reply)
        return
    rows = [
        (str(each.warning), when(each.time), each.platform, words(each.interaction), each.account or "not kept")
        for each in reply.clearings
    ]
    if rows:
        table(("Number", "When", "Platform", "Interaction", "Account"), rows)
    if reply.unknown:
        say(f"{count(reply.unknown, 'answer')} more, whose warnings are no longer in the log.")
    elif not rows:
        say("No account was said not to be theirs.")


COMMANDS = (try_name, cleared)
