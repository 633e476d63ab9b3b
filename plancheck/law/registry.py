"""Answer questions about the law on a day: is a document in force, did a body exist, which form was prescribed."""

from __future__ import annotations

import pickle
import re
from dataclasses import dataclass, field
from functools import cached_property

from plancheck.finding import Words
from plancheck.language.fold import fold
from plancheck.law import tables
from plancheck.law.facts import Body, Document, Mined, Programme, Province, Regime, Short, holds

WORD = re.compile(r"[\w&]+")  # of a name
_LONGEST_NAME = 120  # characters


@dataclass(eq=False, repr=False)
class Law:
    """Everything known, with the tables it is looked up in. A document stays packed until it is asked for."""

    packed_documents: dict[str, bytes]  # by symbol, oldest first: a draft cites few of them
    programmes: list[Programme]
    provinces: dict[str, Province]
    bodies: dict[str, Body]
    body_names: dict[str, list[Body]]  # by every folded spelling of every name
    body_words: dict[str, list[Body]]  # by the words of the same, without marks between them
    province_names: dict[str, Province]  # by every folded spelling
    regimes: list[Regime]
    kinds: list[tuple[str, str, str | None, str | None]]  # (kind, abbreviation in symbols, from, until)
    levels: list[tuple[str, tuple[str, ...], str | None, str | None]]  # (level, words, from, until)
    shorts: list[Short]
    drafting_units: frozenset[str]  # codes of units behind "Lưu: VT,"
    sources: dict[str, Words] = field(default_factory=dict)  # what the keys in ``source`` stand for
    as_of: str | None = None  # nothing that happened after this day is known
    _documents: dict[str, list[Document]] = field(default_factory=dict)  # those unpacked so far

    # Documents

    def documents(self, symbol: str) -> list[Document]:
        """Return the hand-checked documents of this symbol, oldest first (symbols without a year repeat)."""
        found = self._documents.get(symbol)
        if found is None:
            packed = self.packed_documents.get(symbol)
            if packed is None:
                return []
            found = self._documents[symbol] = pickle.loads(packed)
        return found

    def all_documents(self) -> list[Document]:
        """Return every hand-checked document, in no order."""
        return [document for symbol in self.packed_documents for document in self.documents(symbol)]

    def document(self, symbol: str, issued: str | None = None, year: int | None = None) -> Document | None:
        """Return the one document meant; None where there is none, or several that the date does not tell apart."""
        found = self.documents(symbol)
        if issued is not None:
            found = [document for document in found if document.issued == issued]
        elif year is not None:
            found = [document for document in found if document.issued.startswith(f"{year}-")]
        return found[0] if len(found) == 1 else None

    def by_key(self, key: str) -> Document | None:
        """Return the document of a key ("76/NQ-CP@2021-07-15", or a symbol that only one document has)."""
        symbol, _, day = key.partition("@")
        return self.document(symbol, day or None)

    def mined(self, symbol: str) -> list[Mined]:
        """Return what public texts say of this symbol, oldest first; hand-checked documents are among them."""
        return tables.mined(symbol)

    # Programmes

    def programme_for(self, year: int) -> Programme | None:
        """Return the programme of reform that a plan for ``year`` carries out."""
        return next((programme for programme in self.programmes if programme.covers(year)), None)

    def programme_of(self, document: Document) -> Programme | None:
        """Return the programme that ``document`` issued."""
        return next((item for item in self.programmes if self.by_key(item.resolution) is document), None)

    # Bodies

    def bodies_named(self, name: str) -> list[Body]:
        """Return the bodies of this full, other or short name, whatever the capitals and the tone placement."""
        return self.body_names.get(fold(name), [])

    def body_at(self, text: str) -> tuple[list[Body], int]:
        """Return the bodies of the longest name that ``text`` begins with, and where that name ends in it."""
        best: tuple[list[Body], int] = [], 0
        words = ""
        for number, match in enumerate(WORD.finditer(fold(text[:_LONGEST_NAME]))):
            words = f"{words} {match.group()}" if number else match.group()
            if found := self.body_words.get(words):
                best = found, match.end()
        return best

    def bodies_coded(self, code: str) -> list[Body]:
        """Return the bodies whose symbols end in ``code`` ("SKHCN")."""
        return self._coded.get(code, [])

    @cached_property
    def _coded(self) -> dict[str, list[Body]]:
        found: dict[str, list[Body]] = {}
        for body in self.bodies.values():
            for code in dict.fromkeys(body.codes):
                found.setdefault(code, []).append(body)
        return found

    def successors(self, body: Body, day: str) -> list[Body]:
        """Return who does the work of ``body`` on ``day``, following mergers of those that took it over."""
        found: list[Body] = []
        waiting = [self.bodies[name] for name in body.successor]
        while waiting:
            item = waiting.pop(0)
            if item.exists(day) or not item.successor:
                if item not in found:
                    found.append(item)
            else:
                waiting += [self.bodies[name] for name in item.successor]
        return found

    # Provinces and what lies in them

    def province(self, name: str) -> Province | None:
        """Return the province of this name or other spelling, of any time."""
        return self.province_names.get(fold(name))

    def province_on(self, name: str, day: str) -> Province | None:
        """Return the province that the territory called ``name`` belonged to on ``day``."""
        found = self.province(name)
        while found is not None and found.kind(day) is None and found.successor:
            found = self.provinces.get(found.successor)
        return found

    def territories(self, kind: str, name: str) -> list[tuple[str, str | None, str | None]]:
        """Return (province, from, until) of every unit of this kind ("xã", "huyện", …) and name."""
        return tables.territories(kind, fold(name))

    @cached_property
    def _levels(self) -> dict[str, str]:
        return {word: level for level, words, _, _ in reversed(self.levels) for word in words}

    @cached_property
    def area_words(self) -> frozenset[str]:
        """The first words of the kinds of territory ("xã", "thị")."""
        return frozenset(word.split()[0] for word in self._levels)

    def level_of(self, word: str, day: str | None = None) -> str | None:
        """Return the level of "huyện", "phường", …; None where it has none on ``day``."""
        word = fold(word)
        if day is None:
            return self._levels.get(word)
        for level, words, begins, ends in self.levels:
            if word in words and holds(day, begins, ends):
                return level
        return None

    # Form

    def regime(self, day: str | None) -> Regime:
        """Return the regime of form in force on ``day``; the latest one where the day is not known."""
        if day is not None:
            for regime in self.regimes:
                if holds(day, regime.begins, regime.ends):
                    return regime
        return self.regimes[-1]

    def clause(self, rule: str, day: str | None) -> Words | None:
        """Return where the regime of ``day`` lays down its rule ``rule``; None where it says nothing of it."""
        regime = self.regime(day)
        if (clause := regime.clauses.get(rule)) is None:
            return None
        english = clause.replace("Phụ lục", "Annex").replace("Phần", "Part").replace("Điều", "Article")
        return Words(f"{regime.law.vi}, {clause}", f"{regime.law.en}, {english}")

    def code_of(self, kind: str, day: str | None) -> str | None:
        """Return the abbreviation of a kind of document ("KH") that the regime of ``day`` prescribes."""
        return next(
            (code for name, code, begins, ends in self.kinds if name == kind and (not day or holds(day, begins, ends))),
            None,
        )

    def kinds_coded(self, code: str, day: str | None = None) -> list[str]:
        """Return the kinds of documents that ``code`` stands for on ``day`` (None: at any time)."""
        known = self._kinds_by_code.get(code, ())
        return [name for name, begins, ends in known if not day or holds(day, begins, ends)]

    @cached_property
    def _kinds_by_code(self) -> dict[str, list[tuple[str, str | None, str | None]]]:
        found: dict[str, list[tuple[str, str | None, str | None]]] = {}
        for name, code, begins, ends in self.kinds:
            found.setdefault(code, []).append((name, begins, ends))
        return found

    # Abbreviations

    @cached_property
    def _shorts(self) -> dict[str, Short]:
        return {item.short.casefold().replace(" ", ""): item for item in self.shorts}

    def short(self, written: str) -> Short | None:
        """Return the abbreviation of this spelling, blanks and capitals aside unless the entry is strict."""
        found = self._shorts.get(written.casefold().replace(" ", ""))
        return None if found is None or (found.strict and found.short != written) else found
