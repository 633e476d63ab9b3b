"""Find text in Vietnamese encodings from before Unicode and convert it.

Such text reads as Western letters and symbols ("KÕ ho¹ch", "Keá hoaïch"). Each word with a character beyond ASCII is
weighed as it stands and as each encoding reads it: a word that is no Vietnamese syllable costs. The cheapest course
through the whole document wins, where to go from Unicode into an old encoding has its price; so a short word takes the
side of its neighbours, and symbols in good Unicode text stay. A font name only makes the price smaller: names lie.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plancheck.language.encodings import encodings
from plancheck.language.unicode import LEGACY
from plancheck.language.weights import (
    FOLDED,
    MOVED,
    UNICODE,
    WORD,
    Hint,
    Word,
    choose,
    is_capitals,
    reading,
    worth_trying,
)

_SYMBOLS = re.compile(r"symbol|wingdings|webdings|dingbats|marlett|mt extra", re.IGNORECASE)
# Pairs of letters that Vietnamese does not have: VNI and windows-1258 may show no other sign in a short text.
_SIGNS = re.compile(
    f"{LEGACY.pattern}|{MOVED.pattern}|[aeAE][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|[oOôÔ][ùõâãúêÙÕÂÃÊ]"
    "|[aeiouyâêôãõýAEIOUYÂÊÔÃÕÝ][ìòÌÒ]"
)
_SMALL = re.compile("[a-z]")
_CAPITALS = re.compile(r"^(?!.*\d).*[A-Z]{2}", re.DOTALL)
_STRETCH = re.compile(r"(?:[^\n\r\t ]| (?!  ))+")  # what no line end, tab or wide blank cuts
_SMALL = re.compile("[a-z]")
_PRIVATE = re.compile("[\uf020-\uf07e]")
_SURE = 0.5  # share of the words beyond ASCII that must be in the encoding of an 8-bit file
_SAMPLE = 200_000
_LONGEST = 5000  # characters of a line whose blanks are all non-breaking


class Piece(NamedTuple):
    """A converted run: its text, and the encoding it was in (None: it was left as it is)."""

    text: str
    encoding: str | None


class Change(NamedTuple):
    """Characters ``start`` to ``end`` of a text are ``letters`` in the encoding of that number."""

    start: int
    end: int
    letters: str
    encoding: int


class Repaired(NamedTuple):
    """A converted text, the offset of each of its characters before, and what was converted: (encoding, start, end)."""

    text: str
    origins: list[int]
    extents: list[tuple[str, int, int]]


def convert(runs: Sequence[tuple[str, str | None]]) -> list[Piece]:
    """Return the runs of one document, (text, font name) each, in Unicode.

    A run "\\n" between paragraphs keeps their words apart; no character moves over a line end.
    """
    text = "".join(run for run, _ in runs)
    if not _SIGNS.search(text) and not any(_hint(font) for font in {font for _, font in runs if font}):
        return [Piece(run, None) for run, _ in runs]
    starts: list[int] = []
    length = 0
    for run, _ in runs:
        starts.append(length)
        length += len(run)
    fonts = [font or "" for _, font in runs]
    changes = _changes(text, starts, fonts)
    if not changes:
        return [Piece(run, None) for run, _ in runs]
    return _pieces(text, [*starts, length], changes)


def repair(text: str) -> Repaired | None:
    """Return a plain text with its old encodings converted, None where there are none."""
    tried = worth_trying(list(_suspects(text)))
    changes = _changes(text, [0], [""], tried) if tried else []
    if not changes:
        return None
    out: list[str] = []
    origins: list[int] = []
    extents: list[tuple[str, int, int]] = []
    position = 0
    for change in changes:
        out += (text[position : change.start], change.letters)
        origins.extend(range(position, change.start))
        origins.extend([change.start] * len(change.letters))
        name = encodings()[change.encoding].name
        if extents and extents[-1][0] == name and "\n" not in text[extents[-1][2] : change.start]:
            extents[-1] = (name, extents[-1][1], change.end)
        else:
            begin = max(text.rfind(blank, 0, change.start) for blank in " \t\r\n") + 1
            extents.append((name, begin, change.end))
        position = change.end
    out.append(text[position:])
    origins.extend(range(position, len(text)))
    return Repaired("".join(out), origins, extents)


def tell_encoding(text: str) -> str | None:
    """Return the label of the encoding that most words of a text, read as windows-1252, are in; None for no such."""
    sample = text[:_SAMPLE]
    words = _words(sample, [0])
    counts: dict[str, int] = {}
    for word, label in choose(words, [None], worth_trying(words)):
        if label != UNICODE and reading(word.folded, label).cost < 1:
            name = encodings()[label].label
            counts[name] = counts.get(name, 0) + 1
    best = max(counts, key=lambda name: counts[name], default=None)
    return best if best is not None and counts[best] > _SURE * len(words) else None


def _changes(text: str, starts: list[int], fonts: list[str], tried: list[int] | None = None) -> list[Change]:
    """Return what is to be changed, in order; ``tried`` are the encodings that may be in it, None for any."""
    text = _without_symbols(text, starts, fonts)
    folded = text.translate(FOLDED)
    hints = [_hint(font) for font in fonts]
    words = _words(text, starts, folded)
    course = choose(words, hints, tried or worth_trying(words))
    chosen = [(word, label) for word, label in course if label != UNICODE]
    if not chosen:
        return []
    good = {word.run for word, label in course if label == UNICODE} - {word.run for word, _ in chosen}
    changes: list[Change] = []
    raised = _stretches_of_capitals(folded, chosen)
    for word, label in chosen:
        soft = encodings()[label].soft
        for offset, length, letters in reading(word.folded, label).changes:
            start = word.start + offset
            if folded[start] in soft and (_lies_in(raised, word.start) or _shows_capitals(hints, starts, start)):
                letters = letters.upper()
            changes.append(Change(start, start + length, letters, label))
    changes += _other_letters(text, folded, starts, hints, chosen, good)
    return sorted(changes)


def _without_symbols(text: str, starts: list[int], fonts: list[str]) -> str:
    """Return the text with blanks for what is set in a font of symbols."""
    marked = [index for index, font in enumerate(fonts) if font and _SYMBOLS.search(font)]
    parts: list[str] = []
    position = 0
    for index in marked:
        end = starts[index + 1] if index + 1 < len(starts) else len(text)
        parts += (text[position : starts[index]], " " * (end - starts[index]))
        position = end
    return "".join([*parts, text[position:]]) if marked else text


def _words(text: str, starts: list[int], folded: str | None = None) -> list[Word]:
    """Return the words that hold a character beyond ASCII, without what is too long for any word."""
    folded = text.translate(FOLDED) if folded is None else folded
    words: list[Word] = []
    line = end = 0
    for match in WORD.finditer(folded):
        start = match.start()
        if match.end() - start > _LONGEST:
            continue
        if match.group().isascii() and text[start : match.end()].isascii() and not _has_controls(match.group()):
            continue
        line += folded.count("\n", end, start) + folded.count("\r", end, start)
        end = start
        place = start + next((index for index, char in enumerate(match.group()) if char > "\x7f"), 0)
        run = bisect_right(starts, place) - 1 if len(starts) > 1 else 0
        words.append(Word(text[start : match.end()], match.group(), start, line, run))
    return words


def _suspects(text: str) -> Iterator[Word]:
    """Yield the words of the lines that show a sign of an old encoding."""
    end = -1
    for match in LEGACY.finditer(text):
        if match.start() > end:
            start = text.rfind("\n", 0, match.start()) + 1
            end = text.find("\n", match.start()) % (len(text) + 1)
            line = text[start:end]
            yield from _words(line, [0])


def _has_controls(word: str) -> bool:
    return min(word) < " "


def _hint(font: str) -> Hint | None:
    """Return what a font name says: ".VnTimeH" is TCVN3 with capitals only, "VNI-Times" is VNI."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return Hint("tcvn3", font.strip().endswith("H"))
    if name.startswith("vni"):
        return Hint("vni", False)
    if name.startswith("vps"):
        return Hint("vps", False)
    return None


