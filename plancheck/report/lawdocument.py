"""Tell of a document of law on a day: hand-checked, or found by machine and marked so."""

from __future__ import annotations

from plancheck.finding import Words
from plancheck.language.dates import shown_date
from plancheck.law.facts import Document, Mined
from plancheck.law.registry import Law
from plancheck.law.status import followers, mined_status, status
from plancheck.report.lawfact import Answer, days, reference, same, sources, status_words

_LISTED = {  # columns "status" of documents.tsv that hint at force and prove nothing
    "in-code-2026-01": Words("còn trong Pháp điển điện tử tháng 01/2026", "in the electronic code of laws of 01/2026"),
    "left-code-2025": Words(
        "có trong Pháp điển điện tử tháng 02/2025, không còn trong bản tháng 01/2026",
        "in the electronic code of laws of 02/2025, gone from that of 01/2026",
    ),
    "in-force-2026-04": Words("vbpl.vn ghi còn hiệu lực (tháng 4/2026)", "in force according to vbpl.vn (04/2026)"),
    "expired-partly": Words("hết hiệu lực một phần", "no longer in force in part"),
}
_MACHINE = Words(
    "tập hợp tự động, sai sót khoảng 3–5 %; cần đối chiếu bản chính trước khi dùng",
    "gathered by machine, about 3–5 % of it wrong; compare the official text before use",
)


def document_answer(law: Law, document: Document, day: str) -> Answer:
    """Return what is known of a hand-checked document."""
    state = status(law, document, day)
    told = status_words(state, document)
    if state.name == "in-force" and any(begins <= day for begins, _, _ in document.partly_replaced):
        told = Words(f"{told.vi}; một phần đã được thay thế", f"{told.en}; replaced in part")
    name = f"{document.kind} {document.symbol}"
    answer = Answer(
        "document", document.key, days(f"{name} ngày {{}}", f"{name} of {{}}", document.issued), state.name,
        told, state.sure, sources=sources(law, document.source),
    )  # fmt: skip
    answer.tell("title", document.title, same(document.title), sure=None)
    _dates(law, answer, document)
    answer.tell(
        "replaced_by", list(document.replaced_by), *(reference(law, key, day) for key in document.replaced_by),
        sure=document.sure("replaced_by"),
    )  # fmt: skip
    _instead(law, answer, document, day)
    amended = [reference(law, key, day) for key in document.amended_by]
    answer.tell("amended_by", list(document.amended_by), *amended, sure=None)
    answer.tell(
        "partly_replaced", [by for _, by, _ in document.partly_replaced],
        *(_part(begins, by.partition("@")[0], scope) for begins, by, scope in document.partly_replaced),
    )  # fmt: skip
    if (programme := law.programme_of(document)) is not None:
        answer.tell("programme", programme.id, same(programme.name))
    if document.note is not None:
        answer.tell("note", document.note.vi, document.note, sure=None)
    return answer


def _dates(law: Law, answer: Answer, document: Document) -> None:
    issued = shown_date(document.issued)
    answer.tell("issued", document.issued, same(issued), sure=document.sure("issued"))
    answer.tell("issuer", document.issuer, same(document.issuer))
    begins = Words("không rõ ngày; tính từ ngày ban hành", "the day is not known; counted from the day of issue")
    if document.in_force is not None:
        begins = same(shown_date(document.in_force))
    answer.tell("in_force", document.in_force, begins, sure=document.sure("in_force"))
    if document.period is not None:
        answer.tell("period", list(document.period), same(" – ".join(shown_date(day) for day in document.period)))
    if document.expired is not None:
        answer.tell("expired", document.expired, same(shown_date(document.expired)), sure=document.sure("expired"))
    elif not document.replaced_by:
        none = days("không tìm thấy văn bản bãi bỏ đến {}", "no repeal found up to {}", law.as_of)
        answer.tell("expired", None, none, sure=document.sure("expired"))


def _instead(law: Law, answer: Answer, document: Document, day: str) -> None:
    """Tell what to cite on the day where the nearest replacement was itself replaced by then."""
    further = [
        other
        for other, state in followers(law, document, day)
        if state.name == "in-force" and not {other.symbol, other.key} & {*document.replaced_by}
    ]
    answer.tell("in_force_then", [other.key for other in further], *(reference(law, item.key, day) for item in further))


def _part(begins: str, by: str, scope: str) -> Words:
    return days(f"từ {{}}: {scope} ({by})", f"from {{}}: {scope} ({by})", begins)


def mined_answer(law: Law, row: Mined, day: str) -> Answer:
    """Return what public texts say of a document; nothing of it is sure."""
    state = mined_status(row, day)
    name = f"{row.kind} {row.symbol}"
    titled = days(f"{name} ngày {{}}", f"{name} of {{}}", row.issued)
    answer = Answer(
        "mined-document", f"{row.symbol}@{row.issued}", titled, state.name, status_words(state), False, machine=True,
        sources=sources(law, row.source.split("; ")),
    )  # fmt: skip
    answer.tell("machine", True, _MACHINE)
    answer.tell("issued", row.issued, same(shown_date(row.issued)), sure=False)
    answer.tell("issuer", row.issuer, same(row.issuer), sure=False)
    if row.in_force:
        answer.tell("in_force", row.in_force, same(shown_date(row.in_force)), sure=False)
    if row.expired:
        answer.tell("expired", row.expired, same(shown_date(row.expired)), sure=False)
    if row.replaced_by:
        keys = row.replaced_by.split("; ")
        answer.tell("replaced_by", keys, *(reference(law, key, day) for key in keys), sure=False)
    if row.status in _LISTED:
        answer.tell("listed", row.status, _LISTED[row.status], sure=False)
    return answer
