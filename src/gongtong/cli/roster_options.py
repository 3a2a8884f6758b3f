"""What can be said after `gongtong roster` (排班命令参数)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse

SOLVERS: Final = ("annealing", "highs", "cp-sat", "parts")


def add_roster_options(roster: argparse.ArgumentParser) -> None:
    """Add the commands about rosters (添加排班命令)."""
    commands = roster.add_subparsers(dest="roster_command", required=True, metavar="COMMAND")
    _add_solving(commands)
    _add_replanning(commands)
    _add_papers(commands)
    _add_routing(commands)
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
        _add_place(command, required=True)


def _add_solving(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    solve = commands.add_parser(
        "solve",
        help="find a roster: best points, bound and gap, checked by an independent reading",
        description=(
            "Reads an order (JSON: days, shifts, what volunteers said) with the volunteers of a place or of a sheet, or a published instance of "
            "the nurse rostering format, and finds a roster. Exit status 1 when a rule that must be kept is broken."
        ),
    )
    solve.add_argument("--out", metavar="FILE", help="write who stands where, as JSON")
    explain = commands.add_parser(
        "explain",
        help="which rules clash and on whom, or for every empty place what keeps people from it",
        description=(
            "Looks for the fewest rules that cannot be kept together; where there are none, counts for every empty place whom each rule keeps "
            "from it. Needs gongtong[highs]. Exit status 1 when rules clash."
        ),
    )
    for command in (solve, explain):
        command.add_argument("file", metavar="FILE", help="the order, or the published instance")
        command.add_argument("--format", choices=("gongtong", "curtois"), default="gongtong")
        command.add_argument("--volunteers", metavar="SHEET", help="a CSV or XLSX of volunteers")
        command.add_argument("--roster", metavar="FILE", help="a roster to begin with")
        _add_effort(command)
        _add_place(command, required=False)


def _add_replanning(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    replan = commands.add_parser(
        "replan",
        help="after somebody fell out: a roster with as few changes as possible, and whom it moves",
        description=(
            "Plans a roster that is up anew. Shifts that have begun stay as they are; nothing is written: put the result up with a reason."
        ),
    )
    replan.add_argument("roster_code", metavar="CODE", help="the code of the roster that is up")
    replan.add_argument(
        "--out-of",
        action="append",
        required=True,
        metavar="VOLUNTEER@SHIFT",
        help="who fell out of which shift; may be said again",
    )
    replan.add_argument(
        "--per-change", type=int, default=100, metavar="POINTS", help="what moving one other costs"
    )
    replan.add_argument("--out", metavar="FILE", help="write who stands where, as JSON")
    _add_effort(replan)
    _add_place(replan, required=True)


def _add_routing(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    route = commands.add_parser(
        "route",
        help="who carries what to which door: trips planned and checked; needs gongtong[routes]",
        description=(
            "Reads where buildings stand and who carries when (JSON), and a sheet of households, and plans trips. Households that fit into nobody's "
            "time are left out and named. Exit status 1 when the check finds a rule broken."
        ),
    )
    route.add_argument("file", metavar="FILE", help="the order: station, buildings, carriers")
    route.add_argument("--households", required=True, metavar="SHEET", help="a CSV or XLSX")
    route.add_argument("--out", metavar="FILE", help="write the plan as JSON")
    route.add_argument("--page", metavar="FILE", help="write a page with a map and lists to tick")
    route.add_argument("--title", default="配送路线", metavar="TEXT", help="the title of the page")
    route.add_argument(
        "--seconds", type=float, default=45.0, metavar="S", help="the limit in seconds (45)"
    )
    route.add_argument(
        "--work",
        type=int,
        metavar="N",
        help="the limit in rounds instead: the same for everybody who asks again",
    )
    route.add_argument("--seed", type=int, default=0, metavar="N")
    route.add_argument(
        "--even-percent",
        type=int,
        default=110,
        metavar="P",
        help="how much of an equal share somebody may work before each second counts fourfold (110)",
    )
    route.add_argument("--uneven", action="store_true", help="least time in all, however divided")
    route.add_argument("--json", action="store_true", help="print JSON")


def _add_papers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    sheet = commands.add_parser(
        "sheet", help="the page at the gate of a roster that is up: a sheet for each week"
    )
    sheet.add_argument("--before", metavar="CODE", help="an earlier roster to compare people with")
    calendar = commands.add_parser(
        "calendar", help="a roster that is up as iCalendar; needs gongtong[calendar]"
    )
    whose = calendar.add_mutually_exclusive_group()
    whose.add_argument("--volunteer", metavar="CODE", help="only the shifts of one volunteer")
    whose.add_argument("--team", metavar="NAME", help="only the shifts of a team")
    for command in (sheet, calendar):
        command.add_argument("roster_code", metavar="CODE", help="the code of the roster")
        command.add_argument("--out", required=True, metavar="FILE", help="where to write")
        _add_place(command, required=True)


def _add_effort(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--solver",
        choices=SOLVERS,
        default="annealing",
        help="annealing needs nothing; highs and parts need gongtong[highs], cp-sat gongtong[cp-sat]",
    )
    command.add_argument(
        "--work",
        type=int,
        metavar="N",
        help="the limit in steps, nodes, turns or rounds: the same for everybody who asks again",
    )
    command.add_argument("--seconds", type=float, metavar="S", help="the limit in seconds")
    command.add_argument("--seed", type=int, default=0, metavar="N")
    command.add_argument("--workers", type=int, default=8, metavar="N", help="for cp-sat")


def _add_place(command: argparse.ArgumentParser, *, required: bool) -> None:
    command.add_argument("--database", required=required, metavar="URL", help="an SQLAlchemy URL")
    command.add_argument("--place", default="demo", metavar="CODE", help="the code of the place")
    command.add_argument("--json", action="store_true", help="print JSON")
