"""Documents and dates named in a text, in all the ways they are written."""

from __future__ import annotations

from typing import Any

import pytest
from plancheck.engine import parse_source
from plancheck.plan import Plan
from plancheck.rulebook import load

RULEBOOK = load()


def plan_of(sentence: str) -> Plan:
    return parse_source(f"KẾ HOẠCH\nTuyên truyền năm 2026\nI. NỘI DUNG\n{sentence}\n", RULEBOOK)


def citations(sentence: str) -> list[tuple[Any, ...]]:
    return [(item.kind, item.symbol, item.date, item.issuer) for item in plan_of(sentence).citations]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Thực hiện Kế hoạch số 3586/KH-UBND ngày 31/12/2013 của UBND tỉnh Bắc Giang về tuyên truyền.",
         ("Kế hoạch", "3586/KH-UBND", "2013-12-31", "UBND tỉnh Bắc Giang")),
        ("Nghị quyết 30c/NQ-CP ngày 08 tháng 11 năm 2011 của Chính phủ ban hành Chương trình.",
         ("Nghị quyết", "30c/NQ-CP", "2011-11-08", "Chính phủ")),
        ("Nghị quyết số 06-NQ/TU của Tỉnh ủy.", ("Nghị quyết", "06-NQ/TU", None, "Tỉnh ủy")),
        ("Chỉ thị số 11-CT/TU ngày 10/01/2026.", ("Chỉ thị", "11-CT/TU", "2026-01-10", None)),
        ("Quyết định số 22/2020/QĐ - UBND ngày 12/8/2020 của UBND tỉnh.",
         ("Quyết định", "22/2020/QĐ-UBND", "2020-08-12", "UBND tỉnh")),
        ("Công văn số 922/STTTT-TTBCXB ngày 31/10/2019 của Sở Thông tin và Truyền thông.",
         ("Công văn", "922/STTTT-TTBCXB", "2019-10-31", "Sở Thông tin và Truyền thông")),
        ("Luật Ban hành văn bản quy phạm pháp luật số 80/2015/QH13 ngày 22/6/2015.",
         ("Luật", "80/2015/QH13", "2015-06-22", None)),
        ("Chương trình hành động số 3245/CTr-UBND ngày 15/8/2016.",
         ("Chương trình hành động", "3245/CTr-UBND", "2016-08-15", None)),
        ("Quyết định 09/2015/QĐ-TTg ngày 25/3/2015 của Thủ tướng Chính phủ.",
         ("Quyết định", "09/2015/QĐ-TTg", "2015-03-25", "Thủ tướng Chính phủ")),
        ("Kế hoạch số 184/KH–UBND ngày 07/12/2021.", ("Kế hoạch", "184/KH-UBND", "2021-12-07", None)),
    ],
)  # fmt: skip
def test_each_form_of_citation_is_read(sentence: str, expected: tuple[Any, ...]) -> None:
    assert citations(sentence) == [expected]


def test_a_year_alone_is_no_date_but_is_kept() -> None:
    citation = plan_of("Nghị quyết 30c/NQ-CP năm 2011 của Chính phủ.").citations[0]
    assert (citation.symbol, citation.date, citation.year, citation.issuer) == ("30c/NQ-CP", None, 2011, "Chính phủ")


def test_a_document_in_brackets_is_read() -> None:
    found = citations("Kế hoạch tuyên truyền năm 2019 (Số 07/KH-SKHCN ngày 13/02/2019).")
    assert [(kind, symbol, date) for kind, symbol, date, _ in found] == [("Kế hoạch", "07/KH-SKHCN", "2019-02-13")]


def test_each_document_of_a_list_is_read() -> None:
    found = citations(
        "Nghị định số 130/2005/NĐ-CP, 117/2013/NĐ-CP; Nghị định số 16/2015/NĐ-CP ngày 14/02/2015 "
        "và số 141/2016/NĐ-CP ngày 10/10/2016 của Chính phủ."
    )
    assert [(kind, symbol, date) for kind, symbol, date, _ in found] == [
        ("Nghị định", "130/2005/NĐ-CP", None),
        ("Nghị định", "117/2013/NĐ-CP", None),
        ("Nghị định", "16/2015/NĐ-CP", "2015-02-14"),
        ("Nghị định", "141/2016/NĐ-CP", "2016-10-10"),
    ]


