"""Turn checked rule files into the compiled rulebook. Imported only when the cache has nothing."""

from __future__ import annotations

import pickle
from collections.abc import Container
from os import fspath
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from plancheck.finding import Words
from plancheck.language.phrases import Phrases
from plancheck.law.compile import compile_law
from plancheck.law.entries import Facts
from plancheck.law.registry import Law
from plancheck.law.schema import LawFile
from plancheck.rulebook.book import ElementSpec, Example, Profile, Rule, Rulebook, SentenceSpec
from plancheck.rulebook.lexis import build_lexis
from plancheck.rulebook.options import OPTIONS
from plancheck.rulebook.schema import (
    AlignmentFile,
    AuditFile,
    BothLanguages,
    ElementsFile,
    LexiconFile,
    PassExample,
    ProfileFile,
    RuleFile,
)
from plancheck.rulebook.yamlfile import Located

Problem = tuple[tuple[int, int], str]
_SHORTEST_NAME = 2  # "VP" alone names nobody
_HINTS = {
    "extra_forbidden": "is no key known here",
    "missing": "is missing",
}


def problems_of(
    model: type[BaseModel], located: Located, path: Path, first: bool
) -> tuple[BaseModel | None, list[Problem]]:
    """Return the checked entry of a file, and what is wrong with it."""
    try:
        entry = model.model_validate(located.data)
    except ValidationError as error:
        return None, [_problem(located, detail) for detail in error.errors()]
    wrong: list[Problem] = []
    if isinstance(entry, RuleFile):
        if entry.id != path.stem:
            wrong.append((located.place(("id",)), f"the id {entry.id!r} differs from the file's name {path.stem!r}"))
        if first and entry.family != path.parent.name:
            wrong.append((located.place(("family",)), f"the family {entry.family!r} differs from the folder's name"))
        if model_of_options := OPTIONS.get(entry.check):
            try:
                checked = model_of_options.model_validate(entry.options)
            except ValidationError as error:
                wrong += [_problem(located, detail, ("options",)) for detail in error.errors()]
            else:
                entry.options = checked.model_dump(by_alias=True)
    return entry, wrong


def _problem(located: Located, detail: Any, above: tuple[Any, ...] = ()) -> Problem:
    path = (*above, *detail["loc"])
    name = ".".join(str(part) for part in path)
    text = _HINTS.get(detail["type"]) or detail["msg"]
    return located.place(path), f"{name}: {text}" if name else text


