"""Write papers as text and as Word files; the same paper gives the same bytes."""

from __future__ import annotations

import io
from functools import cache
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from province.paper import Paper

_STAMP = (2026, 1, 1, 0, 0, 0)
_SPACE = "http://schemas.openxmlformats.org/"
_MAIN = f'xmlns:w="{_SPACE}wordprocessingml/2006/main" xmlns:r="{_SPACE}officeDocument/2006/relationships"'
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_SPACE}package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_WORD_TYPE}styles+xml"/>'
        f'<Override PartName="/word/header1.xml" ContentType="{_WORD_TYPE}header+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_SPACE}package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_SPACE}officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{_SPACE}package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_SPACE}officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" '
        f'Type="{_SPACE}officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>'
    ),
    "word/styles.xml": (
        f'<w:styles {_MAIN}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" '
        'w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/><w:lang w:val="vi-VN"/></w:rPr>'
        '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/></w:style></w:styles>'
    ),
    "word/header1.xml": (
        f'<w:hdr {_MAIN}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "</w:p></w:hdr>"
    ),
}
_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
    "<w:titlePg/></w:sectPr>"
)
_LOOK = {  # style: alignment, bold, italic, size in half points
    "title": ("center", True, False, 28), "heading": ("both", True, False, 28), "text": ("both", False, False, 28),
    "small": ("center", False, True, 28), "cell": ("left", False, False, 24), "head": ("center", True, False, 24),
    "recipients": ("left", False, False, 22), "label": ("left", True, True, 24),
}  # fmt: skip


def as_text(paper: Paper) -> bytes:
    """Return the paper as a text file, letterhead in two columns parted by a tab."""
    rows = max(len(paper.left), len(paper.right))
    cells = [(*column, *[""] * (rows - len(column))) for column in (paper.left, paper.right)]
    lines = [f"{left}\t{right}".rstrip() for left, right in zip(*cells, strict=True)]
    lines += ["", *(text for _, text in paper.lines), "", "Nơi nhận:", *paper.recipients, "", *paper.signature]
    if paper.table:
        lines += ["", *(text for _, text in paper.annex), "", *("\t".join(row) for row in paper.table)]
    return ("\n".join(lines) + "\n").encode()


def as_word(paper: Paper) -> bytes:
    """Return the paper as a .docx file."""
    head = _table([[_column(paper.left, "head"), _column(paper.right, "head")]], (3800, 5800))
    body = [head, *(_paragraph(text, style) for style, text in paper.lines)]
    left = _paragraph("Nơi nhận:", "label") + _column(paper.recipients, "recipients")
    body += [_table([[left, _column(paper.signature, "head")]], (4800, 4800)), _paragraph("", "text")]
    if paper.table:
        body += [_paragraph(text, style) for style, text in paper.annex]
        body.append(_table([[_paragraph(cell, "cell") for cell in row] for row in paper.table], (1600,) * 6, True))
        body.append(_paragraph("", "text"))
    return package(f"<w:document {_MAIN}><w:body>{''.join(body)}{_SECTION}</w:body></w:document>")


def package(document: str) -> bytes:
    """Return the .docx file whose main part is ``document``."""
    return packed(
        {name: (_DECLARED + part).encode() for name, part in {**_PARTS, "word/document.xml": document}.items()}
    )


def packed(files: dict[str, bytes]) -> bytes:
    """Return a zip file with fixed times."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = ZipInfo(name, _STAMP)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=1)
    return buffer.getvalue()


@cache
def _before(style: str) -> str:
    align, bold, italic, size = _LOOK[style]
    marks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    indent = '<w:ind w:firstLine="567"/>' if style in ("text", "heading") else ""
    spacing = '<w:spacing w:before="120"/>' if style in ("text", "heading") else ""
    return (
        f'<w:p><w:pPr>{spacing}{indent}<w:jc w:val="{align}"/></w:pPr><w:r><w:rPr>{marks}<w:sz w:val="{size}"/></w:rPr>'
        '<w:t xml:space="preserve">'
    )


def _paragraph(text: str, style: str) -> str:
    return f"{_before(style)}{escape(text)}</w:t></w:r></w:p>"


def _column(texts: list[str], style: str) -> str:
    return "".join(_paragraph(text, style) for text in texts)


def _table(rows: list[list[str]], widths: tuple[int, ...], lined: bool = False) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = [
        "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
                for width, cell in zip(widths, row, strict=True)) for row in rows
    ]  # fmt: skip
    borders = f"<w:tblBorders>{edges}</w:tblBorders>" if lined else ""
    inner = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>"
