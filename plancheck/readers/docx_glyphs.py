"""Write numbers as Word's lists print them, and the glyphs of its symbol fonts as the characters they look like."""

from __future__ import annotations

_SYMBOL = {
    0x2B: "+", 0x2D: "-", 0xB7: "•", 0xBE: "-", 0xA8: "♦", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷",
    0xB9: "≠", 0xBB: "≈", 0xB0: "°", 0xA5: "∞", 0xAE: "→", 0xAC: "←", 0xDE: "⇒", 0xD0: "-", 0xE5: "∑", 0xD6: "√",
    0xBC: "…",
}  # fmt: skip
_WINGDINGS = {
    0x9F: "•", 0x6C: "●", 0xA1: "○", 0x6D: "○", 0x6E: "■", 0xA7: "▪", 0x6F: "□", 0x71: "□", 0xA8: "□", 0x75: "♦",
    0x76: "♦", 0xD8: "➢", 0xD2: "➢", 0xE0: "→", 0xE8: "➔", 0xF0: "⇒", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    0x9E: "·", 0x73: "♦", 0x77: "♦", 0x78: "☒", 0x28: "☎", 0x29: "☎", 0x2A: "✉",
}  # fmt: skip
_WINGDINGS_2 = {0x50: "✓", 0x52: "☑", 0x54: "☒", 0x97: "●", 0xA2: "■", 0xA3: "□", 0x96: "•", 0x4F: "✗"}
_TABLES = {
    "symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "wingdings 3": {0x7D: "➢", 0x75: "➢"},
    "webdings": {0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗"},
}  # fmt: skip
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LETTERS = 26
_MOST_LETTERS = 30 * _LETTERS  # Word begins anew after thirty times "z"


def is_symbol_font(font: str | None) -> bool:
    """Say whether the characters of a font are pictures, not letters."""
    return font is not None and font.lower() in _TABLES


def glyph(char: str, font: str | None, unknown: str = "•") -> str:
    """Return what a character of a symbol font looks like; ``unknown`` for a picture that has no character."""
    code = ord(char)
    private = 0xF000 <= code <= 0xF0FF
    table = _TABLES.get(font.lower() if font else "")
    if table is None:
        return _SYMBOL.get(code & 0xFF, unknown) if private else char
    if char.isspace():
        return char
    if code > 0xFF and not private:
        return char  # an ordinary letter, which Word shows in another font
    return table.get(code & 0xFF, unknown)


def bullet(text: str, font: str | None) -> str:
    """Return the bullet of a list as it looks, in a character that reads as one."""
    if len(text) == 1 and text.lower() == "o" and not is_symbol_font(font):
        return "○"  # Word's hollow bullet is the letter o of Courier New
    return "".join(glyph(char, font) for char in text[:8])


def printed(number: int, style: str) -> str:
    """Return a number in one of Word's formats; a format without a known look is printed as a decimal."""
    if style in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman if style == "upperRoman" else roman.lower()
    if style in ("upperLetter", "lowerLetter"):
        letters = _letters(number)
        return letters.upper() if style == "upperLetter" else letters
    if style in ("none", "bullet"):
        return ""
    if style == "decimalZero":
        return f"{number:02d}"
    if style == "ordinal":
        tens = number % 100
        return f"{number}{'th' if 10 < tens < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    if style == "numberInDash":
        return f"- {number} -"
    if style.startswith("custom:"):
        return str(number).zfill(len(style) - len("custom:"))
    return str(number)


def _roman(number: int) -> str:
    out = ""
    for amount, digits in _ROMAN:
        count, number = divmod(number, amount)
        out += digits * count
    return out


def _letters(number: int) -> str:
    """Return a, b, … z, aa, bb, … as Word counts, whatever the language."""
    if number < 1:
        return ""
    times, place = divmod((number - 1) % _MOST_LETTERS, _LETTERS)
    return chr(ord("a") + place) * (times + 1)
