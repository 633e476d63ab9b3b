"""Find the rules and grammars that ship with plancheck, in a checkout and in an installed wheel alike."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    """Return the folder of shipped data called ``name`` ("rules" or "grammars").

    Raises FileNotFoundError when the installation holds no such folder.
    """
    for folder in (PACKAGE / "_data" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"this installation of plancheck has no folder {name!r}; please install it again")


def cache_dir() -> Path:
    """Return the folder for compiled rules and grammars; PLANCHECK_CACHE_DIR overrules the system's place."""
    if chosen := os.environ.get("PLANCHECK_CACHE_DIR"):
        return Path(chosen)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "plancheck"
