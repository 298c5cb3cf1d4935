import json
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import msgspec
import pytest

from agent.commands.opening import close_vault, make_agent, open_vault
from agent.overridelog.kinds import Decided
from agent.paths import Paths
from tests.support.command import PASSPHRASE, Commands, Inside, Terminal
from tests.support.logs import WARNED


def _ago(time: timedelta) -> datetime:
    return datetime.now(UTC) - time


@pytest.fixture
def noa(commands: Commands) -> str:
    """A former client with two entries from eight years ago and one from today."""
    given = json.dumps({"names": ["Noa Castle"], "accounts": ["x:noa_castle"], "status": "former"})
    client = str(Inside(commands.home).ask("client", "add", "--stdin", *commands.secret, stdin=given)["id"])
    agent = make_agent(Paths(commands.home))
    open_vault(agent, passphrase=PASSPHRASE)
    _, log = agent.require_open()
    for days in (8 * 366, 8 * 366, 0):
        agent.clock = partial(_ago, timedelta(days=days))
        warned = log.add_warning(msgspec.structs.replace(WARNED, client=client, label="N. C."))
        log.decide(warned, Decided("heeded"))
    close_vault(agent)
    return client


def test_what_is_past_is_listed_held_and_erased(commands: Commands, noa: str) -> None:
    inside = Inside(commands.home)
    with commands.agent():
        found = inside.ask("log", "past")
        assert (found["total"], found["years"], [one["label"] for one in found["past"]]) == (2, 7, ["N. C.", "N. C."])
        assert "2 entries kept longer than 7 years" in inside.ok("log", "past").out
        assert inside.ask("log", "hold", "N. C.")["holds"][0]["client"] == noa
        assert "Under a legal hold" in inside.ok("log", "past").out
        refused = inside.run("log", "erase", "--client", noa, "--count", "3", *commands.secret)
        assert (refused.status, "legal hold" in refused.err) == (1, True)
        inside.ok("client", "remove", noa, "--yes")
        line = json.dumps({"client": noa, "on": False})
        assert inside.ask("log", "hold", "--stdin", stdin=line)["holds"] == []
        refused = inside.run("log", "erase", "--past", *commands.secret)
        assert (refused.status, "--count 2" in refused.err) == (1, True)
        done = inside.ok("log", "erase", "--past", "--count", "2", stdin=f"{PASSPHRASE}\n").out
        assert "Erased: 2" in done
        assert "Backups" in done
        assert "There was nothing to erase." in inside.ok("log", "erase", "--past", *commands.secret).out
        (left,) = inside.run("log", "list", "--json").lines()
        line = json.dumps({"sequences": [left["sequence"]], "count": 1})
        erased = inside.ask("log", "erase", "--stdin", stdin=f"{line}\n{PASSPHRASE}\n")
        assert erased == {"entries": 1, "erased": True}
        verified = inside.ask("log", "verify")
        assert verified["ok"]
        assert "1 at a person's request, 2 past their time" in " ".join(verified["notes"])
        assert inside.run("log", "hold", "nobody").status == 1
        inside.ask("settings", "--legal-hold", "on")
        assert "nothing is proposed" in inside.ok("log", "past").out
        inside.ask("settings", "--legal-hold", "off", "--retention-log-years", "0")
        assert "for good" in inside.ok("log", "past").out


def test_without_the_passphrase_nothing_is_erased(commands: Commands, noa: str, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("not this one\n")
    with commands.agent():
        inside = Inside(commands.home)
        for words in (("log", "erase", "--client", noa, "--count", "3"), ("practice", "erase", noa, "--yes")):
            refused = inside.run(*words, stdin="")
            assert (refused.status, "--passphrase-file" in refused.err) == (1, True)
        refused = inside.run("log", "erase", "--client", noa, "--count", "3", "--passphrase-file", str(wrong))
        assert refused.status == 1
        assert len(inside.run("log", "list", "--json").lines()) == 3


def test_at_a_terminal_the_passphrase_and_the_number_is_typed(commands: Commands, noa: str) -> None:
    with commands.agent():
        for typed, status in (("7", 1), ("3", 0)):
            with Terminal(commands.home, "log", "erase", "--client", "N. C.") as terminal:
                terminal.expect("Passphrase, once more")
                terminal.type(PASSPHRASE)
                terminal.expect("3 entries would be erased. It can't be undone.")
                terminal.expect("Type how many")
                terminal.type(typed)
                assert terminal.end() == status
        assert Inside(commands.home).run("log", "list", "--json").lines() == []
