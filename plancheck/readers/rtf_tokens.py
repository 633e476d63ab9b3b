"""Cut RTF into its tokens: groups, control words, symbols, bytes and text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancheck.readers.limits import damaged, too_large

VI, EN = "Tệp RTF", "The RTF file"
_MOST_TOKENS = 2_000_000  # a plan of 100 pages, each letter of Vietnamese a token, has half a million
_MOST_DEPTH = 500  # groups in groups; Word writes about twenty
_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,9})?[0-9]{0,40} ?"  # its number, the space that ends it
    r"|\\'(?P<byte>[0-9a-fA-F]{2})"
    r"|\\(?P<symbol>[^a-zA-Z])"
    r"|(?P<brace>[{}])"
    r"|[\r\n\x00]+"
    r"|(?P<text>[^\\{}\r\n\x00]+)",
    re.DOTALL,
)


# (kind, value, number): kind is word | byte | symbol | open | close | text; value is the word, symbol or text.
Token = tuple[str, str, int | None]
_OPEN: Token = ("open", "{", None)
_CLOSE: Token = ("close", "}", None)


def tokens(content: bytes) -> Iterator[Token]:
    """Yield the tokens of an RTF file, bytes as Latin-1 characters; binary data is left out.

    Raises ReadError where there are too many of them, or groups are nested too deep.
    """
    raw = content.decode("latin-1")
    position = count = depth = 0
    while match := _TOKEN.match(raw, position):
        position = match.end()
        count += 1
        if count > _MOST_TOKENS:
            raise too_large(_MOST_TOKENS, "mã RTF", "RTF codes")
        group = match.lastgroup
        if group == "text" or group == "symbol":
            yield group, match[group], None
        elif group == "word" or group == "number":
            word, number = match.group("word", "number")
            if word == "bin":
                position += max(0, int(number or 0))
            else:
                yield "word", word, int(number) if number else None
        elif group == "byte":
            yield "byte", chr(int(match["byte"], 16)), None
        elif group == "brace":
            if match["brace"] == "}":
                depth -= 1
                yield _CLOSE
                continue
            depth += 1
            if depth > _MOST_DEPTH:
                raise damaged(VI, EN)
            yield _OPEN
