"""`draft`: what one is about to publish, read for phrases to think about."""

import sys

import click

from agent.cli.asking import opened
from agent.cli.options import Group, command, convert, passphrase_option, read_json, stdin_option
from agent.cli.show import plain, say, say_json
from agent.paths import Paths
from protocol.messages.drafts import DraftCheck, DraftHint, DraftHints
from protocol.messages.settings import Settings, SettingsReply

ABOUT = {
    "client": "tells of a client",
    "session": "tells of a session",
    "diagnosis": "diagnoses somebody",
    "prescription": "prescribes something",
    "topic": "is one of your own topics",
}


@click.group("draft", cls=Group)
def draft() -> None:
    """Read what you are about to publish for phrases to think about."""


@command("check", example="framekeeper draft check < post.txt")
@click.option(
    "--own-account", metavar="ACCOUNT", help="Publish from this account: your own topics count if it is professional."
)
@passphrase_option
def check(own_account: str | None, passphrase: str | None, as_json: bool) -> None:
    """Read a draft from standard input and say which phrases to think about. Nothing of it is kept.

    These are hints: what you publish is your decision.
    """
    request = convert(DraftCheck, {"text": sys.stdin.read(), "own_account": own_account})
    with opened(Paths.find(), passphrase, may_ask=False) as asker:
        found = asker.ask(request, DraftHints)
    for problem in found.problems:
        click.echo(plain(problem), err=True)
    hints = found.hints
    for hint in hints:
        if as_json:
            say_json(hint)
        else:
            say(_said(hint))
    if not hints and not as_json:
        say("Nothing in it that Framekeeper would think about twice.")


def _said(hint: DraftHint) -> str:
    which = f": {plain(hint.phrase)}" if hint.kind == "topic" else ""
    return f"“{plain(hint.words)}” {ABOUT[hint.kind]}{which}."


@command("topics", example="framekeeper draft topics\nframekeeper draft topics --stdin < topics.json")
@click.option("--set", "topics", multiple=True, metavar="TOPIC", help="Your topics from now on; give it once a topic.")
@click.option("--none", "nothing", is_flag=True, help="Have no topics.")
@stdin_option('{"draft_topics"}')
@passphrase_option
def topics(topics: tuple[str, ...], nothing: bool, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """Show or set your own words for what polarises. * stands for any ending: elect*.

    They are looked for in what you write from a professional account.
    """
    request = read_json(Settings) if from_stdin else Settings()
    if topics or nothing:
        request = convert(Settings, {"draft_topics": list(topics)})
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        wanted = asker.ask(request, SettingsReply).settings.draft_topics
    if as_json:
        say_json({"draft_topics": wanted})
    else:
        say(", ".join(map(plain, wanted)) if wanted else "You have no topics of your own. Set some with --set.")


for made in (check, topics):
    draft.add_command(made)
COMMANDS = (draft,)
