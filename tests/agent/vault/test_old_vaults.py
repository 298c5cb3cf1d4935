"""A vault of an earlier version keeps all that it had."""

import apsw

from agent.vault.migrate import known, migrate


def test_clients_and_clearings_outlive_what_came_later() -> None:
    connection = apsw.Connection(":memory:")
    for number, path in known()[:2]:
        connection.execute(path.read_text(encoding="utf-8")).fetchall()
        connection.pragma("user_version", number)
    connection.execute(
        """
        INSERT INTO clients VALUES ('c-1', 'J. D.', '[]', 'current', NULL, '', 'then', 'then', 'j. d.', 'j. d.');
        INSERT INTO accounts VALUES ('x:jamie', 'c-1', 0, 'client_provided');
        INSERT INTO aliases VALUES ('x:old_jamie', 'x:jamie');
        INSERT INTO cleared VALUES (x'00', 'c-1');
        """
    ).fetchall()
    migrate(connection)
    assert connection.pragma("user_version") == len(known())
    assert connection.execute("SELECT key FROM aliases").get == "x:old_jamie"
    assert list(connection.execute("SELECT hmac, client, account FROM cleared")) == [(b"\0", "c-1", None)]
    for table in ("own_accounts", "learned", "unlearned", "settings", "legal_holds"):
        assert list(connection.execute(f"SELECT * FROM {table}")) == []  # noqa: S608 - these three


def test_what_was_switched_on_stays_on() -> None:
    connection = apsw.Connection(":memory:")
    for number, path in known()[:4]:
        connection.execute(path.read_text(encoding="utf-8")).fetchall()
        connection.pragma("user_version", number)
    connection.execute("INSERT INTO marks VALUES ('setting profile_views', 'on'), ('flower', 'rose')").fetchall()
    migrate(connection)
    assert list(connection.execute("SELECT name, value FROM settings")) == [("profile_views", "true")]
    assert list(connection.execute("SELECT name FROM marks")) == [("flower",)]
