"""An audit on one screen: who sent a plan, what is often lacking, who is last, late or missing, who copied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plancheck.audited import CHECKED, MISSING, NEAR_COPY, NOT_A_PLAN, UNREADABLE, Audit, LooseFile, UnitResult
from plancheck.finding import ELEMENTS
from plancheck.language.dates import shown_date
from plancheck.report.auditwords import ELEMENT_STATES, KINDS, LABELS, SHORT_ELEMENTS, SIGNS, STATES
from plancheck.report.cells import cell_len
from plancheck.report.clean import clean
from plancheck.report.figures import share
from plancheck.report.layout import Line, Span, clip, crop, hang, pad, width_of, wrap
from plancheck.report.words import decimal

_MOST = {"gaps": 5, "names": 3, "pairs": 3, "last": 3, "classes": 6}
_BAR = 24  # cells
_QUOTED = 4  # lines of a passage
_STYLES = {"present": "green", "weak": "yellow", "missing": "red", "not-applicable": "dim"}
_STATES = {CHECKED: "", MISSING: "bold red", UNREADABLE: "red", NOT_A_PLAN: "yellow", "duplicate": "dim"}


def audit_page(audit: Audit, width: int, lang: str = "vi", verbose: bool = False) -> list[Line]:
    """Return the overview; ``verbose``: every gap and name, and a table of all units."""
    lines = [*_head(audit, width, lang), []]
    if any(row.status == CHECKED for row in audit.rows):
        lines += [*_elements(audit, width, lang), []]
    lines += _classes(audit, width, lang, verbose)
    lines += _gaps(audit, width, lang, verbose)
    lines += _people(audit, width, lang, verbose)
    lines += _pairs(audit, width, lang, verbose)
    if verbose:
        lines += [*_table(audit, width, lang), []]
    else:
        lines.append([(f" {_say('see-more', lang)}", "dim")])
    return lines


def _say(name: str, lang: str) -> str:
    return LABELS[name][lang]


def _number(value: float | None, lang: str) -> str:
    return decimal(value, lang) if value is not None else "–"


# Head


def _head(audit: Audit, width: int, lang: str) -> list[Line]:
    year = f" {audit.year}" if audit.year is not None else ""
    title = f"{_say('title', lang)}{year}".upper()
    lines: list[Line] = hang([(" ", "")], title, "bold", width)
    about = [clean(audit.folder)]
    if audit.basis is not None:
        symbol = audit.basis.symbol or clean(audit.basis.path)
        about.append(f"{_say('superior', lang).lower()} {symbol} ({shown_date(audit.basis.date)})")
    elif audit.superiors:
        about.append(_say("superiors", lang).format(n=audit.superiors))
    if audit.due is not None:
        about.append(f"{_say('due', lang).lower()} {shown_date(audit.due)}")
    lines += hang([(" ", "")], " · ".join(about), "dim", width)
    total = audit.total
    counts: list[tuple[int, str, str]] = [
        (total.units, _say("units", lang), "bold"),
        (total.checked, STATES[CHECKED][lang], "green"),
        (total.missing, STATES[MISSING][lang], "bold red"),
        (total.unreadable, STATES[UNREADABLE][lang], "red"),
        (total.not_a_plan, STATES[NOT_A_PLAN][lang], "yellow"),
        (total.late, _say("late-units", lang), "yellow"),
    ]
    shown = [(f"{number} {word}", style) for number, word, style in counts if number or style == "bold"]
    if audit.extra:
        shown.append((_say("duplicates", lang).format(n=len(audit.extra)), "dim"))
    undated = sum(1 for row in audit.rows if row.status == CHECKED and row.late_days is None)
    if audit.due is not None and undated:
        shown.append((_say("undated", lang).format(n=undated), "dim"))
    lines += _flow(shown, width)
    if total.mean_score is not None:
        said = [
            f"{_say('mean-score', lang)} {_number(total.mean_score, lang)}",
            f"{_say('passed', lang).lower()}: {total.passed}/{total.checked}",
        ]
        if total.mean_coverage is not None:
            said.append(f"{_say('coverage', lang).lower()}: {share(total.mean_coverage, 1)}")
        lines += hang([(" ", "")], " · ".join(said), "", width)
    return [*lines, *_progress(audit, lang)]


def _progress(audit: Audit, lang: str) -> list[Line]:
    """Return how many scores went up and down since the year before, where that is known."""
    changes = [row.change for row in audit.rows if row.change is not None]
    if audit.earlier_year is None or not changes:
        return []
    risen, fallen = sum(1 for item in changes if item > 0), sum(1 for item in changes if item < 0)
    line: Line = [(f" {_say('against', lang).format(year=audit.earlier_year)}: ", "")]
    line += [(f"{risen} {_say('risen', lang)}", "green"), (", ", "")]
    line += [(f"{fallen} {_say('fallen', lang)}", "red"), (", ", "")]
    return [[*line, (f"{len(changes) - risen - fallen} {_say('even', lang)}", "dim")]]


def _flow(parts: Sequence[Span], width: int) -> list[Line]:
    """Return the parts one after the other, on as many lines as they need."""
    lines: list[Line] = [[(" ", "")]]
    for text, style in parts:
        between = "   " if len(lines[-1]) > 1 else ""
        if width_of(lines[-1]) + cell_len(between + text) > width and between:
            lines.append([(" ", "")])
            between = ""
        lines[-1] += [(between, ""), (text, style)]
    return lines


# Elements


def _elements(audit: Audit, width: int, lang: str) -> list[Line]:
    """Return a bar for each element: how many plans have it, have it weakly, lack it."""
    keys = [key for key in ELEMENTS if key in audit.labels]
    names = max(cell_len(audit.labels[key][lang]) for key in keys)
    lines: list[Line] = []
    for key in keys:
        counts = audit.coverage_of(key)
        start: Line = [("  ", ""), (pad(audit.labels[key][lang], names), ""), ("  ", "")]
        room = max(10, min(_BAR, width - names - 50))
        lines.append([*start, *_bar(counts, room), ("  ", ""), *_counted(counts, lang)])
    return lines


def _bar(counts: dict[str, int], cells: int) -> Iterable[Span]:
    total = sum(counts.values()) or 1
    drawn = 0
    given = 0
    for status, sign in (("present", "█"), ("weak", "▒"), ("missing", "░"), ("not-applicable", "·")):
        given += counts.get(status, 0)
        end = round(cells * given / total)
        yield sign * (end - drawn), _STYLES[status]
        drawn = end
    yield " " * (cells - drawn), ""


def _counted(counts: dict[str, int], lang: str) -> Iterable[Span]:
    between = ""
    for status in ("present", "weak", "missing", "not-applicable"):
        if number := counts.get(status, 0):
            yield between, ""
            yield f"{number} {ELEMENT_STATES[status][lang]}", _STYLES[status]
            between = ", "


# Lists


def _heading(text: str) -> Line:
    return [(f" {text}", "bold")]


def _classes(audit: Audit, width: int, lang: str, verbose: bool) -> list[Line]:
    if len(audit.groups) < 2:
        return []
    shown = audit.groups if verbose else audit.groups[: _MOST["classes"]]
    names = min(max(cell_len(group.name or _say("no-class", lang)) for group in shown), max(width // 3, 10))
    lines = [_heading(_say("class", lang))]
    for group in shown:
        name = pad(crop(clean(group.name or _say("no-class", lang)), names), names)
        parts = [f"{group.checked}/{group.units} {STATES[CHECKED][lang]}"]
        states = ((group.missing, MISSING), (group.unreadable, UNREADABLE), (group.not_a_plan, NOT_A_PLAN))
        parts += [f"{number} {STATES[state][lang]}" for number, state in states if number]
        parts += [f"{group.late} {_say('late-units', lang)}"] if group.late else []
        parts += [f"{_say('mean-score', lang).lower()} {_number(group.mean_score, lang)}"] if group.checked else []
        lines += hang([("  ", ""), (name, ""), ("  ", "")], " · ".join(parts), "dim", width)
    return [*lines, []]


def _gaps(audit: Audit, width: int, lang: str, verbose: bool) -> list[Line]:
    if not audit.gaps:
        return []
    shown = audit.gaps if verbose else audit.gaps[: _MOST["gaps"]]
    digits = len(str(shown[0].units))
    lines = [_heading(_say("gaps", lang))]
    for gap in shown:
        sign, style = ("✗", "bold red") if gap.severity == "error" else ("!", "yellow")
        start: Line = [("  ", ""), (f"{gap.units:>{digits}}", "bold"), (" ", ""), (sign, style), (" ", "")]
        if verbose:
            lines += hang(start, gap.message[lang], "", width, (gap.rule, "dim"))
            continue
        room = width - width_of(start) - cell_len(gap.rule) - 2
        text = crop(gap.message[lang], max(room, 10))
        lines.append([*start, (pad(text, max(room, 10)), ""), ("  ", ""), (gap.rule, "dim")])
    return [*lines, []]


def _people(audit: Audit, width: int, lang: str, verbose: bool) -> list[Line]:
    """Return who is missing, late, last, unreadable or no plan, and files of no known unit."""
    rows = audit.rows
    late = sorted((row for row in rows if row.late_days), key=lambda row: (-(row.late_days or 0), row.unit))
    scored = [row for row in rows if row.rank is not None]
    last = sorted(scored, key=lambda row: (-(row.rank or 0), row.unit))[: _MOST["last"]] if len(scored) > 3 else []
    others = [row for row in rows if row.status == CHECKED and None not in (row.year, audit.year)]
    loose = [_loose(item, lang, verbose) for item in (*audit.unmatched, *audit.ambiguous)]
    parts: list[tuple[str, str, list[str]]] = [
        (
            _say("missing-units", lang),
            "bold red",
            [_noted(row, lang, verbose) for row in rows if row.status == MISSING],
        ),
        (_say("late-list", lang), "yellow", [f"{row.unit} ({row.late_days} {_say('days', lang)})" for row in late]),
        (_say("other-year", lang), "yellow", [f"{row.unit} ({row.year})" for row in others if row.year != audit.year]),
        *(
            (
                STATES[state][lang].capitalize(),
                style,
                [_noted(row, lang, verbose) for row in rows if row.status == state],
            )
            for state, style in ((UNREADABLE, "red"), (NOT_A_PLAN, "yellow"))
        ),
        (_say("lowest", lang), "", [f"{row.unit} ({_number(row.score, lang)})" for row in last]),
        (_say("loose", lang), "yellow", loose),
    ]
    lines: list[Line] = []
    for title, style, names in parts:
        if names:
            lines += _named(title, style, [clean(name) for name in names], width, lang, verbose)
    return [*lines, []] if lines else []


def _noted(row: UnitResult, lang: str, verbose: bool) -> str:
    """Return the unit with its file, and what is to be known of it where there is room."""
    shown = f"{row.unit} ({row.path})" if row.path else row.unit
    return ": ".join([shown, *(note[lang] for note in row.notes)]) if verbose else shown


def _loose(item: LooseFile, lang: str, verbose: bool) -> str:
    if not verbose:
        return item.path
    said = [f"{_say('candidates', lang).lower()} {', '.join(item.candidates)}"] if item.candidates else []
    said += [item.issuer] if item.issuer else []
    said += [item.note[lang]] if item.note is not None else []
    return ": ".join([item.path, "; ".join(said)]) if said else item.path


def _named(title: str, style: str, names: list[str], width: int, lang: str, verbose: bool) -> list[Line]:
    most = len(names) if verbose else _MOST["names"]
    text = "; ".join(names[:most])
    if len(names) > most:
        text += f"; {_say('and-more', lang).format(n=len(names) - most)}"
    count = f" ({len(names)})" if style else ""  # how many are last says nothing
    start: Line = [(f" {title}", f"bold {style}".strip()), (f"{count}: ", "dim")]
    if verbose:
        return [start, *(line for name in names for line in hang([("   ", "")], name, "", width))]
    room = width - width_of(start)
    if room >= 30:
        return [[*start, (crop(text, room), "")]]
    return [start, [("   ", ""), (crop(text, width - 3), "")]]


def _pairs(audit: Audit, width: int, lang: str, verbose: bool) -> list[Line]:
    if not audit.similar:
        return []
    copies = sum(1 for item in audit.similar if item.kind == NEAR_COPY)
    counts = f"{copies} {KINDS[NEAR_COPY][lang]}, {len(audit.similar) - copies} {KINDS['passages'][lang]}"
    lines: list[Line] = [[(f" {_say('likeness', lang)}", "bold"), (f" ({counts})", "dim")]]
    if not audit.superiors:
        lines.append([(f"  {_say('no-superior', lang)}", "yellow")])
    for item in audit.similar if verbose else audit.similar[: _MOST["pairs"]]:
        name = f"{clean(item.a)} = {clean(item.b)}"
        start: Line = [("  ", ""), (f"{share(item.score, 1):>4} ", "bold")]
        if not verbose:
            lines.append([*start, (crop(name, width - width_of(start)), "")])
            continue
        lines += hang(start, f"{name} · {KINDS[item.kind][lang]}", "", width)
        for passage in item.passages:
            quoted = clip(wrap(f"“{clean(passage.quote)}”", width - 7), _QUOTED, width - 7)
            lines += [[(" " * 7, ""), (line, "dim")] for line in quoted]
    if not verbose and len(audit.similar) > _MOST["pairs"]:
        more = _say("and-more", lang).format(n=len(audit.similar) - _MOST["pairs"])
        lines.append([(f"       {more}", "dim")])
    return [*lines, []]


# All units


def _table(audit: Audit, width: int, lang: str) -> list[Line]:
    """Return a row for each unit: rank, name, score, errors, a sign for each element."""
    keys = [key for key in ELEMENTS if key in audit.labels]
    signs = " ".join(SHORT_ELEMENTS[key][lang][:1] for key in keys)
    names = max(12, width - 26 - cell_len(signs))
    score, errors = _say("score", lang), _say("errors", lang)
    header = f" {_say('rank', lang):>5} {pad(_say('unit', lang), names)} {score:>6} {errors:>6}  "
    lines: list[Line] = [[(header + signs, "bold")]]
    for row in sorted(audit.rows, key=lambda row: (row.rank is None, row.rank or 0)):
        start = f" {row.rank or '':>5} {pad(crop(clean(row.unit), names), names)} "
        if row.status != CHECKED:
            lines.append([(start, ""), (STATES[row.status][lang], _STATES[row.status])])
            continue
        line: Line = [(start, ""), (f"{_number(row.score, lang):>6} {row.errors or '':>6}  ", "")]
        for key in keys:
            status = row.elements.get(key, "not-applicable")
            line.append((SIGNS[status] + " ", _STYLES[status]))
        lines.append(line)
    legend = ", ".join(f"{SHORT_ELEMENTS[key][lang][:1]} {audit.labels[key][lang].lower()}" for key in keys)
    lines += hang([("  ", "")], legend, "dim", width)
    return lines
