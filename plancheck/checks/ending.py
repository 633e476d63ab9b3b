"""Checks on how the document ends: the mark under its body and the list of recipients."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.checks.context import Context
from plancheck.checks.letterhead import is_party
from plancheck.finding import Words
from plancheck.plan import Line, Paragraph
from plancheck.rulebook import Rule

_LAST_PARAGRAPHS = 3  # what a signature leaves under the body may stand behind the mark
_Problem = tuple[str, Line]


def missing_end_mark(context: Context, rule: Rule) -> None:
    """Report a body whose last line does not end with the mark (options: marks); one that ends with a table may."""
    last = _last_lines(context)
    if not last or last[-1].kind == "cell" or is_party(context):
        return
    marks = tuple(rule.options["marks"])
    if any(paragraph.line.text.replace(" ", "").rstrip("”\"'*").endswith(marks) for paragraph in last):
        return
    line = last[-1].line
    context.report(rule, max(line.start, line.end - _shown(line)), line.end)


def _last_lines(context: Context) -> list[Paragraph]:
    """Return the last paragraphs of the body, without signature, recipients and annexes."""
    found: list[Paragraph] = []
    for paragraph in reversed(context.plan.paragraphs):
        if paragraph.annex is None and paragraph.kind not in ("recipient", "annex-title", "opening"):
            found.append(paragraph)
        if len(found) == _LAST_PARAGRAPHS:
            break
    return found[::-1]


def _shown(line: Line) -> int:
    """Return how many characters of the end of a line are quoted: its last words."""
    return len(" ".join(line.text.split(" ")[-4:]))


def malformed_recipients(context: Context, rule: Rule) -> None:
    """Report each kind of departure from "- …; - Lưu: VT, ….", the first place of each."""
    if is_party(context):
        return
    told: set[str] = set()
    for case, line in _of_recipients(context):
        if case not in told:
            told.add(case)
            context.report(rule, line.start, line.end, key=case, message=Words(**rule.options["problems"][case]))


def _of_recipients(context: Context) -> Iterator[_Problem]:
    head, items = _listed(context)
    if head is None:
        return
    if ";" in head.text:
        yield "two-on-line", head
        return  # the list goes on behind its label, so that no line of it is one recipient
    archive = [line for line in items if _is_archive(context, line)]
    if not items:
        return
    if not archive:
        yield "no-archive", items[-1]
    elif archive[-1] is not items[-1]:
        yield "archive-last", archive[-1]
    for line in archive[:1]:
        if not _archive_form(context, line):
            yield "archive-form", line
    for index, line in enumerate(items):
        text = line.text.rstrip()
        second = text.rstrip("; ").partition(";")[2].lstrip()
        if second and line not in archive and not second.startswith("("):
            yield "two-on-line", line
        elif line is items[-1]:
            if "." not in text:
                yield "last-mark", line
        elif not text.endswith(";") and not (line in archive and index + 1 < len(items)):
            yield "item-mark", line


def _listed(context: Context) -> tuple[Line | None, list[Line]]:
    """Return the line "Nơi nhận:" and those of its recipients, a line that only goes on another left out."""
    head: Line | None = None
    items: list[Line] = []
    tail = [item for item in context.plan.frame if item[1].start >= context.plan.body_end]
    for number, (kind, line) in enumerate(tail):
        if kind == "RECIPIENTS":
            if head is not None:
                break  # a second list, of copies or of the electronic issue, is laid out in its own way
            head = line
        elif kind == "RECIPIENT" and head is not None:
            below = tail[number + 1] if number + 1 < len(tail) else None
            if below is None or below[0] != "TAIL_TEXT" or not below[1].text[:1].islower():
                items.append(line)
    return head, items


def _is_archive(context: Context, line: Line) -> bool:
    return bool(context.hits.within("recipients.archive", line.start, min(line.end, line.start + 8)))


def _archive_form(context: Context, line: Line) -> bool:
    """Say whether a line is "- Lưu: VT, …": a colon, then the registry."""
    hit = context.hits.within("recipients.archive", line.start, line.end)[0]
    rest = context.plan.text.text[hit.end : line.end].lstrip()
    return rest.startswith(":") and context.hits.any_within("recipients.registry", hit.end, line.end)
