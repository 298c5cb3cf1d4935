import io
from html.parser import HTMLParser

import docx
import pytest
from docx.oxml.ns import qn

from agent.practice.policy import files
from agent.practice.policy.data import LANGUAGES
from protocol.messages.practice_policy import PolicyLanguage
from tests.support.policies import answers, written

ODD = answers(
    practice="<script>alert(1)</script> & *Quill* [x](y) _z_ `q` \x07", added="1. not a list\n- neither\n# nor this"
)


class Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lang: str | None = None
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "html":
            self.lang = dict(attrs)["lang"]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_says_its_language_and_has_one_title_and_real_headings(language: PolicyLanguage) -> None:
    text = written(ODD, language)
    outline = Outline()
    outline.feed(files.page(text).decode())
    assert outline.lang == f"{language}-US"
    assert outline.tags.count("h1") == outline.tags.count("main") == outline.tags.count("title") == 1
    assert outline.tags.count("h2") == len(text.sections)
    assert "script" not in outline.tags
    assert any("<script>alert(1)</script> & *Quill*" in piece for piece in outline.text)
    assert "http" not in files.page(written(answers(portal="x"), language)).decode()


def test_a_draft_says_so_in_every_format() -> None:
    text = written(number=None)
    assert "**Draft. Not to be given to clients.**" in files.markdown(text).decode()
    assert "· Draft. Not to be given to clients.</title>" in files.page(text).decode()
    assert files.filling(text)["mark"] == "Draft. Not to be given to clients."
    made = docx.Document(io.BytesIO(files.document(text)))
    assert "Draft" in made.core_properties.title
    assert "Draft" in made.sections[0].footer.paragraphs[0].text
    assert "Draft" not in docx.Document(io.BytesIO(files.document(written()))).core_properties.title


def test_markdown_shows_what_was_typed_as_text() -> None:
    lines = files.markdown(written(ODD)).decode().splitlines()
    assert r"\<script\>alert(1)\</script\> & \*Quill\* \[x\](y) \_z\_ \`q\`" in lines[2]
    assert {r"1\. not a list", r"\- neither", r"\# nor this"} <= set(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_docx_has_headings_lists_its_language_and_no_author(language: PolicyLanguage) -> None:
    text = written(ODD, language)
    made = docx.Document(io.BytesIO(files.document(text)))
    headings = [one.text for one in made.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert headings == [section.heading for section in text.sections]
    assert made.paragraphs[0].text == text.title
    assert any(one.style is not None and one.style.name == "List Bullet" for one in made.paragraphs)
    assert (made.core_properties.author, made.core_properties.language) == ("", f"{language}-US")
    assert {one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))} == {f"{language}-US"}
    assert "\x07" not in "".join(one.text for one in made.paragraphs)


def test_paper_is_what_people_print_on_there() -> None:
    for country, width in (("US", 216), ("DE", 210)):
        made = docx.Document(io.BytesIO(files.document(written(answers(country=country)))))
        assert made.sections[0].page_width is not None
        assert round(made.sections[0].page_width.mm) == width


def test_a_text_without_a_country_says_its_language_alone() -> None:
    assert files.locale(written(answers(country=""))) == "en"
    assert files.locale(written(answers(country='">'))) == "en"
