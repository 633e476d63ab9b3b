"""Read the runs of a paragraph: text as accepted, results of fields, symbols, breaks, notes and boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancheck.readers.docx_line import Line
from plancheck.readers.docx_names import MC, SPACE, A, M, V, W, chosen, is_on
from plancheck.readers.docx_styles import NOTHING, Look

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from plancheck.readers.docx_body import Walker

_RUN, _RPR, _TEXT, _FIELD = W + "r", W + "rPr", W + "t", W + "fldChar"
_MATH_TEXT = M + "t"
_ADDED, _DROPPED = frozenset({W + "ins", W + "moveTo"}), frozenset({W + "del", W + "moveFrom"})
_WRAPPERS = frozenset(
    W + name for name in ("hyperlink", "smartTag", "sdtContent", "customXml", "fldSimple", "dir", "bdo")
)
_SDT, _ALTERNATE = W + "sdt", MC + "AlternateContent"
_CHARACTERS = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-",
    W + "softHyphen": "\xad",  # in TCVN3 text the letter ư; nothing anywhere else
}  # fmt: skip
_SYMBOL, _RUBY, _BOX = W + "sym", W + "ruby", W + "txbxContent"
_NOTES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
_DRAWINGS = frozenset({W + "drawing", W + "pict", W + "object"})
_PICTURES = frozenset({A + "blip", V + "imagedata"})
_BLANKS = " \t\r\n"
_DEEPEST_FIELD = 60


def read_runs(walker: Walker, paragraph: _Element, line: Line, style: str | None) -> None:
    """Add to ``line`` what is printed of a paragraph set in a paragraph style."""
    _inline(walker, paragraph, line, style, False)
    if False in walker.fields:
        # An instruction does not go on into the next paragraph: a field that is broken hides no text.
        walker.fields = [True] * len(walker.fields)


def _inline(walker: Walker, parent: _Element, line: Line, style: str | None, tracked: bool) -> None:
    for child in parent:
        tag = child.tag
        if tag == _RUN:
            if not tracked:
                walker.last_change = None
            _run(walker, child, line, style)
        elif tag in _WRAPPERS:
            _inline(walker, child, line, style, tracked)
        elif tag in _ADDED:
            walker.changed(tag, child)
            _inline(walker, child, line, style, True)
        elif tag in _DROPPED:
            if len(child):
                walker.changed(tag, child)
        elif tag == _SDT:
            for content in child.iterchildren(W + "sdtContent"):
                _inline(walker, content, line, style, tracked)
        elif tag == _ALTERNATE:
            for inner in chosen(child):
                if inner.tag == _RUN:
                    _run(walker, inner, line, style)
                else:
                    _inline(walker, inner, line, style, tracked)
        elif tag.startswith(M):
            _math(walker, child, line, style)


def _run(walker: Walker, run: _Element, line: Line, style: str | None) -> None:
    look: Look | None = None
    for child in run:
        tag = child.tag
        if tag == _TEXT:
            if False in walker.fields:
                continue
            if look is None:
                look = walker.styles.look(style, NOTHING)
            line.write(_text(walker, child), look)
        elif tag == _RPR:
            look = walker.styles.look(style, walker.styles.marks(child))
        elif tag == _FIELD:
            _field(walker, child, line, look or walker.styles.look(style, NOTHING))
        elif False not in walker.fields:
            _other(walker, child, line, look or walker.styles.look(style, NOTHING), style)


def _text(walker: Walker, element: _Element) -> str:
    text = element.text or ""
    if text and walker.trims and (text[0] in _BLANKS or text[-1] in _BLANKS) and element.get(SPACE) != "preserve":
        text = text.strip(_BLANKS)
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " ")
    return text


def _other(walker: Walker, child: _Element, line: Line, look: Look, style: str | None) -> None:
    """Add what stands in a run beside its text and fields; marks of notes and comments are no words."""
    tag = child.tag
    if tag in _CHARACTERS:
        if not look.hidden:
            line.put(_CHARACTERS[tag], look.font)
    elif tag in _NOTES:
        note = walker.notes.take(_NOTES[tag], child.get(W + "id"), walker)
        if note and not look.hidden:
            line.notes.append(note)
    elif tag in _DRAWINGS:
        _drawing(walker, child, line)
    elif tag == _ALTERNATE:
        for inner in chosen(child):
            if inner.tag == _TEXT:
                line.write(_text(walker, inner), look)
            else:
                _other(walker, inner, line, look, style)
    elif tag == _SYMBOL:
        if not look.hidden:
            line.put(_symbol(child, line), look.font)
    elif tag == _RUBY:
        for base in child.iterchildren(W + "rubyBase"):
            _inline(walker, base, line, style, False)


def _symbol(element: _Element, line: Line) -> str:
    """Return the character that a ``w:sym`` looks like."""
    try:
        code = int(element.get(W + "char", "")[:8], 16)
    except ValueError:
        return ""
    if not 0x20 <= code <= 0xFFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    return line.glyph(chr(code), element.get(W + "font"))


def _field(walker: Walker, element: _Element, line: Line, look: Look) -> None:
    kind = element.get(W + "fldCharType")
    if kind == "begin":
        box = element.find(f"{W}ffData/{W}checkBox")
        if box is not None and False not in walker.fields:
            checked = box.find(W + "checked")
            if checked is None:
                checked = box.find(W + "default")
            line.write("☒" if checked is not None and is_on(checked) else "☐", look)
        if len(walker.fields) < _DEEPEST_FIELD:
            walker.fields.append(False)
    elif walker.fields and kind == "separate":
        walker.fields[-1] = True
    elif walker.fields and kind == "end":
        walker.fields.pop()


def _drawing(walker: Walker, element: _Element, line: Line) -> None:
    """Count the pictures of a drawing and read its outermost text boxes."""
    stack: list[Iterator[_Element]] = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == _BOX:
            items = walker.story(child)
            if items:
                line.boxes.append(items)
        elif child.tag == _ALTERNATE:
            stack.append(chosen(child))
        else:
            if child.tag in _PICTURES:
                walker.pictures += 1
            if len(child):
                stack.append(iter(child))


def _math(walker: Walker, element: _Element, line: Line, style: str | None) -> None:
    """Add the characters of a formula, in the order they are written."""
    look = walker.styles.look(style, NOTHING)
    for text in element.iter(_MATH_TEXT):
        line.write(text.text or "", look)
