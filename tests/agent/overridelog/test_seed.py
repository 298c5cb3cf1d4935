from dataclasses import replace
from pathlib import Path

import pytest

from agent.errors import VaultDamaged
from agent.overridelog.kinds import Restored
from agent.overridelog.seed import Seed, SeedFile, Standing, compare, fresh
from agent.overridelog.writer import New
from tests.support.logs import KEY, NOON, WARNED, History


@pytest.fixture
def file(tmp_path: Path) -> SeedFile:
    return SeedFile(tmp_path / "log.seed", KEY)


def standing(seed: Seed | None, made: History, events: int | None = None) -> Standing:
    links = [each.link for each in made.events[:events]]
    begun = [link for link in links if link.kind in {"started", "restored", "reseeded"}]
    return compare(seed, links[-1] if links else None, begun[-1] if begun else None)[0]


def test_a_seed_steps_to_other_keys_and_does_not_show_its_secret() -> None:
    seed = Seed(7, bytes(32))
    keys = {seed.step(steps).public_key for steps in range(20)}
    assert len(keys) == 20
    assert seed.step(2) == seed.step().step()
    assert seed.step(3).sequence == 10
    assert "secret" not in repr(seed)


def test_a_seed_stands_ready_new_behind_ahead_foreign_or_is_missing() -> None:
    made, empty = History(), History()
    behind = fresh(0, "started")
    made.seed = behind
    made.add(New("warned", WARNED), New("warned", WARNED))
    assert standing(None, empty) is Standing.NEW
    assert standing(None, made) is Standing.MISSING
    assert standing(made.seed, made) is Standing.READY
    assert standing(behind, made) is Standing.READY
    assert standing(replace(behind.step(), begins=None), made) is Standing.READY
    assert standing(made.seed, made, 2) is Standing.AHEAD
    assert standing(made.seed, empty) is Standing.AHEAD
    assert standing(Seed(3, bytes(32)), made) is Standing.FOREIGN
    assert standing(Seed(1, bytes(32)), made) is Standing.FOREIGN
    assert standing(Seed(0, bytes(32)), empty) is Standing.FOREIGN


def test_a_seed_that_stayed_behind_steps_forward() -> None:
    made = History()
    behind = made.seed
    made.add(New("warned", WARNED))
    found = compare(behind, made.tail, made.events[0].link)
    assert found == (Standing.READY, made.seed)


def test_a_fresh_seed_waits_for_its_first_event() -> None:
    made = History()
    assert standing(fresh(0, "started"), made) is Standing.READY
    made.add(New("warned", WARNED))
    assert standing(fresh(2, "restored"), made) is Standing.READY
    assert standing(fresh(1, "restored"), made) is Standing.FOREIGN
    waiting = fresh(2, "restored")
    made.seed = waiting
    made.add(New("restored", Restored(NOON.isoformat())), New("warned", WARNED))
    assert standing(waiting, made) is Standing.READY


def test_a_file_gives_back_what_was_kept(file: SeedFile, tmp_path: Path) -> None:
    assert file.load() is None
    for seed in (fresh(4, "restored", b'{"at":""}'), Seed(9, bytes(range(32)))):
        file.keep(seed)
        assert file.load() == seed
    assert (tmp_path / "log.seed").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("data", [b"", b"x", bytes(100)])
def test_a_damaged_file_is_named_and_not_overwritten(file: SeedFile, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "log.seed"
    for number in (1, 2):
        path.write_bytes(data)
        with pytest.raises(VaultDamaged, match=r"log\.seed is damaged"):
            file.load()
        file.set_aside()
        assert (tmp_path / f"log.seed.damaged-{number}").read_bytes() == data
    assert file.load() is None


def test_a_file_that_was_cut_changed_or_sealed_with_another_key_is_damaged(file: SeedFile, tmp_path: Path) -> None:
    path = tmp_path / "log.seed"
    file.keep(Seed(9, bytes(range(32))))
    whole = path.read_bytes()
    for data in (whole[:-1], whole[:20], bytes([whole[0] ^ 1]) + whole[1:]):
        path.write_bytes(data)
        with pytest.raises(VaultDamaged):
            file.load()
    path.write_bytes(whole)
    with pytest.raises(VaultDamaged):
        SeedFile(path, bytes(32)).load()


def test_what_is_sealed_but_is_no_seed_is_damaged(tmp_path: Path) -> None:
    from agent.overridelog import seed as module
    from agent.vault.seal import seal

    path = tmp_path / "log.seed"
    path.write_bytes(seal(KEY, b"\x80", module._CONTEXT))
    with pytest.raises(VaultDamaged):
        SeedFile(path, KEY).load()
