import io
from datetime import UTC, datetime, timedelta, timezone

import pytest

from agent.cli.show import count, plain, when, words, wrapped

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
