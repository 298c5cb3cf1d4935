import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.errors import AlreadyThere, BadInput, DiskFull, NotFound
from agent.vault.database import Database
from agent.watchlist import WatchList
from protocol.messages.warnings import Sighting
from protocol.messages.watchlist import AccountAdd, Client, ClientAdd, ClientEdit, ClientList

JAMIE = ClientAdd(names=["Jamie Doe"], accounts=["https://x.com/jamie_doe", "mastodon:jamie@social.example.org"])
Again = Callable[[], WatchList]


@pytest.fixture
def jamie(watchlist: WatchList) -> Client:
    return watchlist.add(JAMIE)


def test_a_client_is_listed_at_once_and_after_a_restart(watchlist: WatchList, jamie: Client, again: Again) -> None:
    for reader in (watchlist, again()):
        match = reader.verdict(Sighting("mastodon:jamie@social.example.org"))
        assert (match.verdict, match.client, match.account) == ("listed", jamie.id, "mastodon:jamie@social.example.org")
        assert reader.verdict(Sighting("x:stranger", names=["DOE Jamie"])).verdict == "possible"
        assert reader.show(jamie.id) == jamie
        assert reader.counts() == (1, 2)
    assert jamie.added == jamie.changed == "2026-11-22T10:00:00.000Z"


def test_an_account_belongs_to_one_client(watchlist: WatchList, jamie: Client, again: Again) -> None:
    watchlist.add_account(AccountAdd(jamie.id, "x:jamie_doe", aliases=["x:12345"]))
    for key in ("x:jamie_doe", "x:12345"):
        with pytest.raises(AlreadyThere, match=rf"The account {key} belongs to J\. D\. already"):
            watchlist.add(ClientAdd(label="K", accounts=["x:new", key]))
        robin = watchlist.add(ClientAdd(label="R"))
        with pytest.raises(AlreadyThere, match=r"J\. D\."):
            watchlist.add_account(AccountAdd(robin.id, "x:other", aliases=[key]))
        watchlist.remove(robin.id)
    assert again().counts() == (1, 2)
    assert watchlist.verdict(Sighting("x:new")).verdict == "clear"


def test_labels_made_from_names_are_told_apart(watchlist: WatchList, jamie: Client) -> None:
    assert jamie.label == "J. D."
    assert watchlist.add(ClientAdd(names=["John Drew"])).label == "J. D. 2"
    assert watchlist.add(ClientAdd(names=["Joan Dale"])).label == "J. D. 3"
    assert watchlist.add(ClientAdd(label="J. D.")).label == "J. D."


def test_edits_last(watchlist: WatchList, jamie: Client, again: Again) -> None:
    edited = watchlist.edit(ClientEdit(jamie.id, names=["Robin Hale"], status="former", since="2026"))
    assert again().show(jamie.id) == edited
    for reader in (watchlist, again()):
        assert reader.verdict(Sighting("x:jamie_doe")).status == "former"
        assert reader.verdict(Sighting("x:stranger", names=["Jamie Doe"])).verdict == "clear"
        assert reader.verdict(Sighting("x:stranger", names=["Robin Hale"])).verdict == "possible"
        assert reader.list(ClientList(search="robin")).total == 1
        assert reader.show(jamie.id).label == "J. D."


def test_accounts_come_and_go(watchlist: WatchList, jamie: Client, again: Again) -> None:
    watchlist.add_account(AccountAdd(jamie.id, "https://social.example.org/@other", "incidental", ["x:777"]))
    for reader in (watchlist, again()):
        assert reader.verdict(Sighting("x:777")).account == "mastodon:other@social.example.org"
    watchlist.remove_account(jamie.id, "x:777")
    shown = watchlist.remove_account(jamie.id, "https://x.com/jamie_doe")
    for reader in (watchlist, again()):
        assert reader.verdict(Sighting("x:777")).verdict == "clear"
        assert reader.verdict(Sighting("x:jamie_doe")).verdict == "clear"
        assert reader.verdict(Sighting("mastodon:other@social.example.org")).verdict == "listed"
        assert reader.show(jamie.id) == shown
        assert reader.list(ClientList(search="x:")).total == 0


def test_a_removed_client_is_gone_with_all(
    watchlist: WatchList, jamie: Client, again: Again, database: Database
) -> None:
    watchlist.add_account(AccountAdd(jamie.id, "x:jamie_doe", aliases=["x:12345"]))
    watchlist.clear(jamie.id, watchlist.clearing(jamie.id, "x:stranger"))
    assert watchlist.remove(jamie.id).accounts[0].aliases == ["x:12345"]
    for reader in (watchlist, again()):
        for key in ("x:jamie_doe", "x:12345", "mastodon:jamie@social.example.org"):
            assert reader.verdict(Sighting(key, names=["Jamie Doe"])).verdict == "clear"
        assert reader.counts() == (0, 0)
    for table in ("clients", "accounts", "aliases", "cleared"):
        assert database.rows(f"SELECT * FROM {table}") == []  # noqa: S608 - these four
    watchlist.add(JAMIE)


