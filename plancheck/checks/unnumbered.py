"""Find the documents that are named without number and symbol: by their title, a bare number, a blank one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plancheck.checks.citedlaw import body_codes, issuer_codes
from plancheck.checks.citing import Cited, cited, cited_between, clause
from plancheck.checks.context import Context
from plancheck.checks.wording import leads, words

_BLANK_NUMBER = re.compile(r"\s+số\s*:?(?:[\s._]++|…)*/\s?[a-zđ]{2,4}-[a-zđ&]{2,}")
_BARE_NUMBER = re.compile(r"\s+(số\s*:?\s*)?(\d{1,4}[a-z]?)(?![\w%/-]|\.\d|,\d)(?:\s*(ngày\s+\d|của\s|về\s))?")
_DIGIT = re.compile(r"\d")
_OF = re.compile(r"\s(?:của|do)\s+")
_NAME_END = re.compile(r"[,(]|\s(?:và|về|ban hành|năm|giai đoạn)\s")
_LONGEST_NAME = 250
_REACH = 60  # characters behind a kind in which a number stands
_STRETCH = 256
_FIRST = 20  # citations from the top among which a document named by its title is looked for


_NO_PROSE = frozenset({"recipients", "annex-title"})


class Unnumbered(NamedTuple):
    """A document named without its full number and symbol.

    ``problem``: blank-number, bare-number ("Nghị quyết 76"), no-number (a basis named by its title) or law (a basis
    without its date); ``number`` is the bare one.
    """

    problem: str
    start: int
    end: int
    severity: str
    number: str | None = None


def unnumbered(context: Context, law_dated_from: str) -> list[Unnumbered]:
    """Return the documents so named, in text order, a bare number once; laws have dates from ``law_dated_from`` on."""
    found: list[Unnumbered] = []
    known = {item.symbol.number for item in cited(context)}
    taken = _spans(context)
    laws_dated = (context.form_day or "") >= law_dated_from
    for hit in context.hits.of("cited-kind"):
        if any(start <= hit.start < end for start, end in taken.get(hit.start // _STRETCH, ())):
            continue
        if (one := _named(context, hit.start, hit.end, laws_dated)) is None:
            continue
        place = context.place_at(hit.start)
        if place is None or place.paragraph.kind == "cell" or place.roles & {"recipients", "annex-title"}:
            continue
        if one.number is None or one.number not in known:
            known.add(one.number or "")
            found.append(one)
    found += [one for one in _told_of(context) if not any(other.start == one.start for other in found)]
    return sorted(found, key=lambda one: one.start)


def _told_of(context: Context) -> Iterator[Unnumbered]:
    """Yield what is said to be issued already, or to come of a congress, in a clause that cites nothing."""
    for name in ("citation.congress", "citation.issued"):
        for hit in context.hits.of(name):
            place = context.place_at(hit.start)
            if place is None or place.paragraph.kind == "cell" or place.roles & _NO_PROSE:
                continue
            begin, stop = clause(context, hit.start, hit.end)
            of_congress = name == "citation.congress"
            start = hit.start if of_congress else _kind_before(context, begin, hit.start)
            named = [item for item in cited_between(context, begin, stop) if item.symbol.is_party or not of_congress]
            if start is not None and not named:
                yield Unnumbered("no-number", start, hit.end, "info")


def _kind_before(context: Context, begin: int, end: int) -> int | None:
    """Return where the one document named in [begin, end) begins ("Kế hoạch … của Sở"), None for none or several."""
    text = context.plan.text.text
    kinds = [hit for hit in context.hits.within("cited-kind", begin, end) if text[hit.start].isupper()]
    numbered = words(context, "cited-numbered")
    if len(kinds) != 1 or not numbered.fullmatch(context.folded, *kinds[0]):
        return None
    return kinds[0].start if _OF.search(context.folded, kinds[0].end, end) else None


def _named(context: Context, start: int, end: int, laws_dated: bool) -> Unnumbered | None:
    """Return what the name of a kind in [start, end) leaves out of the document's number."""
    if context.folded.startswith(" số", end) or context.folded[end + 1 : end + 2].isdigit():
        if (blank := _BLANK_NUMBER.match(context.folded, end, end + _REACH)) is not None:
            own = _is_own_symbol(context, blank.group())
            return None if own else Unnumbered("blank-number", start, blank.end(), "warning")
        return _bare_number(context, start, end)
    place = context.place_at(start) if start < context.plan.body_start else None
    if place is None or "opening" not in place.roles:
        return None
    if laws_dated and _is_undated_law(context, start, end):
        return Unnumbered("law", start, clause(context, start, end)[1], "info")
    stop = _carried_out(context, start, end, place.start)
    return Unnumbered("no-number", start, stop, "warning") if stop else None


