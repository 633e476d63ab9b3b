"""Lay a draft beside its superior plan: which of the superior plan's items it takes up, and where."""

from plancheck.alignment.align import Basis, align, prepare
from plancheck.alignment.choose import pick

__all__ = ["Basis", "align", "pick", "prepare"]
