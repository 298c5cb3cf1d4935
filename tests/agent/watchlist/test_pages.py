from collections.abc import Callable
from typing import Any

import pytest

from agent.errors import BadInput
from agent.watchlist import WatchList, pages
from protocol.messages.warnings import Sighting
from protocol.messages.watchlist import Client, ClientAdd, ClientEdit, ClientList
from protocol.messages.words import Status


@pytest.fixture
def clients(watchlist: WatchList) -> list[Client]:
    statuses: tuple[Status, ...] = ("current", "former", "prospective")
    return [
        watchlist.add(
            ClientAdd(
                label=label, names=[f"Jamie {label} Doe"], accounts=[f"x:{number}_doe"], status=statuses[number % 3]
            )
        )
        for number, label in enumerate(["zeta", "Álpha", "beta", "Beta", "100%", "a_b"])
    ]


def labels(watchlist: WatchList, request: ClientList) -> list[str]:
    return [client.label for client in watchlist.list(request).clients]


def test_lists_by_label_as_people_sort(watchlist: WatchList, clients: list[Client]) -> None:
    assert labels(watchlist, ClientList())[:3] == ["100%", "a_b", "Álpha"]
    reply = watchlist.list(ClientList())
    assert (reply.total, reply.more) == (6, None)
    assert sorted(reply.clients, key=lambda client: client.id) == sorted(clients, key=lambda client: client.id)


def test_pages_cover_all_once(watchlist: WatchList, clients: list[Client]) -> None:
    found: list[str] = []
    after = None
    for _ in range(6):
        reply = watchlist.list(ClientList(after=after, limit=1))
        assert reply.total == 6
        found += [client.id for client in reply.clients]
        after = reply.more
    assert after is None
    assert sorted(found) == sorted(client.id for client in clients)


def test_the_next_page_is_right_when_its_start_is_gone(watchlist: WatchList, clients: list[Client]) -> None:
    first = watchlist.list(ClientList(limit=2))
    watchlist.remove(first.clients[-1].id)
    assert labels(watchlist, ClientList(after=first.more))[0] == "Álpha"


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("alpha", {"Álpha"}),
        ("BETA", {"beta", "Beta"}),
        ("doe jamie zet", {"zeta"}),
        ("x:1_doe", {"Álpha"}),
        ("%", {"100%"}),
        ("a_b", {"a_b"}),
        ("_doe", {"zeta", "Álpha", "beta", "Beta", "100%", "a_b"}),
        ("' OR true --", set()),
        ("somebody", set()),
    ],
)
def test_searches_labels_names_and_accounts(
    watchlist: WatchList, clients: list[Client], search: str, found: set[str]
) -> None:
    assert len(clients) == 6
    reply = watchlist.list(ClientList(search=search))
    assert {client.label for client in reply.clients} == found
    assert reply.total == len(found)


def test_filters_by_status(watchlist: WatchList, clients: list[Client]) -> None:
    expected = {client.label for client in clients if client.status == "former"}
    assert set(labels(watchlist, ClientList(status="former"))) == expected
    assert labels(watchlist, ClientList(status="former", search="alph")) == ["Álpha"]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", ["label", "status", "since", "changed"])
def test_pages_of_every_order_cover_all_once(watchlist: WatchList, sort: str, descending: bool) -> None:
    statuses: tuple[Status, ...] = ("former", "current", "prospective")
    for number in range(9):
        since = ("2024-01", None, "2023")[number % 3]

        watchlist.add(ClientAdd(label=f"L {number % 4} {number}", since=since, status=statuses[number // 3]))
    order: dict[str, Any] = {"sort": sort, "descending": descending}
    whole = watchlist.list(ClientList(**order)).clients
    paged: list[Client] = []
    after = None
    for _ in range(5):
        reply = watchlist.list(ClientList(after=after, limit=2, **order))
        paged += reply.clients
        after = reply.more
    assert (paged, after) == (whole, None)
    keys: dict[str, list[Any]] = {
        "label": [client.label for client in whole],
        "status": [["prospective", "current", "former"].index(client.status) for client in whole],
        "since": [client.since or "" for client in whole],
        "changed": [client.changed for client in whole],
    }
    assert keys[sort] == sorted(keys[sort], reverse=descending)
    assert len({client.id for client in whole}) == 9


def test_a_page_fits_into_a_message(watchlist: WatchList, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PAGE_BYTES", 1000)
    for number in range(4):
        watchlist.add(ClientAdd(label=f"L{number}", notes="é" * 300))
    reply = watchlist.list(ClientList())
    assert (len(reply.clients), reply.total) == (1, 4)
    assert labels(watchlist, ClientList(after=reply.more)) == ["L1"]


def test_refuses_a_place_that_it_did_not_give(watchlist: WatchList) -> None:
    with pytest.raises(BadInput, match="first page"):
        watchlist.list(ClientList(after="c-1"))


def test_thousands_of_clients(watchlist: WatchList) -> None:
    for number in range(200):
        watchlist.add(
            ClientAdd(label=f"L{number:03}", accounts=[f"x:l{number}", f"mastodon:l{number}@social.example.org"])
        )
    reply = watchlist.list(ClientList(search="l19"))
    assert reply.total == 11
    assert [len(client.accounts) for client in reply.clients] == [2] * 11


def test_who_is_archived_is_watched_for_and_listed_apart(watchlist: WatchList, again: Callable[[], WatchList]) -> None:
    jamie = watchlist.add(ClientAdd(names=["Jamie Doe"], accounts=["x:jamie_doe"]))
    watchlist.add(ClientAdd(names=["Robin Hale"]))
    watchlist.edit(ClientEdit(jamie.id, archived=True))
    for each in (watchlist, again()):
        assert [client.label for client in each.list(ClientList(archived=False)).clients] == ["R. H."]
        assert [client.id for client in each.list(ClientList(archived=True)).clients] == [jamie.id]
        assert each.list(ClientList()).total == 2
        assert each.verdict(Sighting("x:jamie_doe")).verdict == "listed"
    assert watchlist.change is not None
    assert watchlist.undo(watchlist.change).archived is False
