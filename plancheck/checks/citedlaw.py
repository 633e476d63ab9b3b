"""Find the document of the registry that a citation means, and the bodies that its issuer and its symbol name."""

from __future__ import annotations

import re
from functools import lru_cache

from plancheck.checks.citing import Cited
from plancheck.checks.context import Context
from plancheck.checks.wording import words
from plancheck.finding import Words
from plancheck.language.dates import shown_date
from plancheck.language.fold import bare, spellings
from plancheck.law import Law
from plancheck.law.facts import Body, Document
from plancheck.rulebook import Rulebook

_WORD = re.compile(r"\w")
_ISSUER = "words.issuer-"
ANY_OF_KIND = frozenset({"so", "bo"})  # "Sở", "Bộ" alone
_NO_CODES = frozenset({"title", "office", "short"})
_CENTRAL = frozenset({"sở", "bộ", "cơ quan ngang bộ"})  # kinds of bodies whose codes no other body uses


def known_documents(context: Context, item: Cited) -> list[Document]:
    """Return the hand-checked documents of this number and symbol, whatever the zero before the number."""
    symbol = item.citation.symbol
    return context.law.documents(symbol) or context.law.documents(f"0{symbol}")


def document_of(context: Context, item: Cited) -> Document | None:
    """Return the document meant, also where its date is left out or wrong; None where several may be meant."""
    found = known_documents(context, item)
    if not found:
        return None
    if item.date:
        exact = [document for document in found if document.issued == item.date]
        found = exact or [document for document in found if _may_be(item, document)]
    elif item.year:
        found = [document for document in found if document.issued.startswith(f"{item.year}-")]
    elif item.symbol.number.isdigit():
        return None  # numbers begin anew every year
    return found[0] if len(found) == 1 else None


def _may_be(item: Cited, document: Document) -> bool:
    """Say whether a citation with another date means ``document`` all the same."""
    if item.date is None or item.symbol.year is not None:
        return True
    if item.date[:4] == document.issued[:4]:
        return not repeats(item)
    return not item.symbol.is_party and item.date[4:] == document.issued[4:]


def repeats(item: Cited) -> bool:
    """Say whether a number may be given twice in the year of a citation: those of the Party begin anew at a congress.

    Congresses are held every five years, in the localities (2020, 2025) a year before the national one (2021, 2026).
    """
    return item.symbol.is_party and item.date is not None and int(item.date[:4]) % 5 in (0, 1)


def shown(document: Document) -> Words:
    """Return how a document is cited in full."""
    number = f"{document.kind} số {document.symbol}"
    return Words(
        f"{number} ngày {shown_date(document.issued)} của {document.issuer}",
        f"{number} of {shown_date(document.issued)} ({document.issuer})",
    )


def shown_in_basis(document: Document) -> Words:
    """Return how a document is named among bases: a law by its name and date alone (NĐ 30/2020, Phụ lục I, II.6a)."""
    if document.kind != "Luật":
        return shown(document)
    name = re.sub(r"\s*\([^()]*\)$", "", document.title)
    return Words(f"{name} ngày {shown_date(document.issued)}", f"{name} of {shown_date(document.issued)}")


# Bodies


def issuer_codes(context: Context, start: int, end: int) -> frozenset[str]:
    """Return the codes, in plain letters, of the body named at ``start``; none where it is not known."""
    known: dict[tuple[int, int], frozenset[str]] = context.memory.setdefault("issuer-codes", {})
    if (start, end) not in known:
        known[start, end] = _issuer_codes(context, start, end) if start < end else frozenset()
    return known[start, end]


def _issuer_codes(context: Context, start: int, end: int) -> frozenset[str]:
    folded = context.folded
    if (title := words(context, "issuer-title").match(folded, start, end)) is not None:
        start = title.end()
        while start < end and folded[start] == " ":
            start += 1
    if words(context, "issuer-office").match(folded, start, end):
        return frozenset()
    named = _named(context.rulebook, folded, start, end)
    if bodies := _bodies_at(context, start, end):
        return frozenset(bare(code) for body in bodies for code in body.codes) | (named - ANY_OF_KIND)
    return named


def _named(rulebook: Rulebook, folded: str, start: int, end: int) -> frozenset[str]:
    """Return the codes of the longest phrase for an issuer that stands at ``start`` as whole words."""
    names, lengths = _issuers(rulebook)
    if start and _WORD.match(folded, start - 1):
        return frozenset()
    for length in lengths:
        stop = start + length
        if stop <= end and (codes := names.get(folded[start:stop])) and not _WORD.match(folded, stop, end):
            return codes
    return frozenset()


@lru_cache(maxsize=2)
def _issuers(rulebook: Rulebook) -> tuple[dict[str, frozenset[str]], list[int]]:
    """Return the codes that an issuer may bear by each phrase for it, and how long phrases are, the longest first."""
    names: dict[str, frozenset[str]] = {}
    for name, phrases in rulebook.words.items():
        code = name.removeprefix(_ISSUER)
        if code != name and code not in _NO_CODES:
            for spelling in (spelling for phrase in phrases for spelling in spellings(phrase)):
                names[spelling] = names.get(spelling, frozenset()) | {code}
    return names, sorted({len(name) for name in names}, reverse=True)


def _bodies_at(context: Context, start: int, end: int) -> list[Body]:
    """Return the bodies of the longest name of the registry that begins at ``start``."""
    hits = [hit for hit in context.hits.within("law.body", start, end) if hit.start == start]
    if not hits:
        return []
    longest = max(hits, key=lambda hit: hit.end)
    return context.law.bodies_named(context.plan.text.text[longest.start : longest.end])


def body_codes(context: Context, item: Cited) -> frozenset[str]:
    """Return the codes, in plain letters, that a symbol's body may be called by; none where it is not known."""
    return _body_codes(context.rulebook, item.symbol.bodies)


@lru_cache(maxsize=1024)
def _body_codes(rulebook: Rulebook, bodies: tuple[str, ...]) -> frozenset[str]:
    code = "-".join(bodies)
    listed = len(bodies) == 1 and f"{_ISSUER}{bare(code)}" in rulebook.words
    return frozenset({bare(code)}) if listed or _coded(rulebook.law, code) else frozenset()


def _coded(law: Law, code: str) -> list[Body]:
    return [body for body in law.bodies_coded(code) if body.verified and body.kind in _CENTRAL]


def may_issue(context: Context, item: Cited, named: frozenset[str]) -> bool:
    """Say whether the body named may bear the code in the symbol; True where either is not known."""
    codes = body_codes(context, item)
    if not codes or not named or codes & named:
        return True
    code = next(iter(codes))
    if any(code.startswith(other) or other.startswith(code) for other in named - ANY_OF_KIND):
        return True
    bodies = _coded(context.law, "-".join(item.symbol.bodies))
    kinds = {bare(body.kind) for body in bodies}
    if named & kinds:
        return True
    # A document of a body that went into another is often called by the new one's name.
    heirs = {bare(other) for body in bodies for name in body.successor for other in context.law.bodies[name].codes}
    return bool(heirs & named)
