"""Check that the bodies that get a duty, and the receivers of reports, stand among the recipients."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from plancheck.checks import reporting
from plancheck.checks.bodies import Body, bodies_in
from plancheck.checks.context import Context, once
from plancheck.checks.own import own_plan
from plancheck.checks.unit import unit_of
from plancheck.finding import Words
from plancheck.language.fold import bare
from plancheck.plan import Line
from plancheck.rulebook import Rule

_TOKEN = re.compile(r"[^\W_]+(?:[&-][^\W_]+)*")
_PART = re.compile(r"[;,\n]")
_JOINED = re.compile(r"[,;\s]*(?:và\s+)?")
_AND = "va"
_LEAST = 3  # words of a name that must be found among the recipients; its end may hold words of the sentence
_MOST_LINES = 100
_LONGEST = 1000
_HEAD = 160  # characters in which the names of one duty stand


class Duty(NamedTuple):
    """A body given a duty (case "duty") or sent a report ("report"), with the span of its name."""

    case: str
    name: str
    start: int
    end: int


class Written(NamedTuple):
    """What the recipients say: all their words in one text, and the words of each part.

    ``abbreviated``: first letters of the parts that are written short ("snnptnt" of Sở NN và PTNT); ``codes``: units
    that keep a copy ("Lưu: VT, TCHC").
    """

    words: str
    parts: list[str]
    abbreviated: tuple[str, ...]
    codes: tuple[str, ...]


def duty_not_addressed(context: Context, rule: Rule) -> None:
    """Report, a line of duties at a time, who is not addressed (options: see AddressedOptions)."""
    if not context.plan.metadata.recipients or not _recipients(context) or _refers(context, rule.options["references"]):
        return
    missing: dict[tuple[int, str], list[Duty]] = {}
    judged: set[str] = set()
    for duty in sorted((*_duties(context), *_receivers(context)), key=lambda item: item.start):
        if duty.name in judged:
            continue
        judged.add(duty.name)
        if _is_gone(context, duty):
            continue
        kinds = rule.options["kinds" if duty.case == "duty" else "report_kinds"]
        if not _covered(context, duty, kinds):
            place = context.place_at(duty.start)
            missing.setdefault((place.start if place else duty.start, duty.case), []).append(duty)
    for (_, case), duties in list(missing.items())[: rule.options["most"]]:
        message = Words(**rule.options["problems"][case])
        names = ", ".join(duty.name for duty in duties)
        context.report(rule, duties[0].start, duties[-1].end, message=message, names=names)


def _is_gone(context: Context, duty: Duty) -> bool:
    """Say whether the body is one that abolished-body tells of: a copy would reach nobody."""
    gone = (finding for finding in context.found if finding.rule == "abolished-body")
    return any(one.quote and one.quote in duty.name for one in gone)


def _refers(context: Context, references: list[str]) -> bool:
    """Say whether a recipient only points to others ("Như Điều 3")."""
    starts = tuple(bare(item) for item in references)
    return any(bare(line[:_HEAD]).strip().startswith(starts) for line in context.plan.metadata.recipients)


@once
def _recipients(context: Context) -> list[Line]:
    """Return the lines of the recipients."""
    kinds = ("RECIPIENTS", "RECIPIENT", "TAIL_TEXT")
    first = next((line.start for kind, line in context.plan.frame if kind == "RECIPIENTS"), None)
    lines = (line for kind, line in context.plan.frame if first is not None and kind in kinds and line.start >= first)
    return list(islice(lines, _MOST_LINES))


@once
def _written(context: Context) -> Written:
    lines = _recipients(context)
    parts = [part for line in lines for part in _PART.split(line.text[:_LONGEST])]
    kept = [line for line in lines if context.hits.any_within("addressed.office", line.start, line.end)]
    return Written(
        f" {' | '.join(_words(context, line.text[:_LONGEST]) for line in lines)} ",
        [words for part in parts if " " in (words := _words(context, part))],
        tuple(letters for part in parts if (letters := _first_letters(part))),
        tuple(code for line in kept for token in _TOKEN.findall(line.text[:_LONGEST]) if len(code := bare(token)) > 1),
    )


def _first_letters(part: str) -> str:
    """Return the first letters of a name up to its last abbreviation; none where it does not begin with a word."""
    letters = best = ""
    for token in _TOKEN.findall(part):
        short = _is_short(token)
        if bare(token) != _AND:
            letters += bare(token).replace("&", "").replace("-", "") if short else bare(token)[0]
        best = letters if short and len(letters) > len(token) else best
    return best


def _is_short(token: str) -> bool:
    return sum(map(str.isupper, token)) > 1


def _words(context: Context, name: str) -> str:
    """Return the words of a name without marks of tone and writing, abbreviations in full, connectors left out."""
    words: list[str] = []
    for token in _TOKEN.findall(name):
        short = context.law.short(token) if _is_short(token) else None
        words += _TOKEN.findall(bare(short.long[0])) if short and short.long else [bare(token)]
    return " ".join(word for word in words if word != _AND)


@once
def _own_names(context: Context) -> list[str]:
    """Return the words of the issuing unit's name; where nothing says it, of the body that the opening names last."""
    unit = unit_of(context)
    if unit is not None:
        return [_words(context, unit.name)]
    if not context.plan.opening:
        return []
    last = context.plan.opening[-1]
    stop = own_plan(context, last)
    named = bodies_in(context, max(last.start, stop - _HEAD), stop) if stop is not None else []
    return [_words(context, named[-1].name)] if named else []


