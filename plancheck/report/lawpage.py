"""The page that answers a question about the law: what held on the day, each fact, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from plancheck.finding import Words
from plancheck.language.dates import shown_date
from plancheck.report.cells import cell_len
from plancheck.report.clean import clean
from plancheck.report.lawfact import UNSURE, Answer, Fact
from plancheck.report.layout import Line, hang, pad
from plancheck.report.terminal import NARROWEST

_IN_FULL = 4  # of more answers than these, the rest get one line each
_SIGNS = {
    "in-force": ("✓", "bold green"),
    "exists": ("✓", "bold green"),
    "expired": ("✗", "bold red"),
    "ended": ("✗", "bold red"),
    "not-issued": ("·", "bold cyan"),
    "not-in-force": ("·", "bold cyan"),
    "not-yet": ("·", "bold cyan"),
}
_UNCLEAR = ("!", "bold yellow")
_LABELS = {
    "title": Words("Trích yếu", "Subject"),
    "machine": Words("Lưu ý", "Take care"),
    "issued": Words("Ban hành", "Issued"),
    "issuer": Words("Cơ quan ban hành", "Issuer"),
    "in_force": Words("Có hiệu lực từ", "In force from"),
    "expired": Words("Hết hiệu lực từ", "Until"),
    "period": Words("Giai đoạn", "Period"),
    "replaced_by": Words("Thay bằng", "Replaced by"),
    "in_force_then": Words("Áp dụng khi ấy", "To cite then"),
    "amended_by": Words("Sửa đổi bởi", "Amended by"),
    "partly_replaced": Words("Thay một phần", "Partly replaced"),
    "programme": Words("Chương trình", "Programme"),
    "listed": Words("Ghi nhận", "Listed"),
    "level": Words("Cấp", "Level"),
    "class": Words("Loại", "Class"),
    "names": Words("Tên khác", "Other names"),
    "codes": Words("Ký hiệu", "In symbols"),
    "code": Words("Viết tắt ngày ấy", "Abbreviation"),
    "signs_tm": Words("Cách ký", "Signing"),
    "begins": Words("Có từ", "From"),
    "ends": Words("Đến trước", "Until"),
    "successor": Words("Tiếp theo", "Followed by"),
    "predecessor": Words("Trước đó", "Before it"),
    "merged_from": Words("Hợp nhất thêm", "Merged in"),
    "kinds": Words("Loại đơn vị", "Kind"),
    "places": Words("Ở", "In"),
    "basis": Words("Căn cứ", "Basis"),
    "stands_for": Words("Nghĩa là", "Stands for"),
    "define": Words("Khi dùng", "In use"),
    "resolution": Words("Ban hành theo", "Issued by"),
    "areas": Words("Nội dung", "Areas"),
    "clauses": Words("Điều khoản", "Clauses"),
    "note": Words("Ghi chú", "Note"),
    "source": Words("Nguồn", "Source"),
}
_ON = Words("Tính đến ngày {}", "As of {}")
_ALSO = Words("Còn có", "There are also")
_NONE = Words("Không có dữ kiện về “{}”.", "Nothing is known of '{}'.")
_MEANT = Words("Có phải ý bạn là", "Did you mean")
_CHECKED = Words(
    "Mục không ghi “chưa kiểm chứng” đã đối chiếu với nguồn; trích yếu, văn bản sửa đổi và ghi chú chỉ để tham khảo.",
    "What is not marked “not verified” was compared with its source; subjects, amendments, notes are for orientation.",
)
_HORIZON = Words(
    "Dữ kiện kèm theo cập nhật đến {}; thay đổi sau ngày đó chưa có ở đây.",
    "The facts that ship end on {}; what changed later is not here.",
)


def law_page(
    asked: str, day: str, as_of: str | None, answers: Sequence[Answer], near: Sequence[str], width: int, lang: str
) -> list[Line]:
    """Return the page, at most ``width`` cells wide."""
    width = max(width, NARROWEST)
    if not answers:
        return _nothing(asked, near, width, lang)
    full = len(answers) if len(answers) <= _IN_FULL else _IN_FULL
    lines: list[Line] = [[(" ", ""), (_ON[lang].format(shown_date(day)), "dim")]]
    for item in answers[:full]:
        lines += [[], *_answer(item, width, lang)]
    if answers[full:]:
        lines += [[], [(f" {_ALSO[lang]}:", "bold")]]
        for item in answers[full:]:
            lines += _brief(item, width, lang)
    lines.append([])
    if any(item.type == "document" for item in answers):
        lines += hang([(" ", "")], _CHECKED[lang], "dim", width)
    if as_of is not None and day > as_of:
        lines += [*hang([(" ", "")], _HORIZON[lang].format(shown_date(as_of)), "dim", width)]
    return lines if lines[-1] else lines[:-1]


def _nothing(asked: str, near: Sequence[str], width: int, lang: str) -> list[Line]:
    lines = hang([(" ", "")], _NONE[lang].format(clean(asked)), "bold", width)
    if near:
        lines.append([(f" {_MEANT[lang]}:", "")])
        for name in near:
            lines += hang([("  ", ""), ("· ", "dim")], clean(name), "", width)
    return lines


def _answer(item: Answer, width: int, lang: str) -> list[Line]:
    lines = hang([(" ", "")], clean(item.name[lang]), "bold", width)
    if item.status is not None:
        sign, style = _SIGNS.get(item.status, _UNCLEAR) if not item.machine else _UNCLEAR
        lines += hang([(" ", ""), (f"{sign} ", style)], clean(item.state[lang]), style, width)
    rows = [(_LABELS[fact.name][lang], text) for fact in item.facts for text in _texts(fact, item.machine, lang)]
    rows += [(_LABELS["source"][lang], words[lang]) for _, words in item.sources]
    cells = max((cell_len(name) for name, _ in rows), default=0)
    before = ""
    for name, text in rows:
        start: Line = [(" ", ""), (pad("" if name == before else name, cells + 2), "dim")]
        lines += hang(start, clean(text), "", width)
        before = name
    return lines


def _texts(fact: Fact, machine: bool, lang: str) -> list[str]:
    mark = f" ({UNSURE[lang]})" if fact.sure is False and not machine else ""  # of those by machine it is said once
    return [text if mark and text.endswith(mark) else f"{text}{mark}" for text in (words[lang] for words in fact.lines)]


def _brief(item: Answer, width: int, lang: str) -> list[Line]:
    state = item.state[lang] or "; ".join(words[lang] for fact in item.facts[:1] for words in fact.lines)
    return hang([("  ", ""), ("· ", "dim")], clean(f"{item.name[lang]}: {state}"), "", width)
