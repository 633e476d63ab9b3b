"""``plancheck test``: run the examples that stand in rule files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plancheck.cli.config import load_config
from plancheck.cli.names import check_names, config_option, lang_option, rulebook_of, rules_option
from plancheck.cli.streams import print_text
from plancheck.finding import Words

if TYPE_CHECKING:
    from plancheck.rulebook import Example, Rule, Rulebook

_TEXTS = {
    "pass": Words("đạt", "ok"),
    "fail": Words("SAI", "FAILED"),
    "none": Words("không có ví dụ", "no examples"),
    "spoke": Words("ví dụ đạt lại có phát hiện: {found}", "the passing example has a finding: {found}"),
    "silent": Words("ví dụ không đạt lại không có phát hiện", "the failing example has no finding"),
    "line": Words(
        "phát hiện ở dòng {found}, ví dụ ghi dòng {wanted}", "the finding is on line {found}, the example says {wanted}"
    ),
    "quote": Words(
        "phát hiện trích “{found}”, ví dụ ghi “{wanted}”", "the finding quotes “{found}”, the example says “{wanted}”"
    ),
    "sum": Words(
        "{rules} quy tắc, {examples} ví dụ: {failed} quy tắc sai.",
        "{rules} rules, {examples} examples: {failed} rules failed.",
    ),
}


@click.command("test", short_help="Chạy ví dụ trong tệp quy tắc. / Run the examples in rule files.")
@click.argument("names", nargs=-1, metavar="[RULES]...")
@lang_option
@config_option
@rules_option
def command(names: tuple[str, ...], lang: str | None, config_file: str | None, rules: tuple[str, ...]) -> None:
    """Chạy ví dụ của mọi quy tắc, hoặc của RULES: quy tắc, nhóm, thư mục hay tệp quy tắc.

    Run the examples of all rules, or of RULES: rule ids, families, folders of rules or rule files.
    """
    places = [name for name in names if Path(name).is_dir() or name.endswith((".yaml", ".yml"))]
    folders = [*rules, *(str(Path(name) if Path(name).is_dir() else Path(name).parent) for name in places)]
    config = load_config(config_file, ())
    rulebook = rulebook_of(config, list(dict.fromkeys(folders)))
    check_names([name for name in names if name not in places], rulebook)
    chosen = [rule for rule in rulebook.rules.values() if not names or _is_named(rule, names, places)]
    lang = lang or config.lang or "vi"
    texts = {name: text[lang] for name, text in _TEXTS.items()}
    failed = examples = 0
    for rule in sorted(chosen, key=lambda rule: (rule.family, rule.id)):
        problems = run_examples(rule, rulebook, lang)
        failed += bool(problems)
        examples += len(rule.examples)
        verdict = texts["fail"] if problems else texts["pass"] if rule.examples else texts["none"]
        print_text(f"{rule.id}: {verdict}\n" + "".join(f"  {problem}\n" for problem in problems))
    print_text(texts["sum"].format(rules=len(chosen), examples=examples, failed=failed) + "\n")
    raise click.exceptions.Exit(1 if failed else 0)


def _is_named(rule: Rule, names: tuple[str, ...], places: list[str]) -> bool:
    file = Path(rule.file).resolve()
    return (
        rule.id in names or rule.family in names or any(file.is_relative_to(Path(place).resolve()) for place in places)
    )


def run_examples(rule: Rule, rulebook: Rulebook, lang: str = "vi") -> list[str]:
    """Return what is wrong with a rule's examples, each with its place "file:line"."""
    problems = []
    for example in rule.examples:
        problem = _wrong(example, rule, rulebook, lang)
        if problem:
            problems.append(f"{rule.file}:{example.source_line}: {problem}")
    return problems


def _wrong(example: Example, rule: Rule, rulebook: Rulebook, lang: str) -> str | None:
    from plancheck.checks import Settings
    from plancheck.engine import lint_source, prepare_basis
    from plancheck.report.clean import clean

    texts = {name: text[lang] for name, text in _TEXTS.items()}
    basis = example.basis_source()
    bases = [prepare_basis(basis, rulebook)] if basis is not None else []
    report = lint_source(example.source(), rulebook, Settings(select=(rule.id,), unit=example.unit), bases)
    found = [finding for finding in report.findings if finding.rule == rule.id]
    if not example.fails:
        return texts["spoke"].format(found=clean(found[0].message[lang])) if found else None
    if not found:
        return texts["silent"]
    lines = [finding.location.line for finding in found]
    if example.line is not None and example.line not in lines:
        return texts["line"].format(found=", ".join(map(str, lines)), wanted=example.line)
    quotes = [finding.quote or "" for finding in found if example.line in (None, finding.location.line)]
    if example.quote is not None and example.quote not in quotes:
        return texts["quote"].format(found=clean(", ".join(quotes)), wanted=clean(example.quote))
    return None
