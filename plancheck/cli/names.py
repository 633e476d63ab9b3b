"""Names that a user types: rules, families, profiles; a wrong one is answered with the nearest right ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plancheck.cli.streams import Refusal, complain

if TYPE_CHECKING:
    from plancheck.cli.config import Config
    from plancheck.rulebook import Rule, Rulebook


def unknown(vi: str, en: str, name: str, known: Iterable[str]) -> Refusal:
    """Return the refusal of an unknown name, with what may have been meant."""
    from difflib import get_close_matches

    choices = sorted(known)
    near = (
        get_close_matches(name.lower(), choices, n=3, cutoff=0.5)
        or [item for item in choices if name and name in item][:3]
    )
    meant_vi = f" Có phải ý bạn là: {', '.join(near)}?" if near else ""
    meant_en = f" Did you mean {', '.join(near)}?" if near else ""
    return Refusal(f"Không có {vi} “{name}”.{meant_vi}", f"There is no {en} '{name}'.{meant_en}")


def check_names(names: Sequence[str], rulebook: Rulebook) -> None:
    """Raise Refusal where a name is neither a rule nor a family."""
    known = {*rulebook.rules, *rulebook.families()}
    for name in names:
        if name not in known:
            raise unknown("quy tắc hoặc nhóm", "rule or family", name, known)


def check_profile(name: str | None, rulebook: Rulebook) -> None:
    """Raise Refusal where there is no such profile."""
    if name is not None and name not in rulebook.profiles:
        raise unknown("hồ sơ", "profile", name, rulebook.profiles)


def rule_called(name: str, rulebook: Rulebook) -> Rule:
    """Return the rule ``name``; raise Refusal where there is none."""
    if name not in rulebook.rules:
        raise unknown("quy tắc", "rule", name, rulebook.rules)
    return rulebook.rules[name]


def shown_message(rule: Rule, lang: str) -> str:
    """Return a rule's message with "…" where a finding puts its own values."""
    return without_blanks(rule.message[lang])


def without_blanks(message: str) -> str:
    """Return a message with "…" for each value that a finding fills in."""
    import re

    return re.sub(r"\{\w+\}", "…", message)


def rulebook_of(config: Config, rules: Sequence[str]) -> Rulebook:
    """Return the rulebook with what the configuration and ``--rules`` add.

    Every mistake in their files is printed, then exit code 2.
    """
    from plancheck.rulebook import RuleFileError, load

    try:
        return load([Path(folder) for folder in (*config.rules, *rules)], [Path(name) for name in config.law])
    except RuleFileError as error:
        count = len(error.problems)
        click.echo(f"plancheck: {count} chỗ sai trong tệp quy tắc / {count} mistakes in rule files:", err=True)
        for place, problem in error.problems:
            complain(f"{place}: {problem}")
        raise click.exceptions.Exit(2) from error


config_option = click.option(
    "--config",
    "config_file",
    metavar="FILE",
    help="Tệp cấu hình (mặc định: plancheck.toml gần nhất). / Configuration file.",
)
rules_option = click.option(
    "--rules",
    "rules",
    multiple=True,
    metavar="DIR",
    help="Thư mục quy tắc thêm (lặp lại được). / More rules (repeatable).",
)
lang_option = click.option(
    "--lang", type=click.Choice(["vi", "en"]), default=None, help="Ngôn ngữ (mặc định vi). / Language (default vi)."
)
