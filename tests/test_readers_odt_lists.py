"""The numbers and bullets of OpenDocument lists, as they are printed."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from plancheck.readers import Limits, read
from plancheck.readers.odt import read as read_odt
from plancheck.readers.odtlists import numeral

import odtdocs
from odtdocs import flat

needs_office = pytest.mark.skipif(odtdocs.SOFFICE is None, reason="LibreOffice is not installed")


def text_of(body: str, automatic: str = "", styles: str = "") -> str:
    return read_odt(flat(body, automatic, styles), "a.fodt", Limits()).text.rstrip("\n")


def level(number: int, form: str, end: str = ".", more: str = "") -> str:
    form = f'style:num-format="{form}" style:num-suffix="{end}"'
    return f'<text:list-level-style-number text:level="{number}" {form} {more}/>'


def list_style(*levels: str, name: str = "L") -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def items(*words: str, style: str = "L", more: str = "") -> str:
    inner = "".join(f"<text:list-item><text:p>{word}</text:p></text:list-item>" for word in words)
    return f'<text:list text:style-name="{style}" {more}>{inner}</text:list>'


def test_each_level_has_its_own_number() -> None:
    body = (
        '<text:list text:style-name="L"><text:list-item><text:p>A</text:p><text:list><text:list-item><text:p>B</text:p>'
        "<text:list><text:list-item><text:p>C</text:p><text:p>tiếp</text:p></text:list-item><text:list-item><text:p>D</text:p>"
        "</text:list-item></text:list></text:list-item></text:list></text:list-item>"
        "<text:list-item><text:p>E</text:p></text:list-item></text:list>"
    )
    style = list_style(level(1, "I"), level(2, "1"), level(3, "a", ")"))
    assert text_of(body, style).split("\n") == ["I. A", "1. B", "a) C", "tiếp", "b) D", "II. E"]


def test_upper_levels_are_shown_where_the_style_says_so() -> None:
    body = items("A", more="").replace(
        "</text:p></text:list-item>",
        "</text:p><text:list><text:list-item><text:p>B</text:p></text:list-item></text:list></text:list-item>",
    )
    plain = list_style(level(1, "I"), level(2, "1", more='text:display-levels="2"'))
    template = list_style(
        level(1, "1"), level(2, "1", more='text:display-levels="2" loext:num-list-format="Mục %1%.%2%:"')
    )
    assert text_of(body, plain) == "I. A\nI.1. B"
    assert text_of(body, template) == "1. A\nMục 1.1: B"


def test_lists_begin_anew_unless_they_go_on() -> None:
    on = 'text:continue-numbering="true"'
    body = (
        items("a", "b", more='xml:id="x"') + items("c") + items("d", more=on)
        + items("e", more='text:continue-list="x"') + items("f", style="M") + items("g", more=on)
    )  # fmt: skip
    styles = list_style(level(1, "1")) + list_style(level(1, "1"), name="M")
    assert text_of(body, styles).split("\n") == ["1. a", "2. b", "1. c", "2. d", "3. e", "1. f", "1. g"]


def test_items_may_say_their_number_and_headers_have_none() -> None:
    body = (
        '<text:list text:style-name="L"><text:list-header><text:p>đầu</text:p></text:list-header>'
        '<text:list-item text:start-value="4"><text:p>a</text:p></text:list-item>'
        "<text:list-item><text:p>b</text:p></text:list-item></text:list>"
    )
    assert text_of(body, list_style(level(1, "a", ")", 'text:start-value="2"'))) == "đầu\nd) a\ne) b"


def test_a_list_without_a_style_takes_that_of_its_paragraphs() -> None:
    style = '<style:style style:name="P" style:family="paragraph" style:list-style-name="L"/>'
    body = '<text:list><text:list-item><text:p text:style-name="P">a</text:p></text:list-item></text:list>'
    assert text_of(body, list_style(level(1, "1", ")")) + style) == "1) a"


def test_headings_are_numbered_by_the_outline() -> None:
    outline_style = (
        "<text:outline-style>"
        + "".join(
            f'<text:outline-level-style text:level="{n}" style:num-format="{f}" style:num-suffix="."/>'
            for n, f in ((1, "I"), (2, "1"))
        )
        + "</text:outline-style>"
    )
    body = (
        '<text:h text:outline-level="1">A</text:h><text:h text:outline-level="2">B</text:h>'
        '<text:h text:outline-level="1" text:is-list-header="true">C</text:h><text:h text:outline-level="1">D</text:h>'
    )
    assert text_of(body, "", outline_style) == "I. A\n1. B\nC\nII. D"


@pytest.mark.parametrize(("char", "shown"), [("-", "- a"), ("+", "+ a"), ("•", "• a"), ("\uf0b7", "• a"), ("❖", "• a")])
def test_bullets_are_such_as_the_outline_knows(char: str, shown: str) -> None:
    style = list_style(f'<text:list-level-style-bullet text:level="1" text:bullet-char="{char}"/>')
    assert text_of(items("a"), style) == shown


@pytest.mark.parametrize(
    ("value", "form", "doubled", "shown"),
    [(4, "I", False, "IV"), (49, "i", False, "xlix"), (27, "a", False, "aa"), (28, "A", False, "AB"),
     (28, "a", True, "bb"), (0, "I", False, "0"), (7, "01, 02, 03, ...", False, "07"), (12, "1", False, "12")],
)  # fmt: skip
def test_numerals(value: int, form: str, doubled: bool, shown: str) -> None:
    assert numeral(value, form, doubled) == shown


def random_document(seed: int) -> bytes:
    """Return a document of lists as LibreOffice and others nest them, every word its own."""
    pick = random.Random(seed)
    words = iter(range(1000))

    def style(name: str) -> str:
        levels = [
            level(
                number, pick.choice("1aAiI"), pick.choice([".", ")", ""]),
                f'text:display-levels="{pick.randint(1, number)}" text:start-value="{pick.randint(1, 4)}"'
                if pick.random() < 0.3 else "",
            )
            for number in range(1, 5)
        ]  # fmt: skip
        return list_style(*levels, name=name)

    def one_list(depth: int, style_name: str, more: str) -> str:
        parts = [f'<text:list text:style-name="{style_name}"{more}>' if depth == 0 else f"<text:list{more}>"]
        for _ in range(pick.randint(1, 3)):
            start = f' text:start-value="{pick.randint(1, 9)}"' if pick.random() < 0.1 else ""
            parts.append(f"<text:list-item{start}><text:p>w{next(words)}</text:p>")
            if pick.random() < 0.15:
                parts.append(f"<text:p>w{next(words)}</text:p>")
            for _ in range(pick.choice([0, 1, 1, 2]) if depth < 3 else 0):
                parts.append(one_list(depth + 1, style_name, ""))
            parts.append("</text:list-item>")
        return "".join(parts) + "</text:list>"

    body = ""
    for number in range(6):
        more = pick.choice(["", "", ' text:continue-numbering="true"'])
        if number and pick.random() < 0.2:
            more = f' text:continue-list="l{pick.randrange(number)}"'
        body += one_list(0, pick.choice("LM"), f'{more} xml:id="l{number}"') + f"<text:p>w{next(words)}</text:p>"
    return flat(body, style("L") + style("M"))


@needs_office
def test_labels_are_those_that_libreoffice_prints(tmp_path: Path) -> None:
    paths = []
    for seed in range(30):
        paths.append(tmp_path / f"{seed}.fodt")
        paths[-1].write_bytes(random_document(seed))
    odtdocs.convert(paths, "txt:Text", tmp_path)
    for path in paths:
        printed = path.with_suffix(".txt").read_text("utf-8-sig").splitlines()
        wanted = [re.sub(r"\s+", "", line) for line in printed if line.strip()]
        found = [re.sub(r"\s+", "", line) for line in read(str(path)).text.splitlines()]
        assert found == wanted, path.name
