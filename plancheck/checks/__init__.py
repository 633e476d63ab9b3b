"""The check types: they carry the logic, the rules carry the data."""

from plancheck.checks.context import Context, Settings
from plancheck.checks.run import context_of, run

__all__ = ["Context", "Settings", "context_of", "run"]
