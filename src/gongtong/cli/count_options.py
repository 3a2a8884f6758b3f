"""The options of `gongtong count`, as settings of a count (计票命令选项)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gongtong.core.errors import InputError
from gongtong.core.shares import AtLeast, MoreThan
from gongtong.core.tabular import problem_at
from gongtong.voting.counting.counting_method import Completion, CountSettings, Utility
from gongtong.voting.counting.rankings import SharedRanks
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import TieBreak

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from gongtong.core.codec import JsonValue
    from gongtong.core.shares import Bound

_EARLIER: Final = "earlier-rounds"
_PLAIN: Final = {
    "open": TieBreak.OPEN,
    "run-off": TieBreak.RUN_OFF,
    "order": TieBreak.ORDER,
}
_LISTS: Final = {"seniority": TieBreak.SENIORITY, "decided": TieBreak.DECIDED}
_BOUND: Final = re.compile(r"(more-than|at-least)[ :]?([0-9]{1,9})/([0-9]{1,9})")
TIES_HELP: Final = (
    "the rule for ties that was named before the vote: open (default; order for pb-greedy methods "
    "on a .pb file, as Pabulib checks its outcomes), run-off, order, "
    "seniority:NAME,NAME, lot:SEED, decided:NAME,NAME, earlier-rounds, earlier-rounds+RULE"
)


def add_count_options(count: argparse.ArgumentParser) -> None:
    """Declare the options (声明选项)."""
    count.add_argument("file", metavar="FILE", help="the file of ballots; - reads standard input")
    count.add_argument(
        "--method", required=True, metavar="NAME", help="see `gongtong methods` for the names"
    )
    count.add_argument("--seats", type=int, metavar="N", help="instead of what the file says")
    count.add_argument(
        "--budget", metavar="AMOUNT", help="in the unit of the file, instead of what the file says"
    )
    count.add_argument("--ties", metavar="RULE", help=TIES_HELP)
    count.add_argument(
        "--shared-ranks",
        default=SharedRanks.SPLIT.value,
        choices=[rule.value for rule in SharedRanks],
        help="where candidates share a rank and its turn has come (default split)",
    )
    count.add_argument(
        "--majority", metavar="BOUND", help='needed to be elected at all: "more-than 1/2"'
    )
    _add_method_options(count)
    count.add_argument(
        "--area", default="", metavar="CODE", help="where local methods are in force"
    )
    count.add_argument("--trace", action="store_true", help="tell every round")
    count.add_argument(
        "--chart", type=Path, metavar="FILE.svg", help="draw who got how much, or the budget"
    )
    count.add_argument(
        "--flow", type=Path, metavar="FILE.svg", help="draw the rounds, and what moved between them"
    )
    count.add_argument("--json", action="store_true", help="print the count as JSON")


def _add_method_options(count: argparse.ArgumentParser) -> None:
    """Declare what only some methods ask for."""
    count.add_argument(
        "--minimum-score", type=int, metavar="N", help="votes or points that a project needs"
    )
    count.add_argument(
        "--exclusive",
        action="append",
        default=[],
        metavar="ID,ID",
        help="projects of which at most one can be chosen; may be given several times",
    )
    count.add_argument("--utility", choices=[one.value for one in Utility], help="equal shares")
    count.add_argument(
        "--completion", choices=[one.value for one in Completion], help="equal shares"
    )
    count.add_argument(
        "--comparison", action="store_true", help="equal shares: compare with votes alone"
    )
    count.add_argument(
        "--highest-score",
        type=int,
        metavar="N",
        help="the most that a ballot may give; for margins",
    )
    count.add_argument(
        "--why", action="append", default=[], metavar="NAME", help="say why, or why not"
    )


def add_recheck_options(recheck: argparse.ArgumentParser) -> None:
    """Declare the options of a check; those of the count stand in what it printed (声明复核选项)."""
    recheck.add_argument("count", metavar="COUNT.json", help="what `gongtong count --json` printed")
    recheck.add_argument("file", metavar="FILE", help="the file of ballots; - reads standard input")
    recheck.add_argument(
        "--budget", metavar="AMOUNT", help="instead of the one under which it was counted"
    )
    recheck.add_argument("--json", action="store_true", help="print what was found as JSON")


def options_as_json(options: argparse.Namespace) -> dict[str, JsonValue]:
    """Give the options under which ballots were counted, for whoever checks the count (选项转为JSON)."""
    return {
        "ties": options.ties,
        "shared_ranks": options.shared_ranks,
        "majority": options.majority,
        "budget": options.budget,
        "minimum_score": options.minimum_score,
        "exclusive": list(options.exclusive),
        "utility": options.utility,
        "completion": options.completion,
        "comparison": options.comparison,
        "area": options.area,
    }


def settings_from(
    options: argparse.Namespace, *, seats: int, candidates: Sequence[str]
) -> CountSettings:
    """Turn options into settings; raises `InputError` with every option that is wrong (生成设定)."""
    return CountSettings(
        seats=seats,
        ties=tie_rule(options.ties, candidates),
        shared_ranks=SharedRanks(options.shared_ranks),
        majority=None if options.majority is None else bound(options.majority),
        utility=None if options.utility is None else Utility(options.utility),
        completion=None if options.completion is None else Completion(options.completion),
        comparison=options.comparison,
    )


def tie_rule(text: str, candidates: Sequence[str]) -> TieRule:
    """Read a rule for ties; raises `InputError` where it is none, or names a stranger (读取并列规则).

    A list may be separated by `|` instead of commas, for names that contain commas.
    """
    looks_back = text == _EARLIER or text.startswith(f"{_EARLIER}+")
    rest = text.removeprefix(_EARLIER).removeprefix("+") if looks_back else text
    kind, _, value = rest.partition(":")
    if rest in _PLAIN or (looks_back and not rest):
        return TieRule(by=_PLAIN.get(rest, TieBreak.OPEN), looks_back=looks_back)
    if kind == "lot" and value:
        return TieRule(by=TieBreak.LOT, seed=value, looks_back=looks_back)
    if kind in _LISTS and value:
        names = names_in(value)
        strangers = [name for name in names if name not in candidates]
        if strangers or len(set(names)) < len(names):
            raise wrong_option(
                "--ties",
                "tie_rule_names",
                (
                    f"the list must name candidates, each once; strange are {strangers or names}",
                    f"名单应为候选人且不重复, 有误: {'、'.join(strangers or names)}",
                ),
                "write the names as the file does",
            )
        return TieRule(by=_LISTS[kind], names=tuple(names), looks_back=looks_back)
    raise wrong_option(
        "--ties",
        "tie_rule_unknown",
        (f"{text!r} is no rule for ties", f"“{text}”不是并列处理规则"),
        TIES_HELP,
    )


def names_in(text: str) -> list[str]:
    """Part a list of names at `|` where it has any, else at commas (拆分名单)."""
    return [name.strip() for name in text.split("|" if "|" in text else ",") if name.strip()]


def bound(text: str) -> Bound:
    """Read `more-than 1/2` or `at-least 2/3`; raises `InputError` where it is neither (读取界限)."""
    match = _BOUND.fullmatch(text.strip())
    try:
        if match is not None:
            kind = MoreThan if match.group(1) == "more-than" else AtLeast
            return kind(int(match.group(2)), int(match.group(3)))
    except (ValueError, ZeroDivisionError):
        match = None
    raise wrong_option(
        "--majority",
        "bound_unclear",
        (f"{text!r} is no bound", f"“{text}”不是比例界限"),
        'write "more-than 1/2" or "at-least 2/3"',
    )


def wrong_option(option: str, code: str, both: tuple[str, str], remedy: str) -> InputError:
    """Make the error for an option that cannot be used (选项错误)."""
    return InputError([problem_at(option, code=code, en=both[0], zh=both[1], remedy=remedy)])
