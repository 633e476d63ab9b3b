"""The words by which two texts are compared: concepts with their spellings, other subjects, how common a word is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log

from plancheck.language.fold import in_one_placement
from plancheck.language.phrases import EXCEPT, Hit, Phrases

GAP = "…"
_LONGEST_GAP = 6  # words
_FARTHEST = 80  # characters of a gap
# Possessive, or a row of underlines could be cut into words in as many ways as it has letters.
_GAP = re.compile(rf"(?:[^\w.;:\n]*+\w++){{0,{_LONGEST_GAP}}}+[^\w.;:\n]*+")
_CONCEPT, _SUBJECT, _PART, _STOP = "c:", "s:", "p:", "stop"


@dataclass(slots=True, eq=False, repr=False)
class Lexis:
    """Compiled from ``rules/lexicon``: the spellings in one automaton of their own, loaded when plans are compared.

    ``common``: in how many of ``lines`` lines of such plans a syllable or concept stands.
    """

    phrases: Phrases
    gapped: list[tuple[str, int]]  # (concept, how many parts), in the order of the lists "p:NUMBER:PART"
    common: dict[str, int]
    lines: int
    stop: frozenset[str]
    values: dict[str, float] = field(default_factory=dict)

    def rarity(self, key: str) -> float:
        """Return how much a word or concept says: 0 for one that stands in every line, about 1 for a rare one."""
        return log((self.lines + 1) / (self.common.get(key, 0) + 1)) / log(self.lines + 1)

    def scan(self, folded: str) -> tuple[list[tuple[int, int, str]], list[tuple[int, int, str]], list[Hit]]:
        """Return (start, end, id) of every concept and of every other subject in a folded text, in text order, and
        where phrases stand that say nothing ("công tác", "ít nhất")."""
        hits = self.phrases.scan(folded)
        concepts: list[tuple[int, int, str]] = []
        subjects: list[tuple[int, int, str]] = []
        for name in hits.names():
            if name.startswith(_CONCEPT):
                concepts += [(start, end, name[2:]) for start, end in hits.of(name)]
            elif name.startswith(_SUBJECT) and not name.endswith(EXCEPT):
                subjects += [(start, end, name[2:]) for start, end in hits.of(name)]
        for number, (concept, count) in enumerate(self.gapped):
            parts = [hits.of(f"{_PART}{number}:{part}") for part in range(count)]
            if all(parts):
                concepts += [(start, last, concept) for start, last in _joined(folded, parts)]
        concepts.sort()
        subjects.sort()
        return concepts, subjects, hits.of(_STOP)


def _joined(folded: str, parts: list[list[Hit]]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of places where the parts follow each other with no more than a few words between."""
    for start, end in parts[0]:
        last: int | None = end
        for hits in parts[1:]:
            last = _next_end(folded, hits, last) if last is not None else None
        if last is not None:
            yield start, last


def _next_end(folded: str, hits: list[Hit], place: int) -> int | None:
    """Return where the next of ``hits`` behind ``place`` ends, None where none is near."""
    for index in range(bisect_left(hits, (place,)), len(hits)):
        hit = hits[index]
        if hit.start - place > _FARTHEST:
            return None
        if _GAP.fullmatch(folded, place, hit.start):
            return hit.end
    return None


def build_lexis(
    concepts: Mapping[str, Iterable[str]], subjects: Mapping[str, Iterable[str]], common: Mapping[str, int], lines: int,
    stop: Iterable[str], values: Mapping[str, float],
) -> Lexis:  # fmt: skip
    """Return the compiled lexis."""
    lists: dict[str, list[str]] = {}
    gapped: list[tuple[str, int]] = []
    for concept, phrases in concepts.items():
        for phrase in phrases:
            parts = [part.strip() for part in phrase.split(GAP)]
            if len(parts) == 1:
                lists.setdefault(f"{_CONCEPT}{concept}", []).append(phrase)
                continue
            for number, part in enumerate(parts):
                lists[f"{_PART}{len(gapped)}:{number}"] = [part]
            gapped.append((concept, len(parts)))
    for subject, phrases in subjects.items():
        lists[f"{_SUBJECT}{subject}"] = list(phrases)
    stop = list(stop)
    lists[_STOP] = [phrase for phrase in stop if " " in phrase]
    words = frozenset(in_one_placement(word) for word in stop if " " not in word)
    return Lexis(Phrases(lists), gapped, dict(common), lines, words, dict(values))
