"""Read what little of a page's styles changes its words: fonts, capitals, list numbers, what is not shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)\b", re.IGNORECASE)
_FONT = re.compile(r"""(?:^|;)\s*font-family\s*:\s*["']?([^;,"']{1,100})""", re.IGNORECASE)
_CASE = re.compile(r"(?:^|;)\s*text-transform\s*:\s*([a-z]+)", re.IGNORECASE)
_SPACE = re.compile(r"(?:^|;)\s*white-space\s*:\s*([a-z-]+)", re.IGNORECASE)
_MARKER = re.compile(
    r"(?:^|;)\s*list-style(?:-type)?\s*:[^;]{0,80}?"
    r"\b(none|disc|circle|square|decimal-leading-zero|decimal|(?:lower|upper)-(?:alpha|latin|roman))\b",
    re.IGNORECASE,
)
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:\.([\w-]+))?$", re.IGNORECASE)
_MOST_RULES = 5000
_MOST_SELECTORS = 100  # of one rule
_COMMENT = re.compile(r"<!--|-->")


class Style(NamedTuple):
    """What a style says of these; None: nothing."""

    font: str | None = None
    transform: str | None = None
    space: str | None = None
    marker: str | None = None


NOTHING = Style()


def declared(text: str) -> Style:
    """Return what a list of declarations says ("font-family: Arial; …")."""
    found = []
    for pattern in (_FONT, _CASE, _SPACE, _MARKER):
        match = pattern.search(text)
        found.append(match[1].strip() if match else None)
    font, *words = found
    transform, space, marker = (word.lower() if word else None for word in words)
    return Style(font, transform, space, marker) if any(found) else NOTHING


def is_hidden(element: _Element, style: str) -> bool:
    """Say whether an element itself, in its ``style`` too, says that it is not shown; style sheets are not asked."""
    return element.get("hidden") is not None or (bool(style) and _HIDDEN.search(style) is not None)


class Sheet:
    """The rules of a page's style sheets with simple selectors: an element, a class, or both."""

    def __init__(self, root: _Element) -> None:
        self._rules: dict[tuple[str, str], Style] = {}
        self._declared: dict[str, Style] = {}  # the same few declarations stand at most elements
        for element in root.iter("style"):
            self._add(_COMMENT.sub(" ", element.text or ""))

    def style(self, element: _Element) -> Style:
        """Return what the sheets and the element itself say."""
        style = NOTHING
        if self._rules:
            tag = str(element.tag)
            style = self._rules.get((tag, ""), NOTHING)
            for name in (element.get("class") or "").split():
                for key in (("", name), (tag, name)):
                    if key in self._rules:
                        style = _over(style, self._rules[key])
        if not (own := element.get("style")):
            return style
        if own not in self._declared:
            self._declared[own] = declared(own)
        return _over(style, self._declared[own])

    def _add(self, text: str) -> None:
        for rule in text.split("}", _MOST_RULES):
            selectors, brace, body = rule.rpartition("{")
            style = declared(_without_notes(body)) if brace else NOTHING
            if style == NOTHING:
                continue
            for selector in _without_notes(selectors).split(",", _MOST_SELECTORS):
                match = _SELECTOR.match(selector.strip())
                if match and match[0]:
                    key = ((match[1] or "").lower(), match[2] or "")
                    self._rules[key] = _over(self._rules.get(key, NOTHING), style)


def _over(style: Style, upon: Style) -> Style:
    """Return ``style`` with what ``upon`` says laid over it."""
    if upon == NOTHING or style == NOTHING:
        return style if upon == NOTHING else upon
    return Style(*(new if new is not None else old for old, new in zip(style, upon, strict=True)))


def _without_notes(text: str) -> str:
    """Return a piece of a style sheet without its ``/* … */``."""
    first, *rest = text.split("/*")
    return first + "".join(part.partition("*/")[2] for part in rest)
