"""The check on the authority under which a document is signed: TM., KT. and what they stand before."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from plancheck.checks.context import Context
from plancheck.checks.letterhead import is_enclosed, is_party
from plancheck.checks.unit import unit_of
from plancheck.finding import Words
from plancheck.grammar.metadata import authority_in
from plancheck.language.fold import fold, spellings
from plancheck.plan import Line
from plancheck.rulebook import Rule

_ACTING = re.compile(r"(?<!\w)k/?t(?!\w)")
_DEPUTY = re.compile(r"(?:PHÓ|P\.)\s*", re.IGNORECASE)
_WORD = re.compile(r"\w+")


class Signature(NamedTuple):
    """The lines of authority and position over the name, and everything else that stands at the end."""

    titles: list[Line]
    others: list[tuple[str, Line]]

    @property
    def authorities(self) -> set[str]:
        return {found[0] for line in self.titles if (found := authority_in(line.text))}


def signing_authority(context: Context, rule: Rule) -> None:
    """Report a signature whose authority does not fit who signs (options: see SigningOptions)."""
    signature = _signature(context)
    if signature is None or is_party(context):
        return
    first, last = signature.titles[0], signature.titles[-1]
    for line in signature.titles:
        found = authority_in(line.text)
        if found and found[0] == "TM" and (case := _wrong_collective(context, rule, found[1])):
            _report(context, rule, case[0], line, line, case[1], body=found[1])
            return
    if deputy := _wrong_deputy(context, signature):
        _report(context, rule, deputy, first, last, head=_head(signature))
    elif _lacks_collective(context, signature):
        _report(context, rule, "no-collective", first, last)


def _report(
    context: Context, rule: Rule, case: str, first: Line, last: Line, severity: str | None = None, **values: Any
) -> None:
    message, fix = Words(**rule.options["problems"][case]), Words(**rule.options["suggestions"][case])
    context.report(rule, first.start, last.end, severity=severity, message=message, suggestion=fix, key=case, **values)


def _signature(context: Context) -> Signature | None:
    """Return the signature under the body; None where there is none, or where several sign together."""
    plan = context.plan
    tail = [(kind, line) for kind, line in plan.frame if line.start >= plan.body_end]
    titles = [line for kind, line in tail if kind in ("AUTHORITY", "POSITION")]
    names = sum(1 for kind, _ in tail if kind == "SIGNER")
    if not titles or names > 1:
        return None
    return Signature(titles, [item for item in tail if item[0] not in ("AUTHORITY", "POSITION", "RECIPIENT")])


def _head(signature: Signature) -> str:
    """Return the title of who heads the body, from "KT. GIÁM ĐỐC" or from the deputy's."""
    acting = [found[1] for line in signature.titles if (found := authority_in(line.text)) and found[0] == "KT"]
    return acting[0] if acting else _DEPUTY.sub("", signature.titles[-1].text.strip(" :."))


def _wrong_collective(context: Context, rule: Rule, named: str) -> tuple[str, str | None] | None:
    """Return (case, severity) where "TM." stands before what one person leads, or a body so led uses it."""
    if _begins(context, named, "led-by-one"):
        return "one-leader", None
    unit = unit_of(context)
    if unit is None:
        return None
    kind = context.law.bodies[unit.body].kind if unit.body else None
    if kind not in rule.options["led_by_one"] and not _begins(context, unit.name, "led-by-one"):
        return None
    if _begins(context, named, "peoples-committee"):
        return "one-leader-issuer", None
    return None if _begins(context, named, "collective") else ("one-leader-issuer", "warning")


def _wrong_deputy(context: Context, signature: Signature) -> str | None:
    """Return the case where a deputy signs without "KT.", or "KT." stands without the deputy's title."""
    deputy = any(_holds(context, line, "deputy") for line in signature.titles)
    authorities = signature.authorities
    if "KT" in authorities:
        return None if deputy or _deputy_below(context, signature) else "no-deputy"
    if not deputy or any(_ACTING.search(fold(line.text)) for _, line in signature.others):
        return None
    if not authorities:
        return None if any(_holds(context, line, "in-charge") for line in signature.titles) else "deputy-alone"
    committee = any(_begins(context, found[1], "peoples-committee") for line in signature.titles
                    if (found := authority_in(line.text)))  # fmt: skip
    return "deputy-collective" if authorities == {"TM"} and committee else None


def _deputy_below(context: Context, signature: Signature) -> bool:
    """Say whether a deputy's title, or one that is not known, stands among the other lines of the end."""
    for kind, line in signature.others:
        unknown = kind == "TAIL_TEXT" and line.text.isupper() and not line.text.startswith("(")
        if unknown or _holds(context, line, "deputy"):
            return True
    return False


def _lacks_collective(context: Context, signature: Signature) -> bool:
    """Say whether a people's committee issues the plan and its chairman signs without "TM."."""
    unit = unit_of(context)
    if context.plan.doc_type != "ke-hoach" or is_enclosed(context) or unit is None:
        return False
    if not _begins(context, unit.name, "peoples-committee") or not signature.authorities <= {"KT", "Q"}:
        return False
    if not any(_holds(context, line, "chairman") for line in signature.titles):
        return False
    return not any(_holds(context, line, "peoples-committee") for _, line in signature.others)


@cache
def _spelt(phrases: frozenset[str]) -> tuple[str, ...]:
    """Return the phrases in every accepted spelling."""
    return tuple(spelling for phrase in sorted(phrases) for spelling in spellings(phrase))


def _phrases(context: Context, name: str) -> tuple[str, ...]:
    return _spelt(context.rulebook.words.get(f"words.{name}", frozenset()))


def _begins(context: Context, text: str, name: str) -> bool:
    """Say whether ``text`` begins with a phrase of the list words.``name``, as whole words."""
    folded = fold(text)
    return any(
        folded.startswith(phrase) and not folded[len(phrase) :][:1].isalnum() for phrase in _phrases(context, name)
    )


def _holds(context: Context, line: Line, name: str) -> bool:
    """Say whether ``line`` holds a phrase of the list words.``name``, as whole words."""
    padded = f" {' '.join(_WORD.findall(fold(line.text)))} "
    return any(f" {phrase} " in padded for phrase in _phrases(context, name))
