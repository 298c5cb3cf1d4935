import plistlib
import shutil
import subprocess
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from agent.autostart import plan

HOME = PurePosixPath("/home/jo")
PYTHON = "/opt/frame keeper/bin/python"


def test_systemd_starts_it_locked_and_restarts_it_after_a_crash() -> None:
    made = plan("linux", HOME, PYTHON, None)
    assert made.path == HOME / ".config/systemd/user/framekeeper.service"
    assert 'ExecStart="/opt/frame keeper/bin/python" "-P" "-m" "agent" "run" "--locked"\n' in made.content
    assert "Restart=on-failure" in made.content
    assert "FRAMEKEEPER_HOME" not in made.content
    assert made.enable[-1] == ("systemctl", "--user", "enable", "framekeeper.service")
    assert made.start == (("systemctl", "--user", "start", "framekeeper.service"),)


def test_systemd_gets_a_moved_home_quoted() -> None:
    made = plan("linux", HOME, PYTHON, '/mnt/50% "$safe"\\x')
    assert 'Environment="FRAMEKEEPER_HOME=/mnt/50%% \\"$safe\\"\\\\x"\n' in made.content


def test_systemd_itself_accepts_the_unit(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd isn't installed here")
    made = plan("linux", PurePosixPath(tmp_path), "/usr/bin/python3", "/mnt/my vault")
    unit = tmp_path / made.path.name
    unit.write_text(made.content)
    done = subprocess.run([analyze, "verify", "--user", str(unit)], capture_output=True, text=True, check=False)
    assert unit.name not in done.stderr


def test_launchd_gets_a_property_list() -> None:
    made = plan("darwin", HOME, PYTHON, "/mnt/a & b")
    agent = plistlib.loads(made.content.encode())
    assert made.path == HOME / "Library/LaunchAgents/org.framekeeper.agent.plist"
    assert agent["ProgramArguments"] == [PYTHON, "-P", "-m", "agent", "run", "--locked"]
    assert agent["EnvironmentVariables"] == {"FRAMEKEEPER_HOME": "/mnt/a & b"}
    assert agent["RunAtLoad"] is True
    assert agent["KeepAlive"] == {"SuccessfulExit": False}
    assert "EnvironmentVariables" not in plistlib.loads(plan("darwin", HOME, PYTHON, None).content.encode())


def test_windows_gets_a_script_without_a_window() -> None:
    home = PureWindowsPath("C:/Users/Jo")
    made = plan("win32", home, r"C:\Program Files\Python\python.exe", "D:\\vault")
    assert made.path == home / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup/Framekeeper.vbs"
    assert 'shell.Run """C:\\Program Files\\Python\\pythonw.exe"" -P -m agent run --locked", 0, False' in made.content
    assert '("FRAMEKEEPER_HOME") = "D:\\vault"' in made.content
    assert "FRAMEKEEPER_HOME" not in plan("win32", home, "python.exe", None).content
    assert made.enable == made.start == made.disable == made.stop == ()
