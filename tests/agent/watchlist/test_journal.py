"""Every change of the watch list can be undone until the vault is locked, with what was refused of the client."""

from collections.abc import Callable

import pytest

from agent.errors import AlreadyThere, NotAllowed, NotFound
from agent.watchlist import WatchList, journal
from protocol.messages.warnings import Sighting
from protocol.messages.watchlist import AccountAdd, AccountGiven, Client, ClientAdd, ClientEdit, ClientList, ClientSave

NEW = "c-0123456789"


@pytest.fixture
def jamie(watchlist: WatchList) -> Client:
    client = watchlist.add(ClientAdd(names=["Jamie Doe"], accounts=["x:jamie_doe"], since="2024", notes="Tuesdays"))
    return watchlist.add_account(AccountAdd(client.id, "x:jamie_too", "inbound_contact", ["x:jamie_old"]))


def last(watchlist: WatchList) -> int:
    assert watchlist.change is not None
    return watchlist.change


def form(client: Client, **changed: object) -> ClientSave:
    fields = {
        "label": client.label,
        "names": client.names,
        "status": client.status,
        "since": client.since,
        "notes": client.notes,
        "accounts": [AccountGiven(account.key, account.handle_source) for account in client.accounts],
    }
    return ClientSave(client.id, **(fields | changed))  # type: ignore[arg-type]


def everybody(watchlist: WatchList) -> list[Client]:
    return watchlist.list(ClientList()).clients


def test_a_form_adds_a_client_once_however_often_it_is_sent(watchlist: WatchList) -> None:
    request = ClientSave(NEW, names=["Noa Castle"], accounts=[AccountGiven("https://x.com/noa")], is_new=True)
    added = watchlist.save(request)
    number = last(watchlist)
    assert (added.id, added.label) == (NEW, "N. C.")
    assert watchlist.save(request) == added
    assert last(watchlist) == number
    assert everybody(watchlist) == [added]
    watchlist.undo(number)
    assert everybody(watchlist) == []
    assert watchlist.verdict(Sighting("x:noa")).verdict == "clear"


def test_a_form_leaves_what_it_does_not_show(watchlist: WatchList, jamie: Client) -> None:
    saved = watchlist.save(form(jamie, label="J. D.", notes="Thursdays"))
    assert saved.accounts == jamie.accounts
    assert (saved.notes, saved.added) == ("Thursdays", jamie.added)


def test_a_form_takes_accounts_away_and_says_where_one_came_from(watchlist: WatchList, jamie: Client) -> None:
    given = [AccountGiven("x:jamie_too", "incidental"), AccountGiven("https://www.instagram.com/jamie.doe/")]
    saved = watchlist.save(form(jamie, accounts=given))
    assert [(account.key, account.handle_source) for account in saved.accounts] == [
        ("x:jamie_too", "incidental"),
        ("instagram:jamie.doe", "client_provided"),
    ]
    assert watchlist.verdict(Sighting("x:jamie_doe")).verdict == "clear"
    watchlist.undo(last(watchlist))
    assert watchlist.show(jamie.id).accounts == jamie.accounts
    assert watchlist.verdict(Sighting("x:jamie_doe")).verdict == "listed"


def test_a_form_for_one_who_is_gone_adds_nobody(watchlist: WatchList, jamie: Client) -> None:
    watchlist.remove(jamie.id)
    with pytest.raises(NotFound):
        watchlist.save(form(jamie))


def test_an_old_handle_is_not_added_as_another_account(watchlist: WatchList, jamie: Client) -> None:
    given = [AccountGiven("x:jamie_too"), AccountGiven("x:jamie_old")]
    with pytest.raises(AlreadyThere, match="jamie_old"):
        watchlist.save(form(jamie, accounts=given))


def test_a_label_that_is_made_is_made_of_ones_own(watchlist: WatchList, jamie: Client) -> None:
    assert watchlist.save(form(jamie, label="")).label == "J. D."
    watchlist.add(ClientAdd(label="R. H.", names=["Robin Hale"]))
    assert watchlist.save(form(jamie, label="", names=["Rex Hull"])).label == "R. H. 2"


