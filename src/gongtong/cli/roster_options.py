"""What can be said after `gongtong roster` (排班命令参数)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def add_roster_options(roster: argparse.ArgumentParser) -> None:
    """Add the commands about rosters (添加排班命令)."""
    commands = roster.add_subparsers(dest="roster_command", required=True, metavar="COMMAND")
    patrol = commands.add_parser(
        "patrol",
        help="a period of irregular patrols: how hard to foretell, what was walked, and the check",
        description=(
            "Tells the promise of a period, how hard its times are to foretell and what an event at the worst hour "
            "can expect. Once the seed is told, every day is drawn again and held against what was walked. "
            "Exit status 1 when a day was changed in silence or the times show a habit."
        ),
    )
    patrol.add_argument("period", metavar="CODE", help="the code of the period")
    hours = commands.add_parser(
        "hours", help="the time that a volunteer gave: confirmed, waiting, disputed, entry by entry"
    )
    hours.add_argument("volunteer", metavar="CODE", help="the code of the volunteer")
    for command in (patrol, hours):
        command.add_argument("--database", required=True, metavar="URL", help="an SQLAlchemy URL")
        command.add_argument(
            "--place", default="demo", metavar="CODE", help="the code of the place"
        )
        command.add_argument("--json", action="store_true", help="print JSON")
