import errno
from pathlib import Path

import pytest

from agent.errors import DiskFull
from agent.overridelog import seed as seed_module
from agent.overridelog.kinds import Restored, encode
from agent.overridelog.seed import SeedFile, fresh
from agent.vault.seal import DISK_FULL
from tests.support.logs import KEY, OVERRIDDEN, WARNED, World, open_log_world


def kinds(logs: World) -> list[str]:
    return [stored.link.kind for chunk in logs.log.chunks() for stored in chunk]


def test_the_first_event_of_a_log_begins_it(logs: World) -> None:
    assert logs.verify().ok
    assert not logs.seed.exists()
    assert logs.log.add_warning(WARNED) == 2
    assert kinds(logs) == ["started", "warned"]
    assert logs.verify().ok


def test_a_checkpoint_of_an_empty_log_begins_it(logs: World) -> None:
    checkpoint = logs.log.checkpoint()
    assert checkpoint.sequence == 1
    assert logs.verify(checkpoint).ok
    assert logs.log.checkpoint() == checkpoint


def test_a_checkpoint_is_checked_later(logs: World) -> None:
    logs.fill()
    checkpoint = logs.log.checkpoint()
    logs.fill()
    logs.reopen()
    assert logs.verify(checkpoint).ok
    assert "as it is when" not in logs.verify(checkpoint).notes[0]


def test_the_seed_steps_after_every_event(logs: World) -> None:
    seen = set()
    for _ in range(3):
        logs.log.add_warning(WARNED)
        seed = SeedFile(logs.seed, KEY).load()
        assert seed
        seen.add((seed.sequence, seed.secret, seed.begins))
    assert sorted(sequence for sequence, _, _ in seen) == [2, 3, 4]
    assert {begins for _, _, begins in seen} == {None}


def test_a_seed_that_could_not_be_kept_steps_forward_later(logs: World, monkeypatch: pytest.MonkeyPatch) -> None:
    logs.log.add_warning(WARNED)
    kept = logs.seed.read_bytes()

    def refuse(_path: Path, _data: bytes) -> None:
        raise OSError(errno.EIO, "broken")

    with monkeypatch.context() as patched:
        patched.setattr(seed_module, "write_private", refuse)
        logs.log.add_warning(WARNED)
        logs.log.add_warning(WARNED)
        assert logs.seed.read_bytes() == kept
        assert logs.verify().ok
    logs.reopen()
    assert logs.verify().ok
    logs.log.add_warning(WARNED)
    assert kinds(logs) == ["started", *["warned"] * 4]
    assert logs.verify().ok


def test_without_room_for_a_first_seed_nothing_is_added(logs: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise DiskFull(DISK_FULL)

    with monkeypatch.context() as patched:
        patched.setattr(seed_module, "write_private", full)
        with pytest.raises(DiskFull):
            logs.log.add_warning(WARNED)
    assert kinds(logs) == []
    logs.log.add_warning(WARNED)
    assert logs.verify().ok


def test_a_fresh_seed_whose_first_event_was_never_committed_is_taken(logs: World) -> None:
    SeedFile(logs.seed, KEY).keep(fresh(0, "started"))
    logs.log.add_warning(WARNED)
    assert kinds(logs) == ["started", "warned"]
    assert logs.verify().ok


def test_a_missing_seed_begins_a_new_key_and_that_is_said(logs: World) -> None:
    logs.fill()
    logs.seed.unlink()
    assert logs.verify().problems == [
        "The signing seed (log.seed) is missing, so nothing shows whether the last events were removed."
    ]
    logs.log.checkpoint()
    assert kinds(logs)[-1] == "reseeded"
    assert logs.verify().problems == [
        "On 2026-11-22 12:00 UTC (event 8) the signing seed (log.seed) was missing: nothing shows whether events just "
        "before it were removed."
    ]


@pytest.mark.parametrize("data", [b"", b"garbage", bytes(200)])
def test_a_damaged_seed_is_set_aside_and_that_is_said(logs: World, data: bytes, tmp_path: Path) -> None:
    first, _, _ = logs.fill()
    logs.seed.write_bytes(data)
    logs.reopen()
    assert logs.verify().problems == [
        "The signing seed (log.seed) is damaged, so nothing shows whether the last events were removed."
    ]
    logs.log.note(first, "after", [])
    assert (tmp_path / "log.seed.damaged-1").read_bytes() == data
    assert kinds(logs)[-2:] == ["reseeded", "noted"]
    assert logs.verify().problems == [
        "On 2026-11-22 12:00 UTC (event 8) the signing seed (log.seed) was damaged: nothing shows whether events just "
        "before it were removed."
    ]


def test_an_old_seed_that_was_put_back_steps_forward(logs: World) -> None:
    logs.log.add_warning(WARNED)
    old = logs.seed.read_bytes()
    logs.fill()
    logs.seed.write_bytes(old)
    logs.reopen()
    logs.log.add_warning(WARNED)
    assert logs.verify().ok


def test_the_seed_of_another_log_is_not_taken(logs: World, tmp_path: Path) -> None:
    home = tmp_path / "other"
    home.mkdir()
    with open_log_world(home) as other:
        other.log.add_warning(WARNED)
    logs.fill()
    logs.seed.write_bytes(other.seed.read_bytes())
    logs.log.add_warning(WARNED)
    assert kinds(logs)[-2:] == ["reseeded", "warned"]
    assert logs.verify().problems == [
        "On 2026-11-22 12:00 UTC (event 8) the signing seed (log.seed) was not this log's: nothing shows whether "
        "events just before it were removed."
    ]


def test_a_restored_vault_says_so_and_begins_a_new_key(logs: World) -> None:
    logs.fill()
    logs.seed.unlink()
    with logs.database.change() as cursor:
        cursor.execute("INSERT INTO marks VALUES ('restored', '2026-11-22T11:59:00+00:00')")
    found = logs.verify()
    assert found.ok
    assert found.notes[0].startswith("The vault was restored from a backup. The next event will say so")
    logs.reopen()
    logs.log.add_warning(WARNED)
    assert kinds(logs)[-2:] == ["restored", "warned"]
    found = logs.verify()
    assert found.ok
    assert found.notes[0].startswith("The vault was restored from a backup on 2026-11-22 12:00 UTC (event 8). ")
    assert logs.database.rows("SELECT * FROM marks") == []
    logs.log.add_warning(WARNED)
    assert logs.verify().ok


def test_a_restore_that_was_cut_short_is_taken_up_once(logs: World) -> None:
    """The fresh seed was kept, but the event that begins with it was not committed."""
    logs.fill()
    with logs.database.change() as cursor:
        cursor.execute("INSERT INTO marks VALUES ('restored', '2026-11-22T11:59:00+00:00')")
    SeedFile(logs.seed, KEY).keep(fresh(7, "restored", encode(Restored("2026-11-22T11:59:00+00:00"))))
    logs.log.decide(7, OVERRIDDEN)
    assert kinds(logs)[-2:] == ["restored", "decided"]
    assert logs.verify().ok