def test_a_citation_cut_by_a_margin_is_one() -> None:
    raw = (
        "KẾ HOẠCH\nTuyên truyền năm 2026\nI. NỘI DUNG\n"
        "1. Phổ biến đến cán bộ, công chức, viên chức toàn tỉnh các nội dung của Nghị định số\n"
        "61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, một\n"
        "cửa liên thông trong giải quyết thủ tục hành chính và các văn bản hướng dẫn của các bộ,\n"
        "ngành trung ương; tình hình triển khai tại các cơ quan chuyên môn thuộc Ủy ban nhân dân\n"
        "tỉnh và các địa phương.\n"
    )
    found = parse_source(raw, RULEBOOK).citations
    assert [(item.symbol, item.date) for item in found] == [("61/2018/NĐ-CP", "2018-04-23")]


@pytest.mark.parametrize(
    "sentence",
    ["Đạt 15/24 chỉ tiêu.", "Ngày 12/3/2014.", "Tỷ lệ 1/2.", "Khối A/B.", "Điện thoại 024/38-22.",
     "Năm 2021/2022.", "TCVN ISO 9001:2015."],
)  # fmt: skip
def test_fractions_dates_and_standards_are_no_citations(sentence: str) -> None:
    assert citations(sentence) == []


def test_the_plans_own_number_is_no_citation() -> None:
    raw = (
        "SỞ Y TẾ\nSố: 15/KH-SYT\nHà Nam, ngày 05 tháng 02 năm 2026\nKẾ HOẠCH\n"
        "Tuyên truyền năm 2026\nI. NỘI DUNG\nMột.\n"
        "GIÁM ĐỐC\nLê Minh Khôi\nPHỤ LỤC\n(Kèm theo Kế hoạch số 15/KH-SYT ngày 05/02/2026 của Sở Y tế)\n"
        "STT\tNhiệm vụ\tChủ trì\n1\tMột\tHai\n"
    )
    assert parse_source(raw, RULEBOOK).citations == []


@pytest.mark.parametrize(
    ("written", "kind", "parts"),
    [
        ("ngày 05 tháng 01 năm 2026", "day", (2026, 1, 5)),
        ("trước ngày 15/12/2026", "day", (2026, 12, 15)),
        ("trước 15/12", "day", (None, 12, 15)),
        ("ngày 20 tháng 11", "day", (None, 11, 20)),
        ("15-12-2026", "day", (2026, 12, 15)),
        ("15.12.2026", "day", (2026, 12, 15)),
        ("tháng 6/2026", "month", (2026, 6, None)),
        ("tháng 6 năm 2026", "month", (2026, 6, None)),
        ("quý II/2026", "quarter", (2026, 6, None)),
        ("Quý IV", "quarter", (None, 12, None)),
        ("6 tháng đầu năm", "period", (None, None, None)),
    ],
)
def test_each_form_of_date_is_read(written: str, kind: str, parts: tuple[int | None, ...]) -> None:
    dates = plan_of(f"Hoàn thành {written}.").dates
    found = [(date.kind, (date.year, date.month, date.day)) for date in dates if date.start > 40]
    assert (kind, parts) in found


@pytest.mark.parametrize("written", ["32/13/2026", "00/00/2026", "trong 12.000 hồ sơ", "tỷ lệ 15/24"])
def test_impossible_dates_are_none(written: str) -> None:
    assert [date for date in plan_of(f"Hoàn thành {written}.").dates if date.kind == "day"] == []


def test_a_sentence_of_ten_thousand_symbols_is_read() -> None:
    sentence = ", ".join(f"Nghị định số {number % 9000 + 1}/2015/NĐ-CP" for number in range(2000))
    assert len(citations(sentence)) == 2000
