"""What `gongtong workdays` can be asked (工作日命令参数)."""

from __future__ import annotations

import argparse
from typing import Final

_UNITS: Final = ("working_day", "day", "month", "hour")
_MOST: Final = 100_000


def add_workdays_options(workdays: argparse.ArgumentParser) -> None:
    """Add the four questions and their options (添加参数)."""
    questions = workdays.add_subparsers(dest="question", required=True, metavar="QUESTION")
    add = questions.add_parser("add", help="the last day of a term that begins on a day")
    _take_term(add, "the day on which the term begins, which is not counted")
    add.add_argument(
        "--pause",
        nargs=2,
        action="append",
        default=[],
        metavar=("FROM", "TO"),
        help="days that are not counted, TO being the first that is again; may be repeated",
    )
    before = questions.add_parser("before", help="the last day a whole term before an event")
    _take_term(before, "the day of the event")
    between = questions.add_parser("between", help="how many working days lie between two days")
    between.add_argument("first", metavar="FIRST", help="the day that is not counted")
    between.add_argument("last", metavar="LAST", help="the day that is")
    year = questions.add_parser("year", help="the announced days of a year")
    year.add_argument("year", type=int, metavar="YEAR", help="such as 2026")
    for one in (add, before, between, year):
        one.add_argument(
            "--area", default="", metavar="CODE", help="the GB/T 2260 code, for local provisions"
        )
        one.add_argument("--json", action="store_true", help="print the answer as JSON")


def _take_term(question: argparse.ArgumentParser, what: str) -> None:
    question.add_argument("date", metavar="DATE", help=what)
    question.add_argument("length", type=_length, metavar="LENGTH", help="how many")
    question.add_argument(
        "--unit", choices=_UNITS, default=_UNITS[0], help="of what; working days by default"
    )


def _length(text: str) -> int:
    if not text.isdecimal() or int(text) > _MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to {_MOST}")
    return int(text)
