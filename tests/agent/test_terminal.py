import fcntl
import os
import pty
import select
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from agent.commands.opening import make_agent
from agent.commands.registry import Agent
from agent.paths import Paths
from agent.terminal import HINT, HINT_ELSEWHERE, LOCKED, code_text, is_terminal, show_codes
from agent.texts import extension_folder
from protocol.pairing_code import PairingCode
from tests.support.command import SOON, Commands, environment

ORIGIN = "chrome-extension://" + "a" * 32


@pytest.fixture
def agent(tmp_path: Path) -> Agent:
    made = make_agent(Paths(tmp_path / "home"))
    made.paths.make_home()
    made.pairings.port = 48217
    return made


def pair(agent: Agent) -> None:
    agent.pairings.start()
    code = agent.pairings.codes[0]
    agent.pairings.confirm(code, agent.pairings.offer(code, "Test browser", ORIGIN))


def test_a_code_is_shown_until_a_browser_is_paired(agent: Agent) -> None:
    text = code_text(agent)
    shown = text.partition("Pairing code:  ")[2].partition("\n")[0]
    assert PairingCode.parse(shown).port == 48217
    pair(agent)
    assert code_text(agent) == ""


def test_a_locked_vault_makes_no_codes(agent: Agent) -> None:
    agent.paths.slots.touch()
    assert code_text(agent) == LOCKED
    assert agent.pairings.codes == []


class Inside:
    """The inner end of a terminal, in the place of standard input."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def fileno(self) -> int:
        return self.descriptor


def test_in_the_background_it_leaves_the_terminal_to_who_has_it(tmp_path: Path) -> None:
    """Reading it would stop the agent: what is typed is the shell's, and the agent goes on answering."""
    commands = Commands(tmp_path / "home")
    agent = f"{sys.executable} -m agent run --port 0"
    outside, inside = pty.openpty()
    shell = subprocess.Popen(
        ["/bin/sh", "-m", "-c", f"{agent} & read line; echo heard $line; kill $!; wait"],
        stdin=inside,
        stdout=inside,
        stderr=inside,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        env=environment(commands.home),
    )
    os.close(inside)
    try:
        read_until(outside, HINT)
        os.write(outside, b"\n")
        read_until(outside, "heard")
        assert shell.wait(SOON) in (0, 128 + signal.SIGTERM)
    finally:
        if shell.poll() is None:
            os.killpg(shell.pid, signal.SIGKILL)
            shell.wait()
        os.close(outside)


def read_until(terminal: int, text: str) -> str:
    shown = ""
    while text not in shown:
        ready, _, _ = select.select([terminal], [], [], SOON)
        assert ready, shown
        shown += os.read(terminal, 65536).decode()
    return shown


async def test_where_it_can_t_be_waited_for_the_command_is_named(
    agent: Agent, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[str] = []
    with (tmp_path / "input").open("wb") as file:
        monkeypatch.setattr("sys.stdin", Inside(file.fileno()))
        show_codes(agent, said.append)  # the system can't wait for a file
        loading, hint = said
        assert str(extension_folder()) in loading
        assert hint == HINT_ELSEWHERE
    pair(agent)
    show_codes(agent, said.append)
    assert len(said) == 2


def test_a_program_s_pipe_is_no_terminal() -> None:
    assert not is_terminal()
