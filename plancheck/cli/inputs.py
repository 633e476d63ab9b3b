"""The files a command works on: drafts as named, and the superior plans beside which they are laid."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from plancheck.cli.config import Config
from plancheck.cli.streams import Refusal, complain
from plancheck.finding import Words

if TYPE_CHECKING:
    from plancheck.rulebook import Rulebook
    from plancheck.source import Source

basis_option = click.option(
    "--basis",
    metavar="FILE|FOLDER",
    help="Kế hoạch cấp trên để đối chiếu; thư mục: dự thảo dẫn văn bản nào thì chọn văn bản ấy. / The superior plan; "
    "of a folder, the one that the draft cites.",
)


class Superiors(NamedTuple):
    """The superior plans: those that could be read, and what is wrong with the others."""

    sources: Sequence[Source] = ()
    problems: Sequence[tuple[str, Words]] = ()

    @property
    def missing(self) -> Words | None:
        """Why there is none to compare with, None where there is one or none was asked for."""
        if self.sources or not self.problems:
            return None
        path, words = self.problems[0]
        return Words(f"không đọc được {path}: {words.vi}", f"{path} cannot be read: {words.en}")


def expand(files: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the drafts that ``files`` name, each once, and the folders and zip files that hold none."""
    from plancheck.readers.files import holds_files, supported_files

    paths: dict[str, None] = {}
    empty: list[str] = []
    for name in files:
        if name != "-" and holds_files(name):
            found = list(supported_files(name))
            paths.update(dict.fromkeys(found))
            empty += [] if found else [name]
        else:
            paths[name] = None
    return list(paths), empty


def superiors(
    place: str | None, drafts: Sequence[str], config: Config, rulebook: Rulebook, ocr: bool
) -> Superiors:  # fmt: skip
    """Read the superior plan, or every plan of a folder; what cannot be read is told on standard error.

    Raises Refusal where standard input is asked for twice.
    """
    if place is None:
        return Superiors()
    if place == "-" and "-" in drafts:
        raise Refusal(
            "Đầu vào chuẩn không thể vừa là dự thảo vừa là kế hoạch cấp trên.",
            "Standard input cannot be both the draft and the superior plan.",
        )
    paths, empty = expand([place])
    found = _read(paths, config, rulebook, ocr)
    if empty:
        found = Superiors(problems=[(place, Words("Thư mục không có tệp nào đọc được.", "The folder holds no plan."))])
    for path, words in found.problems:
        complain(
            f"plancheck: Không dùng được kế hoạch cấp trên {path}: {words.vi} / "
            f"The superior plan {path} cannot be used: {words.en}"
        )
    return found


def _read(paths: Sequence[str], config: Config, rulebook: Rulebook, ocr: bool) -> Superiors:
    from plancheck.engine import no_words
    from plancheck.readers import Limits, ReadError, read

    sources: list[Source] = []
    problems: list[tuple[str, Words]] = []
    for path in paths:
        try:
            source = read(path, Limits(**config.limits), ocr)
        except ReadError as error:
            problems.append((path, error.words))
            continue
        words = no_words(source, rulebook)
        if words is None:
            sources.append(source)
        else:
            problems.append((path, words))
    return Superiors(sources, problems)


def keep_inputs(output: str | None, paths: Sequence[str]) -> None:
    """Refuse to write the result over a draft or its superior plan."""
    if output is None or not Path(output).exists():
        return
    from plancheck.readers.zips import archive_of

    for path in paths:
        place = Path(archive_of(path) or path)
        if path != "-" and place.exists() and place.samefile(output):
            raise Refusal(
                f"{output} là tệp đang kiểm tra, không ghi đè.",
                f"{output} is one of the files under check; it is not overwritten.",
            )
