import csv
import json
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent.cli import asking
from agent.paths import Paths
from protocol.messages.state import Done
from protocol.messages.warnings import (
    Missed,
    Sighting,
    WarningDecide,
    WarningDecided,
    WarningOpen,
    WarningUse,
    WarningView,
)
from protocol.messages.watchlist import Client, ClientAdd, ClientReply
from tests.support.command import Commands, Inside


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


FIELDS = """
sequence time interaction platform account client label tier verdict outcome use reason note flags
decided_at used_at kind until
"""
NOTE = "agreed in\x1b[2J supervision"


@pytest.fixture(scope="module")
def logged(made_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    """An agent with a client about whom three warnings were logged: heeded, overridden and used, not decided."""
    home = tmp_path_factory.mktemp("logged") / "home"
    shutil.copytree(made_home, home)
    commands = Inside(home)
    with commands.agent():
        with asking.running(Paths(home)) as agent:
            warn_thrice(agent)
        yield commands


def warn_thrice(agent: asking.Asker) -> Client:
    client = agent.ask(ClientAdd("J. D.", ["Jamie Doe"], ["x:jamie_doe"]), ClientReply).client
    follow, react, comment = (
        agent.ask(WarningOpen([Sighting("x:jamie_doe")], interaction, "performs", "click"), WarningView).warning
        for interaction in ("follow", "react", "comment")
    )
    assert comment
    agent.ask(WarningDecide(follow, "heeded"), WarningDecided)
    agent.ask(WarningDecide(react, "overridden", "supervisor_advised", NOTE), WarningDecided)
    agent.ask(WarningUse(react, "used"), Done)
    return client


def entries(commands: Commands, *arguments: str, stdin: str = "") -> list[Any]:
    return commands.ok("log", "list", "--json", *arguments, stdin=stdin).lines()


def test_programs_get_one_object_a_warning_newest_first(logged: Commands) -> None:
    comment, react, follow = entries(logged)
    assert list(follow) == FIELDS.split()
    assert (follow["interaction"], follow["outcome"], follow["use"]) == ("follow", "heeded", None)
    assert (react["outcome"], react["use"], react["reason"]) == ("overridden", "used", "supervisor_advised")
    assert (comment["outcome"], comment["use"]) == (None, None)
    assert follow["sequence"] < react["sequence"] < comment["sequence"]
    assert follow["label"] == "J. D."


def test_people_get_a_table_of_labels(logged: Commands) -> None:
    table = logged.ok("log", "list").out
    assert "J. D." in table
    assert "overridden, used" in table
    assert "supervisor advised" in table
    assert "not decided" in table
    assert "jamie" not in table.lower()


def test_lists_can_be_narrowed(logged: Commands) -> None:
    assert [one["interaction"] for one in entries(logged, "--limit", "2")] == ["comment", "react"]
    assert [one["interaction"] for one in entries(logged, "--outcome", "heeded")] == ["follow"]
    assert len(entries(logged, "--client", "j. d.")) == 3
    assert len(entries(logged, "--stdin", stdin='{"client": "J. D.", "outcome": "overridden"}\n')) == 1
    assert logged.run("log", "list", "--client", "nobody").status == 1


def test_one_entry_is_shown_with_its_events(logged: Commands) -> None:
    react = entries(logged)[1]
    shown = logged.ask("log", "show", str(react["sequence"]))
    assert shown["entry"] == react
    assert [event["kind"] for event in shown["events"]] == ["warned", "decided", "used"]
    assert logged.run("log", "show", "999").status == 1


def test_what_was_noted_can_t_command_the_terminal(logged: Commands) -> None:
    shown = logged.ok("log", "show", str(entries(logged)[1]["sequence"])).out
    assert "\x1b" not in shown
    assert "agreed in·[2J supervision" in shown


def test_the_log_verifies_and_leads_through_its_checkpoint(logged: Commands, tmp_path: Path) -> None:
    verified = logged.ask("log", "verify")
    assert set(verified) == {"ok", "events", "head", "problems", "notes"}
    assert (verified["ok"], verified["problems"]) == (True, [])
    file = tmp_path / "checkpoint.json"
    made = logged.ask("log", "checkpoint", "--output", str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    checkpoint = json.loads(file.read_text())
    assert set(checkpoint) == {"sequence", "head", "time", "public_key", "signature"}
    assert made["head"] == checkpoint["head"]
    assert logged.ask("log", "verify", "--checkpoint", str(file))["ok"] is True
    assert "leads through the checkpoint" in logged.ok("log", "verify", "--checkpoint", str(file)).out
    assert "exists already" in logged.run("log", "checkpoint", "--output", str(file)).err
    assert json.loads(file.read_text()) == checkpoint


def test_a_checkpoint_of_another_log_is_a_problem(logged: Commands) -> None:
    checkpoint = logged.ask("log", "checkpoint")
    other = json.dumps(checkpoint | {"head": "0" * 64})
    done = logged.run("log", "verify", "--checkpoint", "-", "--json", stdin=other)
    assert done.status == 1
    assert done.json()["ok"] is False
    assert done.json()["problems"]
    assert "doesn't verify" in done.err


def test_what_is_no_checkpoint_is_refused(logged: Commands, tmp_path: Path) -> None:
    assert logged.run("log", "verify", "--checkpoint", "-", stdin="{}").status == 1
    assert logged.run("log", "verify", "--checkpoint", str(tmp_path / "none")).status == 2


def test_the_log_can_be_exported_for_records(logged: Commands, tmp_path: Path) -> None:
    table, whole = tmp_path / "log.csv", tmp_path / "log.json"
    assert logged.ask("log", "export", "--output", str(table))["entries"] == 3
    rows = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == FIELDS.split()
    assert [row[2] for row in rows[1:4]] == ["follow", "react", "comment"]
    logged.ok("log", "export", "--format", "json", "--output", str(whole))
    assert json.loads(whole.read_text())["entries"] == entries(logged)[::-1]
    for file in (table, whole):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert logged.ask("log", "verify", "--checkpoint", str(file))["ok"] is True
        assert logged.run("log", "export", "--output", str(file)).status == 1
    assert logged.ok("log", "export", "--format", "json", "--output", "-").out.startswith("{")


def test_what_was_missed_stands_in_lists_and_exports_and_verifies(commands: Commands, tmp_path: Path) -> None:
    with commands.agent():
        with asking.running(Paths(commands.home)) as agent:
            warn_thrice(agent)
            agent.ask(Missed([Sighting("x:jamie_doe")], "share"), Done)
        (missed,) = entries(commands, "--missed")
        assert (missed["kind"], missed["outcome"], missed["reason"]) == ("missed", None, None)
        assert entries(commands)[0] == missed
        assert "missed: no warning came" in commands.ok("log", "list").out
        assert "missed: no warning came" in commands.ok("log", "show", str(missed["sequence"])).out
        table = tmp_path / "log.csv"
        commands.ok("log", "export", "--output", str(table))
        *_, last, _empty, _checkpoint = csv.reader(table.read_text(encoding="utf-8-sig").splitlines())
        assert (last[2], last[-2]) == ("share", "missed")
        assert commands.ask("log", "verify")["ok"] is True


def test_an_empty_log_says_what_will_stand_there(commands: Commands) -> None:
    assert "will stand here" in commands.ok("log", "list", *commands.secret).out
    assert commands.ok("log", "list", "--json", *commands.secret).out == ""
    assert "no events yet" in commands.ok("log", "verify", *commands.secret).out
