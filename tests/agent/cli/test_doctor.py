import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent.outdated import Outdated
from agent.paths import Paths
from agent.times import wire_time
from agent.vault import Vault
from protocol.reading import shipped
from tests.support.command import PASSPHRASE, Commands, Inside


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


def adapters(commands: Commands) -> dict[str, dict[str, str | bool]]:
    lines = commands.run("doctor", "--json").lines()
    return {str(one["detail"]).split(",")[0]: one for one in lines if one["check"] == "adapter"}


def findings(commands: Commands, status: int) -> dict[str, tuple[bool, str]]:
    done = commands.run("doctor", "--json")
    assert done.status == status, done
    return {one["check"]: (one["ok"], one["detail"]) for one in done.lines()}


def test_a_new_home_is_told_to_begin(tmp_path: Path) -> None:
    found = findings(Inside(tmp_path / "home"), 1)
    assert {check for check, (ok, _) in found.items() if not ok} == {"files", "vault", "agent", "browsers"}
    assert "framekeeper init" in found["vault"][1]


def test_it_finds_the_extension_and_says_how_to_load_it(commands: Commands) -> None:
    said = commands.run("doctor").out
    assert "/extension" in said
    assert "Load unpacked" in said
    assert "Load Temporary Add-on" in said


def test_an_agent_that_runs_and_its_state_are_seen(commands: Commands) -> None:
    with commands.agent() as agent:
        ok, detail = findings(commands, 1)["agent"]
        assert ok
        assert f"port {agent.port}" in detail
        commands.ok("lock")
        ok, detail = findings(commands, 1)["agent"]
        assert not ok
        assert "framekeeper unlock" in detail


def test_a_setting_that_cannot_be_read_is_named_while_the_vault_is_open(commands: Commands) -> None:
    vault = Vault(Paths(commands.home))
    vault.unlock(passphrase=PASSPHRASE)
    with vault.database.change() as cursor:
        cursor.execute("INSERT INTO settings VALUES ('idle_lock', '0')")
    vault.close()
    with commands.agent():
        ok, detail = findings(commands, 1)["settings"]
        assert not ok
        assert "idle_lock" in detail
        commands.ok("settings", "--idle-lock", "5")
        assert "settings" not in findings(commands, 1)


def test_files_that_others_may_read_are_named(commands: Commands) -> None:
    (commands.home / "cli.key").chmod(0o644)
    ok, detail = findings(commands, 1)["files"]
    assert not ok
    assert detail.endswith(f"chmod go= {commands.home / 'cli.key'}")


def test_damaged_and_missing_files_are_named(commands: Commands) -> None:
    (commands.home / "slots.json").write_text("{")
    assert "slots.json" in findings(commands, 1)["vault"][1]
    (commands.home / "pairings.json").write_text("{")
    assert "pairings.json" in findings(commands, 1)["browsers"][1]


def test_an_empty_database_is_seen(commands: Commands) -> None:
    (commands.home / "vault.db").write_bytes(b"")
    assert "restore" in findings(commands, 1)["vault"][1]


def test_each_adapter_says_when_it_was_checked(commands: Commands) -> None:
    said = adapters(commands)
    assert set(said) == {adapter.name for adapter in shipped()}
    assert all(one["ok"] and re.search(r"last checked on \d+ \w+ \d{4}$", str(one["detail"])) for one in said.values())


def test_an_adapter_that_a_browser_found_out_of_date_is_to_do(commands: Commands) -> None:
    Outdated(Paths(commands.home)).add("X", ["follow", "react"], wire_time(datetime.now(UTC)))
    said = adapters(commands)
    assert [name for name, one in said.items() if not one["ok"]] == ["X"]
    assert "out of date today" in str(said["X"]["detail"])
    assert "missed follow, react. Check for yourself" in str(said["X"]["detail"])
    (commands.home / "outdated.json").write_text("{")
    assert "Delete it" in findings(commands, 1)["adapters"][1]


def test_looking_changes_nothing(commands: Commands) -> None:
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in commands.home.iterdir()}
    findings(commands, 1)
    after = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in commands.home.iterdir()}
    assert {name: value for name, value in after.items() if name in before} == before
