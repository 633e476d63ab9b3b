"""Build small Word files for tests from raw WordprocessingML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from plancheck.readers.docx import read
from plancheck.readers.limits import Limits
from plancheck.source import Source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_TYPES = {
    "document": "document.main", "styles": "styles", "numbering": "numbering", "footnotes": "footnotes",
    "endnotes": "endnotes", "header": "header", "footer": "footer", "settings": "settings",
}  # fmt: skip
_ROOTS = {"header": "hdr", "footer": "ftr"}
_OFFICE = "application/vnd.openxmlformats-officedocument"


def word_file(
    body: str, *, numbering: str = "", styles: str = "", theme: str = "", strict: bool = False, **parts: str
) -> bytes:
    """Return a Word file; ``parts`` are named by kind and number ("header1", "footer2", "footnotes").

    A header or footer has its name for its relationship id. ``strict`` writes the namespaces of ISO strict documents.
    """
    members = {"document": f"<w:body>{body}</w:body>", **parts}
    if numbering:
        members["numbering"] = numbering
    members["styles"] = styles or style("Normal", default=True)
    overrides, links = [], []
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name: str, text: str) -> None:
            if strict:
                text = text.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
                text = text.replace(R, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)

        for name, xml in members.items():
            kind = name.rstrip("0123456789")
            overrides.append(
                f'<Override PartName="/word/{name}.xml" ContentType="{_OFFICE}.wordprocessingml.{_TYPES[kind]}+xml"/>'
            )
            if name != "document":
                links.append(f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{name}.xml"/>')
            root = _ROOTS.get(kind, kind)
            put(f"word/{name}.xml", f"<w:{root} {NAMESPACES}>{xml}</w:{root}>")
        if theme:
            links.append(f'<Relationship Id="theme" Type="{R}/theme" Target="theme1.xml"/>')
            put("word/theme1.xml", f"<a:theme {NAMESPACES}>{theme}</a:theme>")
        put("word/_rels/document.xml.rels", _relationships(links))
        main = f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
        put("_rels/.rels", _relationships([main]))
        put(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{"".join(overrides)}</Types>',
        )
    return out.getvalue()


def tag(name: str, value: object) -> str:
    """Return an element with a value, nothing where the value is None or empty."""
    return "" if value is None or value == "" else f'<w:{name} w:val="{value}"/>'


def wrap(name: str, inner: str) -> str:
    """Return an element around what is in it, nothing where that is empty."""
    return f"<w:{name}>{inner}</w:{name}>" if inner else ""


def p(
    text: str = "",
    *,
    num: int | str | None = None,
    level: int | None = None,
    style: str = "",
    props: str = "",
    mark: str = "",
) -> str:
    """Return a paragraph; ``text`` is plain, or XML where it begins with "<". ``mark`` is the rPr of its mark."""
    inner = tag("pStyle", style) + _numbered(num, level) + props + wrap("rPr", mark)
    content = text if text.startswith("<") or not text else r(text)
    return f"<w:p>{wrap('pPr', inner)}{content}</w:p>"


def r(text: str, props: str = "") -> str:
    """Return a run."""
    return f'<w:r>{wrap("rPr", props)}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _numbered(num: int | str | None, level: int | None) -> str:
    return wrap("numPr", tag("ilvl", level) + tag("numId", num))


def style(
    name: str,
    *,
    based: str = "",
    kind: str = "paragraph",
    default: bool = False,
    ppr: str = "",
    rpr: str = "",
    num: int | None = None,
    level: int | None = None,
) -> str:
    """Return a style."""
    first = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}"{first} w:styleId="{name}">{tag("name", name)}{tag("basedOn", based)}'
        f"{wrap('pPr', _numbered(num, level) + ppr)}{wrap('rPr', rpr)}</w:style>"
    )


def lvl(
    depth: int,
    text: str,
    fmt: str = "decimal",
    *,
    start: int | None = 1,
    restart: int | None = None,
    style: str = "",
    legal: bool = False,
    suff: str = "",
    font: str = "",
    rpr: str = "",
) -> str:
    """Return a level of a list."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:hint="default"/>' if font else ""
    return (
        f'<w:lvl w:ilvl="{depth}">{tag("start", start)}{tag("numFmt", fmt)}{tag("lvlRestart", restart)}'
        f"{tag('pStyle', style)}{'<w:isLgl/>' if legal else ''}{tag('suff', suff)}"
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>{wrap("rPr", fonts + rpr)}</w:lvl>'
    )


def abstract(number: int, *levels: str, link: str = "") -> str:
    """Return an abstract list; ``link`` stands behind its kind (styleLink, numStyleLink)."""
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{link}'
        f"{''.join(levels)}</w:abstractNum>"
    )


def num(number: int, of: int, starts: dict[int, int] | None = None, levels: str = "") -> str:
    """Return a list made from an abstract one; ``starts`` are its startOverrides by level."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{depth}">{tag("startOverride", start)}</w:lvlOverride>'
        for depth, start in (starts or {}).items()
    )
    return f'<w:num w:numId="{number}">{tag("abstractNumId", of)}{overrides}{levels}</w:num>'


def table(*rows: Sequence[str], borders: bool = True, grid: Sequence[int] = ()) -> str:
    """Return a table; a cell is its text, or XML of its paragraphs (with a w:tcPr before them, if it needs one)."""
    lines = '<w:tblBorders><w:insideH w:val="single"/></w:tblBorders>' if borders else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{lines}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(map(tr, rows))}</w:tbl>"


def tr(cells: Sequence[str], props: str = "") -> str:
    """Return a row of a table."""
    inner = "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in cells)
    return f"<w:tr>{wrap('trPr', props)}{inner}</w:tr>"


def field(instruction: str, result: str = "") -> str:
    """Return a complex field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _relationships(links: list[str]) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(links)}</Relationships>"
    )


def source_of(body: str, **parts: str) -> Source:
    """Return what is read of a Word file made from these parts."""
    return read(word_file(body, **parts), "x.docx", Limits())  # type: ignore[arg-type]


def text_of(body: str, **parts: str) -> str:
    """Return the text that is read of a Word file made from these parts."""
    return source_of(body, **parts).text


def tracked(kind: str, inner: str, author: str = "Hoa") -> str:
    """Return a tracked change."""
    return f'<w:{kind} w:id="1" w:author="{author}" w:date="2026-01-05T08:00:00Z">{inner}</w:{kind}>'


def picture() -> str:
    """Return a run that holds a picture."""
    return (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip/></pic:blipFill>"
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
