import logging
import sys

import pytest

from agent.discreet import Discreet, kind_and_place, log_discreetly


def record(name: str, message: str, error: BaseException | None = None) -> logging.LogRecord:
    info = None if error is None else (type(error), error, error.__traceback__)
    return logging.LogRecord(name, logging.ERROR, "x.py", 1, message, ("Jamie Doe",), info)


def raised() -> KeyError:
    try:
        raise KeyError("Jamie Doe")
    except KeyError as error:
        return error


def test_our_own_sentences_are_written_as_they_are() -> None:
    assert Discreet().format(record("agent.run", "hello %s")) == "framekeeper: hello Jamie Doe"


def test_of_what_libraries_say_only_where_it_comes_from_is_written() -> None:
    assert Discreet().format(record("aiohttp.server", "failed on %s")) == "framekeeper: error in aiohttp.server"


@pytest.mark.parametrize("name", ["asyncio", "agent.server"])
def test_of_exceptions_only_kind_and_place_are_written(name: str) -> None:
    said = Discreet().format(record(name, "%.0s", raised()))
    assert "Jamie" not in said
    assert "KeyError at " in said
    assert "test_discreet.py" in said
    assert "\n" not in said


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert kind_and_place(ValueError("Jamie Doe")) == "ValueError"


def test_it_goes_to_standard_error(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.RootLogger(logging.WARNING)
    monkeypatch.setattr(logging, "root", root)
    log_discreetly()
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    assert handler.stream is sys.stderr
    root.handle(record("asyncio", "of %s"))
    assert capsys.readouterr().err == "framekeeper: error in asyncio\n"
