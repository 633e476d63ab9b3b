"""Read the font table of an RTF file, and decode bytes as a font's character set says."""

from __future__ import annotations

_CHARSETS = {
    0: "cp1252", 2: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 255: "cp437",
}  # fmt: skip
_CODE_PAGES = {65001: "utf-8", 10000: "mac_roman", 936: "gbk", 950: "big5"}
_LONGEST = 100


class Fonts:
    """The fonts of a document by their numbers, and the code page of the whole."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self.default = 0
        self.code_page = "cp1252"
        self._charsets: dict[int, int] = {}
        self._number = 0

    def word(self, word: str, number: int) -> None:
        """Take a control word of the font table."""
        if word == "f":
            self._number = number
        elif word == "fcharset":
            self._charsets[self._number] = number

    def name(self, text: str) -> None:
        """Take text of the font table: a name, which a semicolon ends."""
        known = self.names.get(self._number, "")
        if known.endswith(";") or len(known) > _LONGEST:
            return
        self.names[self._number] = known + text

    def finish(self) -> None:
        """Take off the semicolons; the table has ended."""
        self.names = {number: name for number, raw in self.names.items() if (name := raw.split(";")[0].strip())}

    def set_code_page(self, number: int) -> None:
        self.code_page = _CODE_PAGES.get(number) or (f"cp{number}" if _exists(f"cp{number}") else "cp1252")

    def code_page_of(self, font: int) -> str:
        return _CHARSETS.get(self._charsets.get(font, 1), self.code_page)


def decode(text: str, code_page: str) -> str:
    """Return bytes, given as Latin-1 characters, in Unicode; a byte that means nothing stays as it is."""
    raw = text.encode("latin-1")
    try:
        return raw.decode(code_page)
    except UnicodeDecodeError:
        return "".join(_decode_one(raw[index : index + 1], code_page) for index in range(len(raw)))


def _decode_one(raw: bytes, code_page: str) -> str:
    try:
        return raw.decode(code_page)
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _exists(code_page: str) -> bool:
    import codecs

    try:
        codecs.lookup(code_page)
    except LookupError:
        return False
    return True
