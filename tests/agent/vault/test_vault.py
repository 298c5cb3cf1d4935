import hashlib
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.errors import AlreadyThere, BadInput, NoVault, VaultDamaged, VaultLocked, WeakPassphrase, WrongSecret
from agent.paths import Paths
from agent.vault import Database, Vault, backup, recovery, together
from agent.vault.attempts import Attempts, delay
from agent.vault.seal import derive
from agent.vault.slots import Cost, Slots
from tests.agent.vault.conftest import Made

NEW = "nine green herons paint the barn"
FLOWER = "SELECT value FROM marks WHERE name = 'flower'"


def test_opens_by_passphrase_and_by_recovery_code(made: Made) -> None:
    vault = Vault(made.paths)
    for secret in ({"passphrase": made.passphrase}, {"recovery_code": made.code.lower()}):
        vault.unlock(**secret)
        assert not vault.locked
        assert vault.database.row(FLOWER) == ("anemone",)
        vault.close()
    vault.close()
    assert Vault(made.paths).locked


def test_keys_differ_by_purpose_and_last(made: Made) -> None:
    vault = Vault(made.paths)
    vault.unlock(passphrase=made.passphrase)
    one = vault.key_for("one")
    assert (len(one), one == vault.key_for("one"), one == vault.key_for("two")) == (32, True, False)
    vault.close()
    vault.unlock(recovery_code=made.code)
    assert vault.key_for("one") == one
    vault.close()


def test_a_locked_vault_gives_nothing(made: Made) -> None:
    vault = Vault(made.paths)
    for ask in (lambda: vault.database, lambda: vault.key_for("one"), lambda: vault.backup(made.paths.home / "copy")):
        with pytest.raises(VaultLocked):
            ask()


def test_a_wrong_passphrase_changes_nothing_and_waits(made: Made) -> None:
    before = made.files()
    now = [1_800_000_000.0]
    vault = Vault(made.paths, Attempts(made.paths.attempts, lambda: now[0]))
    for failures in range(1, 6):
        with pytest.raises(WrongSecret, match="That isn't the passphrase") as caught:
            vault.unlock(passphrase=made.passphrase + "s")
        assert caught.value.retry_after == delay(failures)
        now[0] += delay(failures)
    with pytest.raises(WrongSecret, match="That isn't this vault's recovery code"):
        vault.unlock(recovery_code=recovery.make()[0])
    with pytest.raises(WrongSecret, match="Too many"):  # even the right one has to wait
        vault.unlock(passphrase=made.passphrase)
    now[0] += delay(6)
    vault.unlock(passphrase=made.passphrase)
    vault.close()
    assert made.files() == before


def test_a_mistyped_recovery_code_is_no_attempt(made: Made) -> None:
    with pytest.raises(BadInput, match="mistyped"):
        Vault(made.paths).unlock(recovery_code=made.code[:-1] + ("0" if made.code[-1] != "0" else "1"))
    assert not made.paths.attempts.exists()


def test_unlocking_twice_keeps_what_is_open(made: Made) -> None:
    vault = Vault(made.paths)
    vault.unlock(passphrase=made.passphrase)
    database = vault.database
    vault.unlock(passphrase=made.passphrase)
    assert vault.database is database
    vault.close()


def test_no_vault_is_said(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "home")
    assert not Vault.exists(paths)
    with pytest.raises(NoVault, match="framekeeper init"):
        Vault(paths).unlock(passphrase=NEW)
    assert not paths.home.exists()


def test_never_makes_a_vault_over_another(made: Made) -> None:
    for left in (made.paths.slots, made.paths.vault):
        before = made.files()
        with pytest.raises(AlreadyThere):
            Vault.create(made.paths, NEW, cost=Cost())
        assert made.files() == before
        left.unlink()


