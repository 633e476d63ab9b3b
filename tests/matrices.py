"""An alignment written by hand, with all that one can hold: what the pages make of it does not hang on the matching."""

from __future__ import annotations

from plancheck.bilingual import Words
from plancheck.matrix import (
    COVERED,
    NOT_ADDRESSED,
    PARTIAL,
    UNCOVERED,
    AlignedItem,
    Alignment,
    BasisPlan,
    Match,
)
from plancheck.plan import Location

OFFICES = ("Các sở, ban, ngành", "UBND các huyện, thị xã, thành phố", "Ban Quản lý các khu công nghiệp tỉnh")


def at(line: int) -> Location:
    return Location(line, 1, line, 40)


def match(section: str | None, line: int, quote: str, score: float = 0.9, due: str | None = None) -> Match:
    return Match(section, at(line), quote, score, due=due)


def item(id: str, kind: str, text: str, status: str, line: int = 20, **more: object) -> AlignedItem:
    fields: dict[str, object] = {"addressed_to": (), "score": {COVERED: 0.9, PARTIAL: 0.5}.get(status, 0.1), **more}
    return AlignedItem(id, kind, text, at(line), status=status, **fields)  # type: ignore[arg-type]


def matrix() -> Alignment:
    items = [
        item(
            "II.1", "content", "Chủ trương, chính sách về cải cách hành chính, các văn bản chỉ đạo của tỉnh.", COVERED,
            matches=[match("III.1", 23, "Chủ trương, chính sách và văn bản chỉ đạo của tỉnh về CCHC.")],
        ),
        item(
            "II.2", "content",
            "Cải cách thủ tục hành chính: rà soát, đơn giản hóa, công khai thủ tục; cơ chế một cửa, một cửa liên "
            "thông; hoạt động của Bộ phận Tiếp nhận và Trả kết quả các cấp; việc xin lỗi khi trả kết quả muộn.",
            PARTIAL,
            matches=[
                match("III.2", 24, "Công khai, đơn giản hóa thủ tục về đăng ký phương tiện.", 0.5),
                match("VI.1.a", 51, "Niêm yết thủ tục tại nơi tiếp nhận hồ sơ.", 0.4),
            ],
            missing=("cơ chế một cửa, một cửa liên thông", "việc xin lỗi khi trả kết quả muộn"),
        ),
        item("II.3.-2", "content", "Gương tập thể, cá nhân có sáng kiến giảm giấy tờ cho người dân.", UNCOVERED),
        item(
            "II.4", "content", "Xây dựng chính quyền số: chữ ký số, báo cáo điện tử.", PARTIAL, sure=False,
            matches=[match("III.3", 25, "Xây dựng chính quyền điện tử.", 0.45)], problem="theme",
        ),
        item(
            "III.1", "channel", "Đăng tin, bài trên Cổng thông tin điện tử tỉnh và trang của các cơ quan.", COVERED,
            matches=[match("IV", 31, "Mở chuyên mục “CCHC” trên trang thông tin điện tử của Sở.")],
        ),
        item(
            "III.2", "channel", "Phát trên hệ thống loa truyền thanh cơ sở.", NOT_ADDRESSED,
            addressed_to=("UBND các xã, phường, thị trấn",),
        ),
        item(
            "V.1.a", "task", "Theo dõi, đôn đốc việc thực hiện Kế hoạch.", NOT_ADDRESSED, addressed_to=("Sở Nội vụ",)
        ),
        item(
            "V.2.a", "task", "Ban hành kế hoạch tuyên truyền của cơ quan, đơn vị mình.", COVERED, addressed_to=OFFICES,
            matches=[match(None, 9, "")],
        ),
        item(
            "V.2.b", "task", "Mỗi tháng gửi ít nhất 02 tin, bài về cải cách hành chính.", PARTIAL, addressed_to=OFFICES,
            matches=[match("VI.1.c", 53, "Gửi ít nhất 03 tin, bài về CCHC trong mỗi quý.", 0.6)], problem="number",
        ),
        item(
            "PL.3", "task", "Xây dựng video hướng dẫn nộp hồ sơ trực tuyến", COVERED, addressed_to=OFFICES[:1],
            matches=[match("VI.2", 56, "Làm 02 video hướng dẫn nộp hồ sơ, xong trong tháng 7.", 0.8, "2026-07-31")],
            due="2026-06-30",
        ),
        item("PL.4", "task", "Lắp đặt mã QR tra cứu thủ tục", UNCOVERED, addressed_to=OFFICES[:1],
             matches=[match("II", 17, "Người dân tra cứu thủ tục.", 0.2)]),
        item(
            "V.3", "report", "Báo cáo kết quả về UBND tỉnh (qua Sở Nội vụ) trước ngày 30/11/2026.", PARTIAL,
            addressed_to=OFFICES, matches=[match("VI.1.b", 52, "Báo cáo UBND tỉnh (qua Sở Nội vụ) khi có yêu cầu.")],
            problem="day-missing", due="2026-11-30",
        ),
    ]  # fmt: skip
    basis = BasisPlan(
        "cap-tren/ke-hoach-tinh.docx", "ke-hoach", "18/KH-UBND", "2026-01-12", 2026, "Ủy ban nhân dân tỉnh Hà Nam",
        "Tuyên truyền cải cách hành chính tỉnh Hà Nam năm 2026",
    )  # fmt: skip
    doubts = [("year", Words("Dự thảo lập cho năm 2025, kế hoạch cấp trên cho năm 2026.",
                             "The draft plans for 2025, the superior plan for 2026."))]  # fmt: skip
    return Alignment(basis, "Sở Giao thông vận tải", items, 0.55, doubts)
