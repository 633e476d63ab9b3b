"""Write units' names as the registry's reader wants them: kinds of territory in full, capitals where names begin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

_NUMBER = re.compile(r"(?<=[^\W\d_])\s(?=\d+(?:$|\s*[,;()\-–]))")


class Spelling:
    """How names are written; ``uses`` and ``kinds`` (short forms of each kind of territory): see rules/audit.yaml."""

    def __init__(self, uses: Mapping[str, Sequence[str]], kinds: Mapping[str, Sequence[str]]) -> None:
        self.short = {kind: tuple(forms) for kind, forms in kinds.items()}
        self.left_out = frozenset(uses.get("left_out", ()))
        self._kinds = {form: kind for kind, forms in kinds.items() for form in forms}
        self._committees = tuple(uses.get("committees", ()))
        self._under = re.compile(rf"\b{_one_of(uses.get('under', ()))}\b")
        doubtful = uses.get("doubtful_kinds", ())
        dotted = _one_of(form.upper() for form in self._kinds if form not in doubtful)
        numbered = _one_of(form.upper() for kind in uses.get("numbered_kinds", ()) for form in kinds.get(kind, ()))
        committee = "|".join(rf"(?<={re.escape(name)} )" for name in self._committees) or "(?!)"
        short = _one_of(form.upper() for form in self._kinds)
        self._short = re.compile(rf"\b(?:({dotted})\.\s*(?=\w)|({numbered})\s?(?=\d)|(?:{committee})({short})\b[.\s]*)")
        kind = _one_of(kinds)
        self._before_number = re.compile(rf"\b({kind})(?=\s\d)", re.IGNORECASE)
        self._small = re.compile(rf"({_one_of(self._committees)}\s{kind}\s)([^\W\d_].*)", re.IGNORECASE)

    def full(self, name: str) -> str:
        """Return a name with its kinds of territory in full, its capitals, and numbers joined to the names."""
        name = " ".join(unicodedata.normalize("NFC", name).split())
        if name.islower():
            name = " ".join(word[:1].upper() + word[1:] for word in name.split())
            for committee in self._committees:
                name = name.replace(committee.capitalize(), committee) if committee.isupper() else name
        name = self._short.sub(lambda found: self._long("".join(filter(None, found.groups()))), name)
        name = self._small.sub(lambda found: found[1] + _capitals(found[2]), name)
        name = self._before_number.sub(lambda found: found[1].capitalize(), name)
        # "xã Bảo Lâm 1" is another one than "xã Bảo Lâm 2".
        return _NUMBER.sub(lambda found: " " if self._ends_in_kind(name[: found.start()]) else "_", name)

    def is_under(self, words: Sequence[str]) -> bool:
        """Say whether words behind a body's name make it the name of something that belongs to the body."""
        return self._under.search(" ".join(words).lower()) is not None

    def _long(self, form: str) -> str:
        return f"{self._kinds[form.lower()].capitalize()} "

    def _ends_in_kind(self, text: str) -> bool:
        return text.lower().endswith(tuple(self.short))


def _one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first; for none, one that never matches."""
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return f"(?:{alternatives or '(?!)'})"


def _capitals(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in name.split()) if name[:1].islower() else name
