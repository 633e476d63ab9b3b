"""Find abbreviations that the draft uses and never explains."""

from __future__ import annotations

import re
from typing import NamedTuple

from plancheck.checks.context import Context, once
from plancheck.checks.ownwords import is_cited
from plancheck.finding import Words
from plancheck.language.fold import bare, fold, spellings
from plancheck.language.syllables import is_syllable
from plancheck.law.facts import Short
from plancheck.rulebook import Rule

# A word of its own, in no symbol, address or number. What stands before is asked behind two letters, so that the search
# leaps from capital to capital, and most end there.
_SHAPE = re.compile(r"[A-ZĐ][A-ZĐÂĂÊÔƠƯ&-](?<![\w/&.-]..)[A-ZĐÂĂÊÔƠƯ&-]*(?<![&-])(?![\w/&-])")
_ROMAN = re.compile(r"[IVX]+")
_FOREIGN = frozenset("FJWZ")  # letters that no Vietnamese word begins with
_VOWELS = frozenset("AEIOUY")
_MOST_VOWELS = 1  # of an unknown abbreviation; one with more is read as a word, as foreign names are
_SHORTEST = 3  # letters of an unknown abbreviation
_SPOKEN = re.compile(r"[^AEIOUY][AEIOUY][^AEIOUY]")  # "PET", "SIM": foreign words
_REACH = 90  # characters looked at on either side
_CALLED = re.compile(r"(?:gọi tắt|viết tắt|gọi chung)[^.;()\n]{0,60}$")
_REVERSED = re.compile(r"\s*(?:\(|:|=|\n|là\s)\s*([^()\n;.:]{4,90})")
_WORD = re.compile(r"[^\W\d_]+")
_SHORT_NAME = 30  # characters of a bracket that holds a short name
_NEAR = 40  # characters that hold the words next to it
_MOST = 12  # abbreviations listed
_SHOWN = 4  # of them with their words


class Use(NamedTuple):
    """An abbreviation that is never explained, as first written in running text; ``known``: what it stands for."""

    written: str
    start: int
    known: Short | None


def undefined_abbreviation(context: Context, rule: Rule) -> None:
    """Report in one finding all abbreviations that are never explained (options: ExplainOptions)."""
    uses = undefined(context)
    if not uses:
        return
    first, listed = uses[0], ", ".join(use.written for use in uses[:_MOST]) + (", …" if len(uses) > _MOST else "")
    spelled = [f"{use.known.long[0]} ({use.written})" for use in uses if use.known is not None]
    suggestion = None
    if spelled:
        shown = "; ".join(f"“{item}”" for item in spelled[:_SHOWN])
        suggestion = Words(**rule.options["spelled"]).fill({"spelled": shown})
    context.report(
        rule, first.start, first.start + len(first.written), key=listed, suggestion=suggestion, abbreviations=listed
    )


@once
def undefined(context: Context) -> list[Use]:
    """Return the abbreviations never explained, in order of their first use in running text."""
    found: dict[str, Use] = {}
    explained: set[str] = set()
    names: dict[str, str | None] = {}  # by spelling; None for what is not judged
    for match in _SHAPE.finditer(context.plan.text.text):
        written, start = match.group(), match.start()
        if written not in names:
            names[written] = _name(context, written)
        name = names[written]
        if name is None or name in explained:
            continue
        if _is_explained(context, written, start):
            explained.add(name)
        elif name not in found and _is_use(context, written, start):
            found[name] = Use(written, start, context.law.short(written))
    return [use for name, use in found.items() if name not in explained and not _is_spelled_before(context, use)]


def _name(context: Context, written: str) -> str | None:
    """Return what tells an abbreviation from others, the same for all its spellings; None where it is not judged."""
    short = context.law.short(written)
    if not _is_judged(context, written, short):
        return None
    return "|".join(short.long) if short else fold(written)


def _is_spelled_before(context: Context, use: Use) -> bool:
    """Say whether the reader has met the full words before; then the abbreviation is no riddle."""
    if use.known is None:
        return False
    phrases = [spelling for words in use.known.long for spelling in spellings(words)]
    return any(context.folded.find(phrase, 0, use.start) >= 0 for phrase in phrases)


def _is_judged(context: Context, written: str, short: Short | None) -> bool:
    """Say whether this looks like an abbreviation that not everybody knows."""
    if _ROMAN.fullmatch(written):
        return False
    if short is not None:
        return short.define == "first-use"
    if context.law.bodies_named(written):
        return False  # the short name of a body that every office knows
    letters = [char for char in written if char.isalpha()]
    accepted = context.rulebook.words.get("words.known-abbreviation", frozenset())
    if len(letters) < _SHORTEST or _FOREIGN.intersection(letters) or fold(written) in accepted:
        return False
    if _SPOKEN.fullmatch(written) or sum(1 for char in bare(written).upper() if char in _VOWELS) > _MOST_VOWELS:
        return False
    return not all(is_syllable(part) for part in re.split("[&-]", written))


def _is_use(context: Context, written: str, start: int) -> bool:
    """Say whether it stands in running text: no heading in capitals, citation, recipient or name."""
    text, end = context.plan.text.text, start + len(written)
    place = context.place_at(start)
    if place is None or place.paragraph.kind in ("recipient", "annex-title") or is_cited(context, start):
        return False
    left = max(place.start, start - _NEAR)
    if text[left : min(place.end, end + _NEAR)].isupper():
        return False
    words = fold(text[left:start]).split()
    names = context.rulebook.words
    if words and words[-1] in names.get("words.before-short-name", frozenset()):
        return False
    after = text[end : end + _NEAR].split()
    if after and after[0][:1].isdigit():
        return False  # a standard, "ISO 9001"
    neighbours = [word.strip(",.;:()") for word in (*text[left:start].split()[-1:], *after[:1])]
    if context.law.short(written) is not None:
        return not any(_is_capitals(word) and not word.isascii() for word in neighbours)
    if any(_is_capitals(word) and context.law.short(word) is None for word in neighbours):
        return False
    return not any(" ".join(words[-size:]) in names.get("words.before-name", frozenset()) for size in (1, 2, 3))


def _is_capitals(word: str) -> bool:
    """Say whether this is a word in capitals ("HOẠCH", "INDEX"), as in a heading, and no abbreviation."""
    return len(word) > 1 and word.isalpha() and word.isupper()


def _is_explained(context: Context, written: str, start: int) -> bool:
    """Say whether this place tells what it stands for: "thủ tục hành chính (TTHC)", "TTHC (thủ tục hành chính)"."""
    text, end = context.plan.text.text, start + len(written)
    before = text[max(0, start - _REACH) : start]
    opened = before.rfind("(")
    if opened >= 0 and before.find(")", opened) < 0:
        inside = before[opened + 1 :].strip(' "“”')
        if not inside and text[end : end + 2].lstrip('"”“ ')[:1] in (")", ",", ";"):
            return True
        if len(inside) < _SHORT_NAME and _stands_for(written, before[:opened], at_end=True):
            return True  # Trung tâm Hành chính công (TT HCC)
    if "tắt" in before and _CALLED.search(before.lower()):
        return True
    match = _REVERSED.match(text, end, end + _REACH)
    return match is not None and _stands_for(written, match[1])


def _stands_for(written: str, words: str, at_end: bool = False) -> bool:
    """Say whether the first letters of ``words`` (at its end, or from its beginning) are those of ``written``."""
    letters = "".join(char for char in written if char.isalpha())
    initials = "".join(word[0].upper() for word in _WORD.findall(words) if word.lower() != "và")
    return letters in initials if at_end else initials.startswith(letters)
