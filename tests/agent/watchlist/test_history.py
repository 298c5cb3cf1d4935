"""What was changed of a client is noted with the change, and goes with them."""

from agent.watchlist import WatchList
from protocol.messages.watchlist import ClientAdd, ClientEdit


def test_a_change_is_noted_by_its_fields_and_a_new_status(watchlist: WatchList) -> None:
    client = watchlist.add(ClientAdd(names=["Jamie Doe"], accounts=["x:jamie_doe"])).id
    assert watchlist.changes_of(client) == []
    watchlist.edit(ClientEdit(client, status="former", notes="Ended."))
    watchlist.remove_account(client, "x:jamie_doe")
    watchlist.edit(ClientEdit(client, notes="Ended."))
    found = watchlist.changes_of(client)
    assert [(each.fields, each.status) for each in found] == [(["status", "notes"], "former"), (["accounts"], None)]
    watchlist.remove(client)
    assert watchlist.changes_of(client) == []
