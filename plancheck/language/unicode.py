"""Bring a text to one Unicode form and one kind of line end, keeping the way back to every character."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from plancheck.source import Remark

_ODD = "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe0f\ufeff\ufffe\ufff9-\ufffc"
_ODD += "\ud800-\udfff"  # halves of a pair, which only a broken text holds
_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_MARKS = "\u0300-\u036f"
# What needs the slow road: carriage returns, controls, invisible characters, combining marks that stayed alone.
_SUSPECT = f"[{_ODD}{_SPACES}{_MARKS}]"  # one class: the fast road for clean texts
_CLUSTER = f"[^\\n\\t{_ODD}{_SPACES}{_MARKS}]?[{_MARKS}]+"
_UNCLEAN = f"{_CLUSTER}|[{_ODD}{_SPACES}]"
# The same for a text that is not composed; whatever else NFC would change is one character of a compatibility block.
_COMPATIBLE = "\u0340-\u0344\u0374\u037e\u0387\u1f00-\u1fff\u2126\u212a\u212b\uf900-\ufaff"
_NOT_NFC = f"{_CLUSTER}|[{_ODD}{_SPACES}{_COMPATIBLE}]"
_BREAKS = "\n\x0b\x0c\x85\u2028\u2029"
# What nobody types on purpose and nobody sees; the byte-order mark, and blanks of any width, are no matter.
_INVISIBLE = "[\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufff9-\ufffc]"
# What Vietnamese in Unicode has only as symbols, if at all; no text in an old encoding is without them.
_LEGACY = "\x80-\x9f¡-¿Ä-ÇËÎ-ÑÖ-ØÛÜÞßä-çëî-ñö-øûüþÿ"
LEGACY = re.compile(f"[{_LEGACY}]")
# Where it finds nothing, a text is in order as it is.
UNUSUAL = re.compile(f"[{_ODD}{_SPACES}{_MARKS}{_LEGACY}\u2010\u2011]")
_GAP = re.compile(r"[ \t\r\n\xa0]")
# The Icelandic letter looks the same and stands in many a draft; hyphens of Word are hyphens.
_LOOKALIKES = str.maketrans("Ðð\u2010\u2011", "Đđ--")
_MARK_ORDER = {"\u0302": 0, "\u0306": 0, "\u031b": 0}  # circumflex, breve, horn come before the tone


# Most texts need none of these, and such sets are slow to compile.


@cache
def invisible() -> re.Pattern[str]:
    """Return what finds characters that nobody types on purpose and nobody sees."""
    return re.compile(_INVISIBLE)


@cache
def decomposed() -> re.Pattern[str]:
    """Return what finds a letter followed by its mark."""
    return re.compile(f"[A-Za-zÀ-ỹ][{_MARKS}]")


@cache
def composed() -> re.Pattern[str]:
    """Return what finds a letter that holds its mark, of those only Vietnamese has."""
    return re.compile("[\u1ea0-\u1ef9]")


def clean(raw: str) -> tuple[str, list[int] | None, bool]:
    """Return (text, origins, mixed).

    ``text`` is NFC with Đ for Ð, plain hyphens and blanks, ``\\n`` line ends and no invisible characters;
    ``origins[i]`` is the offset in ``raw`` of character ``i``, or None when nothing moved; ``mixed`` says that
    composed and decomposed Vietnamese letters stand side by side.
    """
    if "Ð" in raw or "ð" in raw or "\u2011" in raw or "\u2010" in raw:
        raw = raw.translate(_LOOKALIKES)
    normal = unicodedata.is_normalized("NFC", raw)
    if normal:
        if not re.search(_SUSPECT, raw):
            return raw, None, False
        text = re.sub(f"[{_SPACES}]", " ", raw)
        if not re.search(_SUSPECT, text):
            return text, None, False
    out: list[str] = []
    origins: list[int] = []
    position = 0
    for match in re.finditer(_UNCLEAN if normal else _NOT_NFC, raw):
        start, stop = match.span()
        if start > position:
            out.append(raw[position:start])
            origins.extend(range(position, start))
        cleaned = _clean_cluster(match.group(), raw[stop : stop + 1])
        out.append(cleaned)
        origins.extend([start] * len(cleaned))
        position = stop
    out.append(raw[position:])
    origins.extend(range(position, len(raw)))
    mixed = not normal and bool(decomposed().search(raw) and composed().search(raw))
    return "".join(out), origins, mixed


def _clean_cluster(cluster: str, follow: str) -> str:
    if unicodedata.combining(cluster[0]):
        return ""  # marks without a letter
    if len(cluster) > 1:
        cleaned = unicodedata.normalize("NFC", cluster)
        if len(cleaned) == 1:
            return cleaned
        base, *marks = list(unicodedata.normalize("NFD", cluster))
        marks.sort(key=lambda mark: _MARK_ORDER.get(mark, 1))
        return unicodedata.normalize("NFC", base + "".join(marks))
    if cluster == "\r":
        return "" if follow == "\n" else "\n"
    if cluster in _BREAKS:
        return "\n"
    if invisible().match(cluster):
        return ""
    category = unicodedata.category(cluster)
    if category == "Zs":
        return " "
    if category in ("Cf", "Cc", "Cs", "Mn"):
        return ""
    return unicodedata.normalize("NFC", cluster)


def odd_characters(raw: str, mixed: bool) -> Iterator[Remark]:
    """Yield a remark on the first word of each line with an invisible character, or (``mixed``) decomposed letters."""
    if not mixed and not invisible().search(raw):
        return
    for start, end in pairwise([*line_starts(raw), len(raw)]):
        if match := invisible().search(raw, start, end):
            yield Remark("invisible", f"U+{ord(match.group()):04X}", *_word_at(raw, match.start(), start, end))
        if mixed and (match := decomposed().search(raw, start, end)):
            yield Remark("mixed-forms", "", *_word_at(raw, match.start(), start, end))


def _word_at(raw: str, place: int, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the word at ``place`` within a line."""
    before, after = _GAP.split(raw[start:place])[-1], _GAP.split(raw[place:end])[0]
    return place - len(before), place + max(len(after), 1)


def line_starts(raw: str) -> list[int]:
    """Return the offset of each line's first character; ``\\n``, ``\\r\\n`` and ``\\r`` end a line."""
    if "\r" not in raw:
        starts = [0]
        position = raw.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = raw.find("\n", position + 1)
        return starts
    return [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", raw))]
