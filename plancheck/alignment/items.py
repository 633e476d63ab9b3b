"""Find the items of a superior plan: the leaves of its tree and the rows of its tables of tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from plancheck.alignment.acting import acting
from plancheck.checks import reporting
from plancheck.checks.context import Context
from plancheck.checks.places import Place
from plancheck.checks.tables import TaskTable, task_tables
from plancheck.plan import Line, Paragraph, Section

_NO_ITEMS = frozenset({
    "opening", "recipients", "annex-title", "closing", "purpose", "requirements", "audience", "budget",
    "provincial_basis", "difficulty", "schedule",
})  # fmt: skip
_LEVELS = {"*": 1, "-": 2, "+": 3}  # of bullets, by their marker


@dataclass(slots=True, eq=False, repr=False)
class Item:
    """A thing that the superior plan asks for; offsets in its normalised text.

    ``id`` is its path ("II.1.a", "II.1.-2", "PL.4"), ``kind`` content, channel, task or report; ``spans`` are its text
    (of a row the task alone), ``product`` and ``time`` the cells of a row; ``above`` the lines that it stands under,
    the nearest first.
    """

    id: str
    kind: str
    spans: list[tuple[int, int]]
    above: list[tuple[int, int]] = field(default_factory=list)
    lead: Line | None = None
    product: Line | None = None
    time: Line | None = None

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def items_of(context: Context) -> list[Item]:
    """Return the items of the superior plan in reading order."""
    found = [*_leaves(context), *_rows(context)]
    found.sort(key=lambda item: item.start)
    _tell_apart(found)
    return found


def _tell_apart(items: list[Item]) -> None:
    """Give rows that are numbered alike (anew in each group, in each annex) ids of their own: "PL.1", "PL.1(2)"."""
    seen: dict[str, int] = {}
    for item in items:
        seen[item.id] = count = seen.get(item.id, 0) + 1
        if count > 1:
            item.id = f"{item.id}({count})"


# Leaves of the tree


@dataclass(slots=True, eq=False, repr=False)
class _Node:
    """A line that bears a marker, with what stands under it."""

    id: str
    place: Place
    level: int  # 0 a numbered line, else that of its marker: "*" 1, "-" 2, "+" 3
    above: list[_Node]
    texts: list[Place] = field(default_factory=list)
    parts: int = 0  # nodes under it
    bullets: int = 0
    last: _Node | None = None  # the bullet that is open under it


def _leaves(context: Context) -> Iterator[Item]:
    tabled = [holder for table in task_tables(context) if (holder := _holder(context, table)) is not None]
    for node in _nodes(context):
        if node.parts or node.place.roles & _NO_ITEMS:
            continue
        texts = [text for text in node.texts if not text.roles & _NO_ITEMS]
        heading = node.place
        if not texts and (_says_nothing(context, heading) or _is_above_table(heading, tabled)):
            continue
        spans = [(heading.paragraph.body, heading.end), *((text.start, text.end) for text in texts)]
        above = [(line.place.paragraph.body, line.place.end) for line in reversed(node.above)]
        item = Item(node.id, "", [span for span in spans if span[0] < span[1]], above)
        item.kind = _kind(context, node, item)
        yield item


def _nodes(context: Context) -> list[_Node]:
    """Return the numbered lines and bullets of the body in reading order, each knowing what stands under it."""
    nodes: list[_Node] = []
    sections: dict[int, _Node] = {}
    for place in context.places.all:
        paragraph = place.paragraph
        section = paragraph.section
        if section is None or paragraph.kind == "cell":
            continue
        prefix = "PL." if paragraph.annex is not None else ""
        if paragraph.kind == "heading":
            parent = sections.get(id(section.parent)) if section.parent is not None else None
            node = _Node(prefix + section.path, place, 0, _chain(parent))
            if parent is not None:
                parent.parts += 1
            sections[id(section)] = node
            nodes.append(node)
            continue
        holder = sections.get(id(section))
        if holder is None:
            continue
        if paragraph.kind == "bullet":
            nodes.append(_bullet(holder, place, paragraph))
        elif paragraph.kind == "text":
            (holder.last or holder).texts.append(place)
    return nodes


def _chain(node: _Node | None) -> list[_Node]:
    return [*node.above, node] if node is not None else []


def _bullet(holder: _Node, place: Place, paragraph: Paragraph) -> _Node:
    """Return the node of a bullet; "+" stands under the "-" before it, "-" under "*"."""
    level = _LEVELS.get(paragraph.marker or "", 2)
    parent = holder.last or holder
    while parent is not holder and parent.level >= level:
        parent = parent.above[-1]
    parent.parts += 1
    parent.bullets += 1
    node = _Node(f"{parent.id}.-{parent.bullets}", place, level, _chain(parent))
    holder.last = node
    return node


def _says_nothing(context: Context, place: Place) -> bool:
    """Say whether a line without anything under it is a bare heading or a lead-in."""
    text = context.plan.text.text[place.paragraph.body : place.end].rstrip()
    return not any(map(str.isalnum, text)) or text.endswith(":") or (bool(place.announced) and place.body >= place.end)


def _is_above_table(place: Place, tabled: list[Section]) -> bool:
    return place.paragraph.kind == "heading" and any(place.paragraph.section is section for section in tabled)


def _kind(context: Context, node: _Node, item: Item) -> str:
    if _reports(context, item):
        return "report"
    roles = node.place.roles
    if "channels" in roles and ("content" not in roles or _names_medium(context, item)):
        return "channel"
    if "content" in roles and not _under_tasks(context, node):
        return "content"
    return "task"


def _names_medium(context: Context, item: Item) -> bool:
    return context.hits.any_within("channel.any", item.start, item.end)


def _under_tasks(context: Context, node: _Node) -> bool:
    """Say whether the headings that make it content speak of tasks, and none of what is to be told."""
    spans = [(line.place.paragraph.body, line.place.end) for line in _chain(node) if "content" in line.place.announced]
    if any(context.hits.any_within("content.told", *span) for span in spans):
        return False
    return any(context.hits.any_within("heading.task", *span) for span in spans)


def _reports(context: Context, item: Item) -> bool:
    """Say whether the main act is to send a report to somebody."""
    lines = [line for line in reporting.read(context) if line.to is not None and item.start <= line.start < item.end]
    if not lines:
        return False
    act = acting(context, *item.spans[0]).end
    if any(hit.start == act for hit in context.hits.within("align.act", act, item.end)):
        return False
    return any(line.dated for line in lines) or reporting.is_report(context, act, item.end)


# Rows of tables


def _rows(context: Context) -> Iterator[Item]:
    for table in task_tables(context):
        holder = _holder(context, table)
        for number, row in enumerate(table.task_rows, 1):
            item = _row(context, table, row, holder, number)
            if item is not None:
                yield item


def _holder(context: Context, table: TaskTable) -> Section | None:
    if table.annex is not None:
        return None
    return next((section for section in context.sections if table.table in section.tables), None)


def _row(context: Context, table: TaskTable, row: list[Line], holder: Section | None, number: int) -> Item | None:
    task = table.cell(row, "column.task")
    if task is None or not task.text.strip():
        return None
    count = table.cell(row, "column.count")
    mark = (count.text if count is not None else "").strip(" .)/-–+*") or str(number)
    path = "PL" if table.annex is not None else holder.path if holder is not None else "BANG"
    item = Item(f"{path}.{mark}", "task", [(task.start, task.end)])
    item.lead, item.product, item.time = (
        table.cell(row, name) for name in ("column.lead", "column.product", "column.time")
    )
    if reporting.is_report(context, task.start, task.end):
        item.kind = "report"
    return item
