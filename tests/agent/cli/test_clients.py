import asyncio
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.cli import asking
from agent.cli.find import all_clients
from agent.client import open_session
from agent.paths import Paths
from protocol.channel import PAIRING_MODE, SESSION_MODE, Initiator
from protocol.messages.keys import PairingConfirm, PairingOffer, PairingRequest
from protocol.messages.state import Done, Ping
from protocol.messages.warnings import Check, Sighting, Verdicts
from protocol.messages.watchlist import ClientRemove, ClientReply
from protocol.pairing_code import PairingCode
from tests.support.command import PASSPHRASE, Commands, Inside, Terminal
from tests.support.wire import CHROME


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


JAMIE = {"label": "J. D.", "names": ["Jamie Doe"], "accounts": ["https://x.com/jamie_doe"], "status": "former"}


ENTERS = [("Since when", ""), ("Notes", "")]


def line(value: object) -> str:
    return json.dumps(value) + "\n"


@pytest.fixture(scope="module")
def running(made_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    """An agent for all tests of this module."""
    home = tmp_path_factory.mktemp("running") / "home"
    shutil.copytree(made_home, home)
    with Inside(home).agent():
        yield Inside(home)


@pytest.fixture
def agent(running: Commands) -> Iterator[Commands]:
    """The agent of this module, with an empty list."""
    yield running
    with asking.running(Paths(running.home)) as asker:
        for client in all_clients(asker):
            asker.ask(ClientRemove(client.id), ClientReply)


@pytest.fixture(params=["agent", "commands"])
def vault(request: pytest.FixtureRequest) -> Commands:
    """The command line with a running agent, and without one."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Commands)
    return found


def test_a_client_can_be_added_by_a_json_line(vault: Commands) -> None:
    added = vault.ok("client", "add", "--stdin", *vault.secret, stdin=line(JAMIE))
    client = vault.ask("client", "show", added.out.strip(), *vault.secret)
    assert client["id"] == added.out.strip()
    assert (client["label"], client["names"], client["status"]) == ("J. D.", ["Jamie Doe"], "former")
    assert [account["key"] for account in client["accounts"]] == ["x:jamie_doe"]
    assert "Jamie" not in added.out + added.err


def test_the_passphrase_and_the_client_may_share_standard_input(commands: Commands) -> None:
    both = f"{PASSPHRASE}\n{line(JAMIE)}"
    commands.ok("client", "add", "--stdin", "--passphrase-file", "-", stdin=both)
    assert commands.ask("client", "list", *commands.secret)["label"] == "J. D."


def test_without_agent_and_passphrase_a_json_line_isn_t_taken_for_one(commands: Commands) -> None:
    done = commands.run("client", "add", "--stdin", stdin=line(JAMIE))
    assert done.status == 1
    assert "--passphrase-file" in done.err


class TestWithAnAgent:
    @pytest.fixture
    def commands(self, agent: Commands) -> Commands:
        return agent

    def test_a_client_can_be_added_by_options(self, commands: Commands) -> None:
        added = commands.ask(
            *("client", "add", "A. B.", "--name", "Ada Bell", "--name", "A. Bell", "--account", "x:ada_bell"),
            *("--status", "prospective"),
        )
        assert added["names"] == ["Ada Bell", "A. Bell"]
        assert added["status"] == "prospective"
        assert commands.ask("client", "show", "a. b.") == added

    def test_a_person_is_asked_for_everything(self, commands: Commands) -> None:
        with Terminal(commands.home, "client", "add") as terminal:
            for prompt, answer in [
                ("Name (empty to go on): ", "Jamie Doe"),
                ("Name (empty to go on): ", ""),
                ("(empty to go on): ", "https://x.com/jamie_doe"),
                ("(empty to go on): ", ""),
                ("Label", ""),
                ("Status", ""),
                *ENTERS,
            ]:
                terminal.expect(prompt)
                terminal.type(answer)
            terminal.expect("J. D. is on the watch list with 1 account.")
            assert terminal.end() == 0

    def test_what_can_t_be_is_said_at_its_prompt_and_asked_again(self, commands: Commands) -> None:
        with Terminal(commands.home, "client", "add") as terminal:
            for prompt, answer in [
                ("Name", LONG),
                ("A name is longer than 200 characters.", "Jamie Doe"),
                ("Name", ""),
                ("Account", "nobody at all"),
                ("That names no account", "https://x.com/jamie_doe"),
                ("Account", ""),
                ("Label", LONG),
                ("What stands for `label` is longer than 200 characters.", ""),
                ("Status", "past"),
                ("not one of", "former"),
                ("Since when", "last year"),
                ("The date isn't like 2026-11-22", "2026-11"),
                ("Notes", "Moved."),
            ]:
                terminal.expect(prompt)
                terminal.type(answer)
            terminal.expect("J. D. is on the watch list with 1 account.")
            assert terminal.end() == 0
        added = commands.ask("client", "show", "J. D.")
        assert (added["names"], added["since"], added["notes"]) == (["Jamie Doe"], "2026-11", "Moved.")

    def test_without_terminal_and_options_it_is_wrong_usage(self, commands: Commands) -> None:
        for command in (("client", "add"), ("client", "show"), ("client", "edit"), ("account", "add"), ("check",)):
            done = commands.run(*command)
            assert done.status == 2, command
            assert "--stdin" in done.err

    def test_lists_show_labels_and_programs_see_all(self, commands: Commands) -> None:
        commands.ok("client", "add", "--stdin", stdin=line(JAMIE))
        commands.ok("client", "add", "--stdin", stdin=line({"label": "A. B.", "names": ["Ada Bell"]}))
        listed = commands.ok("client", "list").out
        assert listed.index("A. B.") < listed.index("J. D.")
        assert "Jamie" not in listed
        assert "jamie_doe" not in listed
        names = [one["names"] for one in commands.ok("client", "list", "--json").lines()]
        assert names == [["Ada Bell"], ["Jamie Doe"]]
        assert commands.ask("client", "list", "--status", "former")["label"] == "J. D."
        assert commands.ask("client", "list", "--stdin", stdin=line({"search": "jamie"}))["label"] == "J. D."
        assert "No client" in commands.ok("client", "list", "--search", "nobody").out

    def test_a_client_can_be_changed(self, commands: Commands) -> None:
        commands.ok("client", "add", "--stdin", stdin=line(JAMIE))
        assert commands.ask("client", "edit", "J. D.", "--status", "current")["status"] == "current"
        change = {"client": "J. D.", "label": "Jay", "notes": "moved"}
        changed = commands.ask("client", "edit", "--stdin", stdin=line(change))
        assert (changed["label"], changed["notes"], changed["names"]) == ("Jay", "moved", ["Jamie Doe"])
        assert commands.ask("client", "edit", "Jay", "--notes", "")["notes"] == ""

    def test_a_person_who_changes_nothing_presses_enter(self, commands: Commands) -> None:
        commands.ok("client", "add", "--stdin", stdin=line(JAMIE))
        before = commands.ask("client", "show", "J. D.")
        with Terminal(commands.home, "client", "edit") as terminal:
            for prompt, answer in [
                ("Client", "j. d."),
                ("Label", ""),
                ("Name (empty", ""),
                ("Status", "current"),
                *ENTERS,
            ]:
                terminal.expect(prompt)
                terminal.type(answer)
            assert terminal.end() == 0
        after = commands.ask("client", "show", "J. D.")
        assert after | {"changed": ""} == before | {"status": "current", "changed": ""}

    def test_accounts_come_and_go(self, commands: Commands) -> None:
        commands.ok("client", "add", "--stdin", stdin=line(JAMIE))
        account = {"client": "J. D.", "account": "https://x.com/other_jamie", "aliases": ["x:old_jamie"]}
        added = commands.ask("account", "add", "--stdin", stdin=line(account | {"handle_source": "inbound_contact"}))
        assert added["accounts"][1] == {
            "key": "x:other_jamie",
            "aliases": ["x:old_jamie"],
            "handle_source": "inbound_contact",
            "learned": [],
        }
        with Terminal(commands.home, "account", "remove", "J. D.") as terminal:
            terminal.expect("Account, as a link or a key: ")
            terminal.type("x:jamie_doe")
            terminal.expect("1 account")
            assert terminal.end() == 0
        taken = commands.run("client", "add", "--account", "x:other_jamie")
        assert taken.status == 1

    def test_a_person_is_asked_before_a_client_goes(self, commands: Commands) -> None:
        commands.ok("client", "add", "--stdin", stdin=line(JAMIE))
        for answer, status in (("n", 1), ("y", 0)):
            with Terminal(commands.home, "client", "remove", "J. D.") as terminal:
                terminal.expect("[y/N]: ")
                terminal.type(answer)
                assert terminal.end() == status
        assert commands.run("client", "show", "J. D.").status == 1

    def test_a_label_that_several_have_needs_the_id(self, commands: Commands) -> None:
        first = commands.ok("client", "add", "X. Y.").out.strip()
        commands.ok("client", "add", "X. Y.")
        assert "the id" in commands.run("client", "show", "X. Y.").err
        assert commands.ask("client", "remove", first)["id"] == first
        assert commands.ask("client", "show", "X. Y.")["id"] != first

    @pytest.mark.parametrize(
        "given", ["", "{", "[]", '{"names": "Jamie"}', '{"nickname": "J"}', '{"label": "' + "x" * 300 + '"}']
    )
    def test_a_json_line_that_can_t_be_used_is_refused_with_a_sentence(self, commands: Commands, given: str) -> None:
        done = commands.run("client", "add", "--stdin", stdin=given + "\n")
        assert done.status == 1
        assert len(done.err.splitlines()) == 1
        assert "client" not in commands.ok("client", "list", "--json").out

    def test_links_are_checked_without_a_trace(self, commands: Commands) -> None:
        commands.ok("client", "add", "--stdin", stdin=line(JAMIE))
        links = ["https://x.com/Jamie_Doe?s=20", "https://x.com/somebody_else", "https://example.org/nothing"]
        listed, clear, none = commands.ok("check", *links, "--json").lines()
        assert (listed["account"], listed["verdict"], listed["label"]) == ("x:jamie_doe", "listed", "J. D.")
        assert (clear["account"], clear["verdict"]) == ("x:somebody_else", "clear")
        assert none["account"] is None
        assert none["problem"]
        again = commands.ok("check", "--stdin", "--json", stdin=line({"links": links})).lines()
        assert again == [listed, clear, none]
        many = commands.ok("check", "--stdin", "--json", stdin=line({"links": ["x:nobody"] * 450})).lines()
        assert len(many) == 450


async def shown_to_a_browser(port: int, code: str, sighting: Sighting) -> None:
    """Pair a browser, and let it ask about an account as a page shows it."""
    async with await open_session(port, Initiator(PAIRING_MODE, PairingCode.parse(code).psk), CHROME) as pairing:
        offer = await pairing.ask(PairingRequest("Test browser"))
        assert isinstance(offer, PairingOffer)
        assert await pairing.ask(PairingConfirm(offer.pairing)) == Done()
    key, name = bytes.fromhex(offer.key), bytes.fromhex(offer.pairing)
    async with await open_session(port, Initiator(SESSION_MODE, key, name), CHROME) as session:
        assert isinstance(await session.ask(Check([sighting])), Verdicts)
        assert await session.ask(Ping()) == Done()


def test_show_tells_how_each_key_came(commands: Commands) -> None:
    client = commands.ok("client", "add", "--stdin", *commands.secret, stdin=line(JAMIE)).out.strip()
    commands.ok("account", "add", client, "x:jamie_doe", "--alias", "x:old_jamie", *commands.secret)
    with commands.agent() as agent:
        asyncio.run(shown_to_a_browser(agent.port, commands.ask("pair")["code"], Sighting("x:jamie_doe", ["x:4242"])))
        shown = commands.ok("client", "show", client).out
        assert "also x:old_jamie\n" in shown
        assert re.search(r"also x:4242 \(a page showed it with x:jamie_doe, today at \d\d:\d\d\)", shown)
        (account,) = commands.ask("client", "show", client)["accounts"]
        assert account["aliases"] == ["x:old_jamie"]
        assert [(alias["key"], alias["beside"]) for alias in account["learned"]] == [("x:4242", "x:jamie_doe")]
        assert commands.ask("check", "x:4242")["verdict"] == "listed"
        commands.ok("account", "remove", client, "x:4242")
        asyncio.run(shown_to_a_browser(agent.port, commands.ask("pair")["code"], Sighting("x:jamie_doe", ["x:4242"])))
        (account,) = commands.ask("client", "show", client)["accounts"]
        assert (account["aliases"], account["learned"]) == (["x:old_jamie"], [])


LONG = "Jamie " * 34
"""A name of more than 200 characters, as a paste into the wrong field makes one."""


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (("add", "--name", LONG), None, "A name is longer than 200 characters. Shorten it and try again."),
        (("add", "--stdin"), {"names": ["Jamie", LONG]}, "A name is longer than 200 characters."),
        (("edit", "J. D.", "--name", LONG), None, "A name is longer than 200 characters."),
        (("edit", "--stdin"), {"client": "J. D.", "names": [LONG]}, "A name is longer than 200 characters."),
        (("add", LONG), None, "What stands for `label` is longer than 200 characters. Shorten it"),
        (("add", "--stdin"), {"names": ["Jamie"] * 51}, "There may be 50 names at most. Give fewer."),
    ],
)
def test_what_is_too_long_is_said_so_that_one_knows_what_to_do(
    agent: Commands, words: tuple[str, ...], given: object, said: str
) -> None:
    refused = agent.run("client", *words, stdin=line(given))
    assert (refused.status, said in refused.err, "str" in refused.err) == (1, True, False)
