"""What is told of one thing in the law: facts, each with its words, whether it is verified, and the sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from plancheck.finding import Words
from plancheck.language.dates import shown_date
from plancheck.law.facts import Document
from plancheck.law.registry import Law
from plancheck.law.status import Status, status

STATUSES: dict[str, Words] = {
    "in-force": Words("còn hiệu lực", "in force"),
    "not-issued": Words("chưa ban hành", "not issued yet"),
    "not-in-force": Words("đã ban hành, chưa có hiệu lực", "issued, not in force yet"),
    "expired": Words("hết hiệu lực", "no longer in force"),
    "period-over": Words("đã hết giai đoạn thực hiện", "its period is over"),
    "replaced": Words("không rõ", "not clear"),
    "unknown": Words("không rõ", "not clear"),
    "exists": Words("đang có", "exists"),
    "not-yet": Words("chưa có", "not there yet"),
    "ended": Words("không còn", "no longer exists"),
    "varies": Words("tùy từng địa phương", "depends on the province"),
}
UNSURE = Words("chưa kiểm chứng", "not verified")


@dataclass(slots=True)
class Fact:
    """One fact. ``value`` is for programs: ISO days, keys of documents, ids of bodies; ``lines`` for readers."""

    name: str
    value: str | bool | list[str] | None
    lines: list[Words]
    sure: bool | None = True  # None: told for orientation, never checked


@dataclass(slots=True)
class Answer:
    """All that is known of one thing; ``state`` says more of ``status`` and may be empty."""

    type: str
    key: str
    name: Words
    status: str | None = None
    state: Words = field(default_factory=lambda: Words("", ""))
    sure: bool = True
    machine: bool = False  # gathered by machine
    facts: list[Fact] = field(default_factory=list)
    sources: list[tuple[str, Words]] = field(default_factory=list)

    def tell(self, name: str, value: str | bool | list[str] | None, *lines: Words, sure: bool | None = True) -> None:
        """Add a fact; one without lines is left out."""
        if lines:
            self.facts.append(Fact(name, value, list(lines), sure))


def same(text: str) -> Words:
    """Return a text that reads the same in both languages."""
    return Words(text, text)


def days(vi: str, en: str, *iso: str | None) -> Words:
    """Return both texts with ``{}`` filled by days as they are written in Vietnam."""
    shown = [shown_date(day) for day in iso]
    return Words(vi.format(*shown), en.format(*shown))


def status_words(state: Status, document: Document | None = None) -> Words:
    """Return the status in full: "hết hiệu lực từ 01/7/2025"."""
    words = STATUSES[state.name]
    if state.name == "expired":
        words = days("hết hiệu lực từ {}", "no longer in force from {}", state.since)
    elif state.name == "replaced":
        words = days(
            "không rõ: có văn bản thay thế từ {}, chưa đọc được điều khoản bãi bỏ",
            "not clear: there is a replacement from {}, whose repealing clause was not read",
            state.since,
        )
    elif state.name == "period-over" and document is not None and document.period is not None:
        words = days("đã hết giai đoạn thực hiện ({} – {})", "its period is over ({} – {})", *document.period)
    return words if state.sure or state.name == "unknown" else unsure(words)


def unsure(words: Words) -> Words:
    """Return the words with the remark that they are not verified."""
    return Words(f"{words.vi} ({UNSURE.vi})", f"{words.en} ({UNSURE.en})")


def reference(law: Law, key: str, day: str) -> Words:
    """Return a document in one line: symbol, day of issue, title, and its status on ``day``."""
    document = law.by_key(key)
    if document is None:
        return same(key.partition("@")[0])
    name = f"{document.symbol} ({shown_date(document.issued)}), {document.title}"
    state = status_words(status(law, document, day), document)
    return Words(f"{name}: {state.vi}", f"{name}: {state.en}")


def sources(law: Law, keys: Iterable[str]) -> list[tuple[str, Words]]:
    """Return each source spelled out; what stands behind ":" is kept."""
    return [(key, _source(law, key)) for key in dict.fromkeys(keys)]


def _source(law: Law, key: str) -> Words:
    if (words := law.sources.get(key)) is not None:
        return words
    head, _, rest = key.partition(":")
    if rest and (words := law.sources.get(head)) is not None:
        return Words(f"{words.vi}: {rest}", f"{words.en}: {rest}")
    return same(key)
