"""Cut the names of files and folders into words: glued, abbreviated, with and without marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from plancheck.language.fold import bare, fold, in_one_placement
from plancheck.language.syllables import is_syllable
from plancheck.readers.files import SUFFIXES

LONGEST = 16  # words of a unit's name in a file's name
_KEPT = 4096  # names, and words of names, that are cut once though they come again
_CHUNK = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"(?<=\w)&(?=\w)")


class Token(NamedTuple):
    """A word of a file's name: without marks, with them, as written, and which run of letters and digits it is in."""

    bare: str
    marked: str
    written: str
    chunk: int
    follows_blank: bool


def parts_of(path: str) -> list[str]:
    """Return the names of the file and of each folder, the innermost first, without their endings."""
    parts = [part[: part.rindex(".")] if part.lower().endswith(SUFFIXES) else part for part in path.split("/")]
    return parts[::-1]


def tokens(part: str) -> list[Token]:
    """Return the words of a folder's or file's name ("SoYTe_KH2026": so y te kh 2026)."""
    part = _JOINT.sub("", unicodedata.normalize("NFC", part))
    found: list[Token] = []
    last = -1
    for number, chunk in enumerate(_CHUNK.finditer(part)):
        for word, begin, plain, marked in _words(chunk.group()):
            begin += chunk.start()
            found.append(Token(plain, marked, word, number, last >= 0 and not part[last:begin].strip()))
            last = begin + len(word)
    return found


@lru_cache(maxsize=_KEPT)
def _words(chunk: str) -> list[tuple[str, int, str, str]]:
    """Return the words of a run of letters and digits: as written, where, without marks, with marks."""
    found = []
    for start, end in _split(chunk):
        word = chunk[start:end]
        marked = word.lstrip("0") or "0" if word.isdigit() else in_one_placement(fold(word))
        found.append((word, start, bare(marked), marked))
    return found


def _split(chunk: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of a run lie: they begin at a capital after small letters, and at digits."""
    start = 0
    for index in range(1, len(chunk)):
        before, here = chunk[index - 1], chunk[index]
        follows_small = here.isupper() and before.islower()
        ends_capitals = here.islower() and before.isupper() and index - 1 > start and chunk[index - 2].isupper()
        if follows_small or before.isdigit() != here.isdigit():
            yield start, index
            start = index
        elif ends_capitals:
            yield start, index - 1
            start = index - 1
    yield start, len(chunk)


@lru_cache(maxsize=_KEPT)
def joined(name: str) -> tuple[str, str]:
    """Return a name in one word, without marks and with them."""
    words = tokens(name)
    return "".join(word.bare for word in words), "".join(word.marked for word in words)


def is_chunk(part: list[Token], start: int, length: int) -> bool:
    """Say whether the words are one, or make up a whole run of letters ("SNgV")."""
    chunk = part[start].chunk
    if length == 1:
        return True
    return [word.chunk for word in part].count(chunk) == length and part[start + length - 1].chunk == chunk


def may_be_word(code: str) -> bool:
    """Say whether a code is a syllable too, with whatever tone ("CAT": cát)."""
    toned = (f"{code[: place + 1]}\u0301{code[place + 1 :]}" for place, char in enumerate(code) if char in "aeiou")
    return is_syllable(code) or any(is_syllable(unicodedata.normalize("NFC", word)) for word in toned)


def in_capitals(part: Sequence[Token], some: Sequence[Token]) -> bool:
    """Say whether words stand out by capitals."""
    others = "".join(word.written for word in part if word not in some)
    return all(word.written.isupper() for word in some) and (not others or not others.isupper())


def windows(words: Sequence[Token]) -> Iterator[str]:
    for start in range(len(words)):
        run = ""
        for word in words[start : start + LONGEST]:
            if not word.bare:
                break
            run += word.bare
            yield run
