"""`settings`: what the therapist may choose."""

from typing import Any, get_args

import click
import msgspec

from agent.cli.asking import opened
from agent.cli.options import command, convert, given, passphrase_option, read_json, stdin_option
from agent.cli.show import count, plain, say, say_json, table
from agent.paths import Paths
from protocol.messages.settings import (
    Settings,
    SettingsReply,
    TierCell,
    TierChoice,
    WhenAway,
    WhenUnnamed,
    WithoutMinutes,
)

ON = click.Choice(["on", "off"])
FIELDS = '{"profile_views", "tiers", "idle_lock", "when_away", …}'
COLUMNS = ("follow", "message", "comment", "react", "view")
ROWS = ("current", "former", "prospective", "possible")
HELD = {"hold": "are held", "pass": "are let through, and the toolbar is red"}
ASKED = {"daily": "asked about once a site and day", "always": "asked about each time", "pass": "let through"}


def _cells(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> dict[str, str] | None:
    """Take cells of the table apart, each with what it is to be: `current.follow=B`."""
    tiers = {}
    for value in values:
        cell, _, tier = value.partition("=")
        if cell not in get_args(TierCell):
            cells = f"{', '.join(ROWS)}; {', '.join(COLUMNS)}"
            raise click.BadParameter(f"{cell!a} isn't a cell. Write it like current.follow: {cells}.")
        if tier not in get_args(TierChoice):
            raise click.BadParameter(f"{tier!a} isn't a tier. Choose A, B, C or none.")
        tiers[cell] = tier
    return tiers or None


@command("settings", example="framekeeper settings\nframekeeper settings --profile-views on --tier former.view=none")
@click.option(
    "--tier",
    "tiers",
    multiple=True,
    callback=_cells,
    metavar="CELL=TIER",
    help="A cell of the table, A, B, C or none; give it once a cell.",
)
@click.option("--recommended-tiers", is_flag=True, help="Put the whole table of tiers back to what is recommended.")
@click.option(
    "--profile-views", type=ON, help="Whether to warn before a client's LinkedIn or TikTok profile is opened."
)
@click.option("--idle-lock", type=click.IntRange(1, 240), metavar="MINUTES", help="Lock after so long without input.")
@click.option("--when-away", type=click.Choice(get_args(WhenAway)), help="What happens while nobody can be asked.")
@click.option(
    "--when-unnamed", type=click.Choice(get_args(WhenUnnamed)), help="Controls whose account nobody can name."
)
@click.option(
    "--without-minutes",
    type=click.Choice([str(each) for each in get_args(WithoutMinutes)]),
    help="How long going on without protection lasts.",
)
@click.option(
    "--name-threshold",
    type=click.IntRange(60, 100),
    metavar="POINTS",
    help="From where on a name resembles a client's.",
)
@click.option(
    "--retention-log-years", type=click.IntRange(0, 100), metavar="YEARS", help="Keep log entries so long; 0 for good."
)
@click.option("--legal-hold", type=ON, help="Nothing is erased while it is on.")
@click.option(
    "--profile-days",
    type=click.IntRange(30, 730),
    metavar="DAYS",
    help="After so many days, what was done on an own profile is due again.",
)
@click.option("--profile-line", metavar="TEXT", help="The line for your bio; empty for the proposed one.")
@click.option("--draft-hints", type=ON, help="Whether what you write is read for phrases to think about.")
@stdin_option(FIELDS)
@passphrase_option
def settings(from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """Show the settings, and change those that are given.

    Who opens a profile on LinkedIn or TikTok may be shown to its owner, so Framekeeper can warn before that as it
    always does before a story.
    """
    reset = fields.pop("recommended_tiers")
    request = read_json(Settings) if from_stdin else convert(Settings, _request(fields))
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        if reset:
            recommended = asker.ask(Settings(), SettingsReply).recommended
            request = msgspec.structs.replace(request, tiers={**recommended, **request.tiers})
        reply = asker.ask(request, SettingsReply)
    if as_json:
        say_json(_flat(reply))
    else:
        _say(reply)


def _request(fields: dict[str, Any]) -> dict[str, Any]:
    wanted = given(fields)
    for name in ("profile_views", "legal_hold", "draft_hints"):
        if name in wanted:
            wanted[name] = wanted[name] == "on"
    if "without_minutes" in wanted:
        wanted["without_minutes"] = int(wanted["without_minutes"])
    return wanted


def _flat(reply: SettingsReply) -> dict[str, Any]:
    """Give all as one object, the table of tiers whole."""
    own = {"tiers": {**reply.recommended, **reply.settings.tiers}}
    more = {"lock_after": reply.lock_after, "damaged": reply.damaged}
    return msgspec.structs.asdict(reply.settings) | own | more


def _say(reply: SettingsReply) -> None:
    chosen = reply.settings
    tiers = {**reply.recommended, **chosen.tiers}
    say("What happens before an interaction with a client, by status (--tier CELL=TIER; * isn't as recommended):\n")
    table(("", *COLUMNS), [(row, *(_cell(row, column, tiers, chosen.tiers) for column in COLUMNS)) for row in ROWS])
    views = "warned about" if chosen.profile_views else "not warned about"
    lines = [
        f"Opening a client's LinkedIn or TikTok profile is {views} (--profile-views).",
        f"The vault locks after {count(chosen.idle_lock, 'minute')} without input (--idle-lock).",
        f"While the agent is away or locked, presses {HELD[chosen.when_away]} (--when-away).",
        f"Controls whose account nobody can name are {ASKED[chosen.when_unnamed]} (--when-unnamed).",
        f"Going on without protection lasts {count(chosen.without_minutes, 'minute')} (--without-minutes).",
        f"A name resembles a client's from {chosen.name_threshold} of 100 points on (--name-threshold).",
        f"Log entries are kept {_years(chosen.retention_log_years)} (--retention-log-years).",
        f"Legal hold is {'on: nothing is erased' if chosen.legal_hold else 'off'} (--legal-hold).",
        f"What you write is {'read for phrases to think about' if chosen.draft_hints else 'not read'} (--draft-hints).",
        f"What was done on an own profile is due again after {chosen.profile_days} days (--profile-days).",
        f"The line for your bio is {plain(chosen.profile_line) or 'the proposed one'} (--profile-line).",
    ]
    if reply.lock_after is not None:
        now = f"{reply.lock_after / 60:g} minutes"
        lines.insert(2, f"In this run it locks after {now} all the same, since the agent was told so (--lock-after).")
    if reply.damaged:
        lines.append(f"These can't be read and stand as they were at first: {', '.join(reply.damaged)}. Set them anew.")
    say("\n" + "\n".join(lines))


def _cell(row: str, column: str, tiers: dict[TierCell, TierChoice], own: dict[TierCell, TierChoice]) -> str:
    cell: TierCell = msgspec.convert(f"{row}.{column}", TierCell)
    return f"{tiers[cell]}{' *' if cell in own else ''}"


def _years(years: int) -> str:
    return f"{count(years, 'year')}, then proposed for erasing; see them with `log past`" if years else "for good"


COMMANDS = (settings,)