def test_one_who_was_removed_comes_back_with_what_was_refused(
    watchlist: WatchList, jamie: Client, again: Callable[[], WatchList]
) -> None:
    clearing = watchlist.clearing(jamie.id, "x:somebody_else")
    watchlist.clear(jamie.id, clearing)
    watchlist.learn(Sighting("x:jamie_doe", ["x:77"]))
    watchlist.remove_account(jamie.id, "x:77")
    watchlist.remove(jamie.id)
    assert watchlist.undo(last(watchlist)).accounts == jamie.accounts
    for one in (watchlist, again()):
        assert one.verdict(Sighting("x:somebody_else", names=["Jamie Doe"])).verdict == "clear"
        assert one.verdict(Sighting("x:jamie_doe")).verdict == "listed"
        assert one.learn(Sighting("x:jamie_doe", ["x:77"])) == ()


def test_an_undoing_is_undone(watchlist: WatchList, jamie: Client) -> None:
    watchlist.edit(ClientEdit(jamie.id, status="former"))
    watchlist.undo(last(watchlist))
    assert watchlist.show(jamie.id).status == "current"
    watchlist.undo(last(watchlist))
    assert watchlist.show(jamie.id).status == "former"


def test_what_pages_taught_meanwhile_stays(watchlist: WatchList, jamie: Client) -> None:
    watchlist.edit(ClientEdit(jamie.id, notes=""))
    number = last(watchlist)
    watchlist.learn(Sighting("x:jamie_doe", ["x:77"]))
    watchlist.undo(number)
    assert watchlist.verdict(Sighting("x:77")).verdict == "listed"


def test_changes_are_undone_from_the_last(watchlist: WatchList, jamie: Client) -> None:
    watchlist.edit(ClientEdit(jamie.id, notes="one"))
    first = last(watchlist)
    watchlist.edit(ClientEdit(jamie.id, notes="two"))
    with pytest.raises(NotAllowed, match="later"):
        watchlist.undo(first)
    watchlist.undo(last(watchlist))
    watchlist.undo(first)
    assert watchlist.show(jamie.id).notes == "Tuesdays"
    with pytest.raises(NotFound, match="undone already"):
        watchlist.undo(first)


def test_an_account_that_is_somebody_elses_by_now_is_not_taken(watchlist: WatchList, jamie: Client) -> None:
    watchlist.remove(jamie.id)
    number = last(watchlist)
    watchlist.add(ClientAdd(label="K", accounts=["x:jamie_doe"]))
    with pytest.raises(AlreadyThere, match="belongs to K"):
        watchlist.undo(number)
    assert [client.label for client in everybody(watchlist)] == ["K"]


def test_what_changes_nothing_has_nothing_to_undo(watchlist: WatchList, jamie: Client) -> None:
    watchlist.edit(ClientEdit(jamie.id, notes="Tuesdays"))
    assert watchlist.change is None


def test_nothing_is_undone_after_the_vault_was_locked(
    watchlist: WatchList, jamie: Client, again: Callable[[], WatchList]
) -> None:
    watchlist.remove(jamie.id)
    unlocked = again()
    with pytest.raises(NotFound, match="locked since"):
        unlocked.undo(last(watchlist))
    unlocked.add(ClientAdd(label="K"))
    assert unlocked.change != watchlist.change


def test_the_journal_keeps_the_latest(watchlist: WatchList, jamie: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MOST", 3)
    for number in range(4):
        watchlist.edit(ClientEdit(jamie.id, notes=str(number)))
    latest = last(watchlist)
    with pytest.raises(NotFound):
        watchlist.undo(latest - 3)
    for number in (latest, latest - 1, latest - 2):
        watchlist.undo(number)
    assert watchlist.show(jamie.id).notes == "0"
