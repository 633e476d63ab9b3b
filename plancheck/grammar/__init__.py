"""The Lark grammars at work: from a normalised text to a plan."""

from plancheck.grammar.structure import parse

__all__ = ["parse"]
