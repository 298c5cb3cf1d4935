from pathlib import Path

import pytest

from agent.errors import VaultDamaged
from agent.vault import together


def files(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b"):
        (tmp_path / name).write_text(f"old {name}")
        together.new(tmp_path / name).write_text(f"new {name}")
    return tmp_path


def test_a_plan_whose_files_are_gone_is_done(folder: Path) -> None:
    (folder / together.PLAN).write_text('{"keep":{"gone":"kept"},"place":["gone"]}')
    before = {name: text for name, text in files(folder).items() if name != together.PLAN}
    together.finish(folder)
    assert files(folder) == before


AFTER = {"a": "new a", "b": "new b", "a.old": "old a", "b.old": "old b"}


def test_replaces_all_and_keeps_the_old(folder: Path) -> None:
    together.replace(folder, ["a", "b"], {"a": "a.old", "b": "b.old", "never there": "c.old"})
    assert files(folder) == AFTER
    assert not together.planned(folder)
    together.finish(folder)
    assert files(folder) == AFTER


def test_places_where_nothing_was(folder: Path) -> None:
    (folder / "a").unlink()
    together.replace(folder, ["a", "b"], {"a": "a.old", "b": "b.old"})
    assert files(folder) == {name: text for name, text in AFTER.items() if name != "a.old"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"keep":{},"place":[1]}',
        b"\xff",
        b'{"keep":{"a":"../a"},"place":[]}',
        b'{"keep":{},"place":["/a"]}',
    ],
)
def test_a_spoilt_plan_is_named_and_nothing_moves(folder: Path, content: bytes) -> None:
    (folder / together.PLAN).write_bytes(content)
    before = sorted(file.name for file in folder.iterdir())
    with pytest.raises(VaultDamaged, match=r"replace\.plan is damaged"):
        together.finish(folder)
    assert sorted(file.name for file in folder.iterdir()) == before
