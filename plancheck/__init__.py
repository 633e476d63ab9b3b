"""Check Vietnamese administrative plans against declarative rules."""

__version__ = "0.1.0"
