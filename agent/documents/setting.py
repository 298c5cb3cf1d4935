"""Set a document with Typst: data and a template become a PDF, in memory.

The document is PDF/UA-1, which refuses letters that no font has. Then it is set again without that claim, still tagged:
such a letter shows as a box, its text can be read and copied, and the document says so.
"""

import re
import sys
from pathlib import Path
from typing import Any

import msgspec

HERE = Path(__file__).parent
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z]{4})?(?:[-_]([a-z]{2}))?(?![a-z])", re.IGNORECASE)
UNDISPLAYED = "could not be displayed with font"
"""How Typst says that no font has a letter."""


class Job(msgspec.Struct, frozen=True):
    """A document that is to be set: a template by name, what fills it, and the language, such as `en-US`."""

    template: str
    data: dict[str, Any]
    lang: str


def main() -> int:
    """Do the job on standard input; exit status 1, without a word that may name a client, if it can't be done."""
    try:
        sys.stdout.buffer.write(set_document(msgspec.json.decode(sys.stdin.buffer.read(), type=Job)))
    except Exception:  # noqa: BLE001 - what it says may hold the data
        return 1
    return 0


def set_document(job: Job) -> bytes:
    """Give the PDF; raises typst.TypstError where the data isn't what the template wants."""
    import typst

    document = cleaned(job.data)
    fonts = typst.Fonts()
    try:
        return _compile(job, document, fonts, is_complete=True)
    except typst.TypstError as error:
        if UNDISPLAYED not in error.message:
            raise
        return _compile(job, document, fonts, is_complete=False)


def _compile(job: Job, document: Any, fonts: Any, *, is_complete: bool) -> bytes:
    import typst

    language, region = tagged(job.lang)
    compiler = typst.Compiler(
        HERE / f"{job.template}.typ",
        root=HERE,
        font_paths=fonts,
        ignore_system_fonts=True,  # `fonts` has them already
        sys_inputs={
            "data": msgspec.json.encode(document).decode(),
            "lang": language,
            "region": region,
            "complete": str(is_complete).lower(),
        },
    )
    made = compiler.compile(format="pdf", pdf_standards="ua-1" if is_complete else [])
    assert isinstance(made, bytes)  # noqa: S101 - what it gives for a PDF without an output
    return made


def tagged(lang: str) -> tuple[str, str]:
    """Give language and region of a tag such as `de`, `en-US` or `zh-Hant-TW`; `es-419` is of no region."""
    found = _TAG.match(lang)
    return (found[1].lower(), (found[2] or "").upper()) if found else ("en", "")


def cleaned(value: Any) -> Any:
    """Give data without the control characters that no document can show; a line's end stays."""
    if isinstance(value, str):
        return "".join(letter if letter.isprintable() or letter in "\n " else _plain(letter) for letter in value)
    if isinstance(value, dict):
        return {name: cleaned(each) for name, each in value.items()}
    if isinstance(value, list):
        return [cleaned(each) for each in value]
    return value


def _plain(letter: str) -> str:
    return " " if letter.isspace() else ""
