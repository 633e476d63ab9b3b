"""Find and read ``plancheck.toml``: the settings that stand beside the drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plancheck.bilingual import Words
from plancheck.cli.streams import Refusal
from plancheck.report.clean import clean

if TYPE_CHECKING:
    from plancheck.checks.suppression import Suppression
    from plancheck.cli.configmodel import ConfigFile
    from plancheck.rulebook import Rulebook

FILE = "plancheck.toml"


@dataclass(slots=True, eq=False, repr=False)
class Config:
    """What a configuration file says; None and empty where it says nothing."""

    profile: str | None = None
    lang: str | None = None
    fail_on: str | None = None
    unit: str | None = None
    select: list[str] = field(default_factory=list)
    ignore: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)  # folders, already resolved from where the file stands
    limits: dict[str, int] = field(default_factory=dict)
    late_issue: dict[str, str] = field(default_factory=dict)
    law: list[str] = field(default_factory=list)  # files of facts, resolved likewise
    suppress: list[Suppression] = field(default_factory=list)
    basis: str | None = None  # a file or folder, resolved likewise
    path: Path | None = None  # the file; None where there is none
    due: str | None = None  # ISO
    late_after_days: int | None = None

    def adjust(self, rulebook: Rulebook, due: str | None = None) -> dict[str, str]:
        """Put the configured days of ``late-issue`` into the rulebook, with the day ``due`` (ISO) of an audit; return
        all of them."""
        rule = rulebook.rules.get("late-issue")
        if rule is None:
            return {}
        rule.options = {**rule.options, **self.late_issue, **({"due": due} if due is not None else {})}
        return rule.options


def find_config(files: Sequence[str]) -> Path | None:
    """Return the plancheck.toml in the folder of the first draft or in the nearest folder above it."""
    first = next((name for name in files if name != "-"), ".")
    try:
        place = Path(first).resolve()
        for folder in (place, *place.parents):
            candidate = folder / FILE
            if folder.is_dir() and candidate.is_file():
                return candidate
    except (OSError, ValueError, RuntimeError):
        return None
    return None


def load_config(given: str | None, files: Sequence[str]) -> Config:
    """Return the configuration for these drafts.

    Raises Refusal with every mistake of the file.
    """
    path = Path(given) if given is not None else find_config(files)
    return Config() if path is None else read_config(path)


def read_config(path: Path) -> Config:
    """Return the checked content of a configuration file; raise Refusal with all that is wrong in it."""
    import tomllib

    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refusal(f"Không mở được {path} ({reason}).", f"{path} cannot be opened ({reason}).") from error
    except UnicodeDecodeError as error:
        raise Refusal(f"{path} không phải là văn bản UTF-8.", f"{path} is no UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        raise Refusal(f"{path} sai cú pháp TOML: {error}.", f"{path} is no TOML: {error}.") from error
    return _checked(data, path, text)


def _checked(data: dict[str, Any], path: Path, text: str) -> Config:
    from pydantic import ValidationError

    from plancheck.cli.configmodel import ConfigFile

    try:
        entry = ConfigFile.model_validate(data)
    except ValidationError as error:
        problems = [_problem(detail) for detail in error.errors()]
        vi, en = ("; ".join(problem[lang] for problem in problems) for lang in ("vi", "en"))
        raise Refusal(f"{path} có chỗ sai: {vi}.", f"{path}: {en}.") from error
    return Config(
        entry.profile, entry.lang, entry.fail_on, entry.unit, list(entry.select), list(entry.ignore),
        [_beside(path, folder) for folder in entry.rules],
        entry.limits.model_dump(exclude_none=True), entry.late_issue.model_dump(exclude_none=True),
        [_beside(path, name) for name in entry.law.extra],
        _suppressions(entry, text), None if entry.basis is None else _beside(path, entry.basis), path,
        entry.due.isoformat() if entry.due is not None else None, entry.late_after_days,
    )  # fmt: skip


def _beside(path: Path, name: str) -> str:
    """Return where ``name`` lies beside the configuration file; as it is where no file can have such a name."""
    place = path.parent / name
    try:
        return str(place.resolve())
    except (OSError, ValueError, RuntimeError):
        return str(place)


def _suppressions(entry: ConfigFile, text: str) -> list[Suppression]:
    from plancheck.checks.suppression import Suppression

    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith("[[suppress]]")]
    lines += [1] * (len(entry.suppress) - len(lines))
    return [
        Suppression(item.rule, item.reason, item.path, item.fingerprint, item.until, line)
        for item, line in zip(entry.suppress, lines, strict=False)
    ]


def _problem(detail: Any) -> Words:
    name = ".".join(str(part) for part in detail["loc"])
    if detail["type"] == "extra_forbidden":
        from difflib import get_close_matches

        from plancheck.cli.configmodel import known_keys

        near = get_close_matches(str(detail["loc"][-1]), known_keys(), n=1)
        vi, en = (f" (có phải “{near[0]}”?)", f", did you mean '{near[0]}'?") if near else ("", "")
        return Words(f"không có khóa “{name}”{vi}", f"unknown key '{name}'{en}")
    if detail["type"] == "missing":
        return Words(f"thiếu khóa “{name}”", f"the key '{name}' is missing")
    vi = f"giá trị “{clean(str(detail['input']))}” của khóa “{name}” không hợp lệ"
    return Words(vi, f"{name}: {str(detail['msg']).removeprefix('Value error, ')}")
