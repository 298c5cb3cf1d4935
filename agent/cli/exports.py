"""`client export`: the watch list to a file, unencrypted."""

from pathlib import Path
from typing import Literal

import click
import msgspec

from agent.cli import downloads
from agent.cli.asking import opened
from agent.cli.options import command, passphrase_option, read_json, stdin_option
from agent.cli.secrets import ask_secret
from agent.cli.show import say, say_json
from agent.paths import Paths
from protocol.messages.files import FileReady
from protocol.messages.imports import ClientExport


@command("export", example="framekeeper client export --output watch-list.csv")
@click.option(
    "--format", "kind", type=click.Choice(("csv", "json")), default="csv", show_default=True, help="The format."
)
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="The new file; - prints.")
@stdin_option('{"format"}')
@passphrase_option
def export_clients(
    kind: Literal["csv", "json"], output: Path | None, from_stdin: bool, passphrase: str | None, as_json: bool
) -> None:
    """Write all clients to a new file, after the passphrase was given again.

    It isn't encrypted: `framekeeper backup` makes a copy that is.
    """
    if from_stdin:
        kind = read_json(_Kind).format
    secret = passphrase or ask_secret("Passphrase, once more")
    with opened(Paths.find(), passphrase or secret, may_ask=not from_stdin) as asker:
        ready = asker.ask(ClientExport(secret, kind), FileReady)
        data = downloads.read(asker, ready)
    output = output or Path(ready.name)
    downloads.write(data, output)
    if str(output) == "-":
        return
    if as_json:
        say_json({"file": str(output), "format": kind})
    else:
        say(f"The watch list is in {output}, which is not encrypted.")


class _Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal["csv", "json"] = "csv"


COMMANDS = (export_clients,)
