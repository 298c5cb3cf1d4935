import asyncio
import secrets
import signal

from agent.client import open_session
from protocol.channel import PAIRING_MODE, Initiator
from protocol.messages.keys import PairingConfirm, PairingOffer, PairingRequest
from protocol.messages.state import Done
from protocol.pairing_code import PairingCode
from tests.support.command import Commands, Terminal

ORIGIN = "chrome-extension://" + "abcdefghijklmnop" * 2


async def pair(code: str, name: str) -> str:
    """Do what an extension does with a code; gives the pairing's id."""
    parsed = PairingCode.parse(code)
    initiator = Initiator(PAIRING_MODE, parsed.psk, secrets.token_bytes(16))
    async with await open_session(parsed.port, initiator, ORIGIN) as client:
        offer = await client.ask(PairingRequest(name))
        assert isinstance(offer, PairingOffer)
        assert isinstance(await client.ask(PairingConfirm(offer.pairing)), Done)
        return offer.pairing


def test_a_browser_is_paired_listed_and_unpaired(commands: Commands) -> None:
    with commands.agent():
        assert "No browser is paired yet" in commands.ok("browsers").out
        with Terminal(commands.home, "pair", "--wait") as terminal:
            terminal.expect("Pairing code:  ")
            code = terminal.expect("\n")
            pairing = asyncio.run(pair(code, "Chromium \x1b[31mon Linux"))
            terminal.expect("on Linux is paired.")
            assert terminal.end() == 0
        _command_line, browser = commands.ok("browsers", "--json").lines()
        assert (browser["pairing"], browser["origin"], browser["last_seen"]) == (pairing, ORIGIN, None)
        assert "\x1b" not in commands.ok("browsers").out
        assert commands.ask("unpair", pairing[:6]) == {"unpaired": pairing}
        assert len(commands.ok("browsers", "--json").lines()) == 1
        assert commands.run("unpair", pairing).status == 1


def test_a_code_comes_with_its_end(commands: Commands) -> None:
    with commands.agent():
        made = commands.ask("pair")
        assert PairingCode.parse(made["code"])
        assert made["expires_at"].endswith("Z")


def test_the_command_line_s_own_pairing_stays(commands: Commands) -> None:
    with commands.agent():
        (own,) = commands.ok("browsers", "--json").lines()
        done = commands.run("unpair", own["pairing"])
        assert done.status == 1
        assert len(commands.ok("browsers", "--json").lines()) == 1


def test_a_pairing_is_called_something_else(commands: Commands) -> None:
    with commands.agent():
        (own,) = commands.ok("browsers", "--json").lines()
        assert commands.ask("browsers", "--rename", own["pairing"][:6], "This terminal")["name"] == "This terminal"
        assert commands.run("browsers", "--rename", own["pairing"], "").status == 1


def test_pairing_needs_a_running_agent(commands: Commands) -> None:
    done = commands.run("pair", *commands.secret)
    assert done.status == 1
    assert "framekeeper run" in done.err


def test_a_locked_agent_says_what_to_do(commands: Commands) -> None:
    with commands.agent(locked=True):
        done = commands.run("pair")
        assert (done.status, done.err) == (1, "The vault is locked. Unlock it and try again.\n")
        assert commands.run("pair", "--json", *commands.secret).status == 0


def test_who_waits_may_stop_waiting(commands: Commands) -> None:
    with commands.agent(), Terminal(commands.home, "pair", "--wait") as terminal:
        terminal.expect("In the browser")
        terminal.process.send_signal(signal.SIGINT)
        terminal.expect("Stopped.")
        assert terminal.end() == 1
