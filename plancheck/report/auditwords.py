"""The words of an audit's pages and tables, in both languages."""

from __future__ import annotations

from plancheck.audited import AuditFinding
from plancheck.bilingual import Words

STATES = {
    "checked": Words("đã kiểm tra", "checked"),
    "missing": Words("chưa gửi", "missing"),
    "unreadable": Words("không đọc được", "unreadable"),
    "not-a-plan": Words("không phải kế hoạch", "not a plan"),
    "duplicate": Words("bản trùng", "duplicate"),
}
SIGNS = {"present": "✓", "weak": "!", "missing": "✗", "not-applicable": "–"}  # of an element
ELEMENT_STATES = {
    "present": Words("có", "present"),
    "weak": Words("chưa đủ", "weak"),
    "missing": Words("không có", "missing"),
    "not-applicable": Words("không yêu cầu", "not asked for"),
}
SHORT_ELEMENTS = {
    "provincial_basis": Words("Căn cứ", "Basis"),
    "purpose": Words("Mục đích", "Purpose"),
    "requirements": Words("Yêu cầu", "Requir."),
    "audience": Words("Đối tượng", "Audience"),
    "content": Words("Nội dung", "Content"),
    "channels": Words("Hình thức", "Channels"),
    "responsibility": Words("Phân công", "Duties"),
    "budget": Words("Kinh phí", "Budget"),
    "reporting": Words("Báo cáo", "Reports"),
    "schedule": Words("Thời gian", "Schedule"),
}
MATCHED_BY = {
    "mapping": Words("danh sách chỉ rõ tệp", "the roster names the file"),
    "issuer": Words("tên cơ quan ban hành", "issuer"),
    "symbol": Words("ký hiệu văn bản", "symbol"),
    "file-name": Words("tên tệp", "file name"),
}
KINDS = {
    "near-copy": Words("gần như chép nguyên", "near copy"),
    "passages": Words("chép đoạn", "copied passages"),
}
SEVERITIES = {
    "error": Words("lỗi", "error"),
    "warning": Words("cảnh báo", "warning"),
    "info": Words("lưu ý", "note"),
}
LABELS = {
    "title": Words("Rà soát kế hoạch của các đơn vị", "Audit of the units' plans"),
    "unit": Words("Đơn vị", "Unit"),
    "units": Words("đơn vị", "units"),
    "class": Words("Nhóm", "Class"),
    "no-class": Words("chưa phân nhóm", "no class"),
    "status": Words("Tình trạng", "Status"),
    "file": Words("Tệp", "File"),
    "symbol": Words("Số, ký hiệu", "Number, symbol"),
    "date": Words("Ngày ban hành", "Issued"),
    "due": Words("Hạn ban hành", "Due"),
    "late": Words("Quá hạn (ngày)", "Days late"),
    "late-units": Words("quá hạn", "late"),
    "score": Words("Điểm", "Score"),
    "rank": Words("Hạng", "Rank"),
    "errors": Words("Lỗi", "Errors"),
    "warnings": Words("Cảnh báo", "Warnings"),
    "infos": Words("Lưu ý", "Notes"),
    "coverage": Words("Đáp ứng kế hoạch cấp trên", "Superior plan taken up"),
    "earlier": Words("Năm trước", "Year before"),
    "change": Words("Thay đổi", "Change"),
    "matched-by": Words("Nhận ra nhờ", "Matched by"),
    "note": Words("Ghi chú", "Note"),
    "rule": Words("Quy tắc", "Rule"),
    "severity": Words("Mức", "Severity"),
    "finding": Words("Phát hiện", "Finding"),
    "findings": Words("Các phát hiện", "Findings"),
    "suggestion": Words("Cách sửa", "How to mend it"),
    "basis": Words("Căn cứ", "Basis"),
    "place": Words("Vị trí", "Where"),
    "quote": Words("Trích", "Quote"),
    "line": Words("dòng", "line"),
    "page": Words("trang", "page"),
    "paragraph": Words("đoạn", "paragraph"),
    "superior": Words("Kế hoạch cấp trên", "Superior plan"),
    "folder": Words("Thư mục", "Folder"),
    "overview": Words("Tổng hợp", "Overview"),
    "matrix": Words("Ma trận yếu tố", "Matrix of elements"),
    "gaps": Words("Thiếu sót thường gặp", "Most frequent gaps"),
    "missing-units": Words("Đơn vị chưa gửi", "Units that sent nothing"),
    "late-list": Words("Đơn vị ban hành quá hạn", "Units that issued late"),
    "likeness": Words("Kế hoạch giống nhau", "Plans alike"),
    "loose": Words("Tệp chưa rõ của đơn vị nào", "Files of no known unit"),
    "candidates": Words("Có thể của", "May be of"),
    "issuer": Words("Cơ quan ban hành đọc được", "Issuer as read"),
    "passages": Words("Đoạn giống nhau dài nhất", "Longest passages in common"),
    "shared-words": Words("Số từ chung", "Words in common"),
    "earlier-plan": Words("Bản có ngày sớm hơn", "Dated first"),
    "mean-score": Words("Điểm trung bình", "Mean score"),
    "passed": Words("Không có lỗi", "Without errors"),
    "distribution": Words("Phân bố điểm", "Distribution of scores"),
    "progress": Words("So với năm trước", "Progress against the year before"),
    "element": Words("Yếu tố", "Element"),
    "plans": Words("kế hoạch", "plans"),
    "total": Words("Tổng", "Total"),
    "none": Words("Không có.", "None."),
    "unscored": Words("không chấm điểm", "not scored"),
    "not-known": Words("chưa rõ", "not known"),
    "duplicate-of": Words("trùng với", "duplicate of"),
    "suppressed": Words("đã thống nhất bỏ qua", "let pass"),
    "title-year": Words("Rà soát kế hoạch năm {year} của các đơn vị", "Audit of the units' plans for {year}"),
    "contents": Words("Mục lục", "Contents"),
    "key-figures": Words("Số liệu chính", "Key figures"),
    "sent": Words("đã gửi", "sent"),
    "no-roster": Words(
        "Chưa có danh sách đơn vị nên chưa rõ đơn vị nào chưa gửi.",
        "Without a roster it is not known who sent nothing.",
    ),
    "no-due": Words("chưa có hạn", "no due date"),
    "by-class": Words("Theo nhóm đơn vị", "By class"),
    "element-coverage": Words("Các yếu tố của kế hoạch", "Elements of the plans"),
    "share": Words("Tỷ lệ", "Share"),
    "coverage-short": Words("Đáp ứng", "Taken up"),
    "late-short": Words("Quá hạn", "Late"),
    "mean": Words("trung bình", "mean"),
    "rose": Words("tăng", "up"),
    "fell": Words("giảm", "down"),
    "unchanged": Words("không đổi", "unchanged"),
    "from-points": Words("từ {n} điểm", "{n} points or more"),
    "under-points": Words("dưới {n} điểm", "by less than {n}"),
    "compared": Words("đơn vị có điểm cả hai năm", "units with a score in both years"),
    "find-unit": Words("Tìm đơn vị", "Find a unit"),
    "all": Words("tất cả", "all"),
    "shown": Words("Đang hiện {n}/{all} đơn vị", "{n} of {all} units shown"),
    "open-all": Words("Mở hết các phát hiện", "Open all findings"),
    "close-all": Words("Đóng hết các phát hiện", "Close all findings"),
    "open-file": Words("Mở tệp", "Open the file"),
    "open": Words("Mở", "Open"),
    "no-findings": Words("không có phát hiện nào", "no findings"),
    "section": Words("mục", "section"),
    "reason": Words("Lý do", "Reason"),
    "not-usable": Words("Tệp không đọc được, không phải kế hoạch", "Files that cannot be read or are no plans"),
    "extra": Words("Tệp khác của đơn vị", "Further files of units"),
    "counted": Words("Tệp được tính", "The file that counts"),
    "words": Words("từ", "words"),
    "further": Words("Xem thêm {n}", "{n} more"),
    "how-to-read": Words(
        "Điểm từ 0 đến 100. Bấm vào dòng số lỗi của đơn vị để xem từng phát hiện.",
        "Scores run from 0 to 100. Open the line of counts beside a unit to read its findings.",
    ),
    "see-more": Words(
        "Thêm -v để xem từng đơn vị, hoặc -o TỆP.xlsx, -o TỆP.html để gửi đi.",
        "Add -v to see every unit, or -o FILE.xlsx, -o FILE.html to send it on.",
    ),
    "and-more": Words("và {n} nữa", "and {n} more"),
    "lowest": Words("Điểm thấp nhất", "Lowest scores"),
    "history-legend": Words(
        "Điểm (hạng) theo lần rà soát cuối của mỗi năm; ↑ tăng, ↓ giảm.",
        "Score (rank) of the last audit of each year; ↑ up, ↓ down.",
    ),
    "made-by": Words("Lập bởi plancheck", "Made by plancheck"),
}


def place_words(finding: AuditFinding, lang: str) -> str:
    """Return where a reader of the file finds it: the page of a PDF, the paragraph of a Word file, else the line."""
    for name, number in (("page", finding.page), ("paragraph", finding.paragraph)):
        if number is not None:
            return f"{LABELS[name][lang]} {number}"
    return f"{LABELS['line'][lang]} {finding.line}"
