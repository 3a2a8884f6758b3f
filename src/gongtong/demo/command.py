"""`gongtong demo`: run the year, write what people keep, say what happened (示范命令)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from gongtong.community import Gongtong
from gongtong.core.errors import InputError, UnknownReferenceError
from gongtong.core.money import format_yuan
from gongtong.core.places import Place
from gongtong.core.shares import percent
from gongtong.core.tabular import problem_at
from gongtong.demo.cast import BOOKKEEPER
from gongtong.demo.clock import at_nine, clock_of
from gongtong.demo.database import database_errors_told, open_database
from gongtong.demo.findings import find
from gongtong.demo.folder import read_folder
from gongtong.demo.outputs import prepare_folder, write_whole
from gongtong.demo.papers import read_papers
from gongtong.demo.public_board import board_facts
from gongtong.demo.report import as_text, report_of
from gongtong.demo.stages import Desk
from gongtong.demo.year import Year
from gongtong.ledger.exchange.journals import BooksExport, write_beancount, write_hledger
from gongtong.notices.render import render_board

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from gongtong.demo.clock import DemoClock
    from gongtong.demo.findings import YearFindings
    from gongtong.demo.papers import Papers
    from gongtong.demo.stages import Stage

PLACE_CODE = "demo"
DATABASE = "gongtong.sqlite"


def run(options: argparse.Namespace) -> int:
    """Run `gongtong demo` with the options of the command line (运行示范)."""
    console = Console(stderr=True, quiet=options.json)
    papers = read_papers(read_folder(options.input))
    clock = clock_of(papers)
    place = _place(options.place_name, options.area)
    prepare_folder(options.out)
    gongtong = Gongtong()
    engine = open_database(options.database or _own_file(options.out))
    try:
        with database_errors_told():
            desk = Desk(gongtong, engine, place)
            before = _prepare(desk, clock)
            _play(Year(desk, papers, clock).stages(), console)
            moment = at_nine(clock.board_day)
            found = desk.read(BOOKKEEPER, moment, lambda work: find(work, clock))
    finally:
        engine.dispose()
    written = _write(options.out, found, papers, place=place, clock=clock)
    if options.json:
        sys.stdout.write(as_text(report_of(found, papers)))
    else:
        _tell(console, found, written, options.out)
        _tell_change(console, before, found.head.event_count)
    return 0


def _own_file(out: Path) -> str:
    url = sa.URL.create("sqlite", database=str(out / DATABASE))
    return url.render_as_string(hide_password=False)


def _place(name: str, area: str) -> Place:
    try:
        return Place(code=PLACE_CODE, name_zh=name, area=area)
    except ValueError as error:
        raise InputError(
            [
                problem_at(
                    "--area",
                    code="area_malformed",
                    en=str(error),
                    zh="区划代码有误",
                    remedy="give 2, 4, 6, 9 or 12 digits, such as --area 421003",
                )
            ]
        ) from error


def _prepare(desk: Desk, clock: DemoClock) -> int:
    """Migrate and found the place; gives how many events its record held before."""
    desk.gongtong.migrate(desk.engine)
    with desk.engine.begin() as connection:
        desk.gongtong.found(connection, desk.place)
        work = desk.gongtong.at(
            connection,
            place=desk.place.code,
            actor=BOOKKEEPER.actor,
            now=at_nine(clock.first_day),
        )
        return work.head().event_count


def _play(stages: Sequence[Stage], console: Console) -> None:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as progress:
        for stage in stages:
            task = progress.add_task(f"{stage.zh}  {stage.en}", total=stage.steps)
            for _ in stage.run():
                progress.advance(task)
            # a purchase that was refused takes fewer steps than one that was paid
            progress.update(task, completed=stage.steps)


def _write(
    out: Path, found: YearFindings, papers: Papers, *, place: Place, clock: DemoClock
) -> tuple[str, ...]:
    """Write every file, and name those that changed."""
    result = found.election.result
    if result is None:
        raise UnknownReferenceError("count of election", found.election.id)
    books = BooksExport(
        title=place.name_zh,
        accounts=found.chart.accounts,
        funds=found.chart.funds,
        entries=found.entries,
        dwellings={dwelling.id: dwelling.label for dwelling in found.register.dwellings},
    )
    board = board_facts(found, result, place=place, clock=clock)
    contents = {
        "ledger.beancount": write_beancount(books),
        "ledger.journal": write_hledger(books),
        "report.json": as_text(report_of(found, papers)),
        "index.html": render_board(board),
    }
    return tuple(name for name, text in contents.items() if write_whole(out / name, text.encode()))


def _tell(console: Console, found: YearFindings, written: Sequence[str], out: Path) -> None:
    result = found.election.result
    charged = sum(charge.amount_fen for charge in found.charges)
    open_fen = sum(charge.open_fen for charge in found.charges)
    lines = [
        (
            f"{len(found.register.dwellings)} 户；应收 {format_yuan(charged)} 元，"
            f"已收 {format_yuan(charged - open_fen)} 元（{percent(charged - open_fen, charged)}）"
        ),
        f"凭证 {len(found.entries)} 张，"
        + ("账目核对一致" if not found.faults else f"账目有 {len(found.faults)} 处不一致"),
    ]
    if result is not None:
        lines.append(
            f"选举：{result.took_part.heads}/{result.electorate.heads} 人参与，"
            f"当选 {len(result.elected)} 人，空缺 {result.seats_open} 席"
        )
    for line in lines:
        console.print(line, highlight=False)
    changed = "、".join(written) or "（无）"
    console.print(f"写入/更新文件 files written: {changed}", highlight=False)
    console.print(f"公示栏 notice board: {out / 'index.html'}", highlight=False, soft_wrap=True)


def _tell_change(console: Console, before: int, after: int) -> None:
    if before == after:
        console.print(
            "数据库没有任何变化：此前已全部完成。Nothing changed: everything was in the database already.",
            highlight=False,
        )
    else:
        console.print(
            f"新增记录 {after - before} 条。{after - before} events recorded.", highlight=False
        )
