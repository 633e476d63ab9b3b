"""Everything under ``rules/``: loaded from YAML, checked by pydantic, compiled and cached."""

from plancheck.rulebook.book import ElementSpec, Example, Profile, Rule, Rulebook, SentenceSpec
from plancheck.rulebook.load import RuleFileError, content_signature, load

__all__ = [
    "ElementSpec",
    "Example",
    "Profile",
    "Rule",
    "RuleFileError",
    "Rulebook",
    "SentenceSpec",
    "content_signature",
    "load",
]
