"""`pair`, `browsers` and `unpair`: the browsers that the agent trusts."""

import click

from agent.cli.asking import opened, running
from agent.cli.options import command, convert, passphrase_option
from agent.cli.show import say, say_json, table, when
from agent.errors import BadInput, NotAllowed, NotFound
from agent.paths import Paths
from protocol.messages.keys import (
    Browser,
    BrowserRename,
    Browsers,
    BrowsersReply,
    PairingCode,
    PairingPaired,
    PairingStart,
    PairingWait,
    Unpair,
)
from protocol.messages.state import Done


@command("pair", example="framekeeper pair --wait")
@click.option("--wait", is_flag=True, help="Wait until a browser has paired, and say which one.")
@passphrase_option
def pair(wait: bool, passphrase: str | None, as_json: bool) -> None:
    """Show a code that pairs a browser.

    Paste it into the extension within two minutes; it works once. The agent must be running and, if there is a
    vault already, unlocked.
    """
    with running(Paths.find(), passphrase) as agent:
        code = agent.ask(PairingStart(), PairingCode)
        _say_code(code, as_json)
        if not wait:
            return
        browser = agent.ask(PairingWait(), PairingPaired).browser
    if browser is None:
        raise NotAllowed("No browser has used the code. Make a new one with `framekeeper pair`.")
    if as_json:
        say_json({"paired": True, "browser": browser})
    else:
        say(f"{browser.name} is paired.")


def _say_code(code: PairingCode, as_json: bool) -> None:
    if as_json:
        say_json({"code": code.code, "expires_at": code.expires_at})
        return
    say(f"Pairing code:  {code.code}\n")
    say("In the browser, press Framekeeper's button, choose Pair, and paste the code. It works once, for two minutes.")


@command("browsers", example='framekeeper browsers\nframekeeper browsers --rename 3f9a01c2 "The practice computer"')
@click.option("--rename", nargs=2, metavar="BROWSER NAME", help="Call the browser with this id something else.")
@passphrase_option
def browsers(rename: tuple[str, str] | None, passphrase: str | None, as_json: bool) -> None:
    """List the browsers that are paired.

    The command line has a pairing of its own, which is listed too.
    """
    with opened(Paths.find(), passphrase) as asker:
        if rename is not None:
            found = _find(asker.ask(Browsers(), BrowsersReply).browsers, rename[0])
            asker.ask(convert(BrowserRename, {"pairing": found.pairing, "name": rename[1]}), Done)
        paired = asker.ask(Browsers(), BrowsersReply).browsers
    if as_json:
        for browser in paired:
            say_json(browser)
        return
    table(
        ("Name", "Paired", "Last seen", "Id"),
        [(one.name, when(one.since), when(one.last_seen), one.pairing[:8]) for one in paired],
    )
    if not any(one.origin for one in paired):
        say("\nNo browser is paired yet. Pair one with `framekeeper pair`.")


@command("unpair", example="framekeeper unpair 3f9a01c2")
@click.argument("browser", metavar="[BROWSER]", required=False)
@passphrase_option
def unpair(browser: str | None, passphrase: str | None, as_json: bool) -> None:
    """End the trust in a browser. BROWSER is its id from `framekeeper browsers`, or the start of it."""
    browser = browser or click.prompt("Browser (its id from `framekeeper browsers`)", err=True)
    with opened(Paths.find(), passphrase) as asker:
        found = _find(asker.ask(Browsers(), BrowsersReply).browsers, str(browser))
        asker.ask(Unpair(found.pairing), Done)
    if as_json:
        say_json({"unpaired": found.pairing})
    else:
        say(f"{found.name} is no longer paired.")


def _find(paired: list[Browser], start: str) -> Browser:
    found = [one for one in paired if one.pairing.startswith(start.lower())]
    if not found:
        raise NotFound("No browser is paired under this id. `framekeeper browsers` lists those that are.")
    if len(found) > 1:
        raise BadInput("Several browsers have an id that starts like this. Give more of it.")
    return found[0]


COMMANDS = (pair, unpair, browsers)
