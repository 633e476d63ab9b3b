"""Run the rules of a rulebook on one plan."""

from __future__ import annotations

from collections.abc import Callable

from plancheck.checks import (
    abbreviations,
    abolished,
    addressed,
    aligned,
    annex,
    citations,
    conflicts,
    document,
    elements,
    enclosed,
    ending,
    form,
    incomplete,
    inforce,
    letterhead,
    names,
    phrases,
    programmes,
    quotes,
    remarks,
    repeats,
    signing,
    specificity,
    spelling,
    structure,
    topics,
    years,
)
from plancheck.checks.context import Context, Settings
from plancheck.checks.unit import unit_of
from plancheck.finding import CitationRow, Finding, Report, Skipped, Words
from plancheck.language.phrases import Hits
from plancheck.plan import Plan
from plancheck.rulebook import Profile, Rule, Rulebook

Check = Callable[[Context, Rule], None]

# The check types by the names that rule files use.
CHECKS: dict[str, Check] = {
    "not-a-plan": document.not_a_plan,
    "late-issue": document.late_issue,
    "element": document.element,
    "empty-section": document.empty_section,
    "numbering": structure.numbering,
    "lone-item": structure.lone_item,
    "heading-only": structure.heading_only,
    "misplaced-duty": structure.misplaced_duty,
    "vague-report-deadline": specificity.vague_report_deadline,
    "vague-task-deadline": specificity.vague_task_deadline,
    "task-without-lead": specificity.task_without_lead,
    "task-without-product": specificity.task_without_product,
    "kinds-of-channel": specificity.kinds_of_channel,
    "table-columns": annex.columns,
    "table-cells": annex.cells,
    "table-body": annex.body,
    "phrases": phrases.phrases,
    "year-mismatch": years.year_mismatch,
    "topic-drift": topics.topic_drift,
    "duty-not-addressed": addressed.duty_not_addressed,
    "foreign-name": names.foreign_name,
    "abolished-body": abolished.abolished_body,
    "missing-part": form.missing_part,
    "layout": form.layout,
    "missing-number": letterhead.missing_number,
    "missing-date": letterhead.missing_date,
    "malformed-symbol": letterhead.malformed_symbol,
    "missing-subject": letterhead.missing_subject,
    "signing-authority": signing.signing_authority,
    "malformed-recipients": ending.malformed_recipients,
    "missing-end-mark": ending.missing_end_mark,
    "annex-not-announced": enclosed.annex_not_announced,
    "annex-mismatch": enclosed.annex_mismatch,
    "incomplete-citation": incomplete.incomplete_citation,
    "malformed-citation": citations.malformed_citation,
    "future-citation": inforce.future_citation,
    "expired-citation": inforce.expired_citation,
    "programme-mismatch": programmes.programme_mismatch,
    "symbol-mismatch": citations.symbol_mismatch,
    "conflicting-citation": conflicts.conflicting_citation,
    "remarks": remarks.remarks,
    "leftovers": remarks.leftovers,
    "scanned": remarks.scanned,
    "undefined-abbreviation": abbreviations.undefined_abbreviation,
    "repeated-word": repeats.repeated_word,
    "mixed-spelling": spelling.mixed_spelling,
    "unclosed-quote": quotes.unclosed_quote,
    "wrong-basis": aligned.wrong_basis,
    "predates-basis": aligned.predates_basis,
    "uncovered": aligned.uncovered,
    "late-task": aligned.late_task,
    "wrong-report-recipient": aligned.wrong_report_recipient,
    "input": document.nothing,
    "suppression": document.nothing,
}
# What says that something is absent; it may stand on a page that could not be read.
_ON_ABSENCE = (
    "element", "missing-part", "empty-section", "heading-only", "lone-item", "missing-number", "missing-date",
    "missing-subject", "missing-end-mark", "annex-not-announced",
)  # fmt: skip
_UNREAD = Words("có trang chỉ là ảnh, chưa đọc được", "some pages are pictures and could not be read")
# Of words that a machine read off a picture, only what many words say together is judged.
_JUDGED_BY_MACHINE = frozenset({"elements", "structure", "input"})
_BY_MACHINE = Words("văn bản do máy đọc từ ảnh (OCR)", "the words were read off a picture (OCR)")
_NO_PLAN = Words("văn bản không phải là kế hoạch", "the document is not a plan")
_NOT_FOUND = Words("không thấy trong văn bản", "not found in text")
_NEEDS = {
    "file": Words("cần tệp gốc có bố cục trang", "needs the original file with its layout"),
    "basis": Words("chưa có --basis", "no --basis given"),
    "date": Words("văn bản chưa ghi đủ ngày, tháng, năm", "the document has no complete date"),
    "unit": Words("chưa xác định được cơ quan ban hành", "the issuing unit is not known"),
    **dict.fromkeys(("header", "signature", "ending"), _NOT_FOUND),
    "recipients": Words("không có phần Nơi nhận", "no list of recipients"),
}


