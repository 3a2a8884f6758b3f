"""`gongtong count`: count a file of ballots by a method (计票命令)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from attrs import evolve

from gongtong.cli.count_charts import write_charts
from gongtong.cli.count_options import options_as_json, settings_from, wrong_option
from gongtong.cli.count_output import Counted, as_json, told
from gongtong.cli.count_reading import read_file, with_budget_options
from gongtong.plugins.host import Host
from gongtong.voting.counting.counting_method import UncountableError
from gongtong.voting.counting.margins.what_if import what_if
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.files.ballot_file import FileFormat, FileNote
from gongtong.voting.files.conversions import ballots_for
from gongtong.voting.methods.method_book import find_method, known_methods

if TYPE_CHECKING:
    import argparse

    from gongtong.core.policies import PolicyBook
    from gongtong.voting.counting.counting_method import CountingMethod
    from gongtong.voting.files.ballot_file import BallotFile


def run(options: argparse.Namespace) -> int:
    """Count a file; exit status 0 even where a tie is left open, 2 when it cannot be counted (计票)."""
    counted = counted_file(options, Host.installed(strict=False).book)
    write_charts(counted, options)
    if options.json:
        written = as_json(counted, options.why) | {"options": options_as_json(options)}
        print(json.dumps(written, ensure_ascii=False, indent=2))
    else:
        print("\n".join(told(counted, trace=options.trace, reasons=options.why)))
    return 0


def counted_file(options: argparse.Namespace, book: PolicyBook) -> Counted:
    """Read the file and count it; raises `InputError` (读取并计票)."""
    today = datetime.now(tz=UTC).date()
    try:
        method = find_method(book, options.method, on=today, area=options.area)
    except UncountableError as error:
        raise wrong_option(
            "--method",
            "method_unknown",
            (str(error), f"没有计票方法“{options.method}”"),
            "see `gongtong methods`",
        ) from error
    read = read_file(options.file)
    read = _with_budget(options, read)
    _check_names(options, read)
    try:
        return _counted(options, read, method, known_methods(book, on=today, area=options.area))
    except UncountableError as error:
        raise wrong_option(
            options.file,
            "cannot_be_counted",
            (str(error), f"不能以“{method.zh}”计此文件"),
            "choose another method, or other options",
        ) from error


def _counted(
    options: argparse.Namespace,
    read: BallotFile,
    method: CountingMethod,
    known: tuple[CountingMethod, ...],
) -> Counted:
    converted = ballots_for(method, read, known)
    seats, notes = _seats(options.seats, read, method)
    by_format = _ties_of_the_format(options, read, method)
    settings = settings_from(options, seats=seats, candidates=read.candidates)
    count = method.run(converted.ballots, settings)
    margins = what_if(
        count,
        converted.ballots,
        shared_ranks=settings.shared_ranks,
        highest_score=options.highest_score,
    )
    beside = () if converted.note is None else (converted.note,)
    if by_format is not None and count.ties:
        notes = (*notes, by_format)
    return Counted(read, method, count, (*read.notes, *beside, *notes), margins)


def _ties_of_the_format(
    options: argparse.Namespace, read: BallotFile, method: CountingMethod
) -> FileNote | None:
    """Where no rule was named, take that of the format, if it has one; otherwise ties stay open.

    Pabulib checks the published outcomes of budgets by votes with ties in the order of the file.
    """
    if options.ties is not None:
        return None
    if read.format is not FileFormat.PABULIB or not method.name.startswith("pb-greedy"):
        options.ties = "open"
        return None
    options.ties = "order"
    return FileNote(
        "未写明并列规则，按 Pabulib 核对公布结果的做法，以文件中的次序处理；用 --ties open 留待决定",
        "no rule for ties was named; they are broken by the order of the file, as Pabulib checks"
        " published outcomes; with --ties open they stay open",
    )


def _seats(
    wanted: int | None, read: BallotFile, method: CountingMethod
) -> tuple[int, tuple[FileNote, ...]]:
    """Give the seats: as asked for, else as the file says, else one."""
    if wanted is not None:
        return wanted, ()
    stated = read.seats or 1
    if method.fixed_seats in {None, stated}:
        return stated, ()
    fixed = method.fixed_seats or 1
    note = FileNote(
        f"文件写明 {stated} 个名额, 此方法只选 {fixed} 名",
        f"the file says {stated} seats, this method elects {fixed}",
    )
    return fixed, (note,)


def _with_budget(options: argparse.Namespace, read: BallotFile) -> BallotFile:
    if isinstance(read.ballots, ProjectVotes):
        return evolve(read, ballots=with_budget_options(read.ballots, options))
    if options.budget is not None or options.minimum_score is not None or options.exclusive:
        raise wrong_option(
            "--budget",
            "no_projects",
            ("the file holds no projects with costs", "文件中没有带费用的项目"),
            "leave out --budget, --minimum-score and --exclusive",
        )
    return read


def _check_names(options: argparse.Namespace, read: BallotFile) -> None:
    strangers = [name for name in options.why if name not in read.candidates]
    if strangers:
        raise wrong_option(
            "--why",
            "no_such_candidate",
            (f"the file has no candidate {strangers[0]!r}", f"文件中没有“{strangers[0]}”"),
            "write the name as the file does",
        )
