"""From words to files: Markdown, HTML and DOCX, and what the template of the PDF is filled with.

What was typed is text in each of them, never markup; each says its language and has real headings, for screen readers.
"""

import html
import io
import re
from typing import TYPE_CHECKING, Any

from protocol.messages.practice_policy import PolicyBlock, PolicyFormat, PolicyText

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

MEDIA: dict[PolicyFormat, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
    "md": "text/markdown",
}
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")
_LINE_START = re.compile(r"^(\d+)([.)])|^([-+])(?=\s)")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LETTER = {"US", "CA", "MX", "CL", "CO"}
"""Where people print on Letter; elsewhere on A4."""
_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 70ch; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin-bottom: 0; }
h2 { font-size: 1.15rem; margin: 2rem 0 0.25rem; }
p { margin: 0 0 0.75rem; }
.mark { font-weight: 600; border: 2px solid; padding: 0.5rem 1rem; }
.sign { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 3rem 2rem; }
.sign { margin: 3rem 0 0; padding: 0; list-style: none; }
.sign li { border-top: 1px solid; padding-top: 0.25rem; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } .sign { break-inside: avoid; } }
""".strip()


def locale(text: PolicyText) -> str:
    """Give the language as a tag, such as `en-US`."""
    return f"{text.language}-{text.country}" if _COUNTRY.fullmatch(text.country) else text.language


def markdown(text: PolicyText) -> bytes:
    """Give it as Markdown."""
    lines = [f"# {_plain(text.title)}", _plain(text.subtitle)]
    lines += [f"**{_plain(text.mark)}**"] if text.mark else []
    for section in text.sections:
        lines.append(f"## {_plain(section.heading)}")
        for block in section.blocks:
            if block.kind == "text":
                lines.append(_plain(block.text))
            elif block.kind == "list":
                lines.append("\n".join(f"- {_plain(item)}" for item in block.items))
            else:
                lines += [f"{_plain(item)}: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_" for item in block.items]
    return ("\n\n".join(lines) + "\n").encode()


def _plain(text: str) -> str:
    """Escape what Markdown would read as its own."""
    escaped = _MARKUP.sub(r"\\\1", text)
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", escaped)


def page(text: PolicyText) -> bytes:
    """Give it as an HTML page of its own."""
    say = html.escape
    body = [f"<h1>{say(text.title)}</h1>", f"<p>{say(text.subtitle)}</p>"]
    body += [f'<p class="mark">{say(text.mark)}</p>'] if text.mark else []
    for section in text.sections:
        name = say(section.clause)
        body.append(f'<section aria-labelledby="{name}">\n<h2 id="{name}">{say(section.heading)}</h2>')
        body += [_element(block) for block in section.blocks]
        body.append("</section>")
    title = f"{text.title} · {text.mark}" if text.mark else text.title
    return (
        f'<!doctype html>\n<html lang="{locale(text)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{say(title)}</title>\n'
        f"<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n{chr(10).join(body)}\n</main>\n</body>\n</html>\n"
    ).encode()


def _element(block: PolicyBlock) -> str:
    if block.kind == "text":
        return f"<p>{html.escape(block.text)}</p>"
    items = "\n".join(f"<li>{html.escape(item)}</li>" for item in block.items)
    return f"<ul>\n{items}\n</ul>" if block.kind == "list" else f'<ul class="sign">\n{items}\n</ul>'


def filling(text: PolicyText) -> dict[str, Any]:
    """Give what the PDF's template (agent/documents/policy.typ) is filled with."""
    return {
        "title": text.title,
        "subtitle": text.subtitle,
        "mark": text.mark,
        "footer": " · ".join(filter(None, (text.mark, text.title, text.subtitle))),
        "sections": [
            {
                "heading": section.heading,
                "blocks": [{"kind": one.kind, "text": one.text, "items": one.items} for one in section.blocks],
            }
            for section in text.sections
        ],
    }


def document(text: PolicyText) -> bytes:
    """Give it as DOCX, for a word processor."""
    import docx

    made = docx.Document()
    _look(made, text)
    made.add_paragraph(_visible(text.title), style="Title")
    made.add_paragraph(_visible(text.subtitle), style="Subtitle")
    if text.mark:
        made.add_paragraph().add_run(_visible(text.mark)).bold = True
    for section in text.sections:
        made.add_heading(_visible(section.heading), level=1)
        for block in section.blocks:
            _add(made, block)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _add(made: "Document", block: PolicyBlock) -> None:
    if block.kind == "text":
        made.add_paragraph(_visible(block.text))
    elif block.kind == "list":
        for item in block.items:
            made.add_paragraph(_visible(item), style="List Bullet")
    else:
        for item in block.items:
            _add_line_to_sign_on(made.add_paragraph(), _visible(item))


def _add_line_to_sign_on(paragraph: "Paragraph", what: str) -> None:
    """Add a line across the page with what it is for; the line is a tab's leader, which screen readers pass over."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm, Pt

    paragraph.paragraph_format.space_before = Pt(18)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
    paragraph.add_run(f"{what}\t")


def _look(made: "Document", text: PolicyText) -> None:
    """Set language, paper, fonts and what the file says of itself; the template's own author isn't ours."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    said = made.core_properties
    said.title = _visible(f"{text.title} · {text.mark}" if text.mark else text.title)
    said.language, said.author, said.comments = locale(text), "", ""
    section = made.sections[0]
    section.page_width, section.page_height = (Mm(216), Mm(279)) if text.country in _LETTER else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(22)
    section.footer.paragraphs[0].text = _visible(" · ".join(filter(None, (text.mark, text.title, text.subtitle))))
    section.footer.paragraphs[0].runs[0].font.size = Pt(8)
    for name, size in (("Normal", 10.5), ("Title", 20), ("Subtitle", 10.5), ("Heading 1", 13)):
        font = made.styles[name].font
        font.name, font.size = "Calibri", Pt(size)
        font.color.rgb, font.italic = (RGBColor(0x0F, 0x5F, 0x5C) if name == "Heading 1" else RGBColor(0, 0, 0)), False
        fonts = made.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), locale(text))


def _visible(text: str) -> str:
    """Take out what XML can't hold: control characters."""
    return "".join(letter for letter in text if letter.isprintable() or letter.isspace())


TO_FILE = {"md": markdown, "html": page, "docx": document}
"""How each format is made; the PDF is made by `agent/documents`, from `filling`."""
