"""Citations read as a reviewer reads them: lists, first mentions, issuers, severities, what is proposed."""

from __future__ import annotations

from time import perf_counter

import pytest
from plancheck.checks import Settings
from plancheck.checks.citing import Symbol, read_symbol
from plancheck.engine import lint_text, parse_source
from plancheck.finding import Finding
from plancheck.rulebook import load

RULEBOOK = load()
HEAD = "SỞ CÔNG THƯƠNG\nSố: 07/KH-SCT\nLào Cai, ngày {} tháng {} năm {}\n"


def findings(sentence: str, day: str | None = "2026-01-22", head: str | None = None) -> list[Finding]:
    year = day[:4] if day else "2026"
    letterhead = HEAD.format(*reversed(day.split("-"))) if day else ""
    title = f"KẾ HOẠCH\nTuyên truyền cải cách hành chính năm {year}\n"
    text = f"{letterhead if head is None else head}{title}I. NỘI DUNG\n1. {sentence}\n2. Giới thiệu dịch vụ công.\n"
    return lint_text(text, RULEBOOK, Settings(select=("citations",))).findings


def told(sentence: str, day: str | None = "2026-01-22") -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in findings(sentence, day)]


@pytest.mark.parametrize(
    ("written", "symbol"),
    [
        ("22/2020/QĐ-UBND", Symbol("22", 2020, "QĐ", ("UBND",), False)),
        ("06-NQ/TU", Symbol("6", None, "NQ", ("TU",), True)),
        ("58/SNV-CCHC", Symbol("58", None, "", ("SNV",), False)),
        ("72/2025/QH15", Symbol("72", 2025, "QH15", ("QH",), False)),
        ("1656/NQ-UBTVQH15", Symbol("1656", None, "NQ", ("UBTVQH",), False)),
        ("66.1/2025/NQ-CP", Symbol("66.1", 2025, "NQ", ("CP",), False)),
        ("30c/NQ-CP", Symbol("30c", None, "NQ", ("CP",), False)),
    ],
)
def test_a_symbol_is_taken_apart(written: str, symbol: Symbol) -> None:
    assert read_symbol(written, RULEBOOK.codes) == symbol


def test_a_resolution_with_a_dotted_number_and_a_day_that_cannot_be_are_read() -> None:
    plan = parse_source(
        "KẾ HOẠCH\nTuyên truyền năm 2026\nI. NỘI DUNG\nNghị quyết số 66.1/2025/NQ-CP ngày 18/7/2025 của Chính phủ; "
        "Kế hoạch số 12/KH-UBND ngày 31/02/2026 của UBND tỉnh.\n",
        RULEBOOK,
    )
    assert [(item.symbol, item.date, item.issuer) for item in plan.citations] == [
        ("66.1/2025/NQ-CP", "2025-07-18", "Chính phủ"),
        ("12/KH-UBND", None, "UBND tỉnh"),
    ]


def test_a_document_that_another_replaces_is_read_apart_from_its_issuer() -> None:
    plan = parse_source(
        "KẾ HOẠCH\nTuyên truyền năm 2026\nI. NỘI DUNG\nNghị định số 60/2021/NĐ-CP ngày 21/6/2021 của Chính phủ "
        "thay thế Nghị định số 16/2015/NĐ-CP ngày 14/02/2015.\n",
        RULEBOOK,
    )
    assert [(item.symbol, item.issuer) for item in plan.citations] == [
        ("60/2021/NĐ-CP", "Chính phủ"),
        ("16/2015/NĐ-CP", None),
    ]


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("Theo Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 về cơ chế một cửa.", "info"),  # the symbol names it
        ("Theo Kế hoạch số 33/KH-UBND ngày 14/01/2026 về tuyên truyền.", "info"),  # a department's is the province's
        ("Theo Nghị quyết số 57-NQ/TW ngày 22/12/2024 về khoa học, công nghệ.", "warning"),  # three bodies bear it
        ("Kế hoạch số 33/KH-UBND ngày 14/01/2026 của UBND tỉnh thực hiện Nghị quyết số 06-NQ/TU.", "info"),  # a title's
        ("Theo Kế hoạch số 33/KH-UBND; Kế hoạch số 33/KH-UBND ngày 14/01/2026 của UBND tỉnh.", "info"),  # given later
    ],
)
def test_slight_omissions_are_told_mildly(sentence: str, severity: str) -> None:
    assert told(sentence) == [("incomplete-citation", severity)]


def test_the_full_citation_is_proposed_where_it_is_known() -> None:
    (finding,) = findings("Theo Nghị định số 118/2025/NĐ-CP của Chính phủ.")
    assert "Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ" in finding.suggestion.vi


