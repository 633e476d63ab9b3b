"""Every label that a page prints, in both languages."""

from __future__ import annotations

from plancheck.finding import Words
from plancheck.plan import Location

LABELS: dict[str, Words] = {
    "error": Words("LỖI", "ERROR"),
    "warning": Words("CẢNH BÁO", "WARNING"),
    "info": Words("LƯU Ý", "NOTE"),
    "pass": Words("ĐẠT", "PASS"),
    "needs-work": Words("CẦN BỔ SUNG", "NEEDS WORK"),
    "not-a-plan": Words("KHÔNG PHẢI KẾ HOẠCH", "NOT A PLAN"),
    "unreadable": Words("KHÔNG ĐỌC ĐƯỢC", "UNREADABLE"),
    "number": Words("số", "No."),
    "dated": Words("ngày", "of"),
    "profile": Words("hồ sơ", "profile"),
    "opening": Words("mở đầu", "opening"),
    "in-annex": Words("phụ lục", "annex"),
    "line": Words("dòng", "line"),
    "page": Words("trang", "page"),
    "paragraph": Words("đoạn", "paragraph"),
    "page-short": Words("tr.", "p."),
    "paragraph-short": Words("đ.", "¶"),
    "place": Words("Vị trí", "Where"),
    "near": Words("nên bổ sung gần", "best added near"),
    "absent": Words("không có", "missing"),
    "unread": Words("chưa rõ (trang ảnh)", "unknown (picture)"),
    "not-asked": Words("không yêu cầu", "not asked for"),
    "unclear": Words("chưa rõ", "not clear"),
    "by-deadline": Words("thời hạn", "when"),
    "via": Words("qua", "via"),
    "support": Words("phối hợp", "with"),
    "items": Words("nội dung", "items"),
    "deadlines": Words("mốc thời gian", "dates"),
    "more": Words("và {n} nữa", "and {n} more"),
    "fix": Words("Cách sửa", "Fix"),
    "basis": Words("Căn cứ", "Basis"),
    "why": Words("Vì sao", "Why"),
    "whole": Words("TOÀN VĂN BẢN", "WHOLE DOCUMENT"),
    "head": Words("PHẦN MỞ ĐẦU", "OPENING"),
    "tail": Words("NƠI NHẬN, PHẦN KÝ", "RECIPIENTS AND SIGNATURE"),
    "result": Words("Kết quả", "Result"),
    "clean": Words("không có lỗi, cảnh báo hay lưu ý nào.", "no errors, warnings or notes."),
    "skipped": Words("Không kiểm tra", "Not checked"),
    "see-skipped": Words("Thêm -v để xem", "Add -v to see which"),
    "file": Words("Tệp", "File"),
    "verdict": Words("Kết luận", "Verdict"),
    "score": Words("Điểm", "Score"),
    "errors": Words("Lỗi", "Errors"),
    "warnings": Words("Cảnh báo", "Warnings"),
    "no-sections": Words("Không tìm thấy đề mục đánh số nào.", "No numbered section was found."),
    "annex-title": Words("PHỤ LỤC", "ANNEX"),
    "table": Words("Bảng", "Table"),
    "columns": Words("cột", "columns"),
    "rows": Words("dòng", "rows"),
    "matrix": Words("ĐỐI CHIẾU VỚI KẾ HOẠCH CẤP TRÊN", "ALIGNMENT WITH THE SUPERIOR PLAN"),
    "matrix-short": Words("Đối chiếu", "Alignment"),
    "coverage": Words("Mức đáp ứng", "Coverage"),
    "draft": Words("Dự thảo", "Draft"),
    "superior": Words("Cấp trên", "Superior"),
    "superior-plan": Words("Kế hoạch cấp trên", "The superior plan"),
    "in-draft": Words("Trong dự thảo", "In the draft"),
    "unit-unknown": Words("chưa xác định được đơn vị (thêm --unit “tên đơn vị”)", "unit not known (add --unit NAME)"),
    "none-addressed": Words("không có mục nào giao cho đơn vị", "nothing is addressed to the unit"),
    "no-items": Words(
        "Không tìm thấy nội dung, hình thức hay nhiệm vụ nào trong tệp này.", "No item was found in this file."
    ),
    "addressed": Words("Giao cho", "For"),
    "everybody": Words("mọi đơn vị", "everybody"),
    "nowhere": Words("Chưa có trong dự thảo", "Not in the draft"),
    "nearest": Words("Gần nhất", "Nearest"),
    "lacks": Words("Thiếu", "Lacks"),
    "shared": Words("Từ khớp", "Words shared"),
    "points": Words("điểm", "score"),
    "thresholds": Words(
        "Điểm so từ ngữ: mục một ý từ {covered} là đã có; mục nhiều ý, mỗi ý từ {part}.",
        "Score of words: an item of one part is covered from {covered}; of one with several, each part from {part}.",
    ),
    "also": Words("và", "and"),
    "due": Words("hạn cấp trên giao", "due by"),
    "late": Words("Thời hạn muộn hơn", "Later than asked for"),
    "second-look": Words("nên xem lại", "worth a second look"),
    "see-all": Words("Thêm -v để xem", "Add -v to see them"),
    "see-matrix": Words("Xem toàn bộ", "The whole matrix"),
}

ITEM_KINDS: dict[str, Words] = {  # in the order of the page
    "content": Words("NỘI DUNG TUYÊN TRUYỀN", "CONTENT"),
    "channel": Words("HÌNH THỨC TUYÊN TRUYỀN", "CHANNELS"),
    "task": Words("NHIỆM VỤ", "TASKS"),
    "report": Words("CHẾ ĐỘ BÁO CÁO", "REPORTING"),
}

