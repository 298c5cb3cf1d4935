import json
from pathlib import Path

import pytest

from tests.support.command import PASSPHRASE, Commands, Inside, Terminal

TABLE = "Client,Stage,Diagnosis\nJamie Doe,Archived,F32\nRobin & Noa Hale,Active,\n=1+1,Active,\n"


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "clients.csv"
    file.write_text(TABLE, encoding="utf-16")
    return file


def test_a_file_is_imported_with_a_column_mapped_and_deleted(commands: Commands, table: Path) -> None:
    done = commands.ok(
        "client", "import", str(table), "--map", "stage=status", "--yes", "--delete-file", *commands.secret
    )
    assert "3 clients added" in done.out
    assert "the name is a formula" in done.out
    assert "Copies elsewhere" in done.out
    assert not table.exists()
    clients = [json.loads(line) for line in commands.ok("client", "list", "--json", *commands.secret).out.splitlines()]
    assert [(each["label"], each["status"]) for each in clients] == [
        ("J. D.", "former"),
        ("N. H.", "current"),
        ("R. H.", "current"),
    ]


def test_a_name_that_is_too_long_is_skipped_and_the_report_says_why(commands: Commands, tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    file.write_text(f"Client\n{'Jamie ' * 40}\nRobin Hale\n")
    done = commands.ok("client", "import", str(file), "--yes", *commands.secret)
    assert "1 client added" in done.out
    assert "the name is longer than 200 characters" in done.out


def test_a_json_line_says_what_and_json_tells_how_it_went(commands: Commands, table: Path) -> None:
    asked = {"file": str(table), "map": {"Stage": "status"}}
    report = commands.ask("client", "import", "--stdin", *commands.secret, stdin=json.dumps(asked) + "\n")
    assert (report["added"], report["skipped"], report["skipped_rows"][0]["row"]) == (3, 1, 4)
    again = commands.ask(
        "client", "import", "--stdin", *commands.secret, stdin=json.dumps(asked | {"same": False, "others": [0]}) + "\n"
    )
    assert (again["added"], again["merged"]) == (2, 1)
    assert table.exists()


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["clients.csv"], 2, "--yes"),
        (["clients.csv", "--yes", "--map", "Stage"], 2, "--map is like"),
        (["clients.csv", "--yes", "--map", "Nothing=name"], 1, "no column"),
        (["missing.csv", "--yes"], 1, "can't be used"),
        (["empty.csv", "--yes"], 1, "empty"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(
    commands: Commands, table: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], status: int, words: str
) -> None:
    monkeypatch.chdir(table.parent)
    table.with_name("empty.csv").touch()
    done = commands.run("client", "import", *arguments, *commands.secret)
    assert done.status == status, done
    assert words in done.err
    assert commands.ok("client", "list", "--json", *commands.secret).out == ""


def test_in_a_terminal_it_shows_first_and_asks(commands: Commands, table: Path) -> None:
    commands.ok("client", "add", "J. D.", "--name", "Jamie Doe", *commands.secret)
    with Terminal(commands.home, "client", "import", str(table), *commands.secret) as terminal:
        terminal.expect("A table with 3 rows: 3 people.")
        terminal.expect("never read")
        terminal.expect("J. D., on the list")
        terminal.expect("Merge")
        terminal.type("each")
        terminal.expect("Row 2, Jamie Doe: the same person as J. D., on the list?")
        terminal.type("n")
        terminal.expect("Put 3 people on the watch list?")
        terminal.type("y")
        terminal.expect("3 clients added")
        terminal.expect("which isn't encrypted? [y/N]")
        terminal.type("n")
        terminal.expect("is still there,")
        assert terminal.end() == 0
    labels = [
        json.loads(line)["label"] for line in commands.ok("client", "list", "--json", *commands.secret).out.splitlines()
    ]
    assert labels == ["J. D.", "J. D. 2", "N. H.", "R. H."]


def test_it_goes_through_a_running_agent_and_its_export_needs_the_passphrase(
    commands: Commands, table: Path, tmp_path: Path
) -> None:
    with commands.agent():
        commands.ok("client", "import", str(table), "--yes")
        wrong = tmp_path / "wrong"
        wrong.write_text("another passphrase\n")
        refused = commands.run("client", "export", "--output", "-", "--passphrase-file", str(wrong))
        assert refused.status == 1
        assert "isn't the passphrase" in refused.err
        exported = commands.ok("client", "export", "--output", "-", *commands.secret)
        assert '"J. D.","Jamie Doe"' in exported.out
        target = tmp_path / "list.json"
        told = commands.ask("client", "export", "--format", "json", "--output", str(target), stdin=f"{PASSPHRASE}\n")
        assert told == {"file": str(target), "format": "json"}
        assert [client["label"] for client in json.loads(target.read_text())["clients"]] == ["J. D.", "N. H.", "R. H."]
        assert target.stat().st_mode & 0o077 == 0


def test_a_name_is_tried_and_nothing_is_cleared_yet(commands: Commands) -> None:
    commands.ok("client", "add", "J. D.", "--name", "Jamie Doe", *commands.secret)
    tried = commands.ok("client", "try", "J. Doe", *commands.secret).out
    assert "would ask about 1 client" in tried
    assert "initial: j, jamie" in tried
    assert "wouldn't ask" in commands.ok("client", "try", "Ronjamie Arrowdoe", *commands.secret).out
    assert "No account" in commands.ok("client", "cleared", "J. D.", *commands.secret).out
    assert commands.ask("client", "cleared", "J. D.", *commands.secret) == {"clearings": [], "unknown": 0}
    assert commands.run("client", "cleared", "--undo", "1", *commands.secret).status == 1
