"""Let LibreOffice, where it is installed, convert a file that nothing else here can read.

It runs without a window, on a profile of its own in a temporary folder that is removed. In that profile macros and
active content are off, and every connection is led to a port where nothing answers.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from plancheck.readers.limits import Limits

SECONDS = 60  # a first start takes about two; the largest plan that was tried took four
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_INET = "/org.openoffice.Inet/Settings"
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = (
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    (_INET, "ooInetProxyType", "2"),
    (_INET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INET, "ooInetHTTPProxyPort", "9"),
    (_INET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INET, "ooInetHTTPSProxyPort", "9"),
    (_INET, "ooInetNoProxy", ""),
)


def program() -> str | None:
    """Return the path of LibreOffice, None where it is not installed."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def to_docx(content: bytes, suffix: str, import_filter: str, limits: Limits, seconds: float = SECONDS) -> bytes | None:
    """Return the file as .docx; None where LibreOffice is missing, fails, or takes longer than ``seconds``.

    ``import_filter`` is its name for the format ("MS Word 97"): left to itself it reads a broken file as plain text.
    """
    office = program()
    if office is None:
        return None
    with tempfile.TemporaryDirectory(prefix="plancheck-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"document{suffix}"
        source.write_bytes(content)
        profile = folder / "profile"
        _write_settings(profile)
        command = [
            office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo",
            f"--infilter={import_filter}", "--convert-to", "docx", "--outdir", str(folder / "out"), str(source),
        ]  # fmt: skip
        _run(command, folder, seconds)
        # The exit status is 0 where the conversion failed as well: only the file tells.
        result = folder / "out" / "document.docx"
        if not result.is_file() or not 0 < result.stat().st_size <= limits.file_bytes:
            return None
        return result.read_bytes()


def _write_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )


def _run(command: list[str], folder: Path, seconds: float) -> None:
    """Run the program; where its time is over, end it with all that it started."""
    try:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError:
        return
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        pass
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        import os

        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
