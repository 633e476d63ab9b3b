"""The command group: loads a command's module when it is called, and lets no traceback reach the user."""

from __future__ import annotations

import errno
import gc
import importlib
import os
import sys
from typing import Any, NoReturn

import click

from plancheck import __version__
from plancheck.cli.streams import complain, drop_output, prepare_streams

COMMANDS = ("lint", "align", "audit", "history", "tree", "explain", "law", "rules", "schema", "test")
_SELDOM = 20_000  # objects made between two searches for cycles
_INTERRUPTED, _CLOSED_PIPE = 130, 141


class Commands(click.Group):
    """A group whose commands are modules of this package, each with a function ``command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"plancheck.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from plancheck.cli.names import unknown

            raise unknown("lệnh", "command", args[0], COMMANDS)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        # A start makes much that lives to the end; looking for what does not costs a tenth of it.
        gc.set_threshold(_SELDOM, 10, 10)
        prepare_streams()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()  # here, where a closed pipe can still be met quietly
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            _stop("Đã dừng theo yêu cầu. / Interrupted.", _INTERRUPTED)
        except BrokenPipeError:
            drop_output()
            raise click.exceptions.Exit(_CLOSED_PIPE) from None
        except Exception as error:
            if os.environ.get("PLANCHECK_DEBUG"):
                raise
            if isinstance(error, OSError):
                drop_output()
                if error.errno == errno.ENOSPC:
                    _stop(
                        "plancheck: Đĩa đầy, chưa ghi được kết quả. / The disk is full; the result was not written.", 2
                    )
            _stop(_unexpected(error), 2)


def _stop(message: str, code: int) -> NoReturn:
    for line in message.split("\n"):
        complain(line)
    raise click.exceptions.Exit(code) from None


def _unexpected(error: Exception) -> str:
    detail = " ".join(str(error).split())[:200]
    what = f"{type(error).__name__}: {detail}" if detail else type(error).__name__
    return (
        f"Lỗi không lường trước, chưa kiểm tra được ({what}). Đặt PLANCHECK_DEBUG=1 rồi chạy lại để xem chi tiết.\n"
        f"Unexpected error, could not check ({what}). Run again with PLANCHECK_DEBUG=1 for details."
    )


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Mã thoát / exit codes: 0 không có gì từ mức --fail-on / nothing at --fail-on; 1 có / something is; "
    "2 không kiểm tra được / could not check.",
)
@click.version_option(__version__, "--version", prog_name="plancheck", message="%(prog)s %(version)s")
def main() -> None:
    """Kiểm tra kế hoạch hành chính theo bộ quy tắc. / Check Vietnamese administrative plans against rules."""