def _shows_capitals(hints: list[Hint | None], starts: list[int], place: int) -> bool:
    hint = hints[bisect_right(starts, place) - 1]
    return hint is not None and hint.capitals


def _stretches_of_capitals(folded: str, chosen: list[tuple[Word, int]]) -> list[tuple[int, int]]:
    """Return where lines, or columns of a line, are in capitals.

    TCVN3 has no capitals with a tone, but "HO¹CH" shows what was meant.
    """
    soft = [(word, label) for word, label in chosen if encodings()[label].soft]
    if not soft:
        return []
    sure = [word.start for word, label in soft if is_capitals(word.folded, label)]
    found: list[tuple[int, int]] = []
    for match in _STRETCH.finditer(folded):
        if _SMALL.search(match.group()):
            continue
        start, end = match.span()
        # "Së C¤NG TH¦¥NG": the neighbours say it of a word that has no plain letter but its first.
        if bisect_right(sure, end) > bisect_left(sure, start) or _CAPITALS.search(match.group()):
            found.append((start, end))
    return found


def _lies_in(stretches: list[tuple[int, int]], place: int) -> bool:
    index = bisect_right(stretches, (place, len(stretches) and stretches[-1][1])) - 1
    return index >= 0 and stretches[index][0] <= place < stretches[index][1]


def _other_letters(
    text: str,
    folded: str,
    starts: list[int],
    hints: list[Hint | None],
    chosen: list[tuple[Word, int]],
    good: set[int],
) -> list[Change]:
    """Return the changes of plain letters: shown as capitals by their font, or moved to the private area.

    ``good`` are the runs in Unicode; where a font of capitals stands on no other, it is there by mistake.
    """
    found: list[Change] = []
    runs = {word.run: label for word, label in chosen}
    soft = next((label for label in runs.values() if encodings()[label].soft), None)
    capitals = {run for run, hint in enumerate(hints) if hint is not None and hint.capitals}
    if soft is None or (capitals & good and not capitals & runs.keys()):
        capitals = set()
    for run, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
        if run in capitals and run not in good and soft is not None:
            for match in _SMALL.finditer(folded, start, end):
                found.append(Change(*match.span(), match.group().upper(), runs.get(run, soft)))
        elif run in runs:
            for match in _PRIVATE.finditer(text, start, end):
                found.append(Change(*match.span(), folded[match.start()], runs[run]))
    return found


def _pieces(text: str, bounds: list[int], changes: Iterable[Change]) -> list[Piece]:
    """Return the runs with the changes made; a letter of two codes stands in the run of the first."""
    parts: list[list[str]] = [[] for _ in bounds[1:]]
    names: list[str | None] = [None] * len(parts)
    run = position = 0

    def copy(until: int) -> None:
        nonlocal run, position
        while position < until:
            while bounds[run + 1] <= position:
                run += 1
            stop = min(until, bounds[run + 1])
            parts[run].append(text[position:stop])
            position = stop

    for change in changes:
        copy(change.start)
        while bounds[run + 1] <= change.start:
            run += 1
        parts[run].append(change.letters)
        names[run] = names[run] or encodings()[change.encoding].name
        position = change.end
    copy(len(text))
    return [Piece("".join(part), name) for part, name in zip(parts, names, strict=True)]
