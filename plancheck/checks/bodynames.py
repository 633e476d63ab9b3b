"""Find names of one body that a draft writes in several ways."""

from __future__ import annotations

import re
from typing import NamedTuple

from plancheck.checks.context import Context
from plancheck.language.fold import fold, in_one_placement
from plancheck.language.phrases import Hit

_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*|[,;.:()\n\"“”/-]|–")
_MOST_WORDS = 16
_LONGEST = 140  # characters
_FEWEST = 6  # words of a name that may be a short form of another
_MOST_LEFT_OUT = 3
_SHARED = 2  # words at either end that two forms of one name share
_MOST_PLACES = 500
_MOST_NAMES = 60  # different names compared


class Variants(NamedTuple):
    """Several spellings of one name; the place is that of the rarest."""

    names: list[str]
    start: int
    end: int


class _Name(NamedTuple):
    written: str
    start: int
    end: int
    form: tuple[str, ...]  # its words, short ones in full, with "và" and commas
    words: tuple[str, ...]  # the same without them


def names_in_two_ways(context: Context) -> list[Variants]:
    """Return the names of bodies (list spelling.body) that are written in several ways, once each."""
    groups: dict[tuple[str, ...], list[_Name]] = {}
    known: set[tuple[str, ...]] = set()
    for hit in context.hits.of("spelling.body")[:_MOST_PLACES]:
        name = _read(context, hit)
        if name is None or name.form in known or len(known) >= _MOST_NAMES:
            continue
        known.add(name.form)
        for alike in groups.values():
            if any(_is_same(context, name, other) for other in alike):
                alike.append(name)
                break
        else:
            groups[name.form] = [name]
    found = []
    for alike in groups.values():
        if len(alike) > 1:
            found.append(Variants([name.written for name in alike], alike[1].start, alike[1].end))
    return found


def _read(context: Context, hit: Hit) -> _Name | None:
    """Return the name that begins at ``hit``: up to a word that no name holds, a mark, or another body."""
    text = context.plan.text.text
    if not text[hit.start].isupper() or text[hit.start : hit.end].isupper():
        return None
    stops = context.rulebook.words.get("words.name-stop", frozenset())
    form: list[str] = []
    end = hit.end
    for match in _WORD.finditer(text, hit.end, min(hit.end + _LONGEST, len(text))):
        word = fold(match.group())
        if word in ';.:()\n"/' or word in stops or len(form) >= _MOST_WORDS:
            break
        if form[-1:] in ([","], ["và"]) and _begins_body(context, match.start()):
            break
        form.append(match.group())
        end = match.end()
    while form and form[-1] in (",", "và", "-"):
        form.pop()
    full = tuple(word for part in form for word in _in_full(context, part))
    words = tuple(word for word in full if word not in (",", "và", "-"))
    if len(words) < _SHARED:
        return None
    written = text[hit.start : end].rstrip(" ,-–")
    written = written.removesuffix(" và").rstrip(" ,-–")
    return _Name(written, hit.start, hit.start + len(written), full, words)


def _begins_body(context: Context, start: int) -> bool:
    return any(
        hit.start == start
        for name in ("body.start", "body.class")
        for hit in context.hits.within(name, start, start + _LONGEST)[:3]
    )


def _in_full(context: Context, word: str) -> list[str]:
    """Return the folded words that ``word`` stands for: its own, or those of an abbreviation."""
    short = context.law.short(word) if len(word) > 1 and word.isupper() else None
    return fold(short.long[0]).split() if short is not None else [in_one_placement(word)]


def _is_same(context: Context, one: _Name, other: _Name) -> bool:
    """Say whether two names differ only in "và", commas and hyphens, or one leaves out words of the other's middle."""
    if one.words == other.words:
        return True
    shorter, longer = sorted((one.words, other.words), key=len)
    if len(shorter) < _FEWEST or not 0 < len(longer) - len(shorter) <= _MOST_LEFT_OUT:
        return False
    if shorter[:_SHARED] != longer[:_SHARED] or shorter[-_SHARED:] != longer[-_SHARED:]:
        return False
    if context.law.bodies_named(one.written) and context.law.bodies_named(other.written):
        return False
    rest = iter(longer)
    return all(word in rest for word in shorter)
