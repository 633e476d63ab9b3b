"""Write Vietnamese in the encodings from before Unicode, as the bytes of a file or the characters Word shows."""

from __future__ import annotations

import unicodedata

from plancheck.language.encodings import encodings

_ALL = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
LETTERS = _ALL + _ALL.upper()
NAMES = ("TCVN3", "VN1", "VNI", "VPS", "windows-1258", "VISCII", "UTF-8")
_PLAIN = str.maketrans("“”‘’–—…•", "\"\"''--.-")


def _inverse(number: int) -> dict[str, str]:
    """Return letter -> codes, found by reading every code and every pair with a base letter."""
    read = encodings()[number].read
    codes = [chr(code) for code in range(1, 256)]
    pairs = [base + code for base in "aeouyAEOUYôöÔÖ" for code in codes]
    table: dict[str, str] = {}
    if number != 2:
        for char in LETTERS:  # where the encoding agrees with Latin-1
            if ord(char) < 256 and not read(char) and (number > 1 or char == "ý"):
                table[char] = char
    for word in codes + pairs:
        for offset, length, letters in read(word):
            if offset == 0 and length == len(word) and letters in LETTERS:
                table.setdefault(letters, word)
    return table


_TABLES = {NAMES[number]: _inverse(number) for number in (0, 1, 2, 3, 5)}
# The usual way: the mark in the case of its letter.
_TABLES["VNI"] |= {
    letter: codes[0] + (codes[1].upper() if letter.isupper() else codes[1].lower())
    for letter, codes in _TABLES["VNI"].items()
    if len(codes) == 2
}


def representable(text: str, name: str) -> str:
    """Return the text as it can be written in the encoding: typewriter quotes and dashes where it has no others."""
    text = unicodedata.normalize("NFC", text)
    return text.translate(_PLAIN) if name in ("VN1", "VPS", "VISCII") else text


def codes(text: str, name: str) -> str:
    """Return the text in codes below 256, one a byte; other characters stay. TCVN3 loses capitals with a tone."""
    if name == "windows-1258":
        return "".join(map(_windows_1258, text))
    if name == "UTF-8":
        return text.encode("utf-8").decode("latin-1")
    table = _TABLES[name]
    return "".join(table.get(char, table.get(char.lower(), char) if char in LETTERS else char) for char in text)


def _windows_1258(char: str) -> str:
    try:
        return char.encode("cp1258").decode("latin-1")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", char)
        for cut in (2, 1):
            try:
                head = unicodedata.normalize("NFC", parts[:cut])
                return (head + parts[cut:]).encode("cp1258").decode("latin-1")
            except UnicodeEncodeError:
                continue
        base = unicodedata.normalize("NFC", parts[0] + parts[2:])  # the tone below stands before the circumflex
        return (base + parts[1]).encode("cp1258").decode("latin-1")


def shown(text: str, name: str) -> str:
    """Return the text as a program without the encoding's fonts shows it, in characters of windows-1252."""
    return "".join(_shown(char) for char in codes(text, name))


def _shown(char: str) -> str:
    return char if ord(char) > 255 else bytes([ord(char)]).decode("cp1252", "ignore") or char


def encoded(text: str, name: str) -> bytes:
    """Return the bytes of the text in a file."""
    return b"".join(
        bytes([ord(char)]) if ord(char) < 256 else char.encode("cp1252", "replace") for char in codes(text, name)
    )
