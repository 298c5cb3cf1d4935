"""Copies of the log from the command line, notes and figures."""

import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from agent.cli import asking
from agent.paths import Paths
from protocol.messages.state import Done
from protocol.messages.warnings import Pause
from tests.agent.cli.test_log import entries, warn_thrice
from tests.support.command import Commands, Inside


@pytest.fixture(scope="module")
def logged(made_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    """An agent with three warnings about a client, and a pause after them."""
    home = tmp_path_factory.mktemp("logged") / "home"
    shutil.copytree(made_home, home)
    commands = Inside(home)
    with commands.agent():
        with asking.running(Paths(home)) as agent:
            warn_thrice(agent)
            agent.ask(Pause(5), Done)
            agent.ask(Pause(0), Done)
        yield commands


@pytest.mark.parametrize("kind", ["csv", "json", "pdf"])
def test_a_copy_without_names_is_known_again_and_one_that_was_changed_is_not(
    logged: Commands, tmp_path: Path, kind: str
) -> None:
    file = tmp_path / f"log.{kind}"
    made = logged.ask("log", "export", "--format", kind, "--without-names", "--output", str(file))
    assert (made["format"], made["entries"]) == (kind, 4)
    data = file.read_bytes()
    assert "J. D." not in text_of(data)
    assert "jamie" not in text_of(data).lower()
    assert "Client 1" in text_of(data)
    found = logged.ask("log", "check", str(file))
    assert found["exported"]
    assert "byte for byte" in logged.ok("log", "check", str(file)).out
    file.write_bytes(data.replace(b"supervisor_advised", b"legal_or_regulatory_duty") + b"\n")
    changed = logged.run("log", "check", str(file))
    assert changed.status == 1
    assert "isn't as the override log has it" in changed.err
    assert ("in reason" if kind != "pdf" else "no such PDF") in changed.out


def text_of(data: bytes) -> str:
    if data.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return data.decode()


def test_a_document_speaks_the_language_that_is_asked_for(logged: Commands, tmp_path: Path) -> None:
    file = tmp_path / "log.pdf"
    logged.ok("log", "export", "--format", "pdf", "--lang", "de", "--output", str(file))
    assert "fortgefahren" in text_of(file.read_bytes())


def test_a_copy_can_be_narrowed(logged: Commands) -> None:
    def made(*options: str) -> list[dict[str, object]]:
        return list(
            json.loads(logged.ok("log", "export", "--format", "json", "--output", "-", *options).out)["entries"]
        )

    assert [one["interaction"] for one in made("--interaction", "react")] == ["react"]
    assert [one["kind"] for one in made("--since", "2026-01-01")][-1] == "paused"
    assert made("--until", "2020-01-01") == []
    assert logged.run("log", "export", "--output", "-", "--client", "nobody").status == 1


def test_pauses_are_listed_instead(logged: Commands) -> None:
    kinds = {one["kind"] for one in logged.ok("log", "list", "--pauses", "--json").lines()}
    assert "paused" in kinds
    assert "paused" in logged.ok("log", "list", "--pauses").out


def test_entries_are_narrowed_by_what_they_say(logged: Commands) -> None:
    assert [one["interaction"] for one in entries(logged, "--search", "SUPERVISION agreed")] == ["react"]
    assert [one["interaction"] for one in entries(logged, "--undecided", "--tier", "A")] == ["comment"]
    assert entries(logged, "--platform", "mastodon") == []
    assert (
        entries(logged, "--stdin", stdin='{"search": "jamie_doe", "outcome": "heeded"}\n')[0]["interaction"] == "follow"
    )


def test_notes_and_flags_are_added_and_flags_taken_back(logged: Commands) -> None:
    number = str(entries(logged, "--outcome", "heeded")[0]["sequence"])
    noted = logged.ask(
        "log", "note", number, "--stdin", stdin='{"note": "Told in session", "flags": ["supervision"]}\n'
    )
    assert (noted["note"], noted["flags"]) == ("Told in session", ["supervision"])
    assert [one["sequence"] for one in entries(logged, "--flag", "supervision")] == [int(number)]
    taken = logged.ask("log", "note", number, "--unflag", "supervision", "--flag", "record")
    assert taken["flags"] == ["record"]
    assert "flags: record" in logged.ok("log", "note", number, "--flag", "record").out
    assert logged.run("log", "note", number).status == 2
    assert logged.run("log", "note", "999", "--flag", "record").status == 1


def test_figures_are_held_against_good_values(logged: Commands) -> None:
    found = logged.ask("log", "figures")
    assert sum(month["warnings"] for month in found["months"]) == 3
    shown = logged.ok("log", "figures").out
    assert "(good: under 10%)" in shown
    assert "Exact matches that were right: 100 %" in shown
    assert "nothing to count" in logged.ok("log", "figures", "--until", "2020-01-01", "--since", "2019-01-01").out


def test_what_is_no_export_is_refused(logged: Commands) -> None:
    done = logged.run("log", "check", "-", stdin="Dear colleague")
    assert done.status == 1
    assert "isn't an export" in done.err
