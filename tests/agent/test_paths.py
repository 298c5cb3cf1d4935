import stat
from pathlib import Path

import pytest

from agent.paths import Paths


def test_the_variable_moves_every_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FRAMEKEEPER_HOME", str(tmp_path / "elsewhere"))
    paths = Paths.find()
    assert paths.home == tmp_path / "elsewhere"
    names = ["vault", "slots", "seed", "attempts", "lock", "port", "pairings", "cli_key"]
    files = {getattr(paths, name) for name in names}
    assert len(files) == len(names)
    assert {file.parent for file in files} == {paths.home}


@pytest.mark.parametrize("value", [None, ""])
def test_without_it_the_system_says_where(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    if value is None:
        monkeypatch.delenv("FRAMEKEEPER_HOME")
    else:
        monkeypatch.setenv("FRAMEKEEPER_HOME", value)
    assert Paths.find().home.name == "framekeeper"


def test_a_relative_home_is_made_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FRAMEKEEPER_HOME", "here")
    assert Paths.find().home == tmp_path / "here"


def test_the_home_is_for_its_owner_alone(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "deep" / "home")
    paths.make_home()
    paths.make_home()
    assert stat.S_IMODE(paths.home.stat().st_mode) == 0o700
