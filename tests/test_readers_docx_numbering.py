"""Automatic numbers of Word files are printed as Word prints them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plancheck.readers.docx import read
from plancheck.readers.docx_glyphs import bullet, printed
from plancheck.readers.limits import Limits, ReadError

from worddocs import abstract, lvl, num, p, style, table, word_file

OUTLINE = abstract(1, lvl(0, "%1.", "upperRoman"), lvl(1, "%2."), lvl(2, "%3)", "lowerLetter"))
DECIMAL = abstract(2, lvl(0, "%1."), lvl(1, "%1.%2."), lvl(2, "%1.%2.%3."))


class Case(NamedTuple):
    """A document and its printed lines; ``oracle``: LibreOffice is known to print the same."""

    body: str
    numbering: str
    lines: list[str]
    styles: str = ""
    oracle: bool = True


LINKED = (
    style("Normal", default=True)
    + style("Heading1", based="Normal", num=1)
    + style("Heading2", based="Normal", num=1, level=1)
    + style("Heading3", based="Heading2", num=1, level=2)
    + style("MucNho", based="Heading2")
    + style("KhongSo", based="Heading1", num=0)
)
CASES = {
    "levels linked to styles": Case(
        p("MỤC ĐÍCH, YÊU CẦU", style="Heading1")
        + p("Mục đích", style="Heading2")
        + p("Nâng cao nhận thức", style="Heading3")
        + p("Tạo đồng thuận", style="Heading3")
        + p("Yêu cầu", style="MucNho")
        + p("NỘI DUNG", style="Heading1")
        + p("Nội dung chung", style="Heading2")
        + p("PHẦN KÝ", style="KhongSo"),
        abstract(
            1,
            lvl(0, "%1.", "upperRoman", style="Heading1"),
            lvl(1, "%2.", style="Heading2"),
            lvl(2, "%3)", "lowerLetter", style="Heading3"),
        )
        + num(1, 1),
        [
            "I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "a) Nâng cao nhận thức", "b) Tạo đồng thuận", "2. Yêu cầu",
            "II. NỘI DUNG", "1. Nội dung chung", "PHẦN KÝ",
        ],
        LINKED,
    ),
    "a level that only the list names": Case(
        p("Nội dung", style="Muc") + p("Hình thức", style="Muc"),
        abstract(1, lvl(0, "%1.", "upperRoman"), lvl(1, "%2.", style="Muc")) + num(1, 1),
        ["1. Nội dung", "2. Hình thức"],
        style("Normal", default=True) + style("Muc", based="Normal", num=1),
        oracle=False,  # LibreOffice reads the level in the style only
    ),
    "numbers of several levels": Case(
        p("A", num=1, level=0) + p("B", num=1, level=1) + p("C", num=1, level=2) + p("D", num=1, level=1)
        + p("E", num=1, level=0) + p("F", num=1, level=1),
        DECIMAL + num(1, 2),
        ["1. A", "1.1. B", "1.1.1. C", "1.2. D", "2. E", "2.1. F"],
    ),
    "a list that goes on after text and headings": Case(
        p("Báo chí", num=1) + p("Đoạn xen giữa.") + p("Truyền thanh", num=1) + p("Mục khác", num=2)
        + p("Hội nghị", num=1),
        OUTLINE + DECIMAL + num(1, 2) + num(2, 1),
        ["1. Báo chí", "Đoạn xen giữa.", "2. Truyền thanh", "I. Mục khác", "3. Hội nghị"],
    ),
    "lists made from one abstract list count on together": Case(
        p("A", num=1) + p("B", num=2) + p("C", num=1),
        DECIMAL + num(1, 2) + num(2, 2),
        ["1. A", "2. B", "3. C"],
    ),
    "a list that begins anew": Case(
        p("A", num=1) + p("B", num=1) + p("C", num=2) + p("D", num=2) + p("E", num=1),
        DECIMAL + num(1, 2) + num(2, 2, {0: 1}),
        ["1. A", "2. B", "1. C", "2. D", "3. E"],
    ),
    "a list begins anew only once": Case(
        p("A", num=1, level=0) + p("B", num=1, level=1) + p("C", num=1, level=1) + p("D", num=2, level=1)
        + p("E", num=2, level=0) + p("F", num=2, level=1) + p("G", num=1, level=0),
        OUTLINE + num(1, 1) + num(2, 1, {0: 1, 1: 1, 2: 1}),
        ["I. A", "1. B", "2. C", "1. D", "II. E", "1. F", "III. G"],
    ),
    "a list that begins at five": Case(
        p("A", num=1) + p("B", num=1), DECIMAL + num(1, 2, {0: 5}), ["5. A", "6. B"]
    ),
    "a level of its own in a list": Case(
        p("A", num=1) + p("B", num=2) + p("C", num=1),
        OUTLINE + num(1, 1) + num(2, 1, None, f'<w:lvlOverride w:ilvl="0">{lvl(0, "(%1)")}</w:lvlOverride>'),
        ["I. A", "(2) B", "III. C"],
    ),
    "a level that never begins anew": Case(
        p("A", num=1, level=0) + p("B", num=1, level=1) + p("C", num=1, level=0) + p("D", num=1, level=1),
        abstract(1, lvl(0, "Phần %1.", "upperRoman"), lvl(1, "Điều %2.", restart=0)) + num(1, 1),
        ["Phần I. A", "Điều 1. B", "Phần II. C", "Điều 2. D"],
        oracle=False,  # LibreOffice knows no w:lvlRestart
    ),
    "a level that begins anew after the first level only": Case(
        p("A", num=1, level=0) + p("B", num=1, level=1) + p("C", num=1, level=2) + p("D", num=1, level=1)
        + p("E", num=1, level=2) + p("F", num=1, level=0) + p("G", num=1, level=2),
        abstract(1, lvl(0, "%1.", "upperRoman"), lvl(1, "%2."), lvl(2, "%3)", restart=1)) + num(1, 1),
        ["I. A", "1. B", "1) C", "2. D", "2) E", "II. F", "1) G"],
        oracle=False,
    ),
    "decimals below a Roman chapter": Case(
        p("A", num=1, level=0) + p("B", num=1, level=0) + p("C", num=1, level=1),
        abstract(1, lvl(0, "Chương %1.", "upperRoman"), lvl(1, "%1.%2.", legal=True)) + num(1, 1),
        ["Chương I. A", "Chương II. B", "2.1. C"],
        oracle=False,  # LibreOffice knows no w:isLgl
    ),
    "a level that was skipped": Case(
        p("A", num=1, level=1) + p("B", num=1, level=1) + p("C", num=1, level=0),
        DECIMAL + num(1, 2),
        ["1.1. A", "1.2. B", "2. C"],
    ),
    "numbering turned off": Case(
        p("A", style="So") + p("B", style="So", num=0) + p("C", style="So"),
        DECIMAL + num(1, 2),
        ["1. A", "B", "2. C"],
        style("Normal", default=True) + style("So", based="Normal", num=1),
    ),
    "a list through a numbering style": Case(
        p("A", num=1) + p("B", num=1, level=1) + p("C", num=2),
        abstract(1, link='<w:numStyleLink w:val="DanhSach"/>')
        + abstract(2, lvl(0, "%1)"), lvl(1, "%2)", "lowerLetter"), link='<w:styleLink w:val="DanhSach"/>')
        + num(1, 1)
        + num(2, 2),
        ["1) A", "a) B", "2) C"],
        style("Normal", default=True) + style("DanhSach", kind="numbering", num=2),
    ),
    "empty paragraphs take a number": Case(
        p("A", num=1) + p(num=1) + p("C", num=1), DECIMAL + num(1, 2), ["1. A", "2.", "3. C"]
    ),
    "deleted paragraphs take none": Case(
        p("A", num=1)
        + p('<w:del w:id="1" w:author="Lan"><w:r><w:delText>B</w:delText></w:r></w:del>', num=1,
            mark='<w:del w:id="2" w:author="Lan"/>')
        + p("C", num=1),
        DECIMAL + num(1, 2),
        ["1. A", "2. C"],
        oracle=False,  # its text export shows what is deleted
    ),
    "numbers in the cells of a table": Case(
        p("A", num=1) + table([p("B", num=1)], [p("C", num=1)], grid=[5000]) + p("D", num=1),
        DECIMAL + num(1, 2),
        ["1. A", "2. B", "3. C", "4. D"],
    ),
    "no blank after the number": Case(
        p("A", num=1) + p("B", num=1),
        abstract(1, lvl(0, "%1.", suff="nothing")) + num(1, 1),
        ["1.A", "2.B"],
        oracle=False,  # its text export parts number and text by a blank
    ),
    "capitals of the paragraph": Case(
        p("mục đích", style="Hoa") + p("nội dung", style="Hoa"),
        abstract(1, lvl(0, "Phần %1.", "lowerRoman")) + num(1, 1),
        ["PHẦN I. MỤC ĐÍCH", "PHẦN II. NỘI DUNG"],
        style("Normal", default=True) + style("Hoa", based="Normal", num=1, rpr="<w:caps/>"),
        oracle=False,  # its text export knows no capitals by format
    ),
    "a list that does not exist": Case(p("A", num=9) + p("B", num=1), num(1, 7), ["A", "B"], oracle=False),
}  # fmt: skip


def lines_of(case: Case) -> list[str]:
    file = word_file(case.body, numbering=case.numbering, styles=case.styles)
    return [line.rstrip() for line in read(file, "x.docx", Limits()).text.splitlines()]


@pytest.mark.parametrize("name", CASES)
def test_numbers_are_printed(name: str) -> None:
    assert lines_of(CASES[name]) == CASES[name].lines


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_the_same_numbers(tmp_path: Path) -> None:
    names = [name for name, case in CASES.items() if case.oracle]
    for name in names:
        case = CASES[name]
        (tmp_path / f"{name}.docx").write_bytes(word_file(case.body, numbering=case.numbering, styles=case.styles))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path)]
    files = [str(tmp_path / f"{name}.docx") for name in names]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=240)
    for name in names:
        text = (tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig")
        assert [line.strip() for line in text.splitlines() if line.strip()] == CASES[name].lines, name


@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [
        (9, "decimalZero", "09"), (12, "decimalZero", "12"), (4, "upperRoman", "IV"), (49, "lowerRoman", "xlix"),
        (26, "lowerLetter", "z"), (27, "lowerLetter", "aa"), (28, "upperLetter", "BB"), (2, "ordinal", "2nd"),
        (11, "ordinal", "11th"), (3, "none", ""), (3, "thaiCounting", "3"), (7, "custom:000", "007"),
        (0, "lowerLetter", ""),
    ],
)  # fmt: skip
def test_a_number_is_written_in_its_format(number: int, style: str, expected: str) -> None:
    assert printed(number, style) == expected


@pytest.mark.parametrize(
    ("char", "font", "expected"),
    [
        ("-", None, "-"), ("\uf02d", "Symbol", "-"), ("\uf0b7", "Symbol", "•"), ("·", "Symbol", "•"), ("+", None, "+"),
        ("\uf0a7", "Wingdings", "▪"), ("Ø", "Wingdings", "➢"), ("ü", "Wingdings", "✓"), ("o", "Courier New", "○"),
        ("\uf0b7", None, "•"), ("–", "Times New Roman", "–"), ("\uf0ff", "Wingdings", "•"),
    ],
)  # fmt: skip
def test_a_bullet_is_what_it_looks_like(char: str, font: str | None, expected: str) -> None:
    assert bullet(char, font) == expected


def test_bullets_stand_before_their_text_and_never_alone() -> None:
    numbering = abstract(1, lvl(0, "\uf0b7", "bullet", font="Symbol"), lvl(1, "-", "bullet")) + num(1, 1)
    body = p("Báo tỉnh", num=1) + p(num=1) + p("Bản tin", num=1, level=1)
    assert lines_of(Case(body, numbering, [])) == ["• Báo tỉnh", "- Bản tin"]


def test_a_number_in_hidden_letters_counts_and_is_not_printed() -> None:
    numbering = abstract(1, lvl(0, "%1.", rpr="<w:vanish/>"), lvl(1, "%1.%2.")) + num(1, 1)
    body = p("A", num=1) + p("B", num=1) + p("C", num=1, level=1)
    assert lines_of(Case(body, numbering, [])) == ["A", "B", "2.1. C"]


def test_a_format_written_as_examples_keeps_its_zeros() -> None:
    custom = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    level = lvl(0, "%1.").replace('<w:numFmt w:val="decimal"/>', custom)
    assert lines_of(Case(p("A", num=1), abstract(1, level) + num(1, 1), [])) == ["001. A"]


def test_what_is_merged_away_takes_no_number() -> None:
    def cell(merge: str, text: str) -> str:
        return f"<w:tcPr><w:vMerge{merge}/></w:tcPr>{p(text, num=1)}"

    rows = [
        ["TT", "Nội dung", "Đơn vị"],
        [cell(' w:val="restart"', "Đợt"), "Việc một", "Sở A"],
        [cell("", ""), "Việc hai", "Sở B"],
        [p("Đợt", num=1), "Việc ba", "Sở C"],
    ]
    text = read(word_file(table(*rows), numbering=DECIMAL + num(1, 2)), "x.docx", Limits()).text
    assert "1. Đợt" in text and "2. Đợt" in text and "3." not in text


def test_a_paragraph_keeps_its_label_as_a_run_of_its_own() -> None:
    from plancheck.readers.docx_line import Line
    from plancheck.readers.docx_styles import Look

    line = Line()
    line.write("Báo", Look("Arial", 14.0, False, False))
    line.write(" chí", Look("Arial", 14.0, False, False))
    line.write(" tỉnh", Look("Times New Roman", 14.0, False, False))
    assert [run.text for run in line.runs()] == ["Báo chí", " tỉnh"]


LEVELS = st.integers(0, 8)
FORMATS = st.sampled_from(["decimal", "upperRoman", "lowerLetter", "bullet", "none", "decimalZero", "odd", ""])
TEXTS = st.text(st.sampled_from("%123456789.)(ab -•"), max_size=12)


@st.composite
def numberings(draw: st.DrawFn) -> str:
    parts = []
    for number in range(draw(st.integers(0, 3))):
        link = draw(st.sampled_from(["", '<w:numStyleLink w:val="S0"/>', '<w:numStyleLink w:val="S1"/>']))
        levels = [
            lvl(
                draw(LEVELS), draw(TEXTS), draw(FORMATS), start=draw(st.sampled_from([None, -5, 0, 1, 99999999999])),
                restart=draw(st.sampled_from([None, 0, 1, 8, 55])), legal=draw(st.booleans()),
                style=draw(st.sampled_from(["", "S0", "S1"])),
            )
            for _ in range(draw(st.integers(0, 4)))
        ]  # fmt: skip
        parts.append(abstract(number, *levels, link=link))
    for number in range(1, draw(st.integers(1, 5))):
        starts = draw(st.dictionaries(st.integers(-2, 12), st.integers(-3, 10**6), max_size=3))
        parts.append(num(number, draw(st.integers(0, 3)), starts))
    return "".join(parts)


@settings(max_examples=60, deadline=None)
@given(
    numberings(),
    st.lists(
        st.tuples(st.sampled_from([None, 0, 1, 2, 3, "x"]), st.sampled_from([None, -1, 0, 1, 8, 40])), max_size=12
    ),
    st.sampled_from(["", "S0", "S1"]),
)
def test_no_list_however_odd_stops_the_reading(
    numbering: str, paragraphs: list[tuple[int | str | None, int | None]], name: str
) -> None:
    styles = "".join(
        [
            style("Normal", default=True),
            style("S0", based="S1", num=1, level=2),
            style("S1", based="S0", kind="numbering", num=2),
        ]
    )
    body = "".join(p("Nội dung", num=number, level=level, style=name) for number, level in paragraphs)
    try:
        text = read(word_file(body, numbering=numbering, styles=styles), "x.docx", Limits()).text
    except ReadError:
        assert not paragraphs
    else:
        assert text.count("Nội dung") == len(paragraphs)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["item", "text", "empty"]), min_size=1, max_size=30))
def test_a_plain_list_counts_from_one(kinds: list[str]) -> None:
    body = "".join(p("" if kind == "empty" else "việc", num=None if kind == "text" else 1) for kind in kinds)
    lines = lines_of(Case(body + p("hết"), abstract(1, lvl(0, "%1.")) + num(1, 1), []))
    numbers = [int(line.split(".")[0]) for line in lines if line[0].isdigit()]
    assert numbers == list(range(1, 1 + sum(kind != "text" for kind in kinds)))


def test_a_label_has_a_sane_length() -> None:
    numbering = abstract(1, lvl(0, "%1" * 500, "lowerRoman", start=32000)) + num(1, 1)
    (line,) = lines_of(Case(p("việc", num=1), numbering, []))
    assert line.endswith(" việc") and len(line) <= 260
