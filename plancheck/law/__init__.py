"""Dated facts of law: documents, programmes, bodies, provinces, kinds of documents, regimes of form."""

from plancheck.law.facts import Body, Document, Mined, Programme, Province, Regime, Short
from plancheck.law.registry import Law

__all__ = ["Body", "Document", "Law", "Mined", "Programme", "Province", "Regime", "Short"]
