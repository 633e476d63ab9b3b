"""The compiled rulebook: plain types that load from the cache without pydantic or YAML."""

from __future__ import annotations

import pickle
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from plancheck.finding import Words
from plancheck.language.phrases import Phrases
from plancheck.law import Law
from plancheck.rulebook.lexis import Lexis
from plancheck.source import Layout, Page, Remark, Source


@dataclass(slots=True, eq=False, repr=False)
class Example:
    """A text in the rule file on which the rule must speak (``fails``) or be silent."""

    text: str
    fails: bool
    line: int | None = None
    quote: str | None = None
    source_line: int = 0  # in the rule file
    file: dict[str, Any] | None = None  # what the file says beside its words; None: plain text
    note: str | None = None
    basis: str | None = None  # the superior plan that it is laid beside
    unit: str | None = None  # the issuing unit, where the text does not say it

    def source(self) -> Source:
        """Return the example as a reader would give it."""
        return example_source(self.text, self.file)

    def basis_source(self) -> Source | None:
        """Return its superior plan as a reader would give it, None where it needs none."""
        return Source("<basis>", self.basis, "text") if self.basis is not None else None


def example_source(text: str, file: dict[str, Any] | None) -> Source:
    """Return ``text`` as the content of a file that looks like ``file`` (see the schema's ExampleFile)."""
    if file is None:
        return Source("<text>", text, "text")
    page = file.get("page")
    layout = Layout([Page(**page)] if page else [], Counter(file.get("fonts") or {}), Counter(file.get("sizes") or {}))
    remarks = [Remark(**remark) for remark in file.get("remarks") or []]
    return Source("<text>", text, "docx", has_layout=True, layout=layout, remarks=remarks)


@dataclass(slots=True, eq=False, repr=False)
class Rule:
    """One rule file: what is checked (``check``, ``options``) and what is said of it."""

    id: str
    family: str
    severity: str
    check: str
    options: dict[str, Any]
    message: Words
    suggestion: Words
    why: Words
    basis: Words
    verified: bool | None  # of a clause of law; None: the rule rests on practice
    requires: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    element: str | None = None
    packed_examples: bytes = b""  # pickled: texts that few runs want, and every run would have to load
    file: str = ""
    clause: str | None = None  # of the regime of form in force on the draft's day, see ``Law.clause``
    any_document: bool = False  # speaks of letters and reports too
    title: Words | None = None  # the gap in general; None: the message says it

    @property
    def cases(self) -> list[Words]:
        """What exactly a finding may say, where the message says it in general."""
        given = self.options.get("problems")
        if isinstance(given, dict):
            return [Words(**words) for words in given.values()]
        return [Words(**part["problem"]) for part in self.options.get("parts", [])]

    @property
    def examples(self) -> list[Example]:
        """The passing examples, then the failing ones, as they stand in the rule file."""
        return pickle.loads(self.packed_examples) if self.packed_examples else []


@dataclass(slots=True, eq=False, repr=False)
class SentenceSpec:
    """A sentence that shows an element: it holds a phrase of ``anchor`` and one of each list in ``with_``."""

    anchor: tuple[str, ...]
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  # roles of the place; empty: anywhere
    starts: bool = False  # the anchor must begin the paragraph
    least: int = 1  # how many such sentences are needed


@dataclass(slots=True, eq=False, repr=False)
class ElementSpec:
    key: str
    label: Words
    source: Words
    headings: str
    sentences: list[SentenceSpec] = field(default_factory=list)
    columns: str | None = None
    collector: str | None = None
    strong: tuple[str, ...] = ()


@dataclass(slots=True, eq=False, repr=False)
class Profile:
    """Which elements and rules a kind of plan needs, and what they weigh."""

    id: str
    name: Words
    subject_all: list[tuple[str, ...]]  # the subject must hold a phrase of one list of each group
    weights: dict[str, float]
    severities: dict[str, str]
    off: tuple[str, ...]
    priority: int = 0


@dataclass(eq=False, repr=False)
class Rulebook:
    """All rules, elements and profiles, with every phrase of theirs in one automaton."""

    rules: dict[str, Rule]
    elements: dict[str, ElementSpec]
    profiles: dict[str, Profile]
    phrases: Phrases
    codes: dict[str, str]  # kinds of documents by the abbreviation in their symbols
    levels: dict[str, int]  # level of an issuer by the code in a symbol ("TTg": 1)
    words: dict[str, frozenset[str]]  # the lists "words.*": single words, looked up one by one
    law: Law
    packed_lexis: bytes = b""  # pickled: only runs that compare plans want it
    likeness: dict[str, float] = field(default_factory=dict)  # from which units' plans count as alike
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)  # names of a roster's columns
    name_words: dict[str, tuple[str, ...]] = field(default_factory=dict)  # in the names of units and of their files
    short_kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)  # of territories
    sent_otherwise: tuple[str, ...] = ()  # endings of files that an audit tells though no reader takes them
    formulas: tuple[str, ...] = ()  # sentences that any plan may hold

    @cached_property
    def lexis(self) -> Lexis:
        """The words by which plans are compared."""
        found: Lexis = pickle.loads(self.packed_lexis)
        return found

    def families(self) -> list[str]:
        return sorted({rule.family for rule in self.rules.values()})

    def chosen(self, select: tuple[str, ...], ignore: tuple[str, ...]) -> set[str]:
        """Return the ids that ``select`` names (all where it is empty) less those that ``ignore`` names."""
        ids = {rule.id for rule in self.rules.values() if not select or rule.id in select or rule.family in select}
        return {name for name in ids if name not in ignore and self.rules[name].family not in ignore}