class Loaded:
    """All entries of all folders, before compiling."""

    def __init__(self) -> None:
        self.rules: dict[str, tuple[RuleFile, Located, Path]] = {}
        self.lists: dict[str, list[str]] = {}
        self.codes: dict[str, str] = {}
        self.levels: dict[str, int] = {}
        self.elements: dict[str, Any] = {}
        self.profiles: dict[str, ProfileFile] = {}
        self.facts = Facts()
        self.fact_files: list[tuple[Located, str]] = []
        self.uses: list[tuple[str, str, str]] = []  # (place, what is named, its name)
        self.twice: list[tuple[str, str]] = []
        self._folder: dict[str, int] = {}
        self.concepts: dict[str, list[str]] = {}
        self.other_subjects: dict[str, list[str]] = {}
        self.alignment: list[AlignmentFile] = []
        self.likeness: dict[str, float] = {}
        self.columns: dict[str, list[str]] = {}
        self.name_words: dict[str, list[str]] = {}
        self.short_kinds: dict[str, list[str]] = {}
        self.sent_otherwise: list[str] = []
        self.formulas: list[str] = []

    def add(self, entry: Any, located: Located, path: Path, folder: int) -> None:
        place = fspath(path)
        if isinstance(entry, RuleFile):
            if entry.id in self.rules and self._folder[entry.id] == folder:
                line, column = located.place(("id",))
                self.twice.append(
                    (f"{place}:{line}:{column}", f"the rule {entry.id!r} is in {self.rules[entry.id][2]} too")
                )
            self.rules[entry.id] = (entry, located, path)
            self._folder[entry.id] = folder
            if entry.clause is not None:
                line, column = located.place(("clause",))
                self.uses.append((f"{place}:{line}:{column}", "clause", entry.clause))
            for number, name in enumerate(entry.requires):
                line, column = located.place(("requires", number))
                self.uses.append((f"{place}:{line}:{column}", "rule", name))
        elif isinstance(entry, LawFile):
            self.facts.add(entry, folder)
            self.fact_files.append((located, place))
        elif isinstance(entry, LexiconFile):
            for name, phrases in entry.lists.items():
                self.lists.setdefault(name, []).extend(phrases)
            self.codes.update(entry.codes)
            self.levels.update(entry.levels)
            for name, phrases in entry.concepts.items():
                self.concepts.setdefault(name, []).extend(phrases)
            for name, phrases in entry.other_subjects.items():
                self.other_subjects.setdefault(name, []).extend(phrases)
        elif isinstance(entry, AlignmentFile):
            self.alignment.append(entry)
        elif isinstance(entry, AuditFile):
            self.likeness |= entry.likeness
            self.sent_otherwise += entry.sent_otherwise
            self.formulas += entry.formulas
            for name, headers in entry.columns.items():
                self.columns.setdefault(str(name), []).extend(headers)
            for use, words in entry.names.items():
                self.name_words.setdefault(str(use), []).extend(words)
            for kind, forms in entry.short_kinds.items():
                self.short_kinds.setdefault(kind, []).extend(forms)
        elif isinstance(entry, ElementsFile):
            self.elements.update({str(key): element for key, element in entry.elements.items()})
            for key, element in entry.elements.items():
                line, column = located.place(("elements", key))
                names = [element.headings, *element.strong, *([element.columns] if element.columns else [])]
                for sentence in element.sentences:
                    names += [*sentence.anchor, *sentence.with_, *sentence.without]
                self.uses += [(f"{place}:{line}:{column}", "list", name) for name in names]
        elif isinstance(entry, ProfileFile):
            self.profiles[entry.id] = entry
            line, column = located.place(("subject",))
            self.uses += [(f"{place}:{line}:{column}", "list", name) for group in entry.subject for name in group]
            self.uses += [(f"{place}:{line}:{column}", "rule", name) for name in entry.severities]

    def cross_check(self) -> list[tuple[str, str]]:
        """Return what names a list or rule that no file has, and ids given twice in one folder."""
        problems = list(self.twice)
        clauses = {rule.id for entry in self.facts.files for regime in entry.regimes for rule in regime.rules}
        known: dict[str, Container[str]] = {"list": self.lists, "rule": self.rules, "clause": clauses}
        for place, what, name in self.uses:
            if name not in known[what]:
                problems.append((place, f"there is no {what} {name!r}"))
        for number, path, text in self.facts.problems():
            located, place = self.fact_files[number]
            line, column = located.place(path)
            problems.append((f"{place}:{line}:{column}", text))
        return problems


def compile_rules(loaded: Loaded) -> Rulebook:
    """Return the rulebook with every phrase of every list and rule in one automaton."""
    lists: dict[str, list[str]] = dict(loaded.lists)
    rules: dict[str, Rule] = {}
    for entry, located, path in loaded.rules.values():
        rules[entry.id] = _rule(entry, located, path)
        if entry.check == "phrases":
            lists[f"rule:{entry.id}"] = [*entry.options.get("forbid", []), *entry.options.get("require", [])]
    elements = {key: _element(key, entry) for key, entry in loaded.elements.items()}
    profiles = {
        entry.id: Profile(
            entry.id, _words(entry.name), [tuple(group) for group in entry.subject],
            {str(key): weight for key, weight in entry.elements.items()}, dict(entry.severities), tuple(entry.off),
            entry.priority,
        )
        for entry in loaded.profiles.values()
    }  # fmt: skip
    words = {name: frozenset(lists.pop(name)) for name in list(lists) if name.startswith("words.")}
    law = compile_law(loaded.facts)
    lists |= _names(law, {name for entry in loaded.facts.files for name in entry.ambiguous_aliases})
    return Rulebook(
        _ordered(rules), elements, profiles, Phrases(lists), loaded.codes, loaded.levels, words, law, _lexis(loaded),
        loaded.likeness, {column: tuple(names) for column, names in loaded.columns.items()},
        {use: tuple(names) for use, names in loaded.name_words.items()},
        {kind: tuple(forms) for kind, forms in loaded.short_kinds.items()}, tuple(loaded.sent_otherwise),
        tuple(loaded.formulas),
    )  # fmt: skip