def test_a_new_vault_may_remember_that_its_code_was_not_typed_back(tmp_path: Path) -> None:
    vault, code = Vault.create(Paths(tmp_path / "home"), NEW, cost=Cost(), unconfirmed=True)
    seen = [vault.recovery_unconfirmed]
    with pytest.raises(WrongSecret):
        vault.confirm_recovery(recovery.make()[0])
    seen.append(vault.recovery_unconfirmed)
    vault.confirm_recovery(code)
    seen.append(vault.recovery_unconfirmed)
    assert seen == [True, True, False]
    vault.close()
    for ask in (lambda: vault.confirm_recovery(code), lambda: vault.recovery_unconfirmed):
        with pytest.raises(VaultLocked):
            ask()


def test_a_new_vault_sets_the_seed_of_a_log_that_is_gone_aside(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "home")
    paths.make_home()
    paths.seed.write_bytes(b"of another vault")
    Vault.create(paths, NEW, cost=Cost())[0].close()
    assert not paths.seed.exists()
    (kept,) = paths.home.glob("log.seed.before-*")
    assert kept.read_bytes() == b"of another vault"


def test_refuses_a_weak_passphrase_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(WeakPassphrase):
        Vault.create(Paths(tmp_path / "home"), "password")
    assert not (tmp_path / "home").exists()


def test_costs_are_calibrated_and_never_below_the_floor(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "home")
    vault, _ = Vault.create(paths, NEW, cost=Cost(memory=8, passes=1, lanes=1))
    vault.close()
    assert Slots.read(paths.slots).cost_of("passphrase") == Cost()
    assert paths.home.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in paths.home.iterdir()} == {0o600}


def test_changing_the_passphrase_rewrites_a_slot_and_no_data(made: Made) -> None:
    data = hashlib.sha256(made.paths.vault.read_bytes()).digest()
    vault = Vault(made.paths)
    vault.change_passphrase(NEW, passphrase=made.passphrase)
    assert hashlib.sha256(made.paths.vault.read_bytes()).digest() == data
    with pytest.raises(WrongSecret):
        vault.unlock(passphrase=made.passphrase)
    vault.unlock(passphrase=NEW)
    vault.close()
    assert Slots.read(made.paths.slots).open("recovery", recovery.read(made.code), "") == made.key


def test_recovery_sets_a_new_passphrase(made: Made) -> None:
    vault = Vault(made.paths)
    with pytest.raises(WeakPassphrase):
        vault.change_passphrase("password", recovery_code=made.code)
    vault.change_passphrase(NEW, recovery_code=made.code)
    vault.unlock(passphrase=NEW)
    vault.close()


def test_a_renewed_recovery_code_ends_the_old_one(made: Made) -> None:
    vault = Vault(made.paths)
    with pytest.raises(WrongSecret):
        vault.renew_recovery(NEW)
    code = vault.renew_recovery(made.passphrase)
    with pytest.raises(WrongSecret):
        vault.unlock(recovery_code=made.code)
    vault.unlock(recovery_code=code)
    vault.close()


@pytest.mark.parametrize("name", ["slots.json", "vault.db"])
def test_a_damaged_or_missing_file_is_named_and_left_alone(copy: Callable[[str], Made], name: str) -> None:
    made = copy("damaged")
    file = made.paths.home / name
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    before = made.files()
    with pytest.raises(VaultDamaged, match=rf"^{name} is damaged; .*framekeeper restore"):
        Vault(made.paths).unlock(passphrase=made.passphrase)
    assert made.files() == before
    file.unlink()
    with pytest.raises(VaultDamaged, match=rf"^{name} is missing"):
        Vault(made.paths).unlock(passphrase=made.passphrase)
    assert not file.exists()