def _duties(context: Context) -> Iterator[Duty]:
    """Yield the bodies that lead a duty where they are first named among the duties, with those named beside them."""
    bodies = context.elements["responsibility"].facts.get("bodies", ())
    begin = min(
        (place.start for place in context.places.all if place.roles & {"responsibility", "annex", "table"}), default=0
    )
    for body in bodies:
        start = context.plan.text.text.find(body["name"], begin) if body["role"] == "lead" else -1
        place = context.place_at(start) if start >= 0 else None
        if place is None:
            continue
        if place.paragraph.kind == "cell":
            yield Duty("duty", body["name"], start, start + len(body["name"]))
        else:
            yield from (Duty("duty", *item[:3]) for item in _beside(context, start, place.end))


def _beside(context: Context, start: int, end: int) -> Iterator[Body]:
    """Yield the body at ``start`` and those that a comma or "và" joins to it."""
    position = start
    for body in bodies_in(context, start, min(end, start + _HEAD)):
        if body.start != position and not _JOINED.fullmatch(context.plan.text.text, position, body.start):
            return
        yield body
        position = body.end


def _receivers(context: Context) -> Iterator[Duty]:
    text = context.plan.text.text
    for line in reporting.read(context):
        start = text.find(line.to, line.start, line.end) if line.to else -1
        if line.to and start >= 0:
            yield Duty("report", line.to, start, start + len(line.to))


def _covered(context: Context, duty: Duty, kinds: list[str]) -> bool:
    """Say whether a body is addressed by name or class, is the issuing unit, or is of no kind that is judged."""
    begin = _without_leader(context, duty)
    heads = [
        (hit.end, kind)
        for kind in kinds
        for hit in context.hits.within(f"given.{kind}", begin, duty.end)
        if hit.start == begin
    ]
    if not heads or " " not in duty.name[begin - duty.start :]:
        return True
    head = max(heads)[0]
    fitting = [f"addressed.{kind}" for end, kind in heads if end == head]
    lines = _recipients(context)
    if any(context.hits.any_within(name, line.start, line.end) for name in fitting for line in lines):
        return True
    name = context.folded[begin : duty.end]
    if any(context.folded.find(name, line.start, line.end) >= 0 for line in lines):
        return True
    body = _words(context, duty.name[begin - duty.start :])
    if any(own.startswith(body) or body.startswith(own) for own in _own_names(context)):
        return True
    return _is_named(context, body, duty, head - begin)


def _without_leader(context: Context, duty: Duty) -> int:
    """Return where the body begins in "Chủ tịch UBND tỉnh"."""
    position = duty.start
    for hit in context.hits.within("given.leader", duty.start, duty.end):
        if hit.start == position and hit.end + 1 < duty.end:
            position = hit.end + 1
    return position


def _is_named(context: Context, body: str, duty: Duty, head: int) -> bool:
    """Say whether the recipients name the body: in full, under another name, or by as many words as tell it apart."""
    recipients = _written(context)
    if any(body == part or body.startswith(f"{part} ") for part in recipients.parts):
        return True
    for known in context.law.bodies_named(duty.name):
        names = {_words(context, name) for name in (known.name, *known.aliases)}
        if any(part in names for part in recipients.parts):
            return True
    words = body.split()
    initials = "".join(word[0] for word in words)
    if initials.startswith(recipients.abbreviated) or initials[1:].startswith(recipients.codes):
        return True
    least = max(_LEAST, len(_words(context, duty.name[:head]).split()))
    return any(
        f" {' '.join(words[:count])} " in recipients.words
        for count in range(len(words), min(least, len(words)) - 1, -1)
    )
