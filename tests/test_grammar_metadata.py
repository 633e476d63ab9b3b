"""The letterhead, the title and the signature, values as they are written."""

from __future__ import annotations

from typing import Any

import pytest
from plancheck.engine import parse_source
from plancheck.plan import Plan
from plancheck.readers.draft import Para, Run, compose
from plancheck.rulebook import load

RULEBOOK = load()
BODY = "I. NỘI DUNG\nMột.\n"


def plan_of(
    head: str = "", title: str = "KẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2026\n", tail: str = ""
) -> Plan:
    return parse_source(f"{head}{title}{BODY}{tail}", RULEBOOK)


def meta(**parts: str) -> Any:
    return plan_of(**parts).metadata


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        ("Số: 22/KH-SNV", "22", "KH-SNV"),
        ("Số: 22 /KH-KHCN", "22", "KH-KHCN"),
        ("Số:22/KH - SNV", "22", "KH-SNV"),
        ("Số:      /KH-UBND", None, "KH-UBND"),
        ("Số: ……/KH-UBND", None, "KH-UBND"),
        ("Số: 05a/KH-SNV", "05a", "KH-SNV"),
        ("Số 15/KH-UBND", "15", "KH-UBND"),
        ("Số: 477 /SKHCN-TTNCUĐ", "477", "SKHCN-TTNCUĐ"),
        ("**Số: 09/KH-BQL**", "09", "KH-BQL"),
        ("Số 05a/KH-SNV", "05a", "KH-SNV"),
        ("Số: 12/KH-SNV Hà Nam, ngày 05 tháng 01 năm 2026", "12", "KH-SNV"),
        ("Số: 12-KH/ĐU", "12", "KH/ĐU"),
    ],
)
def test_number_and_symbol(line: str, number: str | None, symbol: str) -> None:
    data = meta(head=f"SỞ NỘI VỤ\n{line}\n")
    assert (data.number, data.symbol) == (number, symbol)


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("Hà Nam, ngày 05 tháng 01 năm 2026", "Hà Nam", "2026-01-05"),
        ("Hà Nam, ngày 5/1/2026", "Hà Nam", "2026-01-05"),
        ("Thừa Thiên Huế, ngày      tháng 01 năm 2026", "Thừa Thiên Huế", None),
        ("Hà Nam, ngày … tháng … năm 2026", "Hà Nam", None),
        ("*Bà Rịa - Vũng Tàu, ngày 31 tháng 12 năm 2025*", "Bà Rịa - Vũng Tàu", "2025-12-31"),
        ("Hà Nam, ngày 32 tháng 13 năm 2026", "Hà Nam", None),
        ("Hà Nam, ngày 30 tháng 02 năm 2026", "Hà Nam", None),
        ("TP. Hồ Chí Minh, ngày 05 tháng 01 năm 2026", "TP. Hồ Chí Minh", "2026-01-05"),
        ("Hà Nam ngày 05 tháng 01 năm 2026", "Hà Nam", "2026-01-05"),
        ("....., ngày 05 tháng 01 năm 2026", None, "2026-01-05"),
        ("Hà Nam, ngày      /01/2026", "Hà Nam", None),
    ],
)
def test_place_and_date(line: str, place: str | None, date: str | None) -> None:
    data = meta(head=f"SỞ NỘI VỤ\nSố: 22/KH-SNV\n{line}\n")
    assert (data.place, data.date) == (place, date)


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("UBND TỈNH HÀ NAM\nSỞ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n", "SỞ NỘI VỤ"),
        ("UBND TỈNH HÀ NAM\tCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ NỘI VỤ\tĐộc lập - Tự do - Hạnh phúc\n", "SỞ NỘI VỤ"),
        ("ỦY BAN NHÂN DÂN\nXÃ NGHĨA ĐÀN\nSố: 15/KH-UBND\n", "ỦY BAN NHÂN DÂN XÃ NGHĨA ĐÀN"),
        ("", None),
    ],
)
def test_issuer(head: str, issuer: str | None) -> None:
    assert meta(head=head).issuer == issuer


def test_number_and_date_on_one_line() -> None:
    data = meta(head="SỞ NỘI VỤ\nSố: 12/KH-SNV Hà Nam, ngày 05 tháng 01 năm 2026\n")
    assert (data.number, data.place, data.date) == ("12", "Hà Nam", "2026-01-05")


def test_a_letterhead_is_known_from_its_parts() -> None:
    assert plan_of(head="Số: 22/KH-SNV\n").has_header
    assert not plan_of().has_header


@pytest.mark.parametrize(
    ("title", "subject", "year"),
    [
        ("KẾ HOẠCH\nTuyên truyền cải cách hành chính năm 2026\n", "Tuyên truyền cải cách hành chính năm 2026", 2026),
        ("KẾ HOẠCH\nTuyên truyền cải cách hành chính\nnăm 2026 của Sở Nội vụ\n",
         "Tuyên truyền cải cách hành chính năm 2026 của Sở Nội vụ", 2026),
        ("KẾ HOẠCH\n-------\nTuyên truyền năm 2025\n", "Tuyên truyền năm 2025", 2025),
        ("# KẾ HOẠCH\n\n## Tuyên truyền năm 2025\n", "Tuyên truyền năm 2025", 2025),
        ("KẾ HOẠCH\nTUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH\nNĂM 2024\n", "TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NĂM 2024", 2024),
        ("Kế hoạch tuyên truyền cải cách hành chính năm 2023\n", "tuyên truyền cải cách hành chính năm 2023", 2023),
    ],
)  # fmt: skip
def test_subject_and_year(title: str, subject: str, year: int) -> None:
    data = meta(title=title)
    assert (data.subject, data.plan_year) == (subject, year)


