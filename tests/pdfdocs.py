"""Typeset plain plans as an office would and print them to PDF: for tests and experiments."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plancheck.language.normalise import normalise
from plancheck.plan import Line

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "plans"
_HEADING = re.compile(r"(?:[IVX]+[.-]|\d+[.-]|Phần thứ|[A-Z]\.) ?\S.{0,80}$")
_TITLE = re.compile(r"^(?:KẾ HOẠCH|QUYẾT ĐỊNH|TỜ TRÌNH|PHỤ LỤC.*)$")


@dataclass(frozen=True)
class Style:
    """How the page is set: points, centimetres, justified or not, first-line indent or hanging, page numbers."""

    font: str = "Liberation Serif"
    size: float = 14
    left: float = 3
    right: float = 2
    indent: float = 1.27
    justified: bool = True
    spacing: float = 6  # after a paragraph
    leading: float = 1.15
    numbers: str = "top-center"
    first_number: bool = False
    header: str = ""


STYLES = (
    Style(),
    Style(size=13, right=1.5, justified=False, numbers="bottom-right", first_number=True, spacing=0, leading=1.0),
    Style(font="DejaVu Serif", indent=0, header="CÔNG BÁO/Số 12 + 13/Ngày 20-3-2021", spacing=3, leading=1.3),
)


@dataclass
class Parts:
    """A plan's text by its parts; an annex table is a list of rows."""

    left: list[str]
    right: list[str]
    body: list[str | list[list[str]]]
    recipients: list[str]
    signer: list[str]
    annex: list[str | list[list[str]]]


def parts_of(name: str) -> Parts:
    """Return the parts of a fixture plan: letterhead columns, body, recipients, signer, annex."""
    text = normalise((FIXTURES / name).read_text(encoding="utf-8"))
    blocks: list[str | list[list[str]]] = [
        block.text if isinstance(block, Line) else [[cell.text for cell in row] for row in (block.columns, *block.rows)]
        for block in text.blocks
    ]
    lines = [block if isinstance(block, str) else "" for block in blocks]
    head = next(i for i, line in enumerate(lines) if _TITLE.match(line))
    foot = next(i for i, line in enumerate(lines) if line.startswith("Nơi nhận"))
    annex = next((i for i, line in enumerate(lines) if i > foot and line.upper().startswith("PHỤ LỤC")), len(lines))
    right = [line for line in lines[:head] if re.match(r"CỘNG H|Độc lập|[^,\d]{1,40}, ?ngày", line)]
    block = lines[foot:annex]
    end = next((i for i, line in enumerate(block) if i and not line.startswith(("-", "+", "*"))), len(block))
    left = [line for line in lines[:head] if line not in right]
    return Parts(left, right, blocks[head:foot], block[:end], block[end:], blocks[annex:])


def docx_of(parts: Parts, style: Style, target: Path) -> Path:
    """Write a Word file of the parts and return its path."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = style.font, Pt(style.size)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), style.font)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(style.left), Cm(style.right)
    section.top_margin = section.bottom_margin = Cm(2)
    _number(document, style)

    def para(
        text: str,
        holder: Any = document,
        bold: bool = False,
        align: Any = None,
        italic: bool = False,
        indent: float = 0,
        after: float = style.spacing,
    ) -> None:
        paragraph = holder.add_paragraph()
        run = paragraph.add_run(text)
        run.bold, run.italic = bold, italic
        paragraph.alignment = align
        form = paragraph.paragraph_format
        form.first_line_indent, form.space_after, form.line_spacing = Cm(indent), Pt(after), style.leading

    def columns(left: list[str], right: list[str], bold_left: bool) -> None:
        table = document.add_table(1, 2)
        for cell, texts, centre in ((table.cell(0, 0), left, bold_left), (table.cell(0, 1), right, True)):
            for text in texts:
                para(
                    text,
                    cell,
                    bold=text.isupper(),
                    align=ALIGN.CENTER if centre else None,
                    after=0,
                    italic="ngày" in text,
                )
            cell._element.remove(cell.paragraphs[0]._element)
        width = section.page_width - section.left_margin - section.right_margin
        for cell, share in zip(table.rows[0].cells, (0.42, 0.58), strict=True):
            cell.width = int(width * share)

    columns(parts.left, parts.right, True)
    para("", after=0)
    titled = False
    for text in parts.body:
        if not isinstance(text, str):
            _table(document, text)
        elif _TITLE.match(text):
            para(text, bold=True, align=ALIGN.CENTER)
            titled = True
        elif titled and not re.match(r"(?:Căn cứ|Thực hiện|Thi hành|Triển khai|[IVX]+[.-]|Để )", text):
            para(text, bold=True, align=ALIGN.CENTER)
        else:
            titled = False
            heading = bool(_HEADING.match(text)) and not text.endswith((".", ";", ":"))
            align = ALIGN.CENTER if text.startswith("Phần thứ") else ALIGN.JUSTIFY if style.justified else None
            para(text, bold=heading, align=align, indent=style.indent)
    columns(parts.recipients, [*parts.signer[:-1], "", "", "", *parts.signer[-1:]], False)
    if parts.annex:
        document.add_page_break()
        _annex(document, parts.annex, para, ALIGN.CENTER)
    document.save(str(target))
    return target


def _annex(document: Any, items: list[str | list[list[str]]], para: Any, centre: Any) -> None:
    for item in items:
        if isinstance(item, str):
            para(item, bold=item.isupper(), align=centre if item.isupper() or item.startswith("(") else None)
        else:
            _table(document, item)


def _table(document: Any, rows: list[list[str]]) -> None:
    from docx.oxml import OxmlElement

    table = document.add_table(0, max(map(len, rows)))
    table.style = "Table Grid"
    for number, row in enumerate(rows):
        drawn = table.add_row()
        for cell, text in zip(drawn.cells, row, strict=False):
            cell.paragraphs[0].add_run(text).bold = number == 0
        if number == 0:
            drawn._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _number(document: Any, style: Style) -> None:
    """Put a page number where the style wants it, and a running header."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    section = document.sections[0]
    if style.header:
        section.header.paragraphs[0].text = style.header
    if not style.numbers:
        return
    place, side = style.numbers.split("-")
    holder = section.header if place == "top" else section.footer
    paragraph = holder.add_paragraph() if style.header and place == "top" else holder.paragraphs[0]
    paragraph.alignment = {"center": ALIGN.CENTER, "right": ALIGN.RIGHT, "left": ALIGN.LEFT}[side]
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        node = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            node.set(qn("w:fldCharType"), kind)
        else:
            node.text = text
        run._element.append(node)
    section.different_first_page_header_footer = not style.first_number


def print_pdf(source: Path, folder: Path) -> Path:
    """Print a document to PDF with LibreOffice; raise where that fails."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is not installed"
    profile = folder / "profile"
    subprocess.run(
        [program, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf", "--outdir",
         str(folder), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    made = folder / (source.stem + ".pdf")
    assert made.is_file()
    return made
