"""What can be said after `gongtong opinions` (意见命令参数)."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Final

MOST: Final = 50


def add_opinions_options(opinions: argparse.ArgumentParser) -> None:
    """Add the commands about opinions (添加意见命令)."""
    commands = opinions.add_subparsers(dest="opinions_command", required=True, metavar="COMMAND")
    bring = commands.add_parser("import", help="record a canvass sheet, as CSV or XLSX")
    bring.add_argument("file", type=Path, metavar="FILE", help="the sheet")
    bring.add_argument("--as", dest="actor", required=True, metavar="ID", help="who records it")
    bring.add_argument(
        "--at",
        type=_moment,
        metavar="MOMENT",
        help="the moment at which it is done; now by default",
    )
    bring.add_argument(
        "--dry-run", action="store_true", help="say what would happen, write nothing"
    )
    similar = commands.add_parser("similar", help="opinions that sound like a text, for a person")
    similar.add_argument("text", metavar="TEXT", help="what was said")
    similar.add_argument("--category", metavar="CODE", help="only opinions of this category")
    similar.add_argument(
        "--limit", type=_count, default=5, metavar="N", help="how many; 5 if left out"
    )
    coverage = commands.add_parser("coverage", help="how far a canvass has come")
    coverage.add_argument("canvass", metavar="CODE", help="the code of the canvass")
    for command in (bring, similar, coverage):
        command.add_argument("--database", required=True, metavar="URL", help="an SQLAlchemy URL")
        command.add_argument(
            "--place", default="demo", metavar="CODE", help="the code of the place"
        )
        command.add_argument("--json", action="store_true", help="print JSON")


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is no moment such as 2026-03-01T09:00+08:00"
        raise argparse.ArgumentTypeError(message) from error


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {MOST}")
    return int(text)
