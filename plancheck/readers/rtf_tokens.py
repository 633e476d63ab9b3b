"""Cut RTF into its tokens: groups, control words, symbols, bytes and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plancheck.readers.limits import ReadError, damaged, too_large

VI, EN = "Tệp RTF", "The RTF file"
_MOST_TOKENS = 5_000_000  # a plan of 200 pages as Word writes it has one and a half million
_MOST_DEPTH = 500  # groups in groups; Word writes about twenty
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?[0-9]{1,9})?[0-9]{0,40} ?"  # a control word, its number, the space that ends it
    r"|\\'([0-9a-fA-F]{2})"
    r"|\\([^a-zA-Z])"
    r"|([{}])"
    r"|[\r\n\x00]+"
    r"|([^\\{}\r\n\x00]+)",
    re.DOTALL,
)


class Token(NamedTuple):
    """``kind``: word | byte | symbol | open | close | text; ``value`` is the word, symbol, character or text."""

    kind: str
    value: str
    number: int | None = None


_OPEN, _CLOSE = Token("open", "{"), Token("close", "}")


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
            raise _too_many()
        word, number, code, symbol, brace, text = match.groups()
        if text is not None:
            yield Token("text", text)
        elif word is not None:
            if word == "bin":
                position += max(0, int(number or 0))
                continue
            yield Token("word", word, int(number) if number else None)
        elif code is not None:
            yield Token("byte", chr(int(code, 16)))
        elif brace == "{":
            depth += 1
            if depth > _MOST_DEPTH:
                raise damaged(VI, EN)
            yield _OPEN
        elif brace == "}":
            depth -= 1
            yield _CLOSE
        elif symbol is not None:
            yield Token("symbol", symbol)


def _too_many() -> ReadError:
    return too_large(_MOST_TOKENS, "mã RTF", "RTF codes")
