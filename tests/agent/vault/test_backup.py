from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.errors import AlreadyThere, BadInput, NotFound, VaultDamaged
from agent.vault import backup

KEY = bytes(range(32))
SLOTS = b"slots " * 30
DATABASE = bytes(range(256)) * 5000


@pytest.fixture
def written(tmp_path: Path) -> Path:
    (tmp_path / "vault.db").write_bytes(DATABASE)
    backup.write(tmp_path / "copy.fkb", SLOTS, tmp_path / "vault.db", KEY)
    return tmp_path / "copy.fkb"


def test_gives_back_what_was_written(written: Path) -> None:
    opened = backup.read(written)
    opened.verify(KEY)
    parts: list[bytes] = []
    opened.copy_database(parts.append)
    assert (opened.slots, b"".join(parts)) == (SLOTS, DATABASE)
    assert written.stat().st_mode & 0o777 == 0o600
    assert sorted(entry.name for entry in written.parent.iterdir()) == ["copy.fkb", "vault.db"]


def test_never_overwrites(written: Path) -> None:
    before = written.read_bytes()
    with pytest.raises(AlreadyThere, match="never overwrites"):
        backup.write(written, SLOTS, written.parent / "vault.db", KEY)
    assert written.read_bytes() == before


def test_never_overwrites_what_appears_meanwhile(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = written.read_bytes()
    monkeypatch.setattr(Path, "exists", lambda _path: False)
    with pytest.raises(AlreadyThere):
        backup.write(written, SLOTS, written.parent / "vault.db", KEY)
    assert written.read_bytes() == before
    assert sorted(entry.name for entry in written.parent.iterdir()) == ["copy.fkb", "vault.db"]


def test_works_on_a_stick_that_knows_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(_self: Path, _target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    (tmp_path / "vault.db").write_bytes(DATABASE)
    backup.write(tmp_path / "copy.fkb", SLOTS, tmp_path / "vault.db", KEY)
    assert backup.read(tmp_path / "copy.fkb").slots == SLOTS
    part = tmp_path / "part"
    part.touch()
    with pytest.raises(FileExistsError):
        backup._publish(part, tmp_path / "copy.fkb")


def test_says_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "vault.db").write_bytes(DATABASE)
    with pytest.raises(NotFound, match="There is no folder"):
        backup.write(tmp_path / "nowhere" / "copy.fkb", SLOTS, tmp_path / "vault.db", KEY)
    with pytest.raises(BadInput, match="Choose another place"):
        backup.write(tmp_path / "vault.db" / "copy.fkb", SLOTS, tmp_path / "vault.db", KEY)


def test_says_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        backup.read(tmp_path / "nowhere")
    with pytest.raises(BadInput):
        backup.read(tmp_path)
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(BadInput, match="isn't a Framekeeper backup"):
        backup.read(tmp_path / "letter.txt")


def test_another_data_key_is_noticed(written: Path) -> None:
    with pytest.raises(VaultDamaged):
        backup.read(written).verify(bytes(32))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_flip_and_every_truncation_is_noticed(
    written: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = written.read_bytes()
    place = data.draw(
        st.integers(0, 400) | st.integers(0, len(whole) - 1) | st.integers(len(whole) - 64, len(whole) - 1)
    )
    flipped = bytearray(whole)
    flipped[place] ^= 1 << data.draw(st.integers(0, 7))
    path = tmp_path_factory.mktemp("spoilt") / "copy.fkb"
    for spoilt in (bytes(flipped), whole[:place], whole + b"x"):
        path.write_bytes(spoilt)
        with pytest.raises((VaultDamaged, BadInput), match=r"copy\.fkb.*\.$"):
            backup.read(path).verify(KEY)


def test_a_length_that_no_slot_file_has_is_noticed(written: Path) -> None:
    whole = bytearray(written.read_bytes())
    whole[len(backup.MAGIC)] = 0xFF
    written.write_bytes(whole)
    with pytest.raises(VaultDamaged):
        backup.read(written)


def test_a_file_that_shrinks_while_it_is_copied_is_noticed(written: Path) -> None:
    opened = backup.read(written)
    written.write_bytes(written.read_bytes()[:1000])
    with pytest.raises(VaultDamaged):
        opened.copy_database(lambda _data: None)
