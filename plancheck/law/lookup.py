"""Find what a person means who types a symbol, a name, an abbreviation or a place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from plancheck.language.fold import bare, fold, spellings
from plancheck.law import tables
from plancheck.law.facts import Body, Document, Mined, Programme, Province, Regime, Short, holds
from plancheck.law.registry import Law

_LONGEST = 300  # characters of a question
_SYMBOL = re.compile(
    r"(?P<lead>[^\d@]*?)\s*(?:\b(?:số|so)\b[\s:]*)?(?P<symbol>\d[^\s@,;()]*)"
    r"(?:\s*[@,(]?\s*(?:(?:ngày|ngay|of)\s+)?(?P<day>\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})\)?)?$",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
_FORM = frozenset({"the thuc", "the thuc van ban", "the thuc va ky thuat trinh bay", "form"})  # asks for the regime
_PROVINCE_KINDS = ("tỉnh", "thành phố", "TP", "TP.")
_NEAR = 5
_FEW_WORDS = 3  # fewer stand in the name of every programme


@dataclass(slots=True, frozen=True)
class Territory:
    """All districts or communes of one kind and name; ``places`` are (province, from, until)."""

    kind: str
    name: str
    places: tuple[tuple[str, str | None, str | None], ...]


@dataclass(slots=True, frozen=True)
class Kind:
    """A kind of document; ``codes`` are (abbreviation in symbols, from, until)."""

    name: str
    codes: tuple[tuple[str, str | None, str | None], ...]


Subject = Document | Mined | Body | Province | Territory | Kind | Short | Programme | Regime


def read_day(written: str) -> str | None:
    """Return the ISO form of "2026-01-15" or "15/01/2026"; None where it is no day of the calendar."""
    written = written.strip()
    if found := _DAY.match(written):
        written = f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}"
    try:
        return date.fromisoformat(written).isoformat() if len(written) == len("2026-01-15") else None
    except ValueError:
        return None


def lookup(law: Law, asked: str, day: str) -> list[Subject]:
    """Return everything that ``asked`` may mean, documents oldest first; ``day`` chooses the regime of form."""
    asked = tidy(asked)
    if not asked:
        return []
    if bare(asked) in _FORM:
        return [regime for regime in law.regimes if holds(day, regime.begins, regime.ends)]
    return _documents(law, asked) or _named(law, asked) or _titled(law, asked) or _body_of_place(law, asked)


def tidy(asked: str) -> str:
    """Return the question on one line in composed letters, without quotation marks around it."""
    return " ".join(unicodedata.normalize("NFC", asked[:_LONGEST]).split()).strip("\"'“”‘’«».,;: ")


# Documents


def _documents(law: Law, asked: str) -> list[Subject]:
    if (found := _SYMBOL.match(asked)) is None:
        return []
    lead, written = found["lead"], found["symbol"]
    day = read_day(found["day"]) if found["day"] else None
    symbols = _symbols(law, written, lead)
    checked = sorted(
        (document for symbol in symbols for document in law.documents(symbol)), key=lambda document: document.issued
    )
    known = {(document.symbol, document.issued) for document in checked}
    rows = [row for symbol in symbols for row in law.mined(symbol) if (row.symbol, row.issued) not in known]
    items: list[Document | Mined] = [*checked, *sorted(rows, key=lambda row: row.issued)]
    return [
        item
        for item in items
        if (day is None or item.issued == day) and (bare(item.symbol) == bare(written) or _is_kind(item.kind, lead))
    ]


def _symbols(law: Law, written: str, lead: str) -> list[str]:
    """Return the symbols that are ``written``, else those of this number ("61/2018", "NQ 76")."""
    if law.documents(written) or law.mined(written):
        return [written]
    wanted = bare(written)
    every = sorted({*(document.symbol for document in law.all_documents()), *tables.mined_symbols()})
    if exact := [symbol for symbol in every if bare(symbol) == wanted]:
        return exact
    if not lead and "/" not in written:
        return []  # a bare number names nothing
    return [symbol for symbol in every if bare(symbol).startswith((f"{wanted}/", f"{wanted}-"))]


def _is_kind(kind: str, lead: str) -> bool:
    """Say whether ``lead`` is the kind or its initials ("NĐ")."""
    initials = "".join(word[0] for word in kind.split())
    return not lead or bare(lead) in (bare(kind), bare(initials))


def _titled(law: Law, asked: str) -> list[Subject]:
    """Return the documents of this title ("Luật Tổ chức Chính phủ"), the year behind it aside."""
    wanted = bare(asked)
    found = [item for item in law.all_documents() if bare(item.title.partition(" (")[0]) == wanted]
    found.sort(key=lambda item: item.issued)
    return list(found)


# Names


def _named(law: Law, asked: str) -> list[Subject]:
    """Return the subjects of this name: with its tones where one has them so, else without."""
    exact = set(spellings(asked))
    ways: list[Callable[[str], bool]] = [lambda name: fold(name) in exact, lambda name: bare(name) == bare(asked)]
    for same in ways:
        found = _unique(subject for name, subject in _names(law) if same(name))
        territories = _territories(same, whole=not found)
        if found or territories:
            return [*found, *territories]
    return _programmes(law, asked)


def _unique(subjects: Iterable[Subject]) -> list[Subject]:
    found: dict[object, Subject] = {}
    for subject in subjects:
        found.setdefault(_identity(subject), subject)
    return list(found.values())


def _identity(subject: Subject) -> object:
    return subject.long if isinstance(subject, Short) else subject if isinstance(subject, Kind) else id(subject)


def _names(law: Law) -> Iterator[tuple[str, Subject]]:
    """Yield every name and abbreviation with what it stands for."""
    for kind in kinds(law):
        yield from ((name, kind) for name in (kind.name, *(code for code, _, _ in kind.codes)))
    for body in law.bodies.values():
        yield from ((name, body) for name in (body.name, *body.aliases, *body.short, *body.codes))
    for province in law.provinces.values():
        names = (province.name, *province.aliases)
        yield from ((name, province) for name in names)
        yield from ((f"{kind} {name}", province) for kind in _PROVINCE_KINDS for name in names)
    for short in law.shorts:
        yield from ((name, short) for name in (short.short, *short.long))
    for programme in law.programmes:
        yield programme.name, programme


def kinds(law: Law) -> list[Kind]:
    """Return the kinds of documents with their abbreviations of all times."""
    codes: dict[str, list[tuple[str, str | None, str | None]]] = {}
    for name, code, begins, ends in law.kinds:
        codes.setdefault(name, []).append((code, begins, ends))
    return [Kind(name, tuple(found)) for name, found in codes.items()]


def _territories(same: Callable[[str], bool], whole: bool) -> list[Subject]:
    """Return the districts and communes called so, by name alone only where nothing else is (``whole``)."""
    found: dict[tuple[str, str], list[tuple[str, str | None, str | None]]] = {}
    for kind, name, province, begins, ends in tables.units():
        if same(f"{kind} {name}") or (whole and same(name)):
            found.setdefault((kind, name), []).append((province, begins, ends))
    return [Territory(kind, name, tuple(places)) for (kind, name), places in found.items()]


def _programmes(law: Law, asked: str) -> list[Subject]:
    """Return the programmes whose name has all words asked for ("Chương trình tổng thể 2021-2030")."""
    words = re.findall(r"\w+", bare(asked))
    if len(words) < _FEW_WORDS:
        return []
    return [item for item in law.programmes if set(words) <= set(re.findall(r"\w+", bare(item.name)))]


def _body_of_place(law: Law, asked: str) -> list[Subject]:
    """Return the body and the place of "Sở Tư pháp tỉnh Bắc Giang", "UBND huyện Tân Yên"."""
    words = asked.split()
    for cut in range(len(words) - 1, 0, -1):
        if not (bodies := law.bodies_named(" ".join(words[:cut]))):
            continue
        places = [item for item in _named(law, " ".join(words[cut:])) if isinstance(item, Province | Territory)]
        if places:
            levels = {body.level for body in bodies} & {_level(law, place) for place in places}
            return [
                *(body for body in bodies if not levels or body.level in levels),
                *(place for place in places if not levels or _level(law, place) in levels),
            ]
    return []


def _level(law: Law, place: Province | Territory) -> str | None:
    return "tỉnh" if isinstance(place, Province) else law.level_of(place.kind) or "huyện"


# What may have been meant


def near(law: Law, asked: str) -> list[str]:
    """Return symbols and names like ``asked``, those that hold all of it first."""
    asked = tidy(asked)
    wanted = bare(asked)
    if (symbol := _SYMBOL.match(asked)) is not None:
        wanted = bare(symbol["symbol"])
        known = _numbered(law, wanted)
        found = [name for spelling, name in known.items() if spelling.startswith(wanted)]
    else:
        known = {bare(name): name for name, _ in _names(law) if "<" not in name}
        known |= {bare(item.title): f"{item.symbol} ({item.title})" for item in law.all_documents()}
        found = [name for spelling, name in known.items() if len(wanted) >= _FEW_WORDS and wanted in spelling]
        known |= {bare(f"{kind} {name}"): f"{kind} {name}" for kind, name, *_ in tables.units()}
    close = [known[name] for name in get_close_matches(wanted, known, n=_NEAR, cutoff=0.6)]
    return list(dict.fromkeys(found or close))[:_NEAR]


def _numbered(law: Law, wanted: str) -> dict[str, str]:
    """Return the symbols of the same number, hand-checked ones first."""
    number = wanted.partition("/")[0]
    every = [*(document.symbol for document in law.all_documents()), *sorted(tables.mined_symbols())]
    return {bare(symbol): symbol for symbol in every if symbol.lower().startswith((f"{number}/", f"{number}-"))}
