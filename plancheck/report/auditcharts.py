"""The charts of the workbook's first sheet; each reads the cells of a table, and colours differ in print too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from plancheck.report.booksheet import FONT, Book

_MOST_BARS = 12
_GREEN, _AMBER, _RED, _GREY, _BLUE = "#2E7D32", "#F4B942", "#C62828", "#BFBFBF", "#3B64AD"
FILLS: dict[str, dict[str, Any]] = {
    "green": {"fill": {"color": _GREEN}},
    "amber": {"fill": {"color": _AMBER}},
    "red": {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": _RED, "bg_color": "#FFFFFF"}},
    "grey": {"fill": {"color": _GREY}},
    "dotted": {"pattern": {"pattern": "percent_50", "fg_color": "#7F6000", "bg_color": "#FFFFFF"}},
    "blue": {"fill": {"color": _BLUE}},
    "pale": {"fill": {"color": "#B4C7E7"}},
}


class Series(NamedTuple):
    """One colour of a chart: its name, the column of its cells, their values, the fill."""

    name: str
    column: int
    values: Sequence[float | None]
    fill: str


class Area(NamedTuple):
    """Where a chart stands (row and column of its corner) and its size in pixels."""

    row: int
    column: int
    width: int
    height: int


class Chart(NamedTuple):
    """What a chart shows: the rows from ``first`` on of a table whose labels stand in the first column.

    ``form``: "column", "bar" or "stacked" (bars one behind the other).
    """

    title: str
    form: str
    first: int
    labels: Sequence[str]
    series: Sequence[Series]


def draw(book: Book, sheet: Any, chart: Chart, area: Area) -> None:
    """Draw a chart onto ``sheet``; without bars nothing is drawn."""
    count = min(len(chart.labels), _MOST_BARS)
    shown = [entry for entry in chart.series if any(entry.values)]
    if not count or not shown:
        return
    kind = {"type": "bar", "subtype": "stacked"} if chart.form == "stacked" else {"type": chart.form}
    drawn = book.workbook.add_chart(kind)
    for entry in shown:
        drawn.add_series(_series(sheet.name, chart, entry, count))
    _dress(drawn, chart, several=len(shown) > 1)
    drawn.set_size({"width": area.width, "height": area.height})
    # What is drawn keeps its size where Excel makes a row higher.
    sheet.insert_chart(area.row, area.column, drawn, {"object_position": 2, "description": chart.title})


def _series(name: str, chart: Chart, entry: Series, count: int) -> dict[str, Any]:
    last = chart.first + count - 1
    values = [value or 0 for value in entry.values[:count]]
    # A nought in a row of bars is no more than clutter.
    hidden = [{"delete": True} if not value else {} for value in values] if chart.form == "stacked" else []
    light = chart.form == "stacked" and entry.fill == "green"
    labels: dict[str, Any] = {"value": True, "font": _font(9, "#FFFFFF" if light else "#000000")}
    if any(hidden):
        labels["custom"] = [item or None for item in hidden]
    return {
        "name": entry.name,
        "categories": [name, chart.first, 0, last, 0],
        "values": [name, chart.first, entry.column, last, entry.column],
        # The cells are on the disk already: without these the chart would be empty until Excel calculates.
        "categories_data": list(chart.labels[:count]),
        "values_data": values,
        "gap": 45,
        "border": {"color": "#7F7F7F", "width": 0.5},
        "data_labels": labels,
        **FILLS[entry.fill],
    }


def _dress(drawn: Any, chart: Chart, several: bool) -> None:
    drawn.set_title({"name": chart.title, "name_font": {**_font(11), "bold": True}, "overlay": False})
    names = {"num_font": _font(9), "line": {"color": "#7F7F7F"}, "major_gridlines": {"visible": False}}
    numbers: dict[str, Any] = {"visible": False, "min": 0, "major_gridlines": {"visible": False}}
    if chart.form == "column":
        drawn.set_x_axis(names)
        drawn.set_y_axis(numbers)
    else:
        totals = (sum(value or 0 for value in values) for values in zip(*(s.values for s in chart.series), strict=True))
        numbers["max"] = max(totals)
        # The first row of the table is the uppermost bar.
        drawn.set_x_axis(numbers)
        drawn.set_y_axis({**names, "reverse": True})
    drawn.set_legend({"position": "bottom", "font": _font(9)} if several else {"none": True})
    drawn.set_chartarea({"border": {"color": "#BFBFBF"}})


def _font(size: int, colour: str = "#000000") -> dict[str, Any]:
    return {"name": FONT, "size": size, "color": colour, "bold": False}