def test_who_is_not_there_is_not_found(watchlist: WatchList) -> None:
    for act in (
        lambda: watchlist.show("c-nobody"),
        lambda: watchlist.edit(ClientEdit("c-nobody")),
        lambda: watchlist.remove("c-nobody"),
        lambda: watchlist.add_account(AccountAdd("c-nobody", "x:one")),
        lambda: watchlist.remove_account("c-nobody", "x:one"),
        lambda: watchlist.clear("c-nobody", bytes(32)),
    ):
        with pytest.raises(NotFound, match="There is no client 'c-nobody'"):
            act()


def test_not_my_client_lasts_until_taken_back(watchlist: WatchList, jamie: Client, again: Again) -> None:
    stranger = Sighting("x:stranger", names=["Jamie Doe"])
    clearing = watchlist.clearing(jamie.id, "x:stranger")
    for _ in range(2):
        watchlist.clear(jamie.id, clearing)
    for reader in (watchlist, again()):
        assert reader.verdict(stranger).verdict == "clear"
    watchlist.unclear(clearing)
    watchlist.unclear(clearing)
    for reader in (watchlist, again()):
        assert reader.verdict(stranger).verdict == "possible"


def test_an_account_that_is_added_again_is_cleared_no_longer(watchlist: WatchList, jamie: Client, again: Again) -> None:
    watchlist.clear(jamie.id, watchlist.clearing(jamie.id, "x:jamie_doe"))
    assert watchlist.verdict(Sighting("x:jamie_doe")).verdict == "clear"
    watchlist.remove_account(jamie.id, "x:jamie_doe")
    watchlist.add_account(AccountAdd(jamie.id, "x:jamie_doe"))
    for reader in (watchlist, again()):
        assert reader.verdict(Sighting("x:jamie_doe")).verdict == "listed"


def test_the_epoch_tells_of_every_change_and_restart(watchlist: WatchList, again: Again) -> None:
    epochs = [watchlist.epoch, again().epoch]
    jamie = watchlist.add(JAMIE)
    epochs.append(watchlist.epoch)
    for change in (
        lambda: watchlist.edit(ClientEdit(jamie.id, status="former")),
        lambda: watchlist.add_account(AccountAdd(jamie.id, "x:other")),
        lambda: watchlist.clear(jamie.id, bytes(32)),
        lambda: watchlist.unclear(bytes(32)),
        watchlist.void_verdicts,
        lambda: watchlist.remove(jamie.id),
    ):
        change()
        epochs.append(watchlist.epoch)
    assert len(set(epochs)) == len(epochs)
    assert max(epochs) < 2**53  # JavaScript's whole numbers


def test_links_that_name_nobody_are_refused_with_a_sentence(watchlist: WatchList) -> None:
    with pytest.raises(BadInput, match=r"\.$"):
        watchlist.add(ClientAdd(label="K", accounts=["https://example.org/"]))
    with pytest.raises(BadInput):
        watchlist.resolve("")
    assert watchlist.counts() == (0, 0)


def test_a_change_that_is_refused_by_the_disk_is_not_seen(
    watchlist: WatchList, jamie: Client, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def __enter__(self) -> sqlite3.Cursor:
            raise DiskFull("The disk is full.")

        def __exit__(self, *_: object) -> None:
            pass

    epoch = watchlist.epoch
    monkeypatch.setattr(database, "change", Full)
    with pytest.raises(DiskFull):
        watchlist.edit(ClientEdit(jamie.id, status="former"))
    with pytest.raises(DiskFull):
        watchlist.remove(jamie.id)
    with pytest.raises(DiskFull):
        watchlist.clear(jamie.id, watchlist.clearing(jamie.id, "x:jamie_doe"))
    assert watchlist.verdict(Sighting("x:jamie_doe")).status == "current"
    assert watchlist.epoch == epoch


def test_a_verdict_never_touches_the_disk(
    watchlist: WatchList, jamie: Client, database: Database, tmp_path: Path
) -> None:
    before = (tmp_path / "vault.db").read_bytes()
    database.close()  # nothing can be read from now on
    assert watchlist.verdict(Sighting("x:jamie_doe")).client == jamie.id
    assert watchlist.verdict(Sighting("x:stranger", names=["Jamie Doe"])).verdict == "possible"
    assert watchlist.verdict(Sighting("x:passer_by", names=["Passer By"])).verdict == "clear"
    assert (tmp_path / "vault.db").read_bytes() == before