def _lexis(loaded: Loaded) -> bytes:
    """Return the packed words by which plans are compared; a later file adds to what an earlier one says."""
    values: dict[str, float] = {}
    common: dict[str, int] = {}
    stop: list[str] = []
    for entry in loaded.alignment:
        values |= entry.values
        common |= entry.common
        stop += entry.stop
    lines = max((entry.lines for entry in loaded.alignment), default=1)
    return pickle.dumps(build_lexis(loaded.concepts, loaded.other_subjects, common, lines, stop, values))


def _names(law: Law, ambiguous: set[str]) -> dict[str, list[str]]:
    """Return the names that are looked for in every text, as phrase lists."""
    provinces = [name for province in law.provinces.values() for name in (province.name, *province.aliases)]
    bodies = [name for body in law.bodies.values() for name in body.names()]
    return {
        "law.province": [name for name in provinces if name not in ambiguous],
        "law.body": [name for name in bodies if len(name) > _SHORTEST_NAME and "<" not in name],
    }


def _ordered(rules: dict[str, Rule]) -> dict[str, Rule]:
    """Return the rules so that each comes after those it requires to be silent."""
    ordered: dict[str, Rule] = {}

    def put(rule: Rule, above: tuple[str, ...]) -> None:
        if rule.id in ordered or rule.id in above:
            return
        for name in rule.requires:
            put(rules[name], (*above, rule.id))
        ordered[rule.id] = rule

    for rule in rules.values():
        put(rule, ())
    return ordered


def _words(entry: BothLanguages) -> Words:
    return Words(entry.vi, entry.en)


def _rule(entry: RuleFile, located: Located, path: Path) -> Rule:
    examples = [
        Example(
            example.text,
            False,
            source_line=located.place(("examples", "pass", number))[0],
            file=_file(example),
            note=example.note,
            basis=example.basis,
            unit=example.unit,
        )
        for number, example in enumerate(entry.examples.passing if entry.examples else [])
    ]
    examples += [
        Example(
            example.text, True, example.line, example.quote, located.place(("examples", "fail", number))[0],
            _file(example), example.note, example.basis, example.unit,
        )
        for number, example in enumerate(entry.examples.failing if entry.examples else [])
    ]  # fmt: skip
    return Rule(
        entry.id, entry.family, entry.severity, entry.check, entry.options, _words(entry.message),
        _words(entry.suggestion), _words(entry.why), _words(entry.basis), entry.verified, tuple(entry.requires),
        tuple(entry.when), entry.element, pickle.dumps(examples), fspath(path), entry.clause, entry.documents == "any",
        _words(entry.title) if entry.title is not None else None,
    )  # fmt: skip


def _file(example: PassExample) -> dict[str, Any] | None:
    return example.file.model_dump() if example.file is not None else None


def _element(key: str, entry: Any) -> ElementSpec:
    sentences = [
        SentenceSpec(
            tuple(item.anchor), tuple(item.with_), tuple(item.without), tuple(item.places), item.starts, item.least
        )
        for item in entry.sentences
    ]
    return ElementSpec(
        key, _words(entry.label), _words(entry.source), entry.headings, sentences, entry.columns,
        entry.collector, tuple(entry.strong),
    )  # fmt: skip
