"""The plots of an audit's page as inline SVG: every number is printed, every plot also told in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from plancheck.audited import Audit, UnitResult
from plancheck.finding import ELEMENTS
from plancheck.report.auditwords import ELEMENT_STATES, LABELS, SIGNS
from plancheck.report.clean import clean
from plancheck.report.figures import change, count, one_decimal, share

FEW = 30  # units that fit one below the other
_STEPS = (30, 20, 10)  # points by which a score has changed
_NAME = 36  # letters of a unit's name beside its line


# What is counted ------------------------------------------------------------------------------------------------------


def score_bins(audit: Audit) -> list[int]:
    """Return how many plans score 0-9, 10-19, …, 90-100."""
    bins = [0] * 10
    for row in audit.rows:
        if row.score is not None:
            bins[min(max(int(row.score // 10), 0), 9)] += 1
    return bins


def compared(audit: Audit) -> list[tuple[UnitResult, float, float]]:
    """Return the units with a score in both years, the year before first; who gained most comes first."""
    found = [
        (row, row.earlier.score, row.score)
        for row in audit.rows
        if row.score is not None and row.earlier is not None and row.earlier.score is not None
    ]
    return sorted(found, key=lambda entry: (entry[1] - entry[2], clean(entry[0].unit)))


def change_bins(changes: Iterable[float], lang: str) -> list[tuple[str, int]]:
    """Return how many scores rose and fell by how much, with the words for it; what rose most comes first."""
    names = _bin_names(lang)
    bins = [0] * len(names)
    for value in changes:
        size = sum(1 for step in reversed(_STEPS) if abs(value) >= step)
        middle = len(_STEPS) + 1
        bins[middle if round(value, 1) == 0 else middle - 1 - size if value > 0 else middle + 1 + size] += 1
    return list(zip(names, bins, strict=True))


def _bin_names(lang: str) -> list[str]:
    low, middle, high = sorted(_STEPS)
    spans = [
        LABELS["from-points"][lang].format(n=high),
        f"{middle}–{high}",
        f"{low}–{middle}",
        LABELS["under-points"][lang].format(n=low),
    ]
    rose, fell = LABELS["rose"][lang], LABELS["fell"][lang]
    return [
        *(f"{rose} {span}" for span in spans),
        LABELS["unchanged"][lang],
        *(f"{fell} {span}" for span in reversed(spans)),
    ]


# The plots ------------------------------------------------------------------------------------------------------------


def coverage_plot(audit: Audit, lang: str) -> Markup:
    """Return the checked plans that have each element, lack it or have too little of it, as stacked bars."""
    left, width, step, top = 172, 330, 26, 44
    parts = [_legend(lang)]
    parts += [
        _text(left + width + 28 + 46 * number, 36, sign, "middle", f"sign {status}")
        for number, (status, sign) in enumerate(SIGNS.items())
    ]
    told: list[str] = []
    for number, key in enumerate(ELEMENTS):
        found, name = audit.coverage_of(key), audit.labels[key][lang] if key in audit.labels else key
        y = top + number * step
        parts.append(_text(left - 10, y + 16, name, "end"))
        parts.append(_stack([(status, found.get(status, 0)) for status in SIGNS], left, y + 3, width))
        for column, status in enumerate(SIGNS):
            value = found.get(status, 0)
            style = "figure" if value else "figure zero"
            parts.append(_text(left + width + 28 + 46 * column, y + 16, count(value, lang), "middle", style))
        words = (f"{ELEMENT_STATES[status][lang]} {found.get(status, 0)}" for status in SIGNS)
        told.append(f"{name}: {', '.join(words)}")
    height = top + len(ELEMENTS) * step + 6
    return _plot("coverage", 690, height, LABELS["element-coverage"][lang], told, parts)


def score_plot(audit: Audit, lang: str) -> Markup:
    """Return how the scores are spread over tens, the mean marked."""
    left, bottom, room, column = 20, 254, 205, 46
    bins = score_bins(audit)
    names = [f"{ten}–{ten + 9 if ten < 90 else 100}" for ten in range(0, 100, 10)]
    parts = [_line(left - 4, bottom, left + 10 * column + 4, bottom, "axis")]
    for number, value in enumerate(bins):
        x, height = float(left + number * column), room * value / (max(bins) or 1)
        if value:
            parts.append(_rect(x + 4, bottom - height, column - 8, height, "bar"))
        parts.append(_text(x + column / 2, bottom - height - 6, count(value, lang), "middle", "" if value else "zero"))
        parts.append(_text(x + column / 2, bottom + 17, names[number], "middle", "small"))
    if audit.total.mean_score is not None:
        x = left + 10 * column * audit.total.mean_score / 100
        said = f"{LABELS['mean'][lang]} {one_decimal(audit.total.mean_score, lang)}"
        parts.append(Markup('<path class="mark" d="M{0:g} 278l6 10h-12z"/>').format(round(x, 1)))
        parts.append(_text(min(max(x, 70), 430), 304, said, "middle", "strong"))
    told = [f"{name}: {value}" for name, value in zip(names, bins, strict=True)]
    return _plot("scores", 500, 310, LABELS["distribution"][lang], told, parts)


def progress_plot(audit: Audit, lang: str) -> Markup:
    """Return each unit's score in both years where they are few, else how many rose and fell by how much."""
    pairs = compared(audit)
    if len(pairs) <= FEW:
        return _dumbbells(audit, pairs, lang)
    return _changes([after - before for _, before, after in pairs], lang)