def test_the_clause_cited_is_that_of_the_day() -> None:
    new, old = (findings("Theo Kế hoạch số 33/KH-UBND của UBND tỉnh.", day)[0] for day in ("2026-01-22", "2018-01-22"))
    assert (new.basis.vi, old.basis.vi) == (
        "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, II.6b", "TT 01/2011/TT-BNV, Điều 11.1a",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Quyết định 661/QĐ-UBND, ngày 8/12/2025 của UBND tỉnh", "Quyết định số 661/QĐ-UBND ngày 08/12/2025"),
        ("Kế hoạch số 3 /KH - UBND ngày 5 tháng 1 năm 2026", "Kế hoạch số 3/KH-UBND ngày 05 tháng 01 năm 2026"),
        ("Nghị quyết số 06/NQ-TU ngày 12/01/2026 của Tỉnh ủy", "Nghị quyết số 06-NQ/TU ngày 12/01/2026"),
    ],
)  # fmt: skip
def test_the_right_form_is_proposed(written: str, right: str) -> None:
    (finding,) = findings(f"UBND tỉnh ban hành {written}.")
    assert (finding.rule, finding.suggestion.vi) == ("malformed-citation", f"Ghi là “{right}”.")


def test_the_successor_in_force_on_the_day_is_named() -> None:
    (early,) = findings("Theo Quyết định số 09/2015/QĐ-TTg ngày 25/3/2015 của Thủ tướng Chính phủ.", "2019-01-22")
    (late,) = findings("Theo Quyết định số 09/2015/QĐ-TTg ngày 25/3/2015 của Thủ tướng Chính phủ.", "2026-01-22")
    assert "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018" in early.suggestion.vi
    assert "Nghị định số 118/2025/NĐ-CP ngày 09/6/2025" in late.suggestion.vi
    assert (early.severity, late.severity) == ("error", "error")


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("Theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ.", "info"),  # its expiry is not verified
        ("Theo Nghị định số 61/2002/NĐ-CP ngày 11/6/2002 của Chính phủ.", "info"),  # found by machine
        ("Kết quả thực hiện Nghị định số 16/2015/NĐ-CP ngày 14/02/2015 của Chính phủ.", "warning"),  # told as done
        ("Theo Nghị định số 16/2015/NĐ-CP ngày 14/02/2015 của Chính phủ.", "error"),
    ],
)
def test_only_verified_facts_make_an_error(sentence: str, severity: str) -> None:
    (finding,) = findings(sentence)
    assert (finding.rule, finding.severity) == ("expired-citation", severity)
    assert ("chưa kiểm chứng" in finding.message.vi) == (severity == "info")


def test_letters_and_reports_are_judged_too() -> None:
    report = lint_text(
        "SỞ CÔNG THƯƠNG\nSố: 07/BC-SCT\nLào Cai, ngày 05 tháng 12 năm 2021\nBÁO CÁO\n"
        "Công tác cải cách hành chính năm 2021\nI. KẾT QUẢ\n"
        "1. Đã thực hiện Nghị định số 16/2015/NĐ-CP ngày 14/02/2015 của Chính phủ.\n"
        "2. Đã triển khai Kế hoạch số 12/KH-UBND của UBND tỉnh.\n",
        RULEBOOK,
        Settings(select=("citations",)),
    )
    # The decree was in force when the year began.
    assert [(finding.rule, finding.severity) for finding in report.findings] == [("incomplete-citation", "warning")]


def test_a_period_in_the_title_is_planned_for_as_a_whole() -> None:
    text = "KẾ HOẠCH\nTuyên truyền cải cách hành chính giai đoạn 2016 - 2020\nI. NỘI DUNG\n1. {}\n2. Một.\n"
    decree = "Phổ biến Nghị quyết số 30c/NQ-CP ngày 08/11/2011 của Chính phủ"
    sentence = f"{decree}; Kế hoạch số 9/KH-UBND ngày 10/01/2019 của UBND tỉnh."
    assert lint_text(text.format(sentence), RULEBOOK, Settings(select=("citations",))).findings == []


def test_a_number_in_the_title_is_no_planned_year() -> None:
    text = "KẾ HOẠCH\nTriển khai Nghị định số 61/2018/NĐ-CP\nI. NỘI DUNG\n1. {}\n2. Một.\n"
    sentence = "Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ."
    found = lint_text(text.format(sentence), RULEBOOK, Settings(select=("future-citation", "programme-mismatch")))
    assert found.findings == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Nghị định số {}/2015/NĐ-CP",
        "Nghị định số 16/2015/NĐ-CP ngày 5/2/2015 của Chính phủ",
        "Luật Thanh tra năm 2015",
        "thực hiện Kế hoạch cải cách của UBND tỉnh, Quyết định {}/QĐ-UBND ngày 5/1/2023",
    ],
)
def test_thousands_of_citations_in_one_line_cost_their_number(sentence: str) -> None:
    line = ", ".join(sentence.format(number) for number in range(1, 2001))
    start = perf_counter()
    findings(line, "2023-01-20")
    assert perf_counter() - start < 20
