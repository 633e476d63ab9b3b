"""The checks of what the reader said about the file itself."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.checks.context import Context, once
from plancheck.finding import Words
from plancheck.rulebook import Rule
from plancheck.source import Remark

_NAMED = 3  # details that a message names


def remarks(context: Context, rule: Rule) -> None:
    """Report each kind of remark once, at its first place (options: see RemarkOptions)."""
    _tell(context, rule, context.plan.text.remarks)


def leftovers(context: Context, rule: Rule) -> None:
    """Report what a conversion left, and stray scraps of words (options: see LeftoverOptions)."""
    found = [*context.plan.text.remarks, *_fragments(context, rule.options["fragment_letters"])]
    if context.plan.text.source.by_machine:
        found = [Remark("machine-read")]  # its scraps are the machine's
    _tell(context, rule, found)


def _fragments(context: Context, most: int) -> Iterator[Remark]:
    """Yield the lines of the body, and the rests of the recipients' heading, that are too short to be words."""
    text = context.plan.text
    lines = [
        (paragraph.line.text, paragraph.start) for paragraph in context.plan.paragraphs if paragraph.kind == "text"
    ]
    for kind, line in context.plan.frame:
        if kind == "RECIPIENTS" and ":" in line.text:
            rest = line.text.split(":", 1)[1]
            lines.append((rest.strip(), line.end - len(rest.lstrip())))
    for words, start in lines:
        if 0 < len(words) <= most and words.isalpha() and not words.isupper():
            begin = text.origin(start)
            yield Remark("fragment", words, begin, begin + len(words))


def _tell(context: Context, rule: Rule, remarks: list[Remark]) -> None:
    kinds: dict[str, list[Remark]] = {}
    for remark in remarks:
        if remark.kind in rule.options["problems"]:
            kinds.setdefault(remark.kind, []).append(remark)
    for kind, found in kinds.items():
        details = list(dict.fromkeys(remark.detail for remark in found if remark.detail))
        shown = ", ".join(details[:_NAMED]) + (", …" if len(details) > _NAMED else "")
        values = {"count": len(found), "detail": shown}
        problem = Words(**rule.options["problems"][kind]).fill(values)
        context.report_file(rule, found[0].start, found[0].end, kind, problem)


def scanned(context: Context, rule: Rule) -> None:
    """Report the pages that are only pictures, among others that have words (a file of pictures is not checked)."""
    pages = unread_pages(context)
    if pages:
        problem = Words(**rule.options["problems"]["pages"]).fill({"pages": ", ".join(pages)})
        context.report(rule, *context.title_place(), whole=True, message=problem)


@once
def unread_pages(context: Context) -> list[str]:
    """Return the numbers of the pages that could not be read."""
    return [remark.detail for remark in context.plan.text.source.remarks if remark.kind == "scanned-page"]
