"""Word files whole, strict, odd, damaged and hostile."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plancheck.engine import parse_source
from plancheck.readers import read as read_file
from plancheck.readers.docx import read
from plancheck.readers.limits import Limits, ReadError
from plancheck.rulebook import Rulebook

from worddocs import abstract, lvl, num, p, r, source_of, table, text_of, word_file


def test_paragraphs_are_counted_as_python_docx_counts_them() -> None:
    document = docx.Document()
    for text in ("KẾ HOẠCH", "", "I. MỤC ĐÍCH", "Nâng cao nhận thức."):
        document.add_paragraph(text)
    document.add_table(rows=1, cols=1).cell(0, 0).text = "trong bảng"
    document.add_paragraph("Nơi nhận:")
    out = io.BytesIO()
    document.save(out)
    source = read(out.getvalue(), "x.docx", Limits())
    assert len(source.paragraphs) == 4
    for start, end, number in source.paragraphs:
        assert source.text[start:end] == document.paragraphs[number - 1].text


def test_a_strict_document_is_read() -> None:
    assert read(word_file(p("Nội dung", num=1), numbering=abstract(1, lvl(0, "%1.")) + num(1, 1), strict=True), "x",
                Limits()).text == "1. Nội dung\n"  # fmt: skip


def test_the_prefix_of_a_namespace_is_no_matter() -> None:
    old, new = io.BytesIO(word_file(p("Nội dung"))), io.BytesIO()
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(new, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"w:", b"ns0:").replace(b"xmlns:w=", b"xmlns:ns0=")
            target.writestr(name.replace("/", "\\") if name == "word/styles.xml" else name, content)
    assert read(new.getvalue(), "x", Limits()).text == "Nội dung\n"


def test_a_word_file_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_bytes(word_file(p("KẾ HOẠCH")))
    assert read_file(str(path)).format == "docx"


@pytest.mark.parametrize(
    "content",
    [
        word_file(p("x"))[:400],
        b"PK\x03\x04" + b"word/document.xml" * 20,
        word_file("<w:p><w:r><w:t>hỏng</w:r></w:p>"),
        word_file("</w:body><w:body>").replace(b"word/document.xml", b"word/nothing1.xml"),
        word_file(p("x") + "<w:customXml>" * 300 + "</w:customXml>" * 300),
    ],
    ids=["cut", "no archive", "broken XML", "no main part", "too deep"],
)
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(ReadError, match="damaged"):
        read(content, "x.docx", Limits())


def test_a_file_that_unpacks_beyond_the_limit_is_refused() -> None:
    with pytest.raises(ReadError, match="MB when unpacked"):
        read(word_file(p("x" * 3_000_000)), "x.docx", Limits(unpacked_bytes=1024 * 1024))


def test_entities_are_refused() -> None:
    out = io.BytesIO(word_file(p("x")))
    with zipfile.ZipFile(out) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    xml = xml.replace(
        "<w:document", '<!DOCTYPE d [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/hostname">]><w:document'
    )
    new = io.BytesIO()
    with zipfile.ZipFile(new, "w") as archive:
        archive.writestr("word/document.xml", xml.replace(">x<", ">&a;&c;<"))
    with pytest.raises(ReadError, match="damaged"):
        read(new.getvalue(), "x.docx", Limits())


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(ReadError, match="empty"):
        source_of(p() + table(["", ""]))


def test_text_kept_in_another_file_is_asked_for() -> None:
    with pytest.raises(ReadError, match="embedded"):
        source_of(p("KẾ HOẠCH") + '<w:altChunk r:id="rId9"/>')


def test_deep_nesting_within_the_limits_is_read() -> None:
    body = p("đáy")
    for _ in range(70):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    assert text_of(body) == "đáy\n"
    run = r("sâu")
    for _ in range(200):
        run = f"<w:smartTag>{run}</w:smartTag>"
    assert text_of(p(run)) == "sâu\n"


NAMES = st.sampled_from(
    [
        "p",
        "r",
        "t",
        "pPr",
        "rPr",
        "numPr",
        "numId",
        "ilvl",
        "tbl",
        "tr",
        "tc",
        "tcPr",
        "gridSpan",
        "vMerge",
        "trPr",
        "gridBefore",
        "tblGrid",
        "gridCol",
        "sdt",
        "sdtContent",
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "fldChar",
        "instrText",
        "fldSimple",
        "hyperlink",
        "sym",
        "br",
        "tab",
        "caps",
        "vanish",
        "sz",
        "rFonts",
        "pStyle",
        "sectPr",
        "pgSz",
        "pgMar",
        "headerReference",
        "titlePg",
        "footnoteReference",
        "pict",
        "txbxContent",
        "drawing",
        "ruby",
        "rubyBase",
        "customXml",
    ]
)
VALUES = st.sampled_from(
    ["", "0", "1", "-1", "99999999999", "restart", "begin", "separate", "end", "x", "F0B7", "12pt"]
)


@st.composite
def soups(draw: st.DrawFn) -> str:
    """Return elements of WordprocessingML in any order, with any value."""
    return draw(
        st.recursive(
            st.sampled_from(["chữ", "", " "]),
            lambda inner: st.tuples(NAMES, VALUES, st.lists(inner, max_size=4)).map(
                lambda node: (
                    f'<w:{node[0]} w:val="{node[1]}" w:id="{node[1]}" w:w="{node[1]}" w:char="{node[1]}" '
                    f'w:fldCharType="{node[1]}" r:id="header1">{"".join(node[2])}</w:{node[0]}>'
                )
            ),
            max_leaves=25,
        )
    )


@settings(max_examples=50, deadline=None)
@given(soups(), soups())
def test_elements_in_any_order_are_read_or_refused(body: str, other: str) -> None:
    parts = {"header1": other, "footnotes": f'<w:footnote w:id="1">{body}</w:footnote>'}
    try:
        source = source_of(body + p("chữ") + other, numbering=other + body, styles=body + other, **parts)
    except ReadError:
        return
    assert "chữ" in source.text


def test_a_whole_plan_has_the_outline_its_page_shows(rulebook: Rulebook) -> None:
    numbering = abstract(1, lvl(0, "%1.", "upperRoman"), lvl(1, "%2."), lvl(2, "%3)", "lowerLetter")) + num(1, 1)
    numbering += abstract(2, lvl(0, "-", "bullet")) + num(2, 2)
    head = table(
        [p("UBND TỈNH THANH HÓA") + p("SỞ NỘI VỤ"), p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")],
        [p("Số: 15/KH-SNV"), p("Thanh Hóa, ngày 12 tháng 01 năm 2026")],
        borders=False,
    )
    body = head + p("KẾ HOẠCH") + p("Tuyên truyền cải cách hành chính năm 2026") + p("MỤC ĐÍCH, YÊU CẦU", num=1)
    body += p("Mục đích", num=1, level=1) + p("Nâng cao nhận thức của cán bộ, công chức.", num=2)
    body += p("Yêu cầu", num=1, level=1) + p("Thiết thực, hiệu quả.", num=1, level=2)
    body += p("Đúng tiến độ.", num=1, level=2) + p("TỔ CHỨC THỰC HIỆN", num=1)
    body += table(["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"], ["1", "Mở chuyên mục", "Báo tỉnh", "Quý I"])
    plan = parse_source(source_of(body, numbering=numbering), rulebook)
    assert [section.path for section in plan.walk()] == ["I", "I.1", "I.2", "I.2.a", "I.2.b", "II"]
    assert plan.metadata.symbol == "KH-SNV" and plan.metadata.date == "2026-01-12"
    assert [column.text for column in plan.sections[-1].tables[0].columns][:2] == ["TT", "Nhiệm vụ"]
