"""``plancheck rules``: the list of all rules."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from plancheck.cli.config import load_config
from plancheck.cli.names import config_option, lang_option, rulebook_of, rules_option, shown_message
from plancheck.cli.streams import page_width, print_json, print_lines

if TYPE_CHECKING:
    from plancheck.report.layout import Line
    from plancheck.rulebook import Rulebook


@click.command("rules", short_help="Danh sách quy tắc. / List the rules.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="Dạng kết quả. / Form of the output.")  # fmt: skip
@lang_option
@config_option
@rules_option
def command(form: str, lang: str | None, config_file: str | None, rules: tuple[str, ...]) -> None:
    """Liệt kê mọi quy tắc theo nhóm. / List every rule by family."""
    config = load_config(config_file, ())
    rulebook, lang = rulebook_of(config, rules), lang or config.lang or "vi"
    if form == "json":
        print_json([
            {"rule": rule.id, "family": rule.family, "severity": rule.severity, "element": rule.element,
             "message": shown_message(rule, lang), "verified": rule.verified}
            for family in rulebook.families() for rule in rulebook.rules.values() if rule.family == family
        ])  # fmt: skip
        return
    print_lines(rules_page(rulebook, page_width(sys.stdout), lang))


def rules_page(rulebook: Rulebook, width: int, lang: str) -> list[Line]:
    """Return the rules of each family: id, severity, message."""
    from plancheck.report.findingpage import SIGNS
    from plancheck.report.layout import hang
    from plancheck.report.words import counted, label

    lines: list[Line] = []
    names = max(len(name) for name in rulebook.rules)
    widest = max(len(label(severity, lang)) for severity in SIGNS)
    for family in rulebook.families():
        rules = [rule for rule in rulebook.rules.values() if rule.family == family]
        lines += [[], [(f" {family}", "bold"), (f"  {counted(len(rules), 'rule', lang)}", "dim")]]
        for rule in sorted(rules, key=lambda rule: rule.id):
            sign, style = SIGNS[rule.severity]
            severity = label(rule.severity, lang).ljust(widest)
            start: Line = [("  ", ""), (rule.id.ljust(names + 2), ""), (f"{sign} {severity}  ", style)]
            lines += hang(start, shown_message(rule, lang), "", width)
    return lines[1:]
