"""PDFs as they come out of the door."""

import asyncio
import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from agent.documents import pdf
from agent.documents.making import DocumentFailed

ROWS = [["22 Nov 2026", f"C. {number}", "follow"] for number in range(120)]


def report(*parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"title": "A report", "parts": list(parts), **more}


async def made(data: dict[str, Any], lang: str = "en-GB") -> PdfReader:
    return PdfReader(io.BytesIO(await pdf("report", data, lang)))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def is_accessible(reader: PdfReader) -> bool:
    """Whether it says that it is PDF/UA."""
    metadata: Any = reader.root_object["/Metadata"]
    return b"pdfuaid" in metadata.get_data()


async def test_a_document_has_its_title_its_language_and_its_tags() -> None:
    reader = await made(report({"heading": "Part", "text": ["One.", "Two."], "items": ["Three"]}), "de-AT")
    assert reader.metadata is not None
    assert reader.metadata.title == "A report"
    assert str(reader.root_object["/Lang"]) == "de-AT"
    marks: Any = reader.root_object["/MarkInfo"]
    assert marks["/Marked"]
    assert is_accessible(reader)
    for said in ("A report", "Part", "One.", "Two.", "Three"):
        assert said in text_of(reader)


async def test_a_table_repeats_its_heading_on_every_page_and_pages_are_numbered() -> None:
    reader = await made(report({"columns": ["When", "Client", "What"], "widths": [2, 2, 5], "rows": ROWS}))
    assert len(reader.pages) > 2
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert "When" in text
        assert f"{number} / {len(reader.pages)}" in text


@pytest.mark.parametrize("typed", ["*bold* _it_ `raw`", "#let x = 1; #x", "$ a/b $ @ref <label> \\ ~ // no", "= Head"])
async def test_what_was_typed_is_text_and_never_markup(typed: str) -> None:
    text = text_of(
        await made(report({"text": [typed], "facts": [[typed, typed]], "columns": ["A"], "rows": [[typed]]}))
    )
    assert text.count(typed) == 4


@pytest.mark.parametrize("name", ["Ωραία", "Привет", "Łukasz Çelik Ñandú", "שלום"])
async def test_names_in_the_scripts_of_the_embedded_fonts_come_out(name: str) -> None:
    reader = await made(report({"text": [name]}, undisplayed="Some letters are missing."))
    assert name in text_of(reader) or name[::-1] in text_of(reader)
    assert "missing" not in text_of(reader)


async def test_a_letter_that_no_font_has_is_said_to_be_missing_and_can_still_be_copied() -> None:
    nowhere = "\U00013000\u1b05"  # hieroglyphs and Balinese: a system that has a font for both shows them
    reader = await made(report({"text": [f"before {nowhere} after"]}, undisplayed="Some letters are missing."))
    text = text_of(reader)
    assert "before" in text
    assert "after" in text
    assert ("Some letters are missing." in text) is not is_accessible(reader)


@pytest.mark.parametrize("lang", ["en-US", "en-GB", "es", "es-MX"])
async def test_the_paper_is_that_of_the_region(lang: str) -> None:
    box = (await made(report({"text": ["One."]}), lang)).pages[0].mediabox
    assert round(box.width) == (612 if lang in {"en-US", "es-MX"} else 595)


async def test_long_words_stay_on_the_page() -> None:
    long = "w" * 500
    reader = await made(
        report({"text": [long], "facts": [["Head", long]], "columns": ["A", "B"], "rows": [[long, long]]})
    )
    words = text_of(reader).split()
    assert "".join(words).count(long) >= 2
    assert max(map(len, words)) < 150, "a line holds no more"


def children() -> set[str]:
    """The processes that this one has started, those too that have ended unasked; as Linux tells."""
    return {pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()}


async def test_a_document_that_cannot_be_set_is_said_to_have_failed_and_leaves_no_process() -> None:
    before = children()
    with pytest.raises(DocumentFailed, match="couldn't be made"):
        await pdf("report", {"title": "A report"}, "en")
    assert children() <= before


async def test_who_no_longer_waits_leaves_no_process() -> None:
    before = children()
    waiting = asyncio.ensure_future(pdf("report", report({"columns": ["A"], "rows": [["x"]] * 3000}), "en"))
    await asyncio.sleep(0.2)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert children() <= before


async def test_there_is_no_template_of_another_folder() -> None:
    with pytest.raises(ValueError, match="no template"):
        await pdf("../nowhere", report(), "en")
