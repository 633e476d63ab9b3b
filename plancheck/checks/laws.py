"""Read the laws that a draft calls by name and date instead of number ("Luật Thanh tra ngày 14/11/2022")."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from plancheck.checks.citing import cited_between, clause
from plancheck.checks.context import Context, once
from plancheck.checks.wording import holds, words
from plancheck.language.fold import fold
from plancheck.law import Law
from plancheck.law.facts import Document

_DATE = re.compile(
    r"[\s,(]*(?:(?:được\s+quốc hội\s+)?(?:thông qua|ban hành)\s+)?(?:"
    r"ngày\s*(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})\s*(?:/|năm)\s*(\d{4})|(?:năm\s*)?((?:19|20)\d\d)(?![\d/]))"
)
_DIGIT = re.compile(r"\d")
_YEAR_MARK = re.compile(r"\s*\(.*?\)$")  # "(2015)" behind a title tells laws of one name apart
_REACH = 150  # characters in which the date of a law stands
_NEAR = 60


class NamedLaw(NamedTuple):
    """A law called by its name; ``issued``: its date as given, None where only the year is."""

    start: int
    end: int
    issued: str | None
    document: Document | None
    is_past: bool


@once
def named_laws(context: Context) -> list[NamedLaw]:
    """Return the laws of the registry that are called by name with their date or year, and no number."""
    found = []
    is_law = words(context, "cited-law")
    for hit in context.hits.of("cited-kind"):
        if not context.plan.text.text[hit.start].isupper() or not is_law.fullmatch(context.folded, hit.start, hit.end):
            continue
        dated = _DIGIT.search(context.folded, hit.end, hit.end + _REACH) is not None
        if dated and (law := _law(context, hit.start)) is not None:
            found.append(law)
    return found


def _law(context: Context, start: int) -> NamedLaw | None:
    titles = _titles(context.law, words(context, "cited-law"))
    longest = max((title for title in titles if context.folded.startswith(title, start)), key=len, default=None)
    if longest is None:
        return None
    end = start + len(longest)
    match = _DATE.match(context.folded, end, end + _REACH)
    if match is None or cited_between(context, start, match.end()):
        return None
    issued = None
    if match[3]:
        issued = f"{int(match[3]):04d}-{int(match[2]):02d}-{int(match[1]):02d}"
        documents = [document for document in titles[longest] if document.issued == issued]
    else:
        documents = [document for document in titles[longest] if document.issued.startswith(f"{match[4]}-")]
    begin = max(clause(context, start, end)[0], start - _NEAR)
    stop = clause(context, start, match.end())[1]
    past = holds(context, "cited-history", begin, start) or holds(context, "cited-ended", match.end(), stop)
    return NamedLaw(start, match.end(), issued, documents[0] if len(documents) == 1 else None, past)


@lru_cache(maxsize=2)
def _titles(law: Law, is_law: re.Pattern[str]) -> dict[str, list[Document]]:
    """Return the laws of the registry by their folded names, abbreviated and written out."""
    found: dict[str, list[Document]] = {}
    for document in law.all_documents():
        if is_law.fullmatch(fold(document.kind)):
            title = _YEAR_MARK.sub("", document.title)
            for name in {fold(title), fold(_written_out(law, title))}:
                found.setdefault(name, []).append(document)
    return found


def _written_out(law: Law, title: str) -> str:
    """Return a title with its abbreviations spelled out ("HĐND")."""
    shorts = ((word, law.short(word) if word.isupper() else None) for word in title.split(" "))
    return " ".join(short.long[0] if short else word for word, short in shorts)
