"""What can be said after `gongtong case` (案件命令参数)."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Final

MACHINES: Final = ("case", "agreement", "obligation", "meeting", "opinion")
FORMATS: Final = ("mermaid", "dot", "page")


def add_case_options(case: argparse.ArgumentParser) -> None:
    """Add the commands about cases (添加案件命令)."""
    commands = case.add_subparsers(dest="case_command", required=True, metavar="COMMAND")
    show = commands.add_parser("show", help="how a case stands, and what could happen to it")
    show.add_argument("number", metavar="NUMBER", help="the file number of the case")
    _take_database(show)
    due = commands.add_parser("due", help="what is due in the cases of a place")
    due.add_argument(
        "--until",
        type=_day,
        metavar="DATE",
        help="only what is due by this day, such as 2026-09-30",
    )
    _take_database(due)
    diagram = commands.add_parser(
        "diagram", help="the table of states as a diagram: of a case, or the built-in one"
    )
    diagram.add_argument(
        "number", nargs="?", metavar="NUMBER", help="a case, for the table that it runs on"
    )
    diagram.add_argument("--machine", choices=MACHINES, default="case", help="which built-in table")
    diagram.add_argument("--format", choices=FORMATS, default="mermaid", help="how to draw it")
    _take_database(diagram, needed=False)
    for command in (show, due, diagram):
        command.add_argument("--json", action="store_true", help="print JSON")


def _take_database(command: argparse.ArgumentParser, *, needed: bool = True) -> None:
    command.add_argument("--database", required=needed, metavar="URL", help="an SQLAlchemy URL")
    command.add_argument("--place", default="demo", metavar="CODE", help="the code of the place")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2026-09-30") from error
