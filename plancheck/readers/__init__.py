"""Read drafts: one module per file format, chosen by content."""

from plancheck.readers.source import Limits, ReadError, Source, read, supported_files

__all__ = ["Limits", "ReadError", "Source", "read", "supported_files"]
