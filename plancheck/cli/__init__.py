"""The command line: one module a command; the only room that prints, reads the environment or exits."""

from plancheck.cli.group import main

__all__ = ["main"]
