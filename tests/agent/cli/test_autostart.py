from pathlib import Path

import pytest

from tests.support.command import Commands, Inside


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


@pytest.mark.skipif("sys.platform != 'linux'")
def test_a_file_is_written_for_this_system_and_taken_away_again(commands: Commands, tmp_path: Path) -> None:
    # Without a PATH there is no systemctl, so no service manager of who runs the tests hears of it.
    alone = {"HOME": str(tmp_path), "PATH": ""}
    done = commands.run("autostart", "on", "--json", **alone)
    unit = tmp_path / ".config" / "systemd" / "user" / "framekeeper.service"
    assert done.json() == {"autostart": True, "file": str(unit), "started": False}
    assert "run" in unit.read_text()
    assert str(commands.home) in unit.read_text()
    assert "framekeeper run" in commands.run("autostart", "on", **alone).out
    for _ in range(2):
        assert commands.run("autostart", "off", "--json", **alone).json()["autostart"] is False
        assert not unit.exists()
