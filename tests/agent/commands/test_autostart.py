from collections.abc import Iterator
from pathlib import Path

import pytest

from protocol.messages.state import Autostart, AutostartReply, Problem
from tests.support.agents import Asked, unlocked

pytestmark = pytest.mark.skipif("sys.platform != 'linux'")

SYSTEMCTL = """#!/bin/sh
echo "$@" >> {told}
exit {status}
"""


@pytest.fixture
def asked(made_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asked]:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()
    with unlocked(made_home, tmp_path) as made:
        yield made


def install_systemctl(folder: Path, status: int) -> Path:
    """Put a program that notes what it was told where the system's is looked for."""
    told = folder / "told"
    program = folder / "bin" / "systemctl"
    program.write_text(SYSTEMCTL.format(told=told, status=status))
    program.chmod(0o700)
    return told


async def test_it_is_switched_on_for_the_next_login_and_off_again(asked: Asked, tmp_path: Path) -> None:
    told = install_systemctl(tmp_path, 0)
    unit = tmp_path / ".config" / "systemd" / "user" / "framekeeper.service"
    assert await asked.ask(Autostart()) == AutostartReply(False)
    for _ in range(2):
        assert await asked.ask(Autostart(True)) == AutostartReply(True)
    assert '"-m" "agent" "run" "--locked"' in unit.read_text()
    assert await asked.ask(Autostart()) == AutostartReply(True)
    assert await asked.ask(Autostart(False)) == AutostartReply(False)
    assert not unit.exists()
    # Nothing is started or stopped: the agent that was asked is running, and goes on.
    assert told.read_text().splitlines() == [
        "--user daemon-reload",
        "--user enable framekeeper.service",
        "--user disable framekeeper.service",
    ]


@pytest.mark.parametrize("there", [True, False])
async def test_a_system_that_cannot_be_told_leaves_it_off_and_names_the_command(
    asked: Asked, tmp_path: Path, there: bool
) -> None:
    if there:
        install_systemctl(tmp_path, 1)
    reply = await asked.ask(Autostart(True))
    assert isinstance(reply, Problem)
    assert reply.code == "refused"
    assert "framekeeper autostart on" in reply.message
    assert await asked.ask(Autostart()) == AutostartReply(False)


async def test_a_folder_that_cannot_be_written_is_a_sentence(asked: Asked, tmp_path: Path) -> None:
    (tmp_path / ".config").write_text("a file, where a folder should be")
    reply = await asked.ask(Autostart(True))
    assert isinstance(reply, Problem)
    assert reply.code == "refused"
