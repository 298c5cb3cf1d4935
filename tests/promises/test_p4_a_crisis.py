"""P4: no file of the vault names whom to call about a client, or what was seen of them; and a backup has it all."""

from datetime import UTC, datetime
from pathlib import Path

from agent.overridelog import OverrideLog
from agent.overridelog.kinds import CardOpened, CrisisHeld
from agent.paths import Paths
from agent.practice import Practice
from agent.times import wire_time
from agent.vault import Vault
from agent.vault.slots import Cost
from protocol.messages.practice_crisis import CrisisBegin, CrisisCardSave, CrisisClose, CrisisEdit, CrisisTake
from tests.promises.test_p4_vault_files import PASSPHRASE, found

CLIENT, LABEL = "c-quenby0000", "W.Q.Zz"
PLACE, CONTACT, SEEN = "Thistlewood Lane 9", "Aunt Perpetua", "a lighthouse"
NOTE, OUTCOME = "voicemail full", "safe harbour"
NEEDLES = [word.encode() for word in (LABEL, PLACE, CONTACT, SEEN, NOTE, OUTCOME, "Thistlewood", "Perpetua")]
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def clock() -> datetime:
    return NOW


def opened(vault: Vault, paths: Paths) -> tuple[Practice, OverrideLog]:
    log = OverrideLog(vault.database, paths.seed, vault.key_for("override log seed"), clock)
    return Practice(vault.database, clock), log


def fill(practice: Practice, log: OverrideLog) -> str:
    log.hold(CrisisHeld(CLIENT, LABEL, "current", wire_time(NOW.replace(day=23))))
    log.add_card_opened(CardOpened(CLIENT, LABEL, "current"))
    practice.crisis_cards.save(CrisisCardSave(CLIENT, "+1 555 0142", PLACE, CONTACT), LABEL)
    crisis = practice.crises.begin(CrisisBegin(CLIENT, platform="x"), LABEL).id
    practice.crises.edit(CrisisEdit(crisis, danger="not_now", seen_how=SEEN))
    practice.crises.take(CrisisTake(crisis, "client", "no_answer", NOTE))
    practice.crises.close(CrisisClose(crisis, OUTCOME))
    return crisis


def test_no_file_tells_of_a_crisis_and_a_backup_brings_all_of_it_back(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "home")
    vault, code = Vault.create(paths, PASSPHRASE, cost=Cost())
    practice, log = opened(vault, paths)
    crisis = practice.crises.show(fill(practice, log))
    card = practice.crisis_cards.show(CLIENT)
    assert found(tmp_path, NEEDLES) == []
    vault.backup(tmp_path / "copy.fkb")
    practice.base.erase(CLIENT)
    log.release(CLIENT)
    vault.close()
    assert found(tmp_path, NEEDLES) == []
    Vault.restore(paths, tmp_path / "copy.fkb", recovery_code=code)
    assert found(tmp_path, NEEDLES) == []
    vault = Vault(paths)
    vault.unlock(passphrase=PASSPHRASE)
    practice, log = opened(vault, paths)
    assert practice.crises.show(crisis.id) == crisis
    assert practice.crisis_cards.show(CLIENT) == card
    assert log.crisis.of(CLIENT, NOW) is not None
    assert [entry.kind for entry in log.entries().entries] == ["crisis_card", "crisis_hold"]
    assert log.verify().ok
    vault.close()


def test_what_was_erased_is_not_in_the_decrypted_pages_either(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "home")
    vault, _ = Vault.create(paths, PASSPHRASE, cost=Cost())
    practice, log = opened(vault, paths)
    fill(practice, log)
    assert PLACE.encode() in vault.database._connection.serialize("main")
    practice.base.erase(CLIENT)
    log.erase_all([entry.sequence for entry in log.entries().entries], "request")
    pages = vault.database._connection.serialize("main")
    left = [word for word in NEEDLES if word in pages]
    vault.close()
    assert left == []
