import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import DiskFull, VaultDamaged, VaultError
from agent.vault.seal import derive, open_sealed, saying_disk_full, seal, write_private

KEY = bytes(range(32))


@given(st.binary(max_size=200), st.binary(max_size=20))
def test_opens_what_was_sealed(plaintext: bytes, context: bytes) -> None:
    sealed = seal(KEY, plaintext, context)
    assert open_sealed(KEY, sealed, context) == plaintext
    assert seal(KEY, plaintext, context) != sealed


@given(st.data())
def test_refuses_any_flip_and_any_truncation(data: st.DataObject) -> None:
    sealed = seal(KEY, b"anemone", b"flowers")
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    flipped = bytearray(sealed)
    flipped[bit // 8] ^= 1 << bit % 8
    for wrong in (bytes(flipped), sealed[: data.draw(st.integers(0, len(sealed) - 1))]):
        with pytest.raises(VaultDamaged, match=r"^log\.seed is damaged; .*framekeeper restore"):
            open_sealed(KEY, wrong, b"flowers", name="log.seed")


def test_refuses_another_key_or_context() -> None:
    sealed = seal(KEY, b"anemone", b"flowers")
    with pytest.raises(VaultDamaged):
        open_sealed(KEY, sealed, b"trees")
    with pytest.raises(VaultDamaged):
        open_sealed(bytes(32), sealed, b"flowers")


def test_derives_apart() -> None:
    assert len({derive(KEY, "one"), derive(KEY, "two"), derive(bytes(32), "one")}) == 3
    assert derive(KEY, "one") == derive(KEY, "one")
    assert len(derive(KEY, "one")) == 32


def test_replaces_with_mode_0600(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_private(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_takes_no_link_that_lies_in_the_way(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"mine")
    (tmp_path / "file.new").symlink_to(elsewhere)
    write_private(tmp_path / "file", b"new")
    assert elsewhere.read_bytes() == b"mine"
    assert not (tmp_path / "file").is_symlink()


def test_other_failures_of_the_system_stay_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_private(tmp_path / "nowhere" / "file", b"new")


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_says_what_is_forbidden(tmp_path: Path, number: int) -> None:
    with pytest.raises(VaultError, match=r"^file can't be read and written by you"), saying_disk_full():
        raise OSError(number, os.strerror(number), str(tmp_path / "file"))


def test_says_that_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The real thing is in test_disk_full.py, in a process of its own; this is for the branch.
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "file").write_bytes(b"old")
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(DiskFull, match="Free some space"):
        write_private(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]
