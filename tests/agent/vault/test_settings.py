from pathlib import Path

from agent.vault.database import Database
from agent.vault.settings import PROFILE_VIEWS, is_on, switch

KEY = bytes(range(32))


def test_a_setting_is_off_until_it_is_switched_on_and_stays(tmp_path: Path) -> None:
    database = Database(tmp_path / "vault", KEY, create=True)
    assert not is_on(database, PROFILE_VIEWS)
    for on in (True, True, False, False, True):
        switch(database, PROFILE_VIEWS, on)
        assert is_on(database, PROFILE_VIEWS) is on
    database.close()
    again = Database(tmp_path / "vault", KEY)
    assert is_on(again, PROFILE_VIEWS)
    again.close()
