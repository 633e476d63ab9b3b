"""Cut a normalised text into line tokens for ``grammars/plan.lark``.

The document is read from the top in zones (letterhead, title, opening, body, tail, annexes); within a zone the
terminals of the grammar, in their order, say what a line is.
"""

from __future__ import annotations

from plancheck.grammar.compiled import Token
from plancheck.grammar.outline import Outline
from plancheck.grammar.zones import (
    HEAD,
    LONG,
    TAIL,
    Heading,
    Lexed,
    Title,
    cites_basis,
    classify,
    is_annex,
    is_name,
    is_numbered_annex,
    terminal,
)
from plancheck.language.numbering import Marker, bullet_end
from plancheck.language.phrases import Hits
from plancheck.language.wrap import is_caps
from plancheck.plan import Line, Paragraph, Table, Text

_TITLE_SEARCH = 60  # lines from the top in which the kind of document is looked for
_PAGE_SEARCH = 200  # the same in a page saved from the web
_LETTERHEAD_LINES = 12
_SUBJECT_LINES = 6


def lex(text: Text, hits: Hits) -> Lexed:
    """Return the tokens of ``text``; never raises."""
    return _Reader(text, hits).read()


class _Reader:
    def __init__(self, text: Text, hits: Hits) -> None:
        self.blocks = text.blocks
        self.hits = hits
        self.out = Lexed()
        self.kinds = {
            hit.start: (name[5:], hit.end)
            for name in sorted(hits.names())
            if name.startswith("kind.")
            for hit in reversed(hits.of(name))
        }

    def read(self) -> Lexed:
        title = self._find_title()
        start = self._head(title)
        if title:
            start = self._title(title)
        start = self._opening(start)
        start = self._body(start)
        self._tail(start)
        return self.out

    # Letterhead and title

    def _find_title(self) -> Title | None:
        first = self._title_from(0, _TITLE_SEARCH)
        if first and first.kind == "quyet-dinh":
            # A decision that issues a plan and holds it: the plan is what is read.
            for index in range(first.index + 1, len(self.blocks)):
                inner = self._exact_title(index)
                if inner and inner.kind == "ke-hoach":
                    self.out.front = index
                    return inner
        return first or self._title_below_letterhead()

    def _title_below_letterhead(self) -> Title | None:
        """Find the title of a document that stands inside a page with menus and lists of its own."""
        national: int | None = None
        for index, line in enumerate(self.blocks[:_PAGE_SEARCH]):
            if isinstance(line, Table):
                continue
            if classify(("NATIONAL", "HEAD_TEXT"), line.text) == "NATIONAL":
                national = index
            elif national is not None and index - national <= _LETTERHEAD_LINES and (title := self._exact_title(index)):
                return title
        return None

    def _title_from(self, start: int, count: int) -> Title | None:
        inline: Title | None = None
        letter = False  # "V/v" stands above: what follows is the letter's subject, not a title
        for index in range(start, min(len(self.blocks), start + count)):
            line = self.blocks[index]
            if isinstance(line, Table):
                break
            if exact := self._exact_title(index):
                return exact
            opener = classify(("ADDRESSEE", "ABOUT", "HEAD_TEXT"), line.text)
            if opener == "ADDRESSEE":
                break
            letter = letter or opener == "ABOUT"
            marker = line.marker
            if len(line.text) > 2 * LONG or (marker and marker.sure and index > 0 and line.start not in self.kinds):
                break
            if inline is None and not letter and line.start in self.kinds:
                kind, end = self.kinds[line.start]
                rest = line.text[end - line.start :]
                named = rest[:1] == " " and line.text[:1].isupper()
                long_enough = len(rest.split()) > 2 and not line.text.endswith((".", ";", ":", ","))
                if named and (is_caps(line.text) or long_enough):
                    inline = Title(index, kind, end)
        return inline

    def _exact_title(self, index: int) -> Title | None:
        line = self.blocks[index]
        if isinstance(line, Table) or line.start not in self.kinds or not line.text[:1].isupper():
            return None
        kind, end = self.kinds[line.start]
        rest = line.text[end - line.start :].strip(" :.*_-")
        if rest.startswith("(") and rest.endswith(")"):
            rest = ""  # KẾ HOẠCH (DỰ THẢO)
        return Title(index, kind, end) if not rest and (is_caps(line.text) or index < _TITLE_SEARCH) else None

    def _head(self, title: Title | None) -> int:
        limit = title.index if title else len(self.blocks)
        for index in range(limit):
            line = self.blocks[index]
            if isinstance(line, Table):
                if title is None:
                    return index
                continue
            kind = classify(HEAD, line.text)
            if kind == "HEAD_TEXT" or kind == "ISSUER":
                if title is None and self._leaves_head(line, kind):
                    return index
            elif kind == "DATE_LINE":
                kind = "PLACE_DATE"
            if kind in ("NATIONAL", "MOTTO", "NUMBER", "PLACE_DATE"):
                self.out.has_header = True
            self._add(kind, line)
        return limit

    def _leaves_head(self, line: Line, kind: str) -> bool:
        if kind == "ISSUER":
            return line.marker is not None
        begun = terminal("BASIS").match(line.text) or terminal("RECIPIENTS").match(line.text)
        return len(line.text) > 100 or bool(begun) or line.marker is not None

    def _title(self, title: Title) -> int:
        line = self.blocks[title.index]
        assert isinstance(line, Line)
        self.out.kind, self.out.kind_end = title.kind, title.end
        self._add("KIND", line)
        index = title.index + 1
        inline = bool(line.text[title.end - line.start :].strip(" :.*_-"))
        taken = 1 if inline else 0
        while index < len(self.blocks) and taken < _SUBJECT_LINES:
            block = self.blocks[index]
            if isinstance(block, Table):
                break
            if classify(("RULER", "HEAD_TEXT"), block.text) == "RULER":
                self._add("RULER", block)
                index += 1
                if taken:
                    break
                continue
            if not self._is_subject(block, taken, inline):
                break
            self._add("SUBJECT", block)
            taken += 1
            index += 1
        while index < len(self.blocks):
            block = self.blocks[index]
            if isinstance(block, Table) or classify(("ADDRESSEE", "HEAD_TEXT"), block.text) != "ADDRESSEE":
                break
            self._add("ADDRESSEE", block)
            index += 1
        return index

    def _is_subject(self, line: Line, taken: int, inline: bool) -> bool:
        text = line.text
        marker = line.marker
        if (
            (marker and marker.sure)
            or text.endswith((";", ":"))
            or classify(("ADDRESSEE", "HEAD_TEXT"), text) == "ADDRESSEE"
        ):
            return False
        if classify(("ENCLOSED", "HEAD_TEXT"), text) == "ENCLOSED":
            return True
        # A line that begins small goes on the subject ("…" / "năm 2024"); the opening begins with a capital.
        basis = terminal("BASIS").match(text) is not None and not (taken and text[:1].islower())
        if not taken:
            if not line.gap:
                return len(text) <= 400 and "như sau" not in text
            return len(text) <= 400 and not (basis and (text.endswith(".") or "như sau" in text or "/" in text))
        if is_caps(text):
            return is_caps(self.out.tokens[-1].value.text)
        previous_caps = self.out.tokens[-1].value.text.isupper()
        if basis or text.endswith(".") or len(text) > 2 * LONG or (previous_caps and len(text) > LONG):
            return False
        return not line.gap or text[:1].islower() or (not inline and len(text) < 80)

    # Opening

    def _opening(self, start: int) -> int:
        for line in self.blocks[: self.out.front]:
            if isinstance(line, Line):
                self.out.front_lines.append((classify(TAIL, line.text), line))
            if isinstance(line, Line) and (len(line.text) > 60 or terminal("BASIS").match(line.text)):
                self._paragraph("opening", line)
        index = start
        said = False
        while index < len(self.blocks):
            line = self.blocks[index]
            if isinstance(line, Table):
                break
            text = line.text
            basis = terminal("BASIS").match(text) is not None
            marker = line.marker
            if marker and marker.sure and not (marker.style == "arabic" and cites_basis(text, marker) and not said):
                break
            if (said and not basis) or self._ends_body(line):
                break
            if (is_caps(text) and len(text) < LONG) or self._is_label(line):
                break
            self._add("BASIS" if basis else "OPENING_TEXT", line)
            self._paragraph("opening", line)
            said = said or (text.endswith(":") and "sau" in text[-12:]) or text.endswith((":", "như sau.", "cụ thể."))
            index += 1
        return index

    def _is_label(self, line: Line) -> bool:
        """Say whether a line is a heading without a number ("Nội dung tuyên truyền")."""
        text = line.text.rstrip(": ")
        if len(text) > 60 or text.endswith((".", ";", ",")):
            return False
        return any(
            hit.start == line.start
            for name in self.hits.names()
            if name.startswith("heading.") and name not in ("heading.topic", "heading.provincial_basis")
            for hit in self.hits.within(name, line.start, line.start + len(text))
        )

    # Body

    def _body(self, start: int) -> int:
        outline = Outline()
        index = start
        while index < len(self.blocks):
            block = self.blocks[index]
            if isinstance(block, Line) and self._ends_body(block, outline):
                break
            self._block(block, outline)
            index += 1
        self._close(outline, 0)
        return index

    def _block(self, block: Line | Table, outline: Outline) -> None:
        if isinstance(block, Table):
            self.out.tokens.append(Token("TABLE", block))
            last = block.start
            for cell in block.cells():  # a merged cell stands in several rows, and is one paragraph
                if cell.start >= last:
                    last = cell.end + 1
                    self.out.paragraphs.append(Paragraph(cell, "cell", "", cell.start))
            return
        text = block.text
        marker = block.marker
        if marker and self._heading(block, marker, outline):
            return
        end = bullet_end(text)
        if end:
            paragraph = self._paragraph("bullet", block, text[:end].strip(), end)
            self.out.tokens.append(Token("BULLET", paragraph))
        else:
            self.out.tokens.append(Token("TEXT", self._paragraph("text", block)))

    def _heading(self, line: Line, marker: Marker, outline: Outline) -> bool:
        before = len(outline)
        placed = outline.place(marker)
        if placed is None:
            return False
        depth, style, number = placed
        for _ in range(before - depth + 1):
            self.out.tokens.append(Token("CLOSE", None))
        paragraph = self._paragraph("heading", line, marker.text, marker.body)
        self.out.tokens.append(Token("HEADING", Heading(paragraph, style, number, depth)))
        return True

    def _close(self, outline: Outline, depth: int) -> None:
        for _ in range(len(outline) - depth):
            self.out.tokens.append(Token("CLOSE", None))

    def _ends_body(self, line: Line, outline: Outline | None = None) -> bool:
        text = line.text
        numbered = line.marker is not None and line.marker.style != "upper"  # "Q. GIÁM ĐỐC" is a signature
        if len(text) > LONG or numbered or text[:1] in "-+•":
            return False
        kind = classify(("RECIPIENTS", "AUTHORITY", "POSITION", "ANNEX", "PLACE_DATE", "TAIL_TEXT"), text)
        if kind == "PLACE_DATE":
            return outline is not None and len(outline) > 0 and len(text) < 60 and not text.endswith((".", ";"))
        if kind == "ANNEX":
            return outline is not None and len(outline) > 0 and is_annex(text)
        return kind in ("RECIPIENTS", "POSITION") or (kind == "AUTHORITY" and len(text) < 80)

    # Signature, recipients, annexes

    def _tail(self, start: int) -> None:
        index = start
        signing = signed = False
        while index < len(self.blocks):
            block = self.blocks[index]
            if isinstance(block, Table):
                break
            text = block.text
            kind = classify(TAIL, text)
            if is_annex(text) or (signed and kind != "RECIPIENTS" and self._opens_annex(block, kind)):
                break
            if kind == "SIGNER" and not (signing and is_name(text)):
                kind = "TAIL_TEXT"
            if kind in ("AUTHORITY", "POSITION"):
                signing = True
            if kind == "SIGNER":
                signed = True
            self._add(kind, block)
            if kind in ("RECIPIENT", "RECIPIENTS", "TAIL_TEXT"):
                self._paragraph("recipient", block)
            index += 1
        if index < len(self.blocks):
            self._annexes(index)

    def _opens_annex(self, line: Line, kind: str) -> bool:
        text = line.text
        if kind == "RECIPIENT":
            return False
        marker = line.marker
        return (
            len(text) > LONG
            or (marker is not None and marker.sure)
            or classify(("ENCLOSED", "TAIL_TEXT"), text) == "ENCLOSED"
            or (is_caps(text) and len(text) > 12 and kind == "TAIL_TEXT")
            or (line.start in self.kinds and is_caps(text))
        )

    def _annexes(self, start: int) -> None:
        index = start
        while index < len(self.blocks):
            block = self.blocks[index]
            outline = Outline()
            if isinstance(block, Line):
                index += 1
                self._add("ANNEX", block)
                self._paragraph("annex-title", block)
                index = self._annex_title(index)
            else:
                self._add("ANNEX", Line("", block.start))
            while index < len(self.blocks):
                block = self.blocks[index]
                if isinstance(block, Line) and is_annex(block.text) and is_numbered_annex(block.text):
                    break
                self._block(block, outline)
                index += 1
            self._close(outline, 0)

    def _annex_title(self, index: int) -> int:
        while index < len(self.blocks):
            block = self.blocks[index]
            if isinstance(block, Table):
                break
            text = block.text
            if classify(("ENCLOSED", "TAIL_TEXT"), text) == "ENCLOSED":
                self._add("ENCLOSED", block)
                self._paragraph("annex-title", block)
                index += 1
                break
            if not is_caps(text) and (len(text) > LONG or text.endswith((".", ";", ":")) or bullet_end(text)):
                break
            marker = block.marker
            if (marker and marker.sure) or (is_annex(text) and is_numbered_annex(text)):
                break
            self._add("ANNEX_TITLE", block)
            self._paragraph("annex-title", block)
            index += 1
        return index

    def _add(self, kind: str, line: Line) -> None:
        self.out.tokens.append(Token(kind, line))

    def _paragraph(self, kind: str, line: Line, marker: str = "", body: int = 0) -> Paragraph:
        paragraph = Paragraph(line, kind, marker, line.start + body)
        self.out.paragraphs.append(paragraph)
        return paragraph
