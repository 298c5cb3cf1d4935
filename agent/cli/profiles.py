"""`profiles`: one's own profiles, and what is set up on each platform."""

from typing import Any, get_args

import click
import msgspec

from agent.cli.asking import Asker, opened
from agent.cli.options import Group, command, convert, given, passphrase_option, read_json, stdin_option
from agent.cli.show import day, plain, say, say_json, table
from agent.paths import Paths
from agent.texts import texts
from protocol.messages.practice_profiles import (
    CheckItem,
    Profile,
    ProfileCheck,
    ProfileDone,
    ProfilesList,
    ProfilesReply,
)

ITEMS = click.Choice(get_args(CheckItem))
FIELDS = '{"account", "item", "done", "day", "note"}'


@click.group("profiles", cls=Group)
def profiles() -> None:
    """Keep your own profiles as your policy says: a checklist for each platform, and the line in the bio."""


@command("list", example="framekeeper profiles list --due")
@click.option("--account", metavar="LINK", help="Only this own account, a link or a key.")
@click.option("--due", "only_due", is_flag=True, help="Only what is due.")
@stdin_option('{"account"}')
@passphrase_option
def list_profiles(only_due: bool, from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """List what to set up on each of your own accounts, when it was done, and the line for the bio.

    Menus are as the platforms have them in English, as far as is known; those marked ? nobody has checked.
    """
    request = read_json(ProfilesList) if from_stdin else convert(ProfilesList, given(fields))
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        reply, found = _all(asker, request)
    shown = [msgspec.structs.replace(one, checks=[c for c in one.checks if c.is_due or not only_due]) for one in found]
    if as_json:
        for one in shown:
            say_json(one)
        return
    for one in shown:
        _say(one)
    if any(not check.verified for one in shown for check in one.checks):
        say("Menus marked ? nobody has checked on the site: they may have moved.")
    if not shown:
        say("No own account here yet. Add one with `framekeeper own add`.")
    elif not only_due:
        say(f"For the bio of a professional account: {plain(reply.line or reply.lines['en'])}")


@command("done", example="framekeeper profiles done x:ada_practice messages --day 2026-11-22")
@click.argument("account", metavar="[LINK]", required=False)
@click.argument("item", metavar="[ITEM]", type=ITEMS, required=False)
@click.option("--day", metavar="DAY", help="When, as 2026-11-22; without it, today.")
@click.option("--note", metavar="TEXT", help="What there is to know about it, in the place of what stood there.")
@click.option("--take-back", is_flag=True, help="It wasn't done.")
@stdin_option(FIELDS)
@passphrase_option
def done(from_stdin: bool, take_back: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """Note that an item was done on one of your own accounts. LINK is a link or a key, ITEM a word such as messages."""
    if from_stdin:
        request = read_json(ProfileDone)
    elif not (fields["account"] and fields["item"]):
        raise click.UsageError("Say on which account and what: `framekeeper profiles list` shows both.")
    else:
        request = convert(ProfileDone, given(fields) | {"done": not take_back})
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        reply = asker.ask(request, ProfilesReply)
    (check,) = (each for each in reply.profiles[0].checks if each.item == request.item)
    if as_json:
        say_json(check)
    else:
        say(f"{plain(reply.profiles[0].account)}, {_words(check.item)}: {_state(check)}.")


def _all(asker: Asker, request: ProfilesList) -> tuple[ProfilesReply, list[Profile]]:
    reply = asker.ask(request, ProfilesReply)
    found, more = list(reply.profiles), reply.more
    while more is not None:
        page = asker.ask(msgspec.structs.replace(request, skip=more), ProfilesReply)
        found += page.profiles
        more = page.more
    return reply, found


def _say(profile: Profile) -> None:
    say(f"{plain(profile.account)}, {profile.role}:")
    if not profile.checks:
        say("Nothing is due here.\n")
        return
    rows = [
        (one.item, _words(one.item), f"{one.where}{'' if one.verified else ' ?'}", _state(one), one.note)
        for one in profile.checks
    ]
    table(("Item", "What", "Where", "State", "Note"), rows)
    say("")


def _words(item: CheckItem) -> str:
    return texts("en")(f"check_{item}")


def _state(check: ProfileCheck) -> str:
    if check.done is None or check.again is None:
        return "not done yet"
    return f"done on {day(check.done)}, {'due again since' if check.is_due else 'again by'} {day(check.again)}"


for made in (list_profiles, done):
    profiles.add_command(made)
COMMANDS = (profiles,)