def _dumbbells(audit: Audit, pairs: Sequence[tuple[UnitResult, float, float]], lang: str) -> Markup:
    left, width, step, top = 270, 480, 24, 52
    low = int(min((min(before, after) for _, before, after in pairs), default=0) // 10 * 10)
    low = min(max(low, 0), 90)
    bottom = top + len(pairs) * step
    parts = [_years(audit, left)]
    for value in range(low, 101, 10):
        x = left + width * (value - low) / (100 - low)
        parts += [_line(x, top - 4, x, bottom, "grid"), _text(x, top - 10, str(value), "middle", "small")]
    told: list[str] = []
    for number, (row, before, after) in enumerate(pairs):
        y, name = top + number * step + 12, clean(row.unit)
        was, now = (left + width * (value - low) / (100 - low) for value in (before, after))
        style = _direction(after - before)
        values = f"{one_decimal(before, lang)} → {one_decimal(after, lang)}"
        parts += [
            _text(left - 14, y + 4, name if len(name) <= _NAME else name[: _NAME - 1].rstrip() + "…", "end"),
            _line(was, y, now, y, f"way {style}"),
            _dot(was, y, f"was {style}"),
            _dot(now, y, f"now {style}"),
            _text(left + width + 112, y + 4, values, "end", "figure"),
            _text(left + width + 200, y + 4, change(after - before, lang), "end", f"strong {style}"),
        ]
        told.append(f"{name}: {values}")
    return _plot("progress", 955, bottom + 8, LABELS["progress"][lang], told, parts)


def _changes(values: Sequence[float], lang: str) -> Markup:
    left, width, step = 150, 380, 26
    bins = change_bins(values, lang)
    most = max(number for _, number in bins) or 1
    parts: list[Markup] = []
    for row, (name, number) in enumerate(bins):
        y = row * step + 4
        style = "rise" if row < len(bins) // 2 else "fall" if row > len(bins) // 2 else "same"
        said = f"{count(number, lang)} ({share(number, len(values))})" if number else "0"
        parts.append(_text(left - 10, y + 15, name, "end"))
        if number:
            parts.append(_rect(left, y + 2, width * number / most, 18, f"bar {style}"))
        parts.append(_text(left + width * number / most + 8, y + 15, said, "start", "" if number else "zero"))
    parts.append(_line(left, 2, left, len(bins) * step + 6, "axis"))
    told = [f"{name}: {number}" for name, number in bins]
    return _plot("changes", 690, len(bins) * step + 10, LABELS["progress"][lang], told, parts)


def _legend(lang: str) -> Markup:
    x, parts = 172.0, Markup()
    for status, sign in SIGNS.items():
        words = f"{sign} {ELEMENT_STATES[status][lang]}"
        parts += _rect(x, 5, 12, 12, f"part {status}") + _text(x + 17, 15, words, "start", "small")
        x += 36 + 6.2 * len(words)
    return parts


def _years(audit: Audit, left: int) -> Markup:
    """Return what the two dots of a line stand for."""
    earlier, now = str(audit.earlier_year or ""), str(audit.year or "") or "→"
    parts = _dot(left + 6, 14, "was") + _text(left + 16, 18, earlier, "start", "small")
    return parts + _dot(left + 70, 14, "now") + _text(left + 80, 18, now, "start", "small")


def _direction(value: float) -> str:
    return "same" if round(value, 1) == 0 else "rise" if value > 0 else "fall"


def _stack(values: Sequence[tuple[str, int]], x: float, y: float, width: float) -> Markup:
    whole, parts = sum(value for _, value in values) or 1, Markup()
    for status, value in values:
        if value:
            parts += _rect(x, y, width * value / whole, 18, f"part {status}")
            x += width * value / whole
    return parts


# SVG ------------------------------------------------------------------------------------------------------------------


def _plot(name: str, width: int, height: int, title: str, told: Sequence[str], parts: Sequence[Markup]) -> Markup:
    return Markup(
        '<svg class="plot {0}" viewBox="0 0 {1} {2}" width="{1}" height="{2}" role="img" aria-labelledby="{0}-title"'
        ' aria-describedby="{0}-told"><title id="{0}-title">{3}</title><desc id="{0}-told">{4}</desc>{5}</svg>'
    ).format(name, width, height, title, clean("; ".join(told)), Markup().join(parts))


def _text(x: float, y: float, text: str, anchor: str, style: str = "") -> Markup:
    return Markup('<text x="{:g}" y="{:g}" text-anchor="{}" class="{}">{}</text>').format(
        round(x, 1), round(y, 1), anchor, style, clean(text)
    )


def _rect(x: float, y: float, width: float, height: float, style: str) -> Markup:
    return Markup('<rect x="{:g}" y="{:g}" width="{:g}" height="{:g}" class="{}"/>').format(
        round(x, 2), round(y, 2), round(width, 2), round(height, 2), style
    )


def _line(x1: float, y1: float, x2: float, y2: float, style: str) -> Markup:
    return Markup('<line x1="{:g}" y1="{:g}" x2="{:g}" y2="{:g}" class="{}"/>').format(
        round(x1, 1), round(y1, 1), round(x2, 1), round(y2, 1), style
    )


def _dot(x: float, y: float, style: str) -> Markup:
    return Markup('<circle cx="{:g}" cy="{:g}" r="5" class="dot {}"/>').format(round(x, 1), round(y, 1), style)
