from agent.vault.database import Database
from agent.watchlist import table
from protocol.messages.watchlist import Account, Client

NOW = "2026-11-22T10:00:00.000Z"
JAMIE = Client(
    "c-1",
    "J. D.",
    ["Jamie Doe", "Jo"],
    "former",
    "2026",
    "line\nline",
    [Account("x:b", ["x:1", "x:2"]), Account("x:a", [], "incidental")],
    NOW,
    NOW,
)


def test_reads_what_it_wrote_with_accounts_in_their_order(database: Database) -> None:
    robin = Client("c-2", "R. H.", [], "current", None, "", [], NOW, NOW)
    with database.change() as cursor:
        for client in (JAMIE, robin, JAMIE):
            table.write(cursor, client)
    assert table.read(database, "ORDER BY id", ()) == [JAMIE, robin]
    assert table.read(database, "WHERE id = ?", ("c-2",)) == [robin]
    assert table.read(database, "WHERE id = ?", ("c-3",)) == []


def test_finds_a_label_that_nobody_has(database: Database) -> None:
    assert table.unused_label(database, "J. D.") == "J. D."
    with database.change() as cursor:
        table.write(cursor, JAMIE)
    assert table.unused_label(database, "J. D.") == "J. D. 2"
    assert table.unused_label(database, "J.") == "J."


def test_loads_all_that_a_verdict_needs(database: Database) -> None:
    with database.change() as cursor:
        table.write(cursor, JAMIE)
    index = table.load(database, bytes(32))
    assert index.statuses == {"c-1": "former"}
    assert index.owners == {"x:a": "c-1", "x:b": "c-1"}
    assert index.aliases == {"x:1": "x:b", "x:2": "x:b"}
    assert [found.client for found in index.names.resembling("Doe, Jamie")] == ["c-1"]
