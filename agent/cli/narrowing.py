"""Which entries of the override log a command concerns: options that several commands share, and what they mean."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, get_args

import click

from agent.cli.asking import Asker
from agent.cli.find import find_client
from agent.errors import BadInput
from agent.times import wire_time
from protocol.messages.log import LogFilter
from protocol.messages.words import Flag, Interaction, Outcome, Tier

F = TypeVar("F", bound=Callable[..., Any])
FIELDS = "{" + ", ".join(f'"{name}"' for name in LogFilter.__struct_fields__) + "}"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def time_options(function: F) -> F:
    """Add `--since` and `--until`."""
    since = click.option("--since", metavar="DATE", help="Only from this day, or moment (ISO 8601), on.")
    until = click.option("--until", metavar="DATE", help="Only up to and with this day, or before this moment.")
    return since(until(function))


def filter_options(function: F) -> F:
    """Add the options that narrow entries, by the names of `LogFilter`'s fields."""
    options = (
        click.option("--client", metavar="CLIENT", help="Only entries about this client: a label or an id."),
        click.option("--outcome", type=click.Choice(get_args(Outcome)), help="Only entries with this outcome."),
        click.option("--missed", is_flag=True, help="Only interactions that no warning came before."),
        click.option("--undecided", is_flag=True, help="Only warnings without an answer yet."),
        click.option("--crisis", is_flag=True, help="Only openings of crisis cards, and crisis holds."),
        click.option("--platform", metavar="NAME", help="Only entries on this platform, such as mastodon."),
        click.option("--interaction", type=click.Choice(get_args(Interaction)), help="Only of this interaction."),
        click.option("--tier", type=click.Choice(get_args(Tier)), help="Only of this tier."),
        click.option("--flag", type=click.Choice(get_args(Flag)), help="Only entries with this flag."),
        click.option("--search", metavar="TEXT", help="Only entries whose label, account or notes hold these words."),
        time_options,
    )
    for option in reversed(options):
        function = option(function)
    return function


def meant(asker: Asker, wanted: LogFilter) -> dict[str, Any]:
    """Give the fields of a filter as the agent takes them: a client by id, days as moments of this computer's clock.

    Raises NotFound and BadInput.
    """
    fields = {name: getattr(wanted, name) for name in LogFilter.__struct_fields__}
    if wanted.client is not None:
        fields["client"] = find_client(asker, wanted.client).id
    return fields | {"since": begin(wanted.since), "until": end(wanted.until)}


def begin(text: str | None) -> str | None:
    """Give the first moment of a day, or the moment that was given; raises BadInput."""
    return None if text is None else wire_time(_moment(text))


def end(text: str | None) -> str | None:
    """Give the first moment after a day, or the moment that was given; raises BadInput."""
    if text is None:
        return None
    return wire_time(_moment(text, after=timedelta(days=1)))


def _moment(text: str, after: timedelta = timedelta()) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if _DAY.fullmatch(text):
            moment += after
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadInput(f"{text!a} isn't a day. Write it like 2026-11-22.") from None
