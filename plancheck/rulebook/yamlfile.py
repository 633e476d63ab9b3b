"""Read YAML with the line and column of every node, so that a mistake in a rule file can be pointed at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Place = tuple[int, int]
_DEEPEST = 20
_MOST_NODES = 500_000  # references to parts of the file counted as often as they stand


class Located:
    """A loaded file: plain data, and where each part of it stands."""

    def __init__(self, data: Any, places: dict[tuple[Any, ...], Place], problems: list[tuple[Place, str]]) -> None:
        self.data = data
        self.places = places
        self.problems = problems

    def place(self, path: tuple[Any, ...]) -> Place:
        """Return (line, column) of the node at ``path``, or of the nearest node above it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


def read_yaml(path: Path) -> Located:
    """Return the data of a YAML file; syntax errors and repeated keys are listed in ``problems``."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return Located(None, {}, [((1, 1), f"cannot be read: {error}")])
    if (problem := _unreadable(content)) is not None:
        return Located(None, {}, [problem])
    loader = _Loader(content)
    try:
        node = loader.get_single_node()
        places: dict[tuple[Any, ...], Place] = {}
        problems: list[tuple[Place, str]] = []
        data = _build(loader, node, (), places, problems) if node is not None else None
        return Located(data, places, problems)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Located(None, {}, [(place, f"is no YAML: {error.problem or error.context}")])
    except (yaml.YAMLError, RecursionError) as error:
        return Located(None, {}, [((1, 1), f"is no YAML: {error}")])
    finally:
        loader.dispose()


def _unreadable(content: str) -> tuple[Place, str] | None:
    """Return where a file is nested deeper than any that is meant: building it would take the program down."""
    depth = 0
    try:
        for event in yaml.parse(content, Loader=_Loader):
            place = (event.start_mark.line + 1, event.start_mark.column + 1) if event.start_mark else (1, 1)
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                depth += 1
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                depth -= 1
            if depth > _DEEPEST:
                return place, "is nested too deeply"
    except (yaml.YAMLError, RecursionError):
        return None  # told where the file is built
    return None


def _build(
    loader: Any,
    node: yaml.Node,
    path: tuple[Any, ...],
    places: dict[tuple[Any, ...], Place],
    problems: list[tuple[Place, str]],
) -> Any:
    if len(path) > _DEEPEST or len(places) > _MOST_NODES:
        raise yaml.YAMLError("too large, or it refers to itself")
    places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else str(key_node.value)
            if key in mapping:
                place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
                problems.append((place, f"key {key!r} is given twice"))
            mapping[key] = _build(loader, value_node, (*path, key), places, problems)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_build(loader, item, (*path, index), places, problems) for index, item in enumerate(node.value)]
    try:
        return loader.construct_object(node, deep=True)
    except (ValueError, AttributeError, TypeError, OverflowError):  # a day that no month has, a number without end
        problems.append((places[path], f"{str(node.value)[:40]!r} cannot be read as a value"))
        return None