def _spans(context: Context) -> dict[int, list[tuple[int, int]]]:
    """Return the citations by the stretches of text that they touch."""
    found: dict[int, list[tuple[int, int]]] = {}
    for item in cited(context):
        for stretch in range(item.start // _STRETCH, item.end // _STRETCH + 1):
            found.setdefault(stretch, []).append((item.start, item.end))
    return found


def _is_own_symbol(context: Context, written: str) -> bool:
    own = (context.plan.metadata.symbol or "").lower().replace(" ", "")
    return bool(own) and written.split("/")[-1].replace(" ", "") in own


def _bare_number(context: Context, start: int, end: int) -> Unnumbered | None:
    """Return what is left out of "Nghị quyết số 76 ngày …"; "Kế hoạch 5 năm" names no document."""
    match = _BARE_NUMBER.match(context.folded, end, end + _REACH)
    if match is None or not (match[1] or (match[3] and match[3].strip() != "về")):
        return None
    if not context.plan.text.text[start].isupper():
        return None
    if not words(context, "cited-coded").fullmatch(context.folded, start, end):
        return None
    severity = "warning" if match[1] and match[3] else "info"
    return Unnumbered("bare-number", start, match.end(2), severity, match[2].lstrip("0"))


def _is_undated_law(context: Context, start: int, end: int) -> bool:
    """Say whether a basis names a law without date, year or number."""
    if not words(context, "cited-law").fullmatch(context.folded, start, end):
        return False
    begin, stop = clause(context, start, end)
    named = context.plan.text.text[start].isupper() and leads(context, "cited-basis", begin, start)
    return named and not _DIGIT.search(context.folded, end, stop)


def _carried_out(context: Context, start: int, end: int, least: int) -> int | None:
    """Return where a document named by its title alone ends, if a named body's is carried out; else None."""
    if not context.plan.text.text[start].isupper():
        return None
    if not words(context, "cited-numbered").fullmatch(context.folded, start, end):
        return None
    if not leads(context, "cited-carried-out", least, start):
        return None
    limit = clause(context, start, end)[1]
    of = _OF.search(context.folded, end, min(limit, end + _LONGEST_NAME))
    if of is None or not (codes := issuer_codes(context, of.end(), limit)):
        return None
    if any(item.citation.kind.lower() == context.folded[start:end] and body_codes(context, item) & codes
           for item in cited(context)[:_FIRST]):  # fmt: skip
        return None  # one like it is cited in full, and may be the one meant
    mark = _NAME_END.search(context.folded, of.end(), limit)
    stop = mark.start() if mark else limit
    # Its number may follow in another form: "ban hành kèm theo Quyết định số …", "(số …)".
    return stop if all(_is_apart(context, stop, item) for item in cited_between(context, start, limit)) else None


def _is_apart(context: Context, end: int, item: Cited) -> bool:
    """Say whether a citation begins another entry of the same sentence ("…, Công văn số …")."""
    return item.start >= end and context.folded[end : item.start].strip(" ,") in ("", "và")
