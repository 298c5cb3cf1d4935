"""P4 for the agent's own files: whatever happens to a vault, none of them names a client, an account or a secret."""

import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from agent.paths import Paths
from agent.vault import Vault
from agent.vault.slots import Cost
from agent.watchlist import WatchList
from protocol.accounts import resolve
from protocol.messages.warnings import Sighting
from protocol.messages.watchlist import AccountAdd, ClientAdd, ClientEdit, ClientList

PASSPHRASE = "seven quiet otters mend a kite"  # noqa: S105 - opens made-up vaults only
NAME, LABEL, NOTES, HANDLE, ALIAS = (
    "Wilhelmina Quenby-Ashdown",
    "Wq.Zz",
    "tulip bulbs came late",
    "quenby_w",
    "8870012345",
)
OTHER = "somebody_unlisted"


def needles(code: str) -> list[bytes]:
    """Everything that must not stand in a file, in the ways in which it might."""
    words = [NAME, "Quenby", "quenby-ashdown", LABEL, NOTES, "tulip", HANDLE, ALIAS, OTHER, PASSPHRASE, "otters"]
    words += [code, code.replace("-", "")]
    return [form for word in words for form in (word.encode(), word.encode("utf-16-le"), word.encode().hex().encode())]


def found(folder: Path, forbidden: Iterable[bytes]) -> list[str]:
    contents = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert any(content for content in contents.values())
    return [f"{file.name}: {form!r}" for form in forbidden for file, content in contents.items() if form in content]


def fill(vault: Vault) -> WatchList:
    watchlist = WatchList(vault.database, resolve, vault.key_for("cleared accounts"))
    client = watchlist.add(ClientAdd(LABEL, [NAME], [f"x:{HANDLE}"], notes=NOTES))
    watchlist.add_account(AccountAdd(client.id, f"x:{HANDLE}", aliases=[f"x:{ALIAS}"]))
    watchlist.edit(ClientEdit(client.id, status="former"))
    watchlist.clear(client.id, watchlist.clearing(client.id, f"x:{OTHER}"))
    watchlist.verdict(Sighting(f"x:{OTHER}", names=[NAME]))
    return watchlist


def test_no_file_names_anybody_while_open_closed_changed_copied_restored(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "home")
    vault, code = Vault.create(paths, PASSPHRASE, cost=Cost())
    forbidden = needles(code)
    watchlist = fill(vault)
    assert found(tmp_path, forbidden) == []
    with vault.database.change() as cursor:  # in the middle of a change: in the write-ahead log, and nowhere else
        cursor.execute("UPDATE clients SET notes = ?", (NOTES * 5000,))
        assert found(tmp_path, forbidden) == []
    assert watchlist.list(ClientList(search="quenby")).total == 1
    vault.backup(tmp_path / "copy.fkb")
    vault.change_passphrase("nine green herons paint the barn", passphrase=PASSPHRASE)
    vault.close()
    assert found(tmp_path, forbidden) == []
    Vault.restore(paths, tmp_path / "copy.fkb", recovery_code=code)
    assert found(tmp_path, forbidden) == []


BIG = """
import sys
from pathlib import Path
from agent.paths import Paths
from agent.vault import Vault
sys.path.insert(0, sys.argv[2])
from test_p4_vault_files import NOTES, PASSPHRASE, fill
vault = Vault(Paths(Path(sys.argv[1])))
vault.unlock(passphrase=PASSPHRASE)
watchlist = fill(vault)
with vault.database.change() as cursor:
    cursor.execute("UPDATE clients SET notes = ?", (NOTES * 200_000,))  # spills from the cache into the log
    print("in the middle", flush=True)
    sys.stdin.read()
"""


def test_no_file_names_anybody_after_a_kill_in_the_middle_of_a_change(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "home")
    vault, code = Vault.create(paths, PASSPHRASE, cost=Cost())
    vault.close()
    process = subprocess.Popen(
        [sys.executable, "-c", BIG, paths.home, Path(__file__).parent],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "in the middle\n"
        process.send_signal(signal.SIGKILL)
    assert (paths.home / "vault.db-wal").stat().st_size > 1_000_000
    assert found(tmp_path, needles(code)) == []


def test_what_was_removed_is_not_in_the_decrypted_pages_either(tmp_path: Path) -> None:
    vault, _ = Vault.create(Paths(tmp_path / "home"), PASSPHRASE, cost=Cost())
    watchlist = fill(vault)
    watchlist.remove(watchlist.list(ClientList()).clients[0].id)
    pages = vault.database._connection.serialize("main")
    vault.close()
    assert pages.startswith(b"SQLite format 3")
    assert [word for word in (NAME, LABEL, NOTES, HANDLE, ALIAS) if word.encode() in pages] == []