def test_a_backup_brings_everything_back(made: Made, tmp_path: Path) -> None:
    vault = Vault(made.paths)
    vault.unlock(passphrase=made.passphrase)
    vault.backup(tmp_path / "copy.fkb")
    with vault.database.change() as cursor:
        cursor.execute("UPDATE marks SET value = 'bindweed' WHERE name = 'flower'")
    vault.close()
    made.paths.seed.write_bytes(b"seed")
    old = {name: data for name, data in made.files().items() if name != "attempts.json"}

    kept = Vault.restore(made.paths, tmp_path / "copy.fkb", recovery_code=made.code)

    assert sorted(path.read_bytes() for path in kept) == sorted(old.values())
    assert not made.paths.seed.exists()
    vault.unlock(passphrase=made.passphrase)
    assert vault.database.row(FLOWER) == ("anemone",)
    assert vault.database.row("SELECT count(*) FROM marks WHERE name = 'restored'") == (1,)
    vault.close()


def test_a_backup_is_of_one_instant(made: Made, tmp_path: Path) -> None:
    vault = Vault(made.paths)
    vault.unlock(passphrase=made.passphrase)
    stop = threading.Event()

    def change_pairs() -> None:
        number = 0
        while not stop.is_set():
            with vault.database.change() as cursor:
                cursor.execute("INSERT INTO marks VALUES (?, 'one'), (?, 'other')", (f"a{number}", f"b{number}"))
            number += 1

    thread = threading.Thread(target=change_pairs)
    thread.start()
    try:
        for copy in range(5):
            vault.backup(tmp_path / f"{copy}.fkb")
    finally:
        stop.set()
        thread.join()
        vault.close()
    for copy in range(5):
        opened = backup.read(tmp_path / f"{copy}.fkb")
        opened.verify(made.key)
        with (tmp_path / f"{copy}.db").open("wb") as file:
            opened.copy_database(file.write)
        database = Database(tmp_path / f"{copy}.db", derive(made.key, "database"))
        counts = [database.row(f"SELECT count(*) FROM marks WHERE value = '{half}'") for half in ("one", "other")]  # noqa: S608 - these two
        database.close()
        assert counts[0] == counts[1]


def test_a_backup_restores_to_a_new_machine(made: Made, tmp_path: Path) -> None:
    vault = Vault(made.paths)
    vault.unlock(passphrase=made.passphrase)
    vault.backup(tmp_path / "copy.fkb")
    vault.close()
    elsewhere = Paths(tmp_path / "elsewhere")
    assert Vault.restore(elsewhere, tmp_path / "copy.fkb", passphrase=made.passphrase) == ()
    again = Vault(elsewhere)
    again.unlock(passphrase=made.passphrase)
    assert again.database.row(FLOWER) == ("anemone",)
    again.close()


def test_a_backup_that_cannot_be_restored_changes_nothing(made: Made, tmp_path: Path) -> None:
    vault = Vault(made.paths)
    vault.unlock(passphrase=made.passphrase)
    vault.backup(tmp_path / "copy.fkb")
    vault.close()
    before = made.files()
    with pytest.raises(WrongSecret):
        Vault.restore(made.paths, tmp_path / "copy.fkb", passphrase=NEW)
    whole = (tmp_path / "copy.fkb").read_bytes()
    (tmp_path / "spoilt.fkb").write_bytes(whole[:-200] + bytes(1) + whole[-199:])
    with pytest.raises(VaultDamaged, match=r"spoilt\.fkb is damaged; nothing was changed"):
        Vault.restore(made.paths, tmp_path / "spoilt.fkb", passphrase=made.passphrase)
    assert {name: data for name, data in made.files().items() if name != "attempts.json"} == before


def test_an_unfinished_replacement_is_finished_by_whoever_opens(made: Made) -> None:
    for path in (made.paths.vault, made.paths.slots):
        path.rename(together.new(path))
    (made.paths.home / together.PLAN).write_text('{"keep":{},"place":["vault.db","slots.json"]}')
    assert Vault.exists(made.paths)
    vault = Vault(made.paths)
    vault.unlock(passphrase=made.passphrase)
    assert vault.database.row(FLOWER) == ("anemone",)
    vault.close()
