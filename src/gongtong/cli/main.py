"""The command line: the demonstration year, counts, plugins, policies, the proof (命令行)."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gongtong.cli.case_options import add_case_options
from gongtong.cli.count_options import add_count_options, add_recheck_options
from gongtong.cli.ledger.options import add_ledger_options
from gongtong.cli.opinions_options import add_opinions_options
from gongtong.cli.roster_options import add_roster_options
from gongtong.cli.workdays_options import add_workdays_options
from gongtong.core.errors import GongtongError, InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

EXIT_OK: Final = 0
EXIT_FAILED: Final = 1
EXIT_BAD_INPUT: Final = 2


def parser() -> argparse.ArgumentParser:
    """Build the parser of all commands (命令行参数)."""
    main_parser = argparse.ArgumentParser(
        prog="gongtong",
        description="Building blocks for neighbourhoods that govern themselves. 共同：居民自治的基础模块。",
    )
    commands = main_parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_demo(commands)
    _add_verify(commands)
    _add_plugins(commands)
    _add_decide(commands)
    _add_count(commands)
    _add_recheck(commands)
    _add_methods(commands)
    _add_ledger(commands)
    _add_workdays(commands)
    _add_case(commands)
    _add_opinions(commands)
    _add_roster(commands)
    return main_parser


def _add_demo(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    demo = commands.add_parser(
        "demo",
        help="one neighbourhood's year, from its paperwork to its notice board",
        description=(
            "Reads a folder of paperwork (register, two payment-app statements, ballots, opinions) and "
            "writes a database, journals, report.json and index.html, the notice board. "
            "A second run on the same database changes nothing."
        ),
    )
    demo.add_argument(
        "--input", type=Path, required=True, metavar="DIR", help="the folder of paperwork"
    )
    demo.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to write")
    demo.add_argument(
        "--database",
        metavar="URL",
        help="an SQLAlchemy URL; without it the books are kept in DIR/gongtong.sqlite",
    )
    demo.add_argument("--json", action="store_true", help="print report.json instead of a summary")
    demo.add_argument(
        "--place-name",
        default="砂石厂小区",
        metavar="NAME",
        help="what the neighbourhood is called",
    )
    demo.add_argument(
        "--area", default="421003", metavar="CODE", help="its GB/T 2260 code, for local provisions"
    )
    demo.set_defaults(run="gongtong.demo.command")


def _add_verify(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verify = commands.add_parser(
        "verify",
        help="recompute the books and the record of a place and compare",
        description="Walks the chain of events, recomputes every balance and recounts every election.",
    )
    verify.add_argument("--database", required=True, metavar="URL", help="an SQLAlchemy URL")
    verify.add_argument("--place", default="demo", metavar="CODE", help="the code of the place")
    verify.add_argument("--json", action="store_true", help="print the findings as JSON")
    verify.set_defaults(run="gongtong.cli.verify")


def _add_plugins(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    plugins = commands.add_parser(
        "plugins",
        help="list the plugins and what became of each",
        description="Lists built-in and installed plugins with their state, and why one is not active.",
    )
    plugins.add_argument("--json", action="store_true", help="print the list as JSON")
    plugins.set_defaults(run="gongtong.cli.plugin_list")


def _add_decide(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    decide = commands.add_parser(
        "decide",
        help="whether owners have decided, from the totals of a vote",
        description=(
            "Reads the totals of a vote as JSON, with the day, the matter and the rules of the place, and "
            "says quorum and outcome with every exact share, what was missing, and each reading that the "
            "law leaves open."
        ),
    )
    decide.add_argument("file", metavar="FILE", help="a JSON file; - reads standard input")
    decide.add_argument("--json", action="store_true", help="print the answer as JSON")
    decide.set_defaults(run="gongtong.cli.decide")


def _add_count(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    count = commands.add_parser(
        "count",
        help="count a file of ballots by a method, with every round",
        description=(
            "Reads PrefLib (.soc .soi .toc .toi .cat), Pabulib (.pb), BLT, Scottish wards and tables "
            "with Chinese headings, and counts exactly. Exit status 2 when the file or an option "
            "cannot be used; a tie that is left open is told and is no failure."
        ),
    )
    add_count_options(count)
    count.set_defaults(run="gongtong.cli.count")


def _add_recheck(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    recheck = commands.add_parser(
        "recheck",
        help="hold a count against the ballots, one by one",
        description=(
            "Takes what `gongtong count --json` printed and the ballots, and works every round out "
            "again without the code that counted. Exit status 1 when something does not hold."
        ),
    )
    add_recheck_options(recheck)
    recheck.set_defaults(run="gongtong.cli.recheck")


def _add_methods(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    methods = commands.add_parser(
        "methods",
        help="list the counting methods with their definitions and sources",
        description="Lists our methods and those of plugins, as `gongtong count` knows them.",
    )
    methods.add_argument(
        "--area", default="", metavar="CODE", help="where local methods are in force"
    )
    methods.add_argument("--json", action="store_true", help="print the list as JSON")
    methods.set_defaults(run="gongtong.cli.method_list")


def _add_ledger(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    ledger = commands.add_parser(
        "ledger",
        help="a committee's books: import, match, assess, statement, export, close, reconcile",
        description=(
            "Works on a database that gongtong keeps. Each command runs in a transaction of its own; "
            "what is refused is told with every ground, and exit status 1."
        ),
    )
    add_ledger_options(ledger)


def _add_workdays(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    workdays = commands.add_parser(
        "workdays",
        help="count terms: working days with make-up days, days, months, backwards from an event",
        description=(
            "Counts by the announced holidays. A date that rests on a year not announced yet says that "
            "it is provisional."
        ),
    )
    add_workdays_options(workdays)
    workdays.set_defaults(run="gongtong.cli.workdays")


def _add_case(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    case = commands.add_parser(
        "case",
        help="disputes: how a case stands and why not, what is due, the tables as diagrams",
        description=(
            "Reads cases from a database that gongtong keeps. What cannot happen is told with every ground "
            "and its source."
        ),
    )
    add_case_options(case)
    case.set_defaults(run="gongtong.cli.case")


def _add_opinions(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    opinions = commands.add_parser(
        "opinions",
        help="what residents say: record a sheet, suggest what sounds alike, count the doors",
        description=(
            "Works on a database that gongtong keeps. What sounds alike is suggested for a person to look at; "
            "nothing is put together by it."
        ),
    )
    add_opinions_options(opinions)
    opinions.set_defaults(run="gongtong.cli.opinions")


def _add_roster(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    roster = commands.add_parser(
        "roster",
        help="find, explain and re-plan rosters; check irregular patrols; the time that volunteers gave",
        description="Finds rosters and says why they are so; asks about patrols and hours. Exit status 2 for what cannot be used.",
    )
    add_roster_options(roster)
    roster.set_defaults(run="gongtong.cli.roster")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; exit status 0 done, 1 something is wrong, 2 the input cannot be used (入口)."""
    options = parser().parse_args(arguments)
    try:
        # loaded only now: --help and wrong options must not wait for the database library
        status: int = import_module(options.run).run(options)
        sys.stdout.flush()
    except InputError as error:
        print(_told(error), file=sys.stderr)
        return EXIT_BAD_INPUT
    except ModuleNotFoundError as error:
        if error.name is None or error.name.startswith("gongtong"):
            raise
        print(
            f"gongtong: this command needs {error.name}; install gongtong[cli]"
            f"（缺少 {error.name}，请安装 gongtong[cli]）",
            file=sys.stderr,
        )
        return EXIT_FAILED
    except GongtongError as error:
        print(f"gongtong: {error}", file=sys.stderr)
        return EXIT_FAILED
    except BrokenPipeError:
        # whoever reads has heard enough, as `| head` has; nothing may be flushed into the closed pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILED
    return status


def _told(error: InputError) -> str:
    count = len(error.problems)
    noun = "problem" if count == 1 else "problems"
    lines = [
        f"gongtong: the input has {count} {noun}; nothing was written（输入有 {count} 处问题，未写入任何数据）"
    ]
    lines += [f"  {problem}" for problem in error.problems]
    return "\n".join(lines)