def choose_profile(plan: Plan, hits: Hits, rulebook: Rulebook, name: str | None) -> Profile:
    """Return the profile named, else the one of highest priority whose subject phrases the plan's subject holds."""
    if name:
        return rulebook.profiles[name]
    spans = [(plan.title_start, plan.title_end)]
    if not plan.metadata.subject:
        spans = [(paragraph.start, paragraph.end) for paragraph in plan.opening[-2:]]
    ranked = sorted(rulebook.profiles.values(), key=lambda profile: -profile.priority)
    for profile in ranked:
        if all(any(hits.any_within(name, *span) for name in group for span in spans) for group in profile.subject_all):
            return profile
    return ranked[-1]


def context_of(plan: Plan, hits: Hits, rulebook: Rulebook, settings: Settings) -> Context:
    """Return what checks of a plan work on."""
    return Context(plan, hits, rulebook, settings, choose_profile(plan, hits, rulebook, settings.profile))


def run(
    plan: Plan, hits: Hits, rulebook: Rulebook, settings: Settings, path: str,
    lay_beside: Callable[[Context], None] | None = None,
) -> Report:  # fmt: skip
    """Return the report on a plan; never raises on any text.

    ``lay_beside`` sets the context's ``alignment`` with the superior plan, or says why there is none.
    """
    context = context_of(plan, hits, rulebook, settings)
    profile = context.profile
    report = Report(path, "checked", plan.doc_type, plan.metadata)
    is_plan = plan.doc_type == "ke-hoach"
    if is_plan and lay_beside is not None:
        lay_beside(context)
        report.alignment = context.alignment
    if is_plan:
        elements.assess(context)
        if remarks.unread_pages(context):
            elements.spare_missing(context)
            report.is_partial = True
        report.profile, report.profile_name = profile.id, profile.name
        report.elements = context.elements
    else:
        report.elements = elements.not_applicable(context)
    _run_rules(context, report, is_plan)
    report.unit = unit_of(context)
    report.citations = [
        CitationRow(
            item.kind, item.symbol, item.date, item.issuer, plan.text.location(item.begin, item.end), item.start
        )
        for item in plan.citations
    ]
    report.findings = sorted(context.found, key=lambda finding: (finding.order, finding.rule))
    _distinguish(report.findings)
    report.points = _points(context, report) if is_plan else None
    report.judge()
    return report


def _run_rules(context: Context, report: Report, is_plan: bool) -> None:
    chosen = context.rulebook.chosen(context.settings.select, context.settings.ignore)
    known = _known(context)
    unwanted: set[int] = set()
    for rule in context.rulebook.rules.values():
        wanted = rule.id in chosen
        if not is_plan and not rule.any_document:
            if wanted:
                report.skipped.append(Skipped(rule.id, _NO_PLAN))
            continue
        if wanted and (reason := _unmet(context, rule, known)):
            report.skipped.append(Skipped(rule.id, reason))
            continue
        # A rule that was not chosen still runs where a chosen one depends on its silence.
        before = len(context.found)
        if rule.requires and any(finding.rule in rule.requires for finding in context.found):
            continue
        CHECKS[rule.check](context, rule)
        if not wanted:
            unwanted.update(map(id, context.found[before:]))
    if unwanted:
        context.found = [finding for finding in context.found if id(finding) not in unwanted]


def _known(context: Context) -> dict[str, bool]:
    """Return of each need whether it is met. A part of the form that a file with its layout lacks really is absent."""
    plan = context.plan
    file, data = plan.text.source.has_layout, plan.metadata
    signature = bool(data.signer or data.signer_title)
    recipients = any(kind == "RECIPIENTS" and line.start >= plan.body_end for kind, line in plan.frame)
    return {
        "file": file,
        "basis": context.alignment is not None,
        "date": data.date is not None,
        "unit": unit_of(context) is not None,
        "header": file or plan.has_header or data.issuer is not None,
        "signature": signature,
        "recipients": recipients,
        "ending": file or signature or recipients,
    }


def _unmet(context: Context, rule: Rule, known: dict[str, bool]) -> Words | None:
    profile = context.profile
    if rule.id in profile.off or rule.family in profile.off or (rule.element and rule.element not in profile.weights):
        return Words(f"hồ sơ “{profile.name.vi}” không yêu cầu", f"not asked for by the profile “{profile.name.en}”")
    if rule.check in _ON_ABSENCE and remarks.unread_pages(context):
        return _UNREAD
    if context.plan.text.source.by_machine and rule.family not in _JUDGED_BY_MACHINE:
        return _BY_MACHINE
    for need in rule.when:
        if not known[need]:
            return (context.no_basis if need == "basis" else None) or _NEEDS[need]
    return None


def _distinguish(findings: list[Finding]) -> None:
    """Number findings of the same rule on the same words, so that each has a fingerprint of its own."""
    seen: dict[str, int] = {}
    for finding in findings:
        count = seen[finding.fingerprint] = seen.get(finding.fingerprint, 0) + 1
        if count > 1:
            finding.fingerprint = f"{finding.fingerprint}-{count}"


def _points(context: Context, report: Report) -> float:
    """Return how much of what the profile asks for is there, 0 to 100."""
    gained = {"present": 1.0, "weak": 0.5, "missing": 0.0}
    weights = context.profile.weights
    judged = {key: weight for key, weight in weights.items() if report.elements[key].status in gained}
    total = sum(judged.values()) or 1.0
    return 100 * sum(weight * gained[report.elements[key].status] for key, weight in judged.items()) / total
