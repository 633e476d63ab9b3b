"""Gather what the draft says of who issues it: letterhead, opening, subject, symbol, signature."""

from __future__ import annotations

import re
from typing import NamedTuple

from plancheck.checks.bodies import bodies_in
from plancheck.checks.context import Context, once
from plancheck.law.names import Area, Name, areas_in, read_name
from plancheck.plan import Paragraph

_LETTERHEAD = ("ISSUER", "HEAD_TEXT")
_MOST_LINES = 12
_AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|Q)\s*\.\s*", re.IGNORECASE)
_NEAR = 120  # characters between the end of a body's name and the verb by which it issues the plan
_BETWEEN = re.compile(r"\s*(?:\([^()]{0,80}\)\s*)?(?:đã |sẽ |kính )?$")
_MARKS = ",;:.-+"
_CITY = "thành phố"
_PLAN = "kế hoạch"


class Said(NamedTuple):
    """A name of the issuing body, and what says it: settings, letterhead, opening, subject, symbol, signature or place.

    ``start`` and ``end``: where it stands in the text, (0, 0) where it does not.
    """

    source: str
    name: Name
    start: int = 0
    end: int = 0


@once
def names_said(context: Context) -> list[Said]:
    """Return every name that the draft gives its issuer, the surest first."""
    day, law = context.form_day, context.law
    found: list[Said] = []
    if context.settings.unit:
        found.append(Said("settings", read_name(law, context.settings.unit, day)))
    own = letterhead(context)[1]
    if own is not None:
        found.append(Said("letterhead", own))
    found += [item for item in (_opening(context), _subject(context)) if item is not None]
    if codes := _coded(context):
        found.append(codes)
    for line in (context.plan.metadata.signer_title or "").split(" / "):
        name = read_name(law, _AUTHORITY.sub("", line, count=1), day)
        if name.bodies:
            found.append(Said("signature", name))
    place = law.province(context.plan.metadata.place or "")
    if place is not None and place.kind(day) == _CITY:
        found.append(Said("place", Name("", (), (Area(_CITY, place.name, "tỉnh"),))))
    return found


@once
def letterhead(context: Context) -> tuple[Name | None, Name | None]:
    """Return the body printed over the issuer's name, and the issuer."""
    plan, law, day = context.plan, context.law, context.form_day
    top = plan.title_start or plan.body_start
    lines = [line.text.strip(" -–_*.:") for kind, line in plan.frame if kind in _LETTERHEAD and line.end <= top][
        :_MOST_LINES
    ]
    issuer = plan.metadata.issuer
    if not issuer:
        named = [name for line in lines if len(line) < 100 and (name := read_name(law, line, day)).bodies]
        return (named[-2] if len(named) > 1 else None), (named[-1] if named else None)
    before = next((index for index, line in enumerate(lines) if line and issuer.startswith(line)), 0)
    above = " ".join(lines[:before])
    return (read_name(law, above, day) if above else None), read_name(law, issuer, day)


@once
def issuing(context: Context) -> Said | None:
    """Return the body of which the opening says that it issues the plan ("…, Sở Nội vụ xây dựng Kế hoạch …")."""
    for paragraph in reversed(context.plan.opening):
        for hit in reversed(context.hits.within("issues-plan", paragraph.start, paragraph.end)):
            if _PLAN in context.folded[hit.start : hit.end + 25] and (found := _before(context, paragraph, hit.start)):
                return found
    return None


def _before(context: Context, paragraph: Paragraph, verb: int) -> Said | None:
    begin = max(paragraph.start, verb - _NEAR)
    bodies = bodies_in(context, begin, verb)
    if not bodies or not bodies[-1].named or not _BETWEEN.match(context.folded, bodies[-1].end, verb):
        return None
    body = bodies[-1]
    before = context.folded[paragraph.start : body.start][-3:].rstrip()
    if before and before[-1] not in _MARKS:
        return None  # "… của UBND tỉnh ban hành Kế hoạch" is another plan
    return Said("opening", read_name(context.law, body.name, context.form_day), body.start, body.end)


def _opening(context: Context) -> Said | None:
    return issuing(context)


@once
def subject_body(context: Context) -> Said | None:
    """Return the body that the subject names as the plan's ("… của Sở Nội vụ năm 2021")."""
    plan, day = context.plan, context.form_day
    start, end = plan.title_start, plan.title_end
    kinds = context.hits.within("cited-kind", start, end)
    if any(hit.start > start for hit in kinds):
        return None  # the subject names another document, and whose that is
    for body in reversed(bodies_in(context, start, end)):
        if body.named and context.folded.endswith("của ", start, body.start):
            return Said("subject", read_name(context.law, body.name, day), body.start, body.end)
    return None


def _subject(context: Context) -> Said | None:
    if (found := subject_body(context)) is not None:
        return found
    areas = areas_in(context.law, context.plan.metadata.subject or "", context.form_day)
    return Said("subject", Name("", (), areas[:1])) if areas else None


def _coded(context: Context) -> Said | None:
    """Return the bodies that the plan's own symbol may name: of "KH-SKHCN" what follows the kind."""
    symbol = context.plan.metadata.symbol
    if not symbol:
        return None
    head, _, tail = symbol.partition("-")
    codes = [tail, tail.split("-")[0]] if head in context.rulebook.codes else [symbol, head]
    day = context.form_day
    for code in codes:
        bodies = [body for body in context.law.bodies_coded(code) if day is None or body.exists(day)] if code else []
        if bodies:
            return Said("symbol", Name("", tuple(bodies)))
    return None
