"""A text in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Words:
    """One text in both languages."""

    vi: str
    en: str

    def __getitem__(self, lang: str) -> str:
        return self.en if lang == "en" else self.vi

    def fill(self, values: dict[str, Any]) -> Words:
        """Return the text with ``{name}`` replaced; a name without a value stays as it is."""
        if not values or "{" not in self.vi + self.en:
            return self
        return Words(_fill(self.vi, values, "vi"), _fill(self.en, values, "en"))


def _fill(text: str, values: dict[str, Any], lang: str) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", value[lang] if isinstance(value, Words) else str(value))
    return text
