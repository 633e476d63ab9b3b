"""Tell of a kind of document, an abbreviation, a programme or a regime of form on a day."""

from __future__ import annotations

from plancheck.finding import Words
from plancheck.language.dates import shown_date
from plancheck.law.facts import Programme, Regime, Short, holds
from plancheck.law.lookup import Kind
from plancheck.law.registry import Law
from plancheck.report.lawfact import STATUSES, Answer, days, reference, same, sources, unsure

_CLAUSES = {  # rules of regimes.yaml, as a reader calls them
    "paper": Words("khổ giấy", "paper"),
    "margins": Words("lề trang", "margins"),
    "page-number": Words("số trang", "page number"),
    "font": Words("phông chữ", "font"),
    "motto": Words("Quốc hiệu, Tiêu ngữ", "national title and motto"),
    "parent-body": Words("tên cơ quan cấp trên", "parent body"),
    "issuer": Words("tên cơ quan ban hành", "issuing body"),
    "number": Words("số, ký hiệu", "number and symbol"),
    "place-date": Words("địa danh, ngày tháng", "place and date"),
    "title": Words("tên loại, trích yếu", "kind and subject"),
    "basis": Words("căn cứ ban hành", "legal bases"),
    "first-citation": Words("viện dẫn lần đầu", "first citation"),
    "law-citation": Words("viện dẫn luật, pháp lệnh", "citation of laws"),
    "later-citation": Words("viện dẫn các lần sau", "later citations"),
    "numbering": Words("phần, mục, khoản, điểm", "numbering"),
    "body": Words("trình bày nội dung", "layout of the body"),
    "signature": Words("quyền hạn, chức vụ, họ tên người ký", "signature block"),
    "recipients": Words("nơi nhận", "recipients"),
    "annex": Words("phụ lục", "annexes"),
    "kind-codes": Words("chữ viết tắt tên loại", "abbreviations of kinds"),
    "tm-only-collective": Words("ký thay mặt (TM.)", "signing TM."),
    "number-after-signature": Words("cấp số sau khi ký", "number given after signing"),
    "slash-dot": Words("dấu kết thúc ./.", "end mark ./."),
    "guq": Words("giấy ủy quyền", "letter of authority"),
}
_DEFINE = {
    "no": Words("được viết tắt ngay, không cần chú giải", "may stand without being spelled out"),
    "first-use": Words("ghi đủ ở lần dùng đầu tiên", "to be spelled out once, where first used"),
}
_COMMON = Words(
    "cách viết thông dụng trong kế hoạch, không phải quy định", "common usage in plans, not laid down by law"
)


def kind_answer(law: Law, kind: Kind, day: str) -> Answer:
    """Return how a kind of document is abbreviated in symbols."""
    answer = Answer("kind", kind.name, same(kind.name))
    now = law.code_of(kind.name, day)
    none = Words("không có chữ viết tắt", "no abbreviation")
    answer.tell("code", now, same(now) if now else none)
    if len(kind.codes) > 1 or kind.codes[0][1:] != (None, None):
        answer.tell("codes", [code for code, _, _ in kind.codes], *(_code(*item) for item in kind.codes))
    clause = law.clause("kind-codes", day)
    if clause is not None:
        answer.tell("basis", [law.regime(day).symbol], clause)
    return answer


def _code(code: str, begins: str | None, ends: str | None) -> Words:
    if begins is not None:
        return days(f"{code} từ {{}}", f"{code} from {{}}", begins)
    return days(f"{code} đến trước {{}}", f"{code} until {{}}", ends) if ends is not None else same(code)


def short_answer(law: Law, short: Short, day: str) -> Answer:
    """Return what an abbreviation stands for, and whether it must be spelled out."""
    answer = Answer("abbreviation", short.short, same(short.short), sure=short.verified)
    answer.tell("stands_for", list(short.long), *(same(text) for text in short.long), sure=short.verified)
    answer.tell("define", short.define, _DEFINE[short.define])
    answer.tell("note", _COMMON.vi, _COMMON)
    return answer


def programme_answer(law: Law, programme: Programme, day: str) -> Answer:
    """Return the period, the resolution and the areas of a programme of reform."""
    name, state = _programme_state(programme, day)
    answer = Answer(
        "programme", programme.id, same(programme.name), name, state if programme.verified else unsure(state),
        programme.verified, sources=sources(law, programme.source),
    )  # fmt: skip
    answer.tell("period", list(programme.period), same(" – ".join(shown_date(day) for day in programme.period)))
    answer.tell("resolution", programme.resolution, reference(law, programme.resolution, day))
    later = next((item for item in law.programmes if item.id == programme.successor), None)
    if later is not None:
        answer.tell("successor", [later.id], same(later.name))
    areas = [name for name, _ in programme.areas]
    lines = [same(f"{number}. {name}") for number, name in enumerate(areas, 1)]
    answer.tell("areas", areas, *lines, sure=programme.verified)
    return answer


def _programme_state(programme: Programme, day: str) -> tuple[str, Words]:
    if day < programme.issued:
        return "not-issued", STATUSES["not-issued"]
    if programme.period[1] < day:
        return "period-over", STATUSES["period-over"]
    return "in-force", Words("đang thực hiện", "being carried out")


def regime_answer(law: Law, regime: Regime, day: str) -> Answer:
    """Return a regime of form: when it held, what came before and after, and where each rule of it stands."""
    there = holds(day, regime.begins, regime.ends)
    name = "in-force" if there else "expired" if regime.ends is not None and regime.ends <= day else "not-in-force"
    state = STATUSES[name] if regime.verified else unsure(STATUSES[name])
    title = Words(f"Thể thức văn bản hành chính theo {regime.law.vi}", f"Form of documents by {regime.law.en}")
    answer = Answer("regime", regime.id, title, name, state, regime.verified)
    answer.tell("begins", regime.begins, same(shown_date(regime.begins)), sure=regime.verified)
    if regime.ends is not None:
        answer.tell("ends", regime.ends, same(shown_date(regime.ends)), sure=regime.verified)
    others = [item for item in law.regimes if regime.begins and item.ends == regime.begins]
    answer.tell("predecessor", [item.symbol for item in others], *(item.law for item in others))
    others = [item for item in law.regimes if regime.ends and item.begins == regime.ends]
    answer.tell("successor", [item.symbol for item in others], *(item.law for item in others))
    clauses = [_clause(law, rule, regime) for rule in regime.clauses]
    answer.tell("clauses", list(regime.clauses), *clauses)
    answer.tell("basis", [regime.symbol], reference(law, regime.symbol, day))
    return answer


def _clause(law: Law, rule: str, regime: Regime) -> Words:
    label = _CLAUSES.get(rule, same(rule))
    clause = law.clause(rule, regime.begins) or same("")
    vi, en = clause.vi.removeprefix(f"{regime.law.vi}, "), clause.en.removeprefix(f"{regime.law.en}, ")
    words = Words(f"{label.vi}: {vi}", f"{label.en}: {en}")
    return unsure(words) if rule in regime.unverified else words