@pytest.mark.parametrize(
    ("tail", "signer", "title"),
    [
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nRơ Mah H’Lan", "Rơ Mah H’Lan", "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"),
        ("GIÁM ĐỐC\n\nNguyễn Đức Kiên\n", "Nguyễn Đức Kiên", "GIÁM ĐỐC"),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrần Thiêm\n", "Trần Thiêm", "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"),
        ("KT.GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Thiêm\n", "Trần Thiêm", "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLò Văn Thuận\n", "Lò Văn Thuận",
         "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"),
        ("Nơi nhận:\tGIÁM ĐỐC\n- UBND tỉnh;\n- Lưu: VT.\tLê Thị Hoa\n", "Lê Thị Hoa", "GIÁM ĐỐC"),
        ("HIỆU TRƯỞNG\n(Đã ký)\nQuàng Thị Bình Nguyên\n", "Quàng Thị Bình Nguyên", "HIỆU TRƯỞNG"),
        ("", None, None),
    ],
)  # fmt: skip
def test_signature(tail: str, signer: str | None, title: str | None) -> None:
    data = meta(tail=tail)
    assert (data.signer, data.signer_title) == (signer, title)


@pytest.mark.parametrize(
    ("lines", "authority", "title"),
    [
        ("KT/ GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "KT", "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"),
        ("KT GIÁM ĐỐC\nP. GIÁM ĐỐC", "KT", "KT. GIÁM ĐỐC / P. GIÁM ĐỐC"),
        ("T/M ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "TM", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH"),
        ("TM. UBND XÃ\nCHỦ TỊCH", "TM", "TM. UBND XÃ / CHỦ TỊCH"),
        ("Q. GIÁM ĐỐC", "Q", "Q. GIÁM ĐỐC"),
        ("QUYỀN GIÁM ĐỐC", "Q", "QUYỀN GIÁM ĐỐC"),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "TL", "TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG"),
        ("TUQ. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG", "TUQ", "TUQ. GIÁM ĐỐC / CHÁNH VĂN PHÒNG"),
        ("PHÓ TRƯỞNG PHÒNG\nPHỤ TRÁCH PHÒNG", None, "PHÓ TRƯỞNG PHÒNG / PHỤ TRÁCH PHÒNG"),
    ],
)
def test_in_whose_place_it_is_signed(lines: str, authority: str | None, title: str) -> None:
    data = meta(tail=f"Nơi nhận:\n- Lưu: VT.\n{lines}\nLê Minh Khôi\n")
    assert (data.authority, data.signer_title, data.signer) == (authority, title, "Lê Minh Khôi")


@pytest.mark.parametrize(
    ("lines", "recipients"),
    [
        ("- UBND tỉnh (để b/c); - Sở Y tế;\n- Lưu: VT.", ["UBND tỉnh (để b/c)", "Sở Y tế", "Lưu: VT"]),
        ("- UBND tỉnh; (báo cáo)\n- Lưu: VT.", ["UBND tỉnh; (báo cáo)", "Lưu: VT"]),
        ("UBND tỉnh;\nLưu: VT.", ["UBND tỉnh", "Lưu: VT"]),
    ],
)
def test_recipients_as_drafts_write_them(lines: str, recipients: list[str]) -> None:
    assert meta(tail=f"Nơi nhận:\n{lines}\nGIÁM ĐỐC\nLê Minh Khôi\n").recipients == recipients


def test_recipients_are_listed_without_their_marks() -> None:
    tail = "Nơi nhận:\n- UBND tỉnh (b/c);\n- Các phòng;\n- Lưu: VT, VP.\nGIÁM ĐỐC\nLê Minh Khôi\n"
    assert meta(tail=tail).recipients == [
        "UBND tỉnh (b/c)", "Các phòng", "Lưu: VT, VP",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "doc_type"),
    [
        ("KẾ HOẠCH\nTuyên truyền năm 2026\n" + BODY, "ke-hoach"),
        ("BÁO CÁO\nKết quả thực hiện Kế hoạch tuyên truyền\n" + BODY, "bao-cao"),
        ("TỜ TRÌNH\nVề việc ban hành Kế hoạch tuyên truyền\nKính gửi: UBND tỉnh\n" + BODY, "to-trinh"),
        ("SỞ NỘI VỤ\nSố: 12/SNV-CCHC\nV/v góp ý dự thảo Kế hoạch\nKính gửi: Các phòng\nNội dung.\n", "cong-van"),
        ("QUYẾT ĐỊNH\nVề việc khen thưởng\nĐiều 1. Một.\n", "quyet-dinh"),
        ("THÔNG BÁO\nVề lịch họp\n" + BODY, "thong-bao"),
        ("CHƯƠNG TRÌNH\nCông tác năm 2026\n" + BODY, "chuong-trinh"),
        ("Số: 22/KH-SNV\nI. MỤC ĐÍCH\nMột.\nII. TỔ CHỨC THỰC HIỆN\nHai.\n", "ke-hoach"),
        ("Sổ tay công việc\nMột hai ba.\n", "khac"),
    ],
)
def test_kind_of_document(text: str, doc_type: str) -> None:
    assert parse_source(text, RULEBOOK).doc_type == doc_type


def test_the_year_on_a_line_of_its_own_ends_the_subject() -> None:
    lines = ["KẾ HOẠCH", "Tuyên truyền cải cách hành chính", "của huyện Lũng Vài", "năm 2021", "I. NỘI DUNG", "Một."]
    plan = parse_source(compose([Para([Run(line)]) for line in lines], path="x", format="docx"), RULEBOOK)
    assert plan.metadata.subject == "Tuyên truyền cải cách hành chính của huyện Lũng Vài năm 2021"
