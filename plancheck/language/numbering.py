"""Read the number, letter or bullet at the start of a line.

Letters follow the Vietnamese order of NĐ 30/2020/NĐ-CP, Phụ lục I: a b c d đ e g h i k l m n o p q r s t u v x y.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

LETTERS = "abcdđeghiklmnopqrstuvxy"
LATIN = "abcdefghijklmnopqrstuvwxyz"  # how word processors count
_ORDINALS = {
    "nhất": 1, "một": 1, "hai": 2, "nhì": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_WORDS = {"phần": "part", "chương": "chapter", "mục": "article-group", "điều": "article"}
_WORD_STARTS = frozenset({"PH", "Ph", "CH", "Ch", "MỤ", "Mụ", "ĐI", "Đi"})
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
MAX_DECIMALS = 9  # deeper numbers are data, not numbering


class Marker(NamedTuple):
    """``text`` as printed ("I.", "a)"), ``style`` ("roman", "arabic", "decimal3", …), ``value``, separator, body."""

    text: str
    style: str
    value: int
    separator: str
    body: int  # offset in the line where the text after the marker begins
    sure: bool  # False: only right where the sequence asks for it ("3.5 tỷ", "b. thực hiện")
    prefix: tuple[int, ...] = ()  # of a decimal: (2, 1) for 2.1.3


_MARKER = re.compile(
    r"(?P<word>PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|ĐIỀU|Điều)\s+"
    r"(?:(?:THỨ|Thứ|thứ)\s+(?P<ordinal>[^\W\d]+)|(?P<count>[IVXLC]{1,7}|\d{1,3}|[A-ZĐ]))(?!\w)\s?(?P<wordsep>[.:)/-]?)"
    r"|\((?P<paren>\d{1,2}|[^\W\d_A-Z]|[ivx]{2,4})\)"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,8})(?![\d,])(?P<decimalsep>\s?[.)/:]|)"
    r"|(?P<arabic>\d{1,3})(?P<arabicsep>\s?[.)/:]|\s?-(?=\s?[^\W\d])|\s?–(?=\s?[^\W\d]))"
    r"|(?P<roman>[IVX]{1,6})(?P<romansep>\s?[.)/:]|\s?[-–]|(?=\s+[^\W\d_a-z]{2}))"
    r"|(?P<upper>[A-ZĐ])(?P<uppersep>[.)/]|\s[-–](?=\s))"
    r"|(?P<lower>[^\W\d_A-Z]|[ivx]{2,4})(?P<lowersep>\s?[)]|[./])"
)
_BULLET = re.compile(r"(?:[-–—+•●○▪■□◦♦➢➤✓✔·\uf000-\uf0ff]|\*(?!\*)|\bo(?=\s+[A-ZĐÁÀẢÃẠ]))+\s*(?=\S)")


def roman_value(text: str) -> int | None:
    """Return the value of a well-formed Roman numeral below 90, else None."""
    total = previous = 0
    for char in reversed(text.lower()):
        digit = _ROMAN_DIGITS.get(char)
        if digit is None:
            return None
        total += digit if digit >= previous else -digit
        previous = max(previous, digit)
    return total if 0 < total < 90 and _to_roman(total) == text.lower() else None


def _to_roman(number: int) -> str:
    out = ""
    for value, digits in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            out, number = out + digits, number - value
    return out


def letter_value(letter: str) -> int:
    """Return the place of a letter in the Vietnamese order, from 1; 0 for f, j, w, z."""
    return LETTERS.find(letter.lower()) + 1


def _any_letter_value(letter: str) -> int:
    return letter_value(letter) or LATIN.find(letter.lower()) + 1


def letter_at(value: int) -> str:
    """Return the letter at a place of the Vietnamese order, "" outside of it."""
    return LETTERS[value - 1] if 0 < value <= len(LETTERS) else ""


def bullet_end(line: str) -> int:
    """Return where the text after a bullet begins, 0 where the line has no bullet."""
    match = _BULLET.match(line)
    return match.end() if match else 0


def read_marker(line: str, counted: bool = False) -> Marker | None:
    """Return the number or letter that starts ``line``, or None.

    ``counted``: a word processor numbers the line, also by f, j, w, z.

    A date ("12/3/2014"), an amount ("12.000"), a range ("2021 - 2030") and an abbreviation ("v.v") are none.
    """
    first, second = line[:1], line[1:2]
    if first.isalpha():
        # Most lines are sentences: their second letter tells that no marker stands there.
        if second.isalpha() and second not in "IVXivx" and line[:2] not in _WORD_STARTS:
            return None
    elif not (first.isdigit() or first == "("):
        return None
    match = _MARKER.match(line)
    if not match:
        return None
    place = _any_letter_value if counted else letter_value
    end = match.end()
    rest = line[end:]
    after = rest[:1]
    body = end + len(rest) - len(rest.lstrip())
    spaced = not after or after == " "
    follow = line[body : body + 1]
    opens = not follow or follow.isupper() or follow in "“\"'(‘[…."
    group = (match.lastgroup or "").removesuffix("sep")  # what follows the number is the last group of each kind
    if group == "word":
        return _word_marker(match, rest, body, opens)
    if group == "paren":
        style, value = _paren(match["paren"], place)
        return Marker(match.group(), style, value, "()", body, spaced) if value and (spaced or opens) else None
    if group == "decimal":
        return _decimal(match["decimal"], match["decimalsep"].strip(), body, spaced, opens, follow)
    if not (spaced or opens):
        return None
    token, separator = match[group], match[group + "sep"].strip().replace("–", "-")
    if group == "arabic":
        value, style = int(token), "arabic"
        if after.isdigit() or (separator in ("-", "/", ":") and not opens) or value > 200:
            return None
        sure = opens and value <= 40
    elif group == "roman":
        value, style = roman_value(token) or 0, "roman"
        sure = opens
    elif group == "upper":
        value, style = place(token), "upper"
        sure = opens and separator != "-"
    else:
        value, style = (place(token), "lower") if len(token) == 1 else (roman_value(token) or 0, "lower-roman")
        sure = separator == ")" or opens
    if not value or (len(token) > 1 and token[0] == "0" and group == "arabic" and separator != "."):
        return None
    return Marker(token + separator, style, value, separator, body, sure)


def _word_marker(match: re.Match[str], rest: str, body: int, opens: bool) -> Marker | None:
    word = match["word"]
    if match["ordinal"]:
        value = _ORDINALS.get(match["ordinal"].lower(), 0)
    else:
        count = match["count"]
        value = int(count) if count.isdigit() else roman_value(count) or letter_value(count)
    separator = match["wordsep"]
    # "Mục 2 Kế hoạch này" and "Điều 7 Nghị định …" are references, not headings.
    heading = not rest.strip() or separator in (".", ":") or rest.strip().isupper()
    if not value or not (heading and opens):
        return None
    return Marker(match.group().strip(), _WORDS[word.lower()], value, separator, body, True)


def _paren(inner: str, place: Callable[[str], int]) -> tuple[str, int]:
    if inner.isdigit():
        return "(arabic)", int(inner)
    if len(inner) > 1:
        return "(roman)", roman_value(inner) or 0
    return "(lower)", place(inner)


def _decimal(number: str, separator: str, body: int, spaced: bool, opens: bool, follow: str) -> Marker | None:
    parts = tuple(int(part) for part in number.split("."))
    if len(parts) > MAX_DECIMALS or not all(parts) or (separator == "/" and follow.isdigit()):
        return None
    if any(len(part) > 1 and part[0] == "0" for part in number.split(".")) or not (spaced or opens):
        return None
    if separator in ("/", ":") and not opens:
        return None
    sure = opens and not follow.isdigit()
    return Marker(number + separator, f"decimal{len(parts)}", parts[-1], separator, body, sure, parts[:-1])
