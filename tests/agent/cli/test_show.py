import io
import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from agent.cli.show import count, plain, table, when, words, wrapped

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=0)))


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "UTC")
    time.tzset()


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("2026-11-22T10:05:00.000Z", "today at 10:05"),
        ("2026-11-21T23:59:59.000Z", "yesterday at 23:59"),
        ("2026-11-23T00:10:00.000Z", "tomorrow at 00:10"),
        ("2026-11-03T09:10:00.000Z", "3 Nov at 09:10"),
        ("2025-11-22T09:10:00.000Z", "22 Nov 2025"),
        (None, "\u2013"),
    ],
)
def test_times_are_said_as_people_say_them(time: str | None, said: str) -> None:
    assert when(time, NOW) == said


def test_now_is_now() -> None:
    assert when(datetime.now(UTC).isoformat()).startswith("today")


def test_counts_and_codes_are_words() -> None:
    assert [count(number, "client") for number in (0, 1, 1000)] == ["0 clients", "1 client", "1,000 clients"]
    assert words("not_my_client") == "not my client"
    assert words(None) == "\u2013"


def test_no_text_can_command_the_terminal() -> None:
    assert plain("a\x1b[2Jb\x9bc\u202ed\ne") == "a·[2Jb·c·d\ne"


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_lines_break_between_words_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    text = "A sentence that is longer than that.\n  short"
    assert wrapped(text, io.StringIO()) == text
    assert wrapped(text, Screen()) == "A sentence that is\nlonger than that.\n  short"
    assert wrapped("ok   files  they are fine", Screen(), indent=5) == "ok   files  they are\n     fine"


ROW = ("J. D.", "One picture of the group's garden", "nothing done yet", "k-0123456789")


@pytest.mark.parametrize("width", [200, 80, 60, 55])
def test_words_and_ids_stay_whole_however_narrow_the_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("sys.stdout", screen)
    table(("Client", "For", "Done", "Id"), [ROW, ROW])
    lines = re.sub("\x1b\\[[0-9;]*m", "", screen.getvalue()).splitlines()
    assert max(map(len, lines)) <= width
    assert "picture" in screen.getvalue()
    assert [line.split()[-1] for line in lines if "J. D." in line] == ["k-0123456789"] * 2


def test_where_the_terminal_is_too_narrow_for_columns_each_row_is_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setenv("COLUMNS", "28")
    monkeypatch.setattr("sys.stdout", screen)
    table(("Client", "For", "Note", "Id"), [("J. D.", "One picture of the garden", "", ROW[-1]), ("R. H.", "", "", "")])
    assert screen.getvalue() == (
        "Client   J. D.\nFor      One picture of the\n         garden\nId       k-0123456789\n\nClient   R. H.\n"
    )
