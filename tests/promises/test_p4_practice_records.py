"""P4 for the practice: no file names whom a record is about or what was noted, and what was erased is nowhere."""

from pathlib import Path

from agent.paths import Paths
from agent.vault import Vault
from agent.vault.slots import Cost
from protocol.messages.practice_profiles import ProfileDone
from tests.support.recording import CLIENT, NEEDLES, OWN, PASSPHRASE, TEXTS, fill, practice_in
from tests.support.searching import found


def test_no_file_names_anybody_while_open_closed_copied_and_restored(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "home")
    vault, code = Vault.create(paths, PASSPHRASE, cost=Cost())
    practice = practice_in(vault)
    fill(practice)
    assert found(tmp_path, NEEDLES) == []
    with practice.base.changing() as rows:  # in the middle of a change: in the write-ahead log, and nowhere else
        rows.cursor.execute("UPDATE practice_contacts SET note = ?", (TEXTS[0] * 5000,))
        assert found(tmp_path, NEEDLES) == []
    vault.backup(tmp_path / "copy.fkb")
    vault.close()
    assert found(tmp_path, NEEDLES) == []
    Vault.restore(paths, tmp_path / "copy.fkb", recovery_code=code)
    assert found(tmp_path, NEEDLES) == []


def test_what_was_erased_is_not_in_the_decrypted_pages_either(tmp_path: Path) -> None:
    vault, _ = Vault.create(Paths(tmp_path / "home"), PASSPHRASE, cost=Cost())
    practice = practice_in(vault)
    fill(practice)
    before = vault.database._connection.serialize("main")
    assert all(needle.encode() in before for needle in NEEDLES)
    practice.base.erase(CLIENT)
    practice.profiles.note(OWN, ProfileDone(OWN.key, "messages", done=False, note=""))
    pages = vault.database._connection.serialize("main")
    vault.close()
    assert [needle for needle in NEEDLES if needle.encode() in pages] == []
