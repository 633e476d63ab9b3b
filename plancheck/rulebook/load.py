"""Load rule folders into a rulebook; all mistakes of all files are reported at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from os import fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plancheck.cache import cached
from plancheck.fingerprint import fingerprint
from plancheck.paths import PACKAGE, data_dir
from plancheck.rulebook.book import Rulebook

if TYPE_CHECKING:
    from plancheck.rulebook.compile import Loaded


class RuleFileError(Exception):
    """Rule files that cannot be used; ``problems`` are ("file:line:column", what is wrong) in file order."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("\n".join(f"{place}: {problem}" for place, problem in problems))
        self.problems = problems


def load(extra: Sequence[Path] = (), law: Sequence[Path] = ()) -> Rulebook:
    """Return the shipped rules with those of the folders ``extra`` and the files of facts ``law`` added.

    A rule, document or body of the same id replaces another.

    Raises RuleFileError when any file is wrong.
    """
    folders = [data_dir("rules"), *(Path(folder).resolve() for folder in extra)]
    missing = [folder for folder in folders if not folder.is_dir()]
    if missing:
        raise RuleFileError([(fspath(folder), "there is no such folder of rules") for folder in missing])
    facts = [Path(path) for path in law]
    if missing := [path for path in facts if not _is_file(path)]:
        raise RuleFileError([(fspath(path), "there is no such file of facts of law") for path in missing])
    facts = [path.resolve() for path in facts]
    files = [*_files(folders), *facts, *_code()]
    chosen = [fspath(path) for path in (*folders, *facts)]
    name = "rules" if not extra and not facts else f"rules-{fingerprint(repr(chosen))}"
    return cached(name, files, lambda: _build(folders, facts))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError, RuntimeError):  # a name that no file can have, a link to itself
        return False


def _files(folders: Iterable[Path]) -> Iterable[Path]:
    for folder in folders:
        yield from sorted(folder.rglob("*.yaml"))


def _code() -> Iterable[Path]:
    """Yield the modules that say what is in the cache: what older ones kept there is not what these look for."""
    room = Path(__file__).parent
    for folder in (room, room.parent / "law"):
        yield from sorted(folder.glob("*.py"))


def content_signature(extra: Sequence[Path] = (), law: Sequence[Path] = ()) -> str:
    """Return what names the content of all rules and facts that ``load`` would read, and the program itself."""
    digest = blake2b(digest_size=16)
    for path in (*_files([data_dir("rules"), *extra]), *law):
        digest.update(path.name.encode("utf-8", "surrogatepass") + b"\0" + path.read_bytes())
    for path in sorted(PACKAGE.rglob("*.py")):
        status = path.stat()
        digest.update(f"{path.name} {status.st_size} {status.st_mtime_ns}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _build(folders: Sequence[Path], facts: Sequence[Path]) -> Rulebook:
    from plancheck.rulebook.compile import compile_rules

    loaded = _read(folders, facts)
    return compile_rules(loaded)


def _read(folders: Sequence[Path], facts: Sequence[Path]) -> Loaded:
    from plancheck.law.schema import LawFile
    from plancheck.rulebook.compile import Loaded, problems_of
    from plancheck.rulebook.schema import AlignmentFile, AuditFile, ElementsFile, LexiconFile, ProfileFile, RuleFile
    from plancheck.rulebook.yamlfile import read_yaml

    loaded = Loaded()
    problems: list[tuple[str, str]] = []
    places = [
        (number, path, folder) for number, folder in enumerate(folders) for path in sorted(folder.rglob("*.yaml"))
    ]
    places += [(len(folders) + number, path, path.parent.parent) for number, path in enumerate(facts)]
    for number, path, folder in places:
        located = read_yaml(path)
        shown = fspath(path)
        problems += [(f"{shown}:{line}:{column}", text) for (line, column), text in located.problems]
        if located.problems:
            continue
        part = path.relative_to(folder)
        model: Any
        if path in facts or part.parts[0] == "law":
            model = LawFile
        elif part.parts[0] == "lexicon":
            model = LexiconFile
        elif part.parts[0] == "profiles":
            model = ProfileFile
        elif part.name == "elements.yaml" and len(part.parts) == 1:
            model = ElementsFile
        elif part.name == "alignment.yaml" and len(part.parts) == 1:
            model = AlignmentFile
        elif part.name == "audit.yaml" and len(part.parts) == 1:
            model = AuditFile
        else:
            model = RuleFile
        entry, wrong = problems_of(model, located, path, first=number == 0)
        problems += [(f"{shown}:{line}:{column}", text) for (line, column), text in wrong]
        if entry is not None and not wrong:
            loaded.add(entry, located, path, number)
    problems += loaded.cross_check()
    if problems:
        raise RuleFileError(problems)
    return loaded
