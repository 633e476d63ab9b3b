"""Read drafts: one module per file format, chosen by content."""

from plancheck.readers.limits import Limits, ReadError
from plancheck.readers.read import read

__all__ = ["Limits", "ReadError", "read"]
