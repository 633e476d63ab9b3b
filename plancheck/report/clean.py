"""Make text from files safe to print: nothing in a draft or its name may steer the terminal."""

from __future__ import annotations

import re

# Compiled when first used: the texts of few drafts need them.
_SEQUENCE = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, cursor, screen
    r"|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # titles, links, clipboard
    r"|\x1b[ -/]*[0-~]"
)
_BREAK = r"[\t\n\r\x0b\x0c\x85\u2028\u2029]"
_UNSEEN = r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
_STEERING = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"


def clean(text: str) -> str:
    """Return ``text`` on one line without escape sequences, control characters and bidirectional overrides."""
    if text.isprintable():  # of the letters that are, none steers
        return text
    text = re.sub(_SEQUENCE, "", text)
    text = re.sub(_UNSEEN, "", re.sub(_BREAK, " ", text))
    return text.encode("utf-8", "backslashreplace").decode("utf-8")  # names of files may hold lone surrogates


def clean_lines(text: str) -> str:
    """Return a whole text with its lines and columns as they are, each character that steers shown as one sign."""
    lines = re.split(r"\r\n|\r|\n", text)
    if not lines[-1]:
        lines.pop()
    safe = (re.sub(_STEERING, _shown, line).encode("utf-8", "replace").decode("utf-8") for line in lines)
    return "".join(f"{line}\n" for line in safe)


def _shown(match: re.Match[str]) -> str:
    code = ord(match.group())
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
