"""Reading the file of `gongtong count`, with a progress bar where it takes long (读取选票文件)."""

from __future__ import annotations

import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.cli.count_options import names_in, wrong_option
from gongtong.core.errors import InputError
from gongtong.core.tabular import problem_at
from gongtong.voting.counting.projects import Exclusion, ProjectVotes, SpendingCap
from gongtong.voting.files.ballot_text import decimal_number, nobody_watches
from gongtong.voting.files.detection import read_ballot_file

if TYPE_CHECKING:
    import argparse

    from rich.progress import Progress

    from gongtong.voting.files.ballot_file import BallotFile

_STDIN: Final = "-"
_PATIENCE_SECONDS: Final = 1.0


def read_file(name: str) -> BallotFile:
    """Read a file of ballots, or standard input; raises `InputError` (读取选票文件)."""
    content, file = _content(name)
    bar = _Bar(lines=content.count(b"\n"))
    shown = sys.stderr.isatty() and find_spec("rich") is not None
    try:
        return read_ballot_file(content, file=file, watch=bar.update if shown else nobody_watches)
    finally:
        bar.stop()


def _content(name: str) -> tuple[bytes, str]:
    if name == _STDIN:
        return sys.stdin.buffer.read(), "standard input"
    try:
        return Path(name).read_bytes(), Path(name).name
    except OSError as error:
        problem = problem_at(
            name,
            code="unreadable",
            en=f"the file cannot be read: {error.strerror}",
            zh="文件无法读取",
            remedy="give a file that exists",
        )
        raise InputError([problem]) from error


class _Bar:
    """A progress bar on the terminal, shown only after a second."""

    def __init__(self, *, lines: int) -> None:
        self._lines = lines
        self._start = time.monotonic()
        self._progress: Progress | None = None

    def update(self, line: int) -> None:
        """Show how far the reader is."""
        if self._progress is None:
            if time.monotonic() - self._start < _PATIENCE_SECONDS:
                return
            self._progress = _shown(self._lines)
        self._progress.update(self._progress.task_ids[0], completed=line)

    def stop(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()


def _shown(lines: int) -> Progress:
    from rich.console import Console  # noqa: PLC0415 - an optional extra, wanted only for long files
    from rich.progress import Progress  # noqa: PLC0415 - as above

    progress = Progress(console=Console(stderr=True), transient=True)
    progress.add_task("读取选票 reading ballots", total=lines)
    progress.start()
    return progress


def with_budget_options(votes: ProjectVotes, options: argparse.Namespace) -> ProjectVotes:
    """Put another budget, a minimum and exclusions to a vote on projects (预算选项)."""
    if options.budget is not None:
        votes = _with_budget(votes, options.budget)
    if options.minimum_score is not None:
        votes = evolve(votes, minimum_score=options.minimum_score)
    place = {name: number for number, name in enumerate(votes.candidates)}
    exclusions = list(votes.exclusions)
    for text in options.exclusive:
        names = names_in(text)
        strangers = [name for name in names if name not in place]
        if strangers or len(set(names)) < 2:  # noqa: PLR2004 - one project excludes nothing
            raise wrong_option(
                "--exclusive",
                "exclusive_unclear",
                (
                    f"two or more projects of the file are needed; strange are {strangers}",
                    f"应为文件中两个以上的项目, 有误: {'、'.join(strangers)}",
                ),
                "write the ids as the file does, with commas between them",
            )
        exclusions.append(Exclusion(frozenset(place[name] for name in names)))
    return evolve(votes, exclusions=tuple(exclusions))


def _with_budget(votes: ProjectVotes, text: str) -> ProjectVotes:
    read = decimal_number(text.strip())
    if read is None:
        raise wrong_option(
            "--budget",
            "not_an_amount",
            (f"{text!r} is no amount", f"“{text}”不是金额"),
            "write digits, with a point before decimals and nothing between thousands",
        )
    amount, decimals = read
    # a budget with more decimals than the costs have needs a smaller unit for all of them
    finer = max(1, 10**decimals // votes.units)
    units = votes.units * finer
    return evolve(
        votes,
        costs=tuple(cost * finer for cost in votes.costs),
        budget=int(amount * units),
        units=units,
        caps=tuple(SpendingCap(cap.name, cap.projects, cap.most * finer) for cap in votes.caps),
    )
