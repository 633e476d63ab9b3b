"""Write OpenDocument, Word and HTML files for tests: from a plan's plain text, or piece by piece."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from plancheck.language import normalise
from plancheck.language.numbering import bullet_end, read_marker
from plancheck.plan import Line

SOFFICE = shutil.which("soffice")
_NAMES = {
    "office": "office:1.0", "text": "text:1.0", "table": "table:1.0", "style": "style:1.0", "draw": "drawing:1.0",
    "fo": "xsl-fo-compatible:1.0", "svg": "svg-compatible:1.0",
}  # fmt: skip
NAMESPACES = " ".join(
    [f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}"' for prefix, name in _NAMES.items()]
    + ['xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"', 'office:version="1.3"']
)
MIMETYPE = "application/vnd.oasis.opendocument.text"
# The list that ``plan_blocks`` numbers with: I., 1., a), then bullets.
_FORMS = (("upperRoman", "I", "."), ("decimal", "1", "."), ("lowerLetter", "a", ")"))
PLAN_LIST = (
    '<text:list-style style:name="Plan">'
    + "".join(
        f'<text:list-level-style-number text:level="{level}" style:num-format="{form}" style:num-suffix="{end}"/>'
        for level, (_, form, end) in enumerate(_FORMS, 1)
    )
    + '<text:list-level-style-bullet text:level="4" text:bullet-char="-"/></text:list-style>'
)

Row = list[str]
# (text as typed, level of the automatic number or -1, number, first of a new list) or a table
Block = tuple[str, int, str, bool] | list[Row]


# OpenDocument


def flat(body: str, automatic: str = "", styles: str = "", masters: str = "") -> bytes:
    """Return a flat document (.fodt)."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:mimetype="{MIMETYPE}">'
        f"<office:styles>{styles}</office:styles><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def package(content: str | bytes, styles: str | None = None, **others: str | bytes) -> bytes:
    """Return an .odt with these parts; ``manifest`` among the others is META-INF/manifest.xml."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        if styles is not None:
            archive.writestr("styles.xml", styles)
        for name, part in others.items():
            archive.writestr("META-INF/manifest.xml" if name == "manifest" else name, part)
    return stream.getvalue()


def content_xml(body: str, automatic: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}>'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def styles_xml(styles: str = "", automatic: str = "", masters: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {NAMESPACES}>'
        f"<office:styles>{styles}</office:styles><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles></office:document-styles>"
    )


def odt_table(rows: Sequence[Row]) -> str:
    cells = [
        "".join(f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row) for row in rows
    ]
    return "<table:table>" + "".join(f"<table:table-row>{row}</table:table-row>" for row in cells) + "</table:table>"


# A plan of plain text in other clothes


def plan_blocks(text: str) -> list[Block]:
    """Return the paragraphs and tables of a plan; numbers that a word processor would count are taken off the text."""
    blocks: list[Block] = []
    counts = [0, 0, 0]
    begins = True
    for block in normalise(text).blocks:
        if not isinstance(block, Line):
            blocks.append([[cell.text for cell in row] for row in (block.columns, *block.rows)])
            continue
        level, number, rest = -1, "", block.text
        marker = read_marker(block.text)
        if marker is not None and (kind := {"roman": 0, "arabic": 1, "lower": 2}.get(marker.style)) is not None:
            value = counts[kind] + 1
            begins = begins or (value == 1 and kind == 0)
            printed = (_roman(value), str(value), chr(96 + value))[kind] + _FORMS[kind][2]
            if printed == marker.text:
                level, number, rest = kind, printed, block.text[marker.body :]
                counts[kind:] = [value] + [0] * (2 - kind)
            elif kind == 0:
                counts, begins = [0, 0, 0], True
        elif marker is not None and marker.style in ("upper", "part", "chapter"):
            counts, begins = [0, 0, 0], True
        elif block.text[:2] == "- " and bullet_end(block.text):
            level, number, rest = 3, "-", block.text[2:]
        blocks.append((rest, level, number, begins and level >= 0))
        begins = begins and level < 0
    return blocks


def _roman(value: int) -> str:
    return ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[value] if value <= 10 else "?"


def plan_odt(text: str) -> bytes:
    """Return the plan as an .odt with one automatic list, as LibreOffice nests it."""
    parts: list[str] = []
    for block in plan_blocks(text):
        if isinstance(block, list):
            parts.append(odt_table(block))
            continue
        words, level, _, begins = block
        paragraph = f"<text:p>{escape(words)}</text:p>"
        if level >= 0:
            nested = "<text:list-item><text:list>" * level + f"<text:list-item>{paragraph}</text:list-item>"
            nested += "</text:list></text:list-item>" * level
            follows = "" if begins else ' text:continue-numbering="true"'
            paragraph = f'<text:list text:style-name="Plan"{follows}>{nested}</text:list>'
        parts.append(paragraph)
    return package(content_xml("".join(parts), PLAN_LIST))


def plan_docx(text: str, path: Path) -> None:
    """Save the plan as .docx with one automatic list."""
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document()
    levels = "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="%{number + 1}{end}"/></w:lvl>'
        for number, (form, _, end) in enumerate(_FORMS)
    )
    levels += '<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="70">{levels}</w:abstractNum>'))
    starts = "".join(
        f'<w:lvlOverride w:ilvl="{number}"><w:startOverride w:val="1"/></w:lvlOverride>' for number in range(3)
    )
    used = 70
    for block in plan_blocks(text):
        if isinstance(block, list):
            table = document.add_table(len(block), len(block[0]))
            for row, cells in zip(table.rows, block, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words
            continue
        words, level, _, begins = block
        if begins:
            used += 1
            numbering.append(
                parse_xml(f'<w:num {nsdecls("w")} w:numId="{used}"><w:abstractNumId w:val="70"/>{starts}</w:num>')
            )
        paragraph = document.add_paragraph(words)
        if level >= 0:
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{used}"/></w:numPr>')
            )
    document.save(str(path))


def plan_html(text: str) -> str:
    """Return the plan as clean HTML with typed numbers."""
    parts = []
    for block in plan_blocks(text):
        if isinstance(block, list):
            parts.append(_html_table(block))
        else:
            words, _, number, _ = block
            parts.append(f"<p>{escape(f'{number} {words}'.strip())}</p>")
    return (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"></head>\n<body>\n'
        + "\n".join(parts)
        + "</body></html>"
    )


def plan_word_html(text: str) -> str:
    """Return the plan as Word saves a web page: numbers in spans of their own, lines cut at 76 characters."""
    import textwrap

    parts = []
    for block in plan_blocks(text):
        if isinstance(block, list):
            parts.append(
                _html_table(block, " class=MsoTableGrid border=1 cellspacing=0", "<p class=MsoNormal>{}<o:p></o:p></p>")
            )
            continue
        words, level, number, _ = block
        words = "\n".join(textwrap.wrap(escape(words), 76, break_long_words=False, break_on_hyphens=False))
        printed = style = ""
        if number:
            style = f" style='text-indent:-18.0pt;mso-list:l0 level{level + 1} lfo1'"
            printed = (
                "<![if !supportLists]><span lang=VI style='mso-fareast-font-family:\"Times New Roman\"'>"
                f"<span style='mso-list:Ignore'>{number}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;"
                "&nbsp;\n</span></span></span><![endif]>"
            )
        parts.append(f"<p class=MsoNormal{style}>{printed}<span lang=VI>{words}<o:p></o:p></span></p>")
    head = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">\n'
        '<head>\n<meta http-equiv=Content-Type content="text/html; charset=utf-8">\n'
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->\n"
        '<style>\n<!--\n p.MsoNormal {mso-style-parent:""; font-size:14.0pt; font-family:"Times New Roman";}\n-->\n'
        "</style>\n</head>\n<body lang=EN-US>\n<div class=WordSection1>\n"
    )
    return head + "\n\n".join(parts) + "\n</div></body></html>"


def _html_table(rows: Sequence[Row], attributes: str = "", cell: str = "{}") -> str:
    lines = ["<tr>" + "".join(f"<td>{cell.format(escape(words))}</td>" for words in row) + "</tr>" for row in rows]
    return f"<table{attributes}>" + "\n".join(lines) + "</table>"


def convert(paths: Sequence[Path], form: str, folder: Path) -> None:
    """Let LibreOffice save the files in another format (their names with its suffix) in ``folder``."""
    assert SOFFICE is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, capture_output=True, check=False, timeout=300)
