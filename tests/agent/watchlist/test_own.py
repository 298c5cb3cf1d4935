"""One's own accounts: nobody's on the watch list, and never warned about."""

import sqlite3
from collections.abc import Callable

import pytest

from agent.errors import AlreadyThere, BadInput, DiskFull, NotFound
from agent.vault.database import Database
from agent.watchlist import WatchList
from agent.watchlist import own as module
from protocol.messages.own import OwnAccount
from protocol.messages.warnings import Sighting
from protocol.messages.watchlist import AccountAdd, Client, ClientAdd

Again = Callable[[], WatchList]
Act = Callable[[], object]
ADA = "https://x.com/Ada_Quill"


@pytest.fixture
def jamie(watchlist: WatchList) -> Client:
    return watchlist.add(ClientAdd(names=["Jamie Doe"], accounts=["x:jamie_doe", "facebook:jamie.doe"]))


def test_an_own_account_lasts_with_its_role(watchlist: WatchList, again: Again) -> None:
    added = watchlist.own.add(ADA, "personal")
    assert added == OwnAccount("x:ada_quill", "personal", "2026-11-22T10:00:00.000Z")
    watchlist.own.add("mastodon:ada@social.example.org", "professional")
    for reader in (watchlist, again()):
        assert [each.key for each in reader.own.list()] == ["mastodon:ada@social.example.org", "x:ada_quill"]
        assert reader.own.list("personal") == [added]
        assert reader.own.role_of("x:ada_quill") == "personal"
        assert reader.own.role_of("mastodon:ada@social.example.org") == "professional"
        assert reader.own.role_of("x:somebody") is None
        assert reader.own.role_of(None) is None


def test_a_role_can_be_changed(watchlist: WatchList, again: Again) -> None:
    added = watchlist.own.add(ADA, "personal")
    assert watchlist.own.edit("x:ada_quill", "professional").added == added.added
    for reader in (watchlist, again()):
        assert reader.own.role_of("x:ada_quill") == "professional"


def test_it_is_clear_though_the_name_beside_it_resembles_a_client_s(
    watchlist: WatchList, jamie: Client, again: Again
) -> None:
    seen = Sighting("x:ada_quill", names=["Jamie Doe"])
    assert watchlist.verdict(seen).client == jamie.id
    watchlist.own.add(ADA, "personal")
    for reader in (watchlist, again()):
        assert reader.verdict(seen).verdict == "clear"
    assert watchlist.own.remove(ADA).role == "personal"
    for reader in (watchlist, again()):
        assert reader.verdict(seen).verdict == "possible"
        assert reader.own.list() == []


def test_what_is_listed_stays_listed_whatever_stands_beside_it(watchlist: WatchList, jamie: Client) -> None:
    watchlist.own.add(ADA, "personal")
    assert watchlist.verdict(Sighting("x:jamie_doe", aliases=["x:ada_quill"])).client == jamie.id
    assert watchlist.verdict(Sighting("x:ada_quill", aliases=["x:jamie_doe"])).client == jamie.id
    assert watchlist.verdict(Sighting("x:stranger", ["x:ada_quill"], ["Jamie Doe"])).verdict == "possible"


@pytest.mark.parametrize("key", ["x:jamie_doe", "x:4242", "facebook:jamie.doe", "facebook:jamiedoe"])
def test_a_client_s_account_can_t_be_one_s_own(watchlist: WatchList, jamie: Client, key: str) -> None:
    watchlist.add_account(AccountAdd(jamie.id, "x:jamie_doe", aliases=["x:4242"]))
    epoch = watchlist.epoch
    with pytest.raises(AlreadyThere, match=rf"{key} is on the watch list as J\. D\.'s.*account remove"):
        watchlist.own.add(key, "personal")
    assert watchlist.own.list() == []
    assert watchlist.verdict(Sighting(key)).verdict == "listed"
    assert watchlist.epoch == epoch


@pytest.mark.parametrize("key", ["facebook:ada.quill", "facebook:adaquill"])
def test_an_own_account_can_t_be_a_client_s(watchlist: WatchList, jamie: Client, key: str, again: Again) -> None:
    watchlist.own.add("facebook:ada.quill", "professional")
    sentence = rf"{key} is one of your own.*own remove"
    with pytest.raises(AlreadyThere, match=sentence):
        watchlist.add(ClientAdd(label="K", accounts=["x:new", key]))
    with pytest.raises(AlreadyThere, match=sentence):
        watchlist.add_account(AccountAdd(jamie.id, key))
    with pytest.raises(AlreadyThere, match=sentence):
        watchlist.add_account(AccountAdd(jamie.id, "x:jamie_doe", aliases=[key]))
    assert again().counts() == (1, 2)
    watchlist.own.remove(key)
    watchlist.add_account(AccountAdd(jamie.id, key))
    assert again().verdict(Sighting("facebook:adaquill")).client == jamie.id


def test_it_is_there_once(watchlist: WatchList) -> None:
    watchlist.own.add("facebook:ada.quill", "personal")
    for key in ("facebook:ada.quill", "facebook:adaquill", "facebook:a.daquill"):
        with pytest.raises(AlreadyThere, match="own accounts already"):
            watchlist.own.add(key, "professional")
        assert watchlist.own.role_of(key) == "personal"


def test_who_isn_t_there_is_not_found(watchlist: WatchList) -> None:
    acts: tuple[Act, ...] = (lambda: watchlist.own.edit(ADA, "personal"), lambda: watchlist.own.remove(ADA))
    for act in acts:
        with pytest.raises(NotFound, match="x:ada_quill isn't one of your own accounts"):
            act()
    with pytest.raises(BadInput):
        watchlist.own.add("https://example.org/", "personal")


def test_there_are_never_more_than_fit_into_a_message(watchlist: WatchList, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_OWN", 2)
    for key in ("x:one", "x:two"):
        watchlist.own.add(key, "personal")
    with pytest.raises(BadInput, match="2 own accounts"):
        watchlist.own.add("x:three", "personal")
    watchlist.own.remove("x:one")
    watchlist.own.add("x:three", "personal")


def test_the_epoch_tells_of_what_changes_a_verdict(watchlist: WatchList) -> None:
    epochs = [watchlist.epoch]
    acts: tuple[Act, ...] = (lambda: watchlist.own.add(ADA, "personal"), lambda: watchlist.own.remove(ADA))
    for act in acts:
        act()
        epochs.append(watchlist.epoch)
    assert len(set(epochs)) == 3


def test_what_the_disk_refuses_is_not_seen(
    watchlist: WatchList, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def __enter__(self) -> sqlite3.Cursor:
            raise DiskFull("The disk is full.")

        def __exit__(self, *_: object) -> None:
            pass

    watchlist.own.add(ADA, "personal")
    epoch = watchlist.epoch
    monkeypatch.setattr(database, "change", Full)
    acts: tuple[Act, ...] = (
        lambda: watchlist.own.add("x:other", "personal"),
        lambda: watchlist.own.edit(ADA, "professional"),
        lambda: watchlist.own.remove(ADA),
    )
    for act in acts:
        with pytest.raises(DiskFull):
            act()
    assert [each.role for each in watchlist.own.list()] == ["personal"]
    assert watchlist.own.role_of("x:other") is None
    assert watchlist.epoch == epoch
