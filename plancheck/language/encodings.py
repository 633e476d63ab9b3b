"""Read a word in each of the Vietnamese encodings from before Unicode.

A word is given in code points below 256, one a byte. Tables: TCVN 5712:1993 (VN1, and TCVN3, the part of it that the
.Vn fonts have), VISCII 1.1 (RFC 1456), VPS, VNI for Windows, windows-1258.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

# One code a letter, in the order of _LOWER and _UPPER; "--" where the encoding has none.
_LOWER = "à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ đ è ẻ ẽ é ẹ ê ề ể ễ ế ệ ì ỉ ĩ í ị ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ "
_LOWER += "ù ủ ũ ú ụ ư ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ"
_UPPER = _LOWER.upper()
_TCVN3_LOWER = (
    "b5 b6 b7 b8 b9 a8 bb bc bd be c6 a9 c7 c8 c9 ca cb ae cc ce cf d0 d1 aa d2 d3 d4 d5 d6 d7 d8 dc dd de df e1 e2 "
    "e3 e4 ab e5 e6 e7 e8 e9 ac ea eb ec ed ee ef f1 f2 f3 f4 ad f5 f6 f7 f8 f9 fa fb fc fd fe"
)
_TCVN3_UPPER = "Ă a1 Â a2 Ê a3 Ô a4 Ơ a5 Ư a6 Đ a7"
_VN1_UPPER = (
    "80 81 82 83 84 a1 af ba bf c0 85 a2 c1 c2 c3 c4 86 a7 87 88 89 8a 8b a3 c5 cd d9 da 8c 8d 8e 8f 90 91 92 93 94 "
    "95 96 a4 db e0 f0 ff 97 a5 98 99 9a 9b 9c 9d 9e 9f 01 02 a6 04 05 06 11 12 13 14 15 16 17"
)
_VN1_MARKS = "\u0300 b0 \u0309 b1 \u0303 b2 \u0301 b3 \u0323 b4"
_VPS_LOWER = (
    "e0 e4 e3 e1 e5 e6 a2 a3 a4 a1 a5 e2 c0 c4 c5 c3 c6 c7 e8 c8 eb e9 cb ea 8a 8b cd 89 8c ec cc ef ed ce f2 d5 f5 "
    "f3 86 f4 d2 b0 87 d3 b6 d6 a9 aa ab a7 ae f9 fb db fa f8 dc d8 ba bb d9 bf ff 9b cf 9a 9c"
)
_VPS_UPPER = (
    "80 81 82 c1 02 88 8e 8f f0 8d 04 c2 84 85 1c 83 03 f1 d7 de fe c9 05 ca 93 94 95 90 06 b5 b7 b8 b4 10 bc bd be "
    "b9 11 d4 97 98 99 96 12 f7 9e 9f a6 9d 13 a8 d1 ac da 14 d0 af b1 1d ad 15 b2 fd b3 dd 19"
)
_VISCII_LOWER = (
    "e0 e4 e3 e1 d5 e5 a2 c6 c7 a1 a3 e2 a5 a6 e7 a4 a7 f0 e8 eb a8 e9 a9 ea ab ac ad aa ae ec ef ee ed b8 f2 f6 f5 "
    "f3 f7 f4 b0 b1 b2 af b5 bd b6 b7 de be fe f9 fc fb fa f8 df d7 d8 e6 d1 f1 cf d6 db fd dc"
)
_VISCII_UPPER = (
    "c0 c4 c3 c1 80 c5 82 02 05 81 83 c2 85 86 06 84 87 d0 c8 cb 88 c9 89 ca 8b 8c 8d 8a 8e cc 9b ce cd 98 d2 99 a0 "
    "d3 9a d4 90 91 92 8f 93 b4 96 97 b3 95 94 d9 9c 9d da 9e bf bb bc ff ba b9 9f 14 19 dd 1e"
)
# VNI: the code after a letter says what stands on it; a code in capitals does the same.
_VNI_ON_VOWELS = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_CIRCUMFLEX = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_VNI_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_VNI_ALONE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ", "ơ": "ô", "ư": "ö"}
_MARK_ORDER = {"\u0302": 0, "\u0306": 0, "\u031b": 0}

Reading = list[tuple[int, int, str]]  # (offset in the word, codes read, letters for them), for what changes


@dataclass(slots=True, frozen=True, eq=False)
class Encoding:
    """An encoding: ``name`` as findings give it, ``label`` as files do; ``read`` a word of codes.

    ``soft`` are the codes that a font of capitals shows as capitals; ``low`` says that codes 80 to 9F are letters,
    ``certain`` that what reads as this encoding is in it.
    """

    name: str
    label: str
    read: Callable[[str], Reading]
    soft: frozenset[str] = frozenset()
    low: bool = False
    certain: bool = False


def _table(*pairs: tuple[str, str]) -> dict[str, str]:
    """Return code -> letter for pairs of a row of letters and a row of codes."""
    table: dict[str, str] = {}
    for letters, codes in pairs:
        for letter, code in zip(letters.split(), codes.split(), strict=True):
            table.setdefault(chr(int(code, 16)), letter)
    return table


def _pairs(row: str) -> tuple[str, str]:
    letters, codes = row.split()[::2], row.split()[1::2]
    return " ".join(letters), " ".join(codes)


def _reader(pattern: str, table: Callable[[str], str | None]) -> Callable[[str], Reading]:
    """Return a reader that looks up each match of the pattern."""
    find = re.compile(pattern, re.DOTALL).finditer

    def read(word: str) -> Reading:
        found: Reading = []
        for match in find(word):
            codes = match.group()
            letters = table(codes)
            if letters is not None and letters != codes:
                found.append((match.start(), len(codes), letters))
        return found

    return read


def _single(table: dict[str, str]) -> Callable[[str], Reading]:
    return _reader(f"[{re.escape(''.join(table))}]", table.get)


def _with_marks(table: dict[str, str], marks: str) -> Callable[[str], Reading]:
    """Return a reader for tables with tone marks of their own after the letter."""

    def compose(codes: str) -> str:
        return compose_marks("".join(table.get(code, code) for code in codes))

    own = re.escape("".join(table))
    return _reader(f"[A-Za-z{own}\xc0-\xff][{marks}]+|[{own}]", compose)


def compose_marks(letters: str) -> str:
    """Return a letter and its marks as one, in whatever order the marks stand."""
    composed = unicodedata.normalize("NFC", letters)
    if len(composed) == 1:
        return composed
    base, *marks = list(unicodedata.normalize("NFD", letters))
    return unicodedata.normalize("NFC", base + "".join(sorted(marks, key=lambda mark: _MARK_ORDER.get(mark, 1))))


def _vni_table() -> dict[str, str]:
    table: dict[str, str] = {}
    rows = [("aeouy", "", _VNI_ON_VOWELS), ("ôö", "", _VNI_ON_VOWELS)]
    rows += [("aeo", "\u0302", _VNI_CIRCUMFLEX), ("a", "\u0306", _VNI_BREVE)]
    for bases, quality, codes in rows:
        for base in bases:
            letter = {"ô": "ơ", "ö": "ư"}.get(base, base)
            for tone, code in codes.items():
                whole = unicodedata.normalize("NFC", letter + quality + tone)
                for mark in (code, code.upper()):
                    table[base + mark] = whole
                    table[base.upper() + mark] = whole.upper()
    for letter, code in _VNI_ALONE.items():
        table[code], table[code.upper()] = letter, letter.upper()
    return table


def _vni() -> Callable[[str], Reading]:
    table = _vni_table()
    pairs = [key for key in table if len(key) == 2]
    bases, marks = "".join(sorted({key[0] for key in pairs})), "".join(sorted({key[1] for key in pairs}))
    alone = "".join(key for key in table if len(key) == 1)
    known = "|".join(f"{base}[{''.join(m for m in marks if base + m in table)}]" for base in bases)
    return _reader(f"{known}|[{alone}]", table.get)


def _windows_1258() -> Callable[[str], Reading]:
    own: dict[str, str] = {}
    for code in range(0x80, 0x100):
        letter = bytes([code]).decode("cp1258", "replace")
        if letter not in ("\ufffd", chr(code)) and code >= 0xC0:
            own[chr(code)] = letter
    marks = "".join(code for code, letter in own.items() if unicodedata.combining(letter))
    return _with_marks(own, marks)


def _misread_utf8(codes: str) -> str | None:
    try:
        return codes.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return None


@cache
def encodings() -> tuple[Encoding, ...]:
    """Return the encodings, those that other readings are to be preferred to last."""
    tcvn3 = _table((_LOWER, _TCVN3_LOWER), _pairs(_TCVN3_UPPER))
    soft = frozenset(code for code, letter in tcvn3.items() if letter.islower())
    vn1 = tcvn3 | _table((_UPPER, _VN1_UPPER), _pairs(_VN1_MARKS))
    return (
        Encoding("TCVN3", "tcvn3", _single(tcvn3), soft),
        Encoding("TCVN3", "tcvn3", _with_marks(vn1, "\xb0-\xb4"), soft, low=True),
        Encoding("VNI", "vni", _vni()),
        Encoding("VPS", "vps", _single(_table((_LOWER, _VPS_LOWER), (_UPPER, _VPS_UPPER))), low=True),
        Encoding("windows-1258", "windows-1258", _windows_1258()),
        Encoding("VISCII", "viscii", _single(_table((_LOWER, _VISCII_LOWER), (_UPPER, _VISCII_UPPER))), low=True),
        Encoding(
            "UTF-8",
            "utf-8",
            _reader("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", _misread_utf8),
            low=True,
            certain=True,
        ),
    )
