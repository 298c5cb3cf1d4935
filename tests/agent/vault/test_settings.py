from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.vault import settings
from agent.vault.database import Database
from agent.vault.settings import DEFAULT
from protocol.messages.settings import Chosen

KEY = bytes(range(32))
OTHER = Chosen(
    profile_views=True,
    tiers={"current.follow": "B", "possible.view": "C"},
    idle_lock=240,
    when_away="pass",
    when_unnamed="always",
    without_minutes=60,
    name_threshold=100,
    retention_log_years=0,
    legal_hold=True,
    draft_hints=False,
    draft_topics=["diagnosis"],
    profile_days=90,
    profile_line="Education only.",
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "vault", KEY, create=True)
    yield made
    made.close()


def put(database: Database, name: str, value: str) -> None:
    with database.change() as cursor:
        cursor.execute("INSERT INTO settings VALUES (?, ?)", (name, value))


def test_all_stand_at_their_defaults_until_they_are_changed_and_then_stay(tmp_path: Path) -> None:
    database = Database(tmp_path / "vault", KEY, create=True)
    assert settings.read(database) == (DEFAULT, [])
    assert all(getattr(OTHER, name) != getattr(DEFAULT, name) for name in Chosen.__struct_fields__)
    settings.change(database, DEFAULT, OTHER)
    database.close()
    again = Database(tmp_path / "vault", KEY)
    assert settings.read(again) == (OTHER, [])
    settings.change(again, OTHER, DEFAULT)
    assert settings.read(again) == (DEFAULT, [])
    assert again.rows("SELECT * FROM settings") == []
    again.close()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("idle_lock", "0"),
        ("idle_lock", "241"),
        ("idle_lock", '"ten"'),
        ("idle_lock", "{"),
        ("tiers", '{"current.follow": "D"}'),
        ("tiers", '{"current.dance": "A"}'),
        ("when_away", '"ask"'),
        ("of_later", "true"),
    ],
)
def test_one_that_cannot_be_read_is_named_and_spoils_no_other(database: Database, name: str, value: str) -> None:
    put(database, "profile_views", "true")
    put(database, name, value)
    assert settings.read(database) == (Chosen(profile_views=True), [name])


def test_one_that_could_not_be_read_is_mended_by_setting_it(database: Database) -> None:
    put(database, "idle_lock", "-1")
    settings.change(database, DEFAULT, Chosen(idle_lock=5))
    assert settings.read(database) == (Chosen(idle_lock=5), [])