ITEM_STATUSES: dict[str, Words] = {  # after a number
    "covered": Words("đã có", "covered"),
    "partial": Words("một phần", "partial"),
    "uncovered": Words("chưa có", "uncovered"),
}

ITEM_PROBLEMS: dict[str, Words] = {
    "number": Words("số lượng thấp hơn hoặc chưa nêu", "the number is lower, or not given"),
    "theme": Words("mới nêu tên chủ đề", "only the theme is named"),
    "recipient": Words("chưa báo cáo đúng nơi nhận", "the report goes to somebody else"),
    "day-missing": Words("chưa nêu thời hạn cụ thể", "no day is given"),
    "one-missing": Words("thiếu một kỳ báo cáo", "one of the reports is missing"),
    "day-late": Words("thời hạn muộn hơn", "the day is later"),
}

COUNTS: dict[str, tuple[Words, Words]] = {  # one, many
    "error": (Words("lỗi", "error"), Words("lỗi", "errors")),
    "warning": (Words("cảnh báo", "warning"), Words("cảnh báo", "warnings")),
    "info": (Words("lưu ý", "note"), Words("lưu ý", "notes")),
    "rule": (Words("quy tắc", "rule"), Words("quy tắc", "rules")),
    "document": (Words("văn bản", "document"), Words("văn bản", "documents")),
    "item": (Words("mục", "item"), Words("mục", "items")),
    "others": (
        Words("mục không giao cho đơn vị", "item for others"),
        Words("mục không giao cho đơn vị", "items for others"),
    ),
    "places": (Words("chỗ khác", "other place"), Words("chỗ khác", "other places")),
    "suppressed": (
        Words("phát hiện được miễn trừ", "finding suppressed"),
        Words("phát hiện được miễn trừ", "findings suppressed"),
    ),
}

VERDICTS: dict[str, Words] = {  # in the middle of a sentence
    "pass": Words("đạt", "pass"),
    "needs-work": Words("cần bổ sung", "need work"),
    "not-a-plan": Words("không phải kế hoạch", "not a plan"),
    "unreadable": Words("không đọc được", "unreadable"),
}

DOC_TYPES: dict[str, Words] = {
    "ke-hoach": Words("Kế hoạch", "Plan"),
    "bao-cao": Words("Báo cáo", "Report"),
    "cong-van": Words("Công văn", "Official letter"),
    "quyet-dinh": Words("Quyết định", "Decision"),
    "to-trinh": Words("Tờ trình", "Submission"),
    "thong-bao": Words("Thông báo", "Notice"),
    "chi-thi": Words("Chỉ thị", "Directive"),
    "nghi-quyet": Words("Nghị quyết", "Resolution"),
    "huong-dan": Words("Hướng dẫn", "Guideline"),
    "chuong-trinh": Words("Chương trình", "Programme"),
    "de-an": Words("Đề án", "Scheme"),
    "khac": Words("Văn bản", "Document"),
}

CHANNELS: dict[str, Words] = {
    "press": Words("báo chí", "press"),
    "radio-tv": Words("phát thanh, truyền hình", "radio and television"),
    "portal": Words("cổng, trang thông tin điện tử", "web portal"),
    "social-media": Words("mạng xã hội", "social media"),
    "loudspeaker": Words("loa truyền thanh", "loudspeakers"),
    "visual": Words("pa nô, áp phích, khẩu hiệu", "posters and banners"),
    "print": Words("tờ rơi, ấn phẩm", "leaflets and print"),
    "digital": Words("ấn phẩm số, video", "digital products"),
    "meeting": Words("hội nghị, sinh hoạt", "meetings"),
    "training": Words("tập huấn", "training"),
    "contest": Words("cuộc thi", "contests"),
    "hotline": Words("đường dây nóng, hòm thư", "hotline"),
    "other": Words("hình thức khác", "other"),
}

SCHEDULE_FROM: dict[str, Words] = {
    "section": Words("mục riêng", "own section"),
    "tasks": Words("theo từng nhiệm vụ", "task by task"),
    "annex": Words("trong phụ lục", "in the annex"),
}


def label(name: str, lang: str) -> str:
    """Return the label called ``name``."""
    return LABELS[name][lang]


def counted(number: int, what: str, lang: str) -> str:
    """Return a number with its noun: "1 error", "2 errors", "2 lỗi"."""
    one, many = COUNTS[what]
    return f"{number} {(one if number == 1 else many)[lang]}"


def place_of(location: Location, lang: str) -> str:
    """Return where a reader of the file finds it: the page of a PDF, the paragraph of a Word file, else the line."""
    if location.page is not None:
        return f"{label('page', lang)} {location.page}"
    if location.paragraph is not None:
        return f"{label('paragraph', lang)} {location.paragraph}"
    return f"{label('line', lang)} {location.line}"


def short_place(location: Location, lang: str) -> str:
    """Return the same in five cells, for the margin."""
    if location.page is not None:
        return f"{label('page-short', lang)}{location.page}"
    if location.paragraph is not None:
        return f"{label('paragraph-short', lang)}{location.paragraph}"
    return str(location.line)


def decimal(value: float, lang: str) -> str:
    """Return a number as the language writes it."""
    text = f"{value:g}"
    return text.replace(".", ",") if lang == "vi" else text
