"""``plancheck explain``: one rule's page of the handbook."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from plancheck.cli.config import load_config
from plancheck.cli.names import (
    config_option,
    lang_option,
    rule_called,
    rulebook_of,
    rules_option,
    shown_message,
    without_blanks,
)
from plancheck.cli.streams import page_width, print_lines
from plancheck.finding import Words

if TYPE_CHECKING:
    from plancheck.law import Law
    from plancheck.report.layout import Line
    from plancheck.rulebook import Example, Rule

_LABELS = {
    "cases": Words("Cụ thể", "In detail"),
    "fix": Words("Cách sửa", "How to mend it"),
    "why": Words("Vì sao", "Why"),
    "basis": Words("Căn cứ", "Basis"),
    "family": Words("nhóm", "family"),
    "element": Words("yếu tố", "element"),
    "when": Words("Cần có", "Needs"),
    "clause": Words("Điều khoản", "Clause"),
    "judges": Words("Áp dụng cho", "Judges"),
    "any": Words("kế hoạch, công văn, báo cáo và mọi văn bản khác", "plans, letters, reports and any other document"),
    "plans": Words("kế hoạch", "plans"),
    "requires": Words("Chỉ xét khi", "Speaks only if"),
    "silent": Words("không có phát hiện của", "no finding of"),
    "verified": Words("đã đối chiếu nguồn", "source verified"),
    "practice": Words("thông lệ, không phải điều khoản pháp luật", "practice, no clause of law"),
    "unverified": Words("chưa đối chiếu nguồn", "source not verified"),
    "pass": Words("Ví dụ đạt", "Passing example"),
    "fail": Words("Ví dụ không đạt", "Failing example"),
    "line": Words("phát hiện ở dòng", "finding on line"),
    "beside": Words("Kế hoạch cấp trên", "The superior plan"),
    "draft": Words("Dự thảo", "The draft"),
}
_NEEDS = {
    "file": Words("tệp gốc có bố cục trang", "the original file with its layout"),
    "basis": Words("kế hoạch cấp trên", "the superior plan"),
    "date": Words("ngày ban hành đầy đủ", "a complete date"),
    "unit": Words("tên cơ quan ban hành", "the issuing unit"),
    "header": Words("phần đầu văn bản", "the letterhead"),
    "signature": Words("phần ký", "the signature"),
    "recipients": Words("mục Nơi nhận", "the list of recipients"),
    "ending": Words("phần ký hoặc Nơi nhận", "the signature or the recipients"),
}


@click.command("explain", short_help="Giải thích một quy tắc. / Explain a rule.")
@click.argument("rule")
@lang_option
@config_option
@rules_option
def command(rule: str, lang: str | None, config_file: str | None, rules: tuple[str, ...]) -> None:
    """Cho xem một quy tắc: sai gì, vì sao, căn cứ, cách sửa, ví dụ. / Show one rule's page."""
    config = load_config(config_file, ())
    rulebook = rulebook_of(config, rules)
    found = rule_called(rule, rulebook)
    print_lines(rule_page(found, rulebook.law, page_width(sys.stdout), lang or config.lang or "vi"))


def rule_page(rule: Rule, law: Law, width: int, lang: str) -> list[Line]:
    """Return the rule's page: what is wrong, why, on what it rests, how to mend it, one example of each kind."""
    from plancheck.report.findingpage import SIGNS
    from plancheck.report.layout import hang
    from plancheck.report.words import label

    words = {name: text[lang] for name, text in _LABELS.items()}
    sign, style = SIGNS[rule.severity]
    facts = f"{words['family']} {rule.family}" + (f" · {words['element']} {rule.element}" if rule.element else "")
    lines: list[Line] = [
        [(f" {rule.id}", "bold"), ("  ", ""), (f"{sign} {label(rule.severity, lang)}", style), (f"  {facts}", "dim")],
        *hang([(" ", "")], shown_message(rule, lang), "", width),
        [],
    ]
    mark = words["practice" if rule.verified is None else "verified" if rule.verified else "unverified"]
    rows = [
        ("fix", without_blanks(rule.suggestion[lang])),
        ("why", rule.why[lang]),
        ("basis", f"{rule.basis[lang]} ({mark})"),
    ]
    rows += [("clause", text) for text in _clauses(rule, law, lang)]
    rows.append(("judges", words["any" if rule.any_document else "plans"]))
    if rule.when:
        rows.append(("when", ", ".join(_NEEDS[need][lang] for need in rule.when)))
    if rule.requires:
        rows.append(("requires", f"{words['silent']} {', '.join(rule.requires)}"))
    cases = [without_blanks(case[lang]) for case in rule.cases] if len(rule.cases) > 1 else []
    rows = [("cases", case) for case in cases] + rows
    words[""] = ""
    names = max(len(words[name]) for name, _ in rows)
    before = ""
    for name, text in rows:
        lines += hang([(" ", ""), (words[name if name != before else ""].ljust(names + 2), "dim")], text, "", width)
        before = name
    for fails in (False, True):
        example = next((item for item in rule.examples if item.fails is fails), None)
        if example is not None:
            lines += _example(example, width, words)
    return lines


def _clauses(rule: Rule, law: Law, lang: str) -> list[str]:
    """Return the clause of each regime of form that findings cite, the one in force first."""
    from plancheck.language.dates import shown_date

    told = []
    for regime in reversed(law.regimes):
        clause = law.clause(rule.clause, regime.begins) if rule.clause is not None else None
        if clause is None or rule.clause is None:
            continue
        begins, ends = shown_date(regime.begins), shown_date(regime.ends)
        span = Words(f"từ {begins}", f"from {begins}")
        if regime.ends is not None:
            span = Words(f"{span.vi} đến trước {ends}", f"{span.en} until {ends}")
        mark = "" if regime.verified and rule.clause not in regime.unverified else f" ({_LABELS['unverified'][lang]})"
        told.append(f"{clause[lang]}: {span[lang]}{mark}")
    return told


def _example(example: Example, width: int, words: dict[str, str]) -> list[Line]:
    from plancheck.report.clean import clean
    from plancheck.report.layout import hang

    title = words["fail" if example.fails else "pass"]
    note = f" ({words['line']} {example.line})" if example.line else ""
    lines: list[Line] = [[], [(f" {title}{note}", "bold red" if example.fails else "bold green")]]
    if example.note:
        lines += hang([(" ", "")], clean(example.note), "dim", width)
    if example.basis is not None:
        lines.append([(f" {words['beside']}", "dim")])
        for number, text in enumerate(example.basis.rstrip("\n").split("\n"), start=1):
            lines += hang([(f"  {number:>3} │ ", "dim")], clean(text), "", width)
        lines.append([(f" {words['draft']}", "dim")])
    for number, text in enumerate(example.text.rstrip("\n").split("\n"), start=1):
        hit = number == example.line
        start = (f" {'>' if hit else ' '}{number:>3} │ ", "bold" if hit else "dim")
        lines += hang([start], clean(text), "bold" if hit else "", width)
    return lines
