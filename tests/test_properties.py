"""Promises that hold for any text, and for every plan however its file is written."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plancheck.checks import Settings
from plancheck.engine import lint_text, parse_source
from plancheck.finding import ELEMENTS, Report
from plancheck.language import fold, normalise
from plancheck.language.numbering import read_marker
from plancheck.language.wrap import is_caps
from plancheck.plan import Plan, Section
from plancheck.rulebook import load

PLANS = Path(__file__).resolve().parent.parent / "fixtures" / "plans"
RULEBOOK = load()
BOUNDED = settings(
    max_examples=100, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)

# What administrative documents are made of, and what breaks careless readers of them.
_PIECES = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "SỞ NỘI VỤ", "UBND TỈNH HÀ NAM",
    "Số: 22 /KH-SNV",
    "Số:      /KH-UBND", "Hà Nam, ngày 05 tháng 01 năm 2026", "ngày    tháng 01 năm 2026", "DỰ THẢO", "-------",
    "Kính gửi: Sở Nội vụ",
    "V/v báo cáo kết quả", "KẾ HOẠCH", "Kế hoạch", "BÁO CÁO", "QUYẾT ĐỊNH", "Tuyên truyền cải cách hành chính năm 2026",
    "Căn cứ Nghị quyết số 30c/NQ-CP ngày 08/11/2011 của Chính phủ;",
    "Thực hiện Kế hoạch số 12/KH-UBND năm 2026 của UBND tỉnh",
    "như sau:", "Phần thứ nhất", "PHẦN II", "Chương I", "Mục 2", "Điều 1.", "I.", "II.", "IV.", "I-", "I/", "A.",
    "C.", "1.", "2.", "3.",
    "1.1.", "2.1", "2.1.3.", "99.99.99.", "1)", "a)", "b)", "đ)", "e)", "g)", "w)", "(1)", "(a)", "(ii)", "i)", "1/",
    "1-", "-", "+", "*", "•",
    "MỤC ĐÍCH, YÊU CẦU", "Mục đích", "Yêu cầu", "ĐỐI TƯỢNG", "NỘI DUNG TUYÊN TRUYỀN", "HÌNH THỨC", "KINH PHÍ",
    "TỔ CHỨC THỰC HIỆN",
    "CHẾ ĐỘ BÁO CÁO", "THỜI GIAN", "Văn phòng Sở chủ trì, phối hợp với các phòng",
    "báo cáo UBND tỉnh trước ngày 15/12", "theo quy định",
    "ngân sách nhà nước", "STT\tNhiệm vụ\tChủ trì\tThời gian", "1\tTin, bài\t\tQuý II", "|STT|Nội dung|Chủ trì|",
    "|---|---|---|", "| 1 | |",
    "22/2020/QĐ - UBND", "06-NQ/TU", "80/2015/QH13", "31/02/2020", "12.000", "3.5 tỷ đồng", "v.v", "Nơi nhận:",
    "- Lưu: VT.", "KT. GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC", "TM. ỦY BAN NHÂN DÂN", "Nguyễn Văn An", "PHỤ LỤC", "PHỤ LỤC I",
    "(Kèm theo Kế hoạch số 22/KH-SNV)", "./.", "**", "##", "`",
    "<b>", "</b>", "<br>", "&nbsp;", "&#0;", "&#xD800;", "\\", "\x00", "\x0c", "\r", "\r\n",
    "\u200b", "\ufeff", "\u2028", "\x85", "\u0301",
    "\u0301\u0302", "İ", "ﬁ", "\uffff", "0", "٣.", "²", "Ⅳ.", "12", "- 3 -", "Trang 2/5",
]  # fmt: skip
_JOINTS = ["\n", "\n", "\n\n", " ", "  ", "\t", "|", "", "\r\n"]
soup = st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from(_JOINTS)), max_size=60).map(
    lambda pairs: "".join(piece + joint for piece, joint in pairs)
)
anything = st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=300), soup)


def plans(pattern: str) -> list[Path]:
    return sorted(PLANS.glob(pattern))


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


# Any text ------------------------------------------------------------------------------------------------------------


@BOUNDED
@given(anything)
def test_no_text_makes_the_check_raise(text: str) -> None:
    report = lint_text(text, RULEBOOK)
    assert report.status == "checked"
    assert set(report.elements) == set(ELEMENTS)
    lines = re.split(r"\r\n|\r|\n", text)
    for finding in report.findings:
        place = finding.location
        assert 1 <= place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert (place.line, place.column) <= (place.end_line, place.end_column)


@BOUNDED
@given(anything)
def test_sections_tile_any_text(text: str) -> None:
    assert_tiled(parse_source(text, RULEBOOK))


@pytest.mark.parametrize("path", plans("*"), ids=lambda path: path.name)
def test_sections_tile_every_plan(path: Path) -> None:
    assert_tiled(parse_source(text_of(path), RULEBOOK))


def assert_tiled(plan: Plan) -> None:
    assert_siblings(plan.sections, plan.body_end, 1)
    for annex in plan.annexes:
        assert_siblings(annex.sections, annex.end, 1)
        assert annex.start <= annex.end <= len(plan.text.text)


def assert_siblings(sections: list[Section], end: int, depth: int) -> None:
    ends = [section.start for section in sections[1:]] + [end]
    for section, expected_end in zip(sections, ends, strict=bool(sections)):
        assert section.start == section.heading.start < section.end == expected_end
        assert section.depth == depth
        for paragraph in section.paragraphs:
            assert section.heading.end < paragraph.start <= paragraph.end <= section.end
        if section.children:
            assert section.children[0].start > section.heading.end
            assert_siblings(section.children, section.end, depth + 1)


@BOUNDED
@given(anything)
def test_every_offset_leads_back_into_the_file(text: str) -> None:
    normalised = normalise(text)
    assert len(normalised.folded) == len(normalised.text)
    for offset in range(len(normalised.text) + 1):
        assert 0 <= normalised.origin(offset) <= len(text)
    starts = [*normalised.segment_starts, len(normalised.text)]
    for start, stop in pairwise(starts):
        origins = [normalised.origin(offset) for offset in range(start, stop)]
        assert origins == sorted(origins), "inside one segment the way back never turns"


@BOUNDED
@given(anything)
def test_a_normalised_text_is_clean(text: str) -> None:
    clean = normalise(text).text
    assert unicodedata.is_normalized("NFC", clean)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xa0\xad\u200b-\u200f\u2028\u2029\ufeff]", clean)
    assert "  " not in clean


@BOUNDED
@given(st.text(max_size=200))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


# Every plan, however written -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", plans("*.txt"), ids=lambda path: path.name)
def test_each_character_of_a_plain_plan_leads_back_to_itself(path: Path) -> None:
    normalised = normalise(text_of(path))
    for offset, char in enumerate(normalised.text):
        if not char.isspace():
            assert normalised.raw[normalised.origin(offset)] == char


@pytest.mark.parametrize("path", plans("*.txt"), ids=lambda path: path.name)
def test_normalising_twice_is_normalising_once(path: Path) -> None:
    raw = text_of(path)
    body = "".join(line for line in raw.splitlines(keepends=True) if "\t" not in line)
    once = normalise(body).text
    assert normalise(once).text == once


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def with_crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def with_cr(text: str) -> str:
    return text.replace("\n", "\r")


def with_bom(text: str) -> str:
    return "\ufeff" + text


def with_nbsp(text: str) -> str:
    return text.replace(" ", "\xa0")


def with_zero_widths(text: str) -> str:
    return re.sub(r"(?<=[^\W\d])(?= )", "\u200b", text)


def with_trailing_blanks(text: str) -> str:
    return text.replace("\n", "  \n")


def with_markdown(text: str) -> str:
    return "\n".join(_marked(line) for line in text.split("\n"))


def _marked(line: str) -> str:
    if "\t" in line or not line.strip():
        return line
    marker = read_marker(line)
    if marker and marker.sure and marker.style in ("roman", "part", "upper"):
        return f"## {line}"
    if is_caps(line) or (marker and marker.sure and len(line) < 60):
        return f"**{line}**"
    return line


WRITTEN = [decomposed, with_crlf, with_cr, with_bom, with_nbsp, with_zero_widths, with_trailing_blanks, with_markdown]


@pytest.mark.parametrize("written", WRITTEN, ids=lambda change: change.__name__)
@pytest.mark.parametrize("path", plans("*.txt"), ids=lambda path: path.name)
def test_how_the_file_is_written_changes_no_judgement(path: Path, written) -> None:  # type: ignore[no-untyped-def]
    text = text_of(path)
    settings = Settings(ignore=("mixed-encoding",) if written is with_zero_widths else ())  # it tells just these
    assert judgement(lint_text(written(text), RULEBOOK, settings)) == judgement(lint_text(text, RULEBOOK, settings))


# Three of the fixtures are wrapped at 80 already; to wrap wrapped lines again is no file anybody has.
UNWRAPPED = [path for path in plans("*.txt") if max(map(len, text_of(path).splitlines())) > 120]


@pytest.mark.parametrize("width", [60, 72, 80, 95, 110])
@pytest.mark.parametrize("path", UNWRAPPED, ids=lambda path: path.name)
def test_hard_wrapped_lines_change_no_judgement(path: Path, width: int) -> None:
    text = text_of(path)
    wrapped = "\n".join(
        line
        if "\t" in line or not line.strip()
        else textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )
    assert wrapped != text
    assert judgement(lint_text(wrapped, RULEBOOK)) == judgement(lint_text(text, RULEBOOK))


def judgement(report: Report) -> dict[str, object]:
    """Return all that must not depend on how the file is written."""
    return {
        "type": report.doc_type,
        "elements": {key: element.status for key, element in report.elements.items()},
        "findings": sorted((f.rule, f.element or "", f.section or "", _squeezed(f.quote)) for f in report.findings),
        "citations": [(c.kind, c.symbol, c.date) for c in report.citations],
        "verdict": (report.verdict, report.score),
    }


def _squeezed(quote: str | None) -> str:
    return unicodedata.normalize("NFC", re.sub(r"[\s\u200b*]+", " ", quote or ""))


# Deleting one element ------------------------------------------------------------------------------------------------

_TOP = """KẾ HOẠCH
Tuyên truyền công tác cải cách hành chính năm 2025
"""
_OPENING = (
    "Thực hiện Kế hoạch số 31/KH-UBND ngày 17/01/2025 của UBND tỉnh Lâm Đồng về tuyên truyền cải cách hành chính "
    "năm 2025, Sở Xây dựng ban hành Kế hoạch với các nội dung sau:\n"
)
_SECTIONS = {
    "purpose": "MỤC ĐÍCH\nGiúp người dân, doanh nghiệp hiểu và thực hiện đúng các thủ tục trong lĩnh vực xây dựng.\n",
    "requirements": "YÊU CẦU\nThông tin phải chính xác, dễ hiểu, bám sát tình hình của địa phương.\n",
    "audience": "ĐỐI TƯỢNG\nNgười dân có nhu cầu xây dựng nhà ở; doanh nghiệp; công chức, viên chức của Sở.\n",
    "content": (
        "NỘI DUNG TUYÊN TRUYỀN\n1. Thủ tục cấp giấy phép xây dựng sau khi được đơn giản hóa.\n"
        "2. Kết quả chỉ số cải cách hành chính của Sở năm 2024.\n"
    ),
    "channels": (
        "HÌNH THỨC TUYÊN TRUYỀN\n1. Đăng tin, bài trên Cổng thông tin điện tử của Sở.\n"
        "2. Phát tờ rơi tại Bộ phận Một cửa.\n"
    ),
    "schedule": "THỜI GIAN THỰC HIỆN\nTừ tháng 02 đến tháng 11 năm 2025.\n",
    "budget": "KINH PHÍ\nSử dụng ngân sách nhà nước cấp cho Sở trong năm 2025.\n",
    "responsibility": (
        "TỔ CHỨC THỰC HIỆN\n1. Văn phòng Sở chủ trì, theo dõi, đôn đốc.\n"
        "2. Các phòng chuyên môn phối hợp với Văn phòng Sở.\n"
    ),
    "reporting": "CHẾ ĐỘ BÁO CÁO\nCác phòng chuyên môn báo cáo kết quả về Văn phòng Sở trước ngày 25/11/2025.\n",
}
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]


def _complete(without: str | None = None) -> str:
    kept = [section for key, section in _SECTIONS.items() if key != without]
    body = "".join(f"{number}. {section}" for number, section in zip(_ROMAN, kept, strict=False))
    return _TOP + ("" if without == "provincial_basis" else _OPENING) + body


def test_a_complete_plan_has_no_findings() -> None:
    report = lint_text(_complete(), RULEBOOK)
    assert [(finding.rule, finding.quote) for finding in report.findings] == []
    assert {element.status for element in report.elements.values()} == {"present"}
    assert (report.verdict, report.score) == ("pass", 100.0)


@pytest.mark.parametrize("element", ELEMENTS)
def test_deleting_one_element_adds_exactly_its_finding(element: str) -> None:
    report = lint_text(_complete(without=element), RULEBOOK)
    assert [finding.rule for finding in report.findings] == [f"missing-{element.replace('_', '-')}"]
    assert [key for key, found in report.elements.items() if found.status != "present"] == [element]


@pytest.mark.parametrize("element", sorted(_SECTIONS))
def test_the_order_of_sections_changes_no_status(element: str) -> None:
    """Each section in turn is put first, with the numbers kept in order."""
    order = [element, *(key for key in _SECTIONS if key != element)]
    body = "".join(f"{number}. {_SECTIONS[key]}" for number, key in zip(_ROMAN, order, strict=True))
    report = lint_text(_TOP + _OPENING + body, RULEBOOK)
    assert [(finding.rule, finding.quote) for finding in report.findings] == []


@BOUNDED
@given(st.sets(st.sampled_from(ELEMENTS)))
def test_deleting_several_elements_adds_their_findings_and_no_others(gone: set[str]) -> None:
    kept = [section for key, section in _SECTIONS.items() if key not in gone]
    body = "".join(f"{number}. {section}" for number, section in zip(_ROMAN, kept, strict=False))
    text = _TOP + ("" if "provincial_basis" in gone else _OPENING) + body
    report = lint_text(text, RULEBOOK, Settings(select=("elements",)))
    assert {finding.rule for finding in report.findings} == {f"missing-{key.replace('_', '-')}" for key in gone}
