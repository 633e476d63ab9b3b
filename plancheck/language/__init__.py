"""What is Vietnamese: Unicode form, markup, wrapped lines, tables of text, letter order, folding."""

from plancheck.language.fold import fold, spellings
from plancheck.language.normalise import normalise

__all__ = ["fold", "normalise", "spellings"]
