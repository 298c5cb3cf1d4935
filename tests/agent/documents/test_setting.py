"""What the process does that sets a document."""

import io
import re
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from agent.documents.setting import HERE, Job, cleaned, main, set_document, tagged

LETTERS = some.text(max_size=30)


def job(text: str) -> Job:
    return Job("report", {"title": "A report", "parts": [{"text": [text], "columns": ["A"], "rows": [[text]]}]}, "en")


@settings(deadline=None, max_examples=60)
@given(LETTERS)
def test_any_text_can_be_set(text: str) -> None:
    assert set_document(job(text)).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\x00b", "ab"),
        ("a\tb", "a b"),
        ("a\nb", "a\nb"),
        ("a\u2028b", "a b"),
        ("a\x1b[31mb", "a[31mb"),
        ("José", "José"),
    ],
)
def test_control_characters_are_left_out_and_lines_are_kept(typed: str, shown: str) -> None:
    assert cleaned({"a": [typed, 1]}) == {"a": [shown, 1]}


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("es", ("es", "")),
        ("en-US", ("en", "US")),
        ("es-419", ("es", "")),
        ("zh-Hant-TW", ("zh", "TW")),
        ("DE_at", ("de", "AT")),
        ("", ("en", "")),
        ("../x", ("en", "")),
        ("english", ("en", "")),
    ],
)
def test_any_language_that_a_browser_names_can_be_set(tag: str, found: tuple[str, str]) -> None:
    assert tagged(tag) == found
    assert set_document(Job("report", {"title": "A report", "parts": []}, tag)).startswith(b"%PDF-")


def test_templates_ask_for_no_package() -> None:
    for template in HERE.glob("*.typ"):
        for asked in re.findall(r'#import\s+"([^"]*)"', template.read_text(encoding="utf-8")):
            assert (HERE / asked).is_file(), template


class Streams:
    """A standard input and output that hold bytes."""

    def __init__(self, data: bytes = b"") -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize("sent", [b"", b"{", b'{"template": "report", "data": {"title": "Jane Doe"}, "lang": "en"}'])
def test_a_job_that_cannot_be_done_ends_without_a_word(
    sent: bytes, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    out = Streams()
    monkeypatch.setattr(sys, "stdin", Streams(sent))
    monkeypatch.setattr(sys, "stdout", out)
    assert main() == 1
    assert out.buffer.getvalue() == b""
    assert capfd.readouterr() == ("", "")


def test_a_job_that_can_be_done_gives_a_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    import msgspec

    out: Any = Streams()
    monkeypatch.setattr(sys, "stdin", Streams(msgspec.json.encode(job("One."))))
    monkeypatch.setattr(sys, "stdout", out)
    assert main() == 0
    assert out.buffer.getvalue().startswith(b"%PDF-")


def test_the_agent_does_not_load_the_typesetter() -> None:
    code = "import sys, agent.documents; sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
