"""`check`: whether links lead to a client."""

from typing import Annotated

import click
import msgspec
from msgspec import Meta

from agent.cli.asking import opened
from agent.cli.find import ask_line
from agent.cli.options import command, convert, passphrase_option, read_json, stdin_option
from agent.cli.show import say_json, table
from agent.paths import Paths
from protocol.messages.watchlist import Resolve, Resolved, ResolveReply
from protocol.messages.words import Text

ATATIME = 200
"""As many links as one message takes."""


class Links(msgspec.Struct, forbid_unknown_fields=True):
    """The JSON line."""

    links: Annotated[list[Text], Meta(min_length=1)]


@command(
    "check",
    example='framekeeper check\necho \'{"links": ["https://example.social/@somebody"]}\' | framekeeper check --stdin',
)
@click.argument("urls", metavar="[URL]...", nargs=-1)
@stdin_option('{"links"}')
@passphrase_option
def check(urls: tuple[str, ...], from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """Say whether links lead to a client.

    Without URL it asks for one, which keeps it out of the shell's history. Nothing is stored.
    """
    links = read_json(Links).links if from_stdin else list(urls) or [ask_line("Link")]
    resolved: list[Resolved] = []
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        for start in range(0, len(links), ATATIME):
            request = convert(Resolve, {"links": links[start : start + ATATIME]})
            resolved += asker.ask(request, ResolveReply).links
    if as_json:
        for one in resolved:
            say_json(one)
        return
    rows = [(one.link, one.account or "none", one.verdict, _whose(one)) for one in resolved]
    table(("Link", "Account", "Verdict", "Whose"), rows)


def _whose(one: Resolved) -> str:
    """Say whose account it is: a client's by the label, an own one by its role."""
    return f"your {one.own_role} account" if one.own_role and not one.label else one.label or one.problem


COMMANDS = (check,)
