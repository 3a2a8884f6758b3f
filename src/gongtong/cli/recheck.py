"""`gongtong recheck`: hold a count against the ballots one by one, without the code that counted (复核命令)."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import asdict, evolve, fields, frozen

from gongtong.cli.count_options import wrong_option
from gongtong.cli.count_reading import read_file, with_budget_options
from gongtong.core.codec import from_json, parse
from gongtong.core.errors import CodecError
from gongtong.plugins.host import Host
from gongtong.voting.counting.counting_method import UncountableError, Utility
from gongtong.voting.counting.projects import ProjectVotes
from gongtong.voting.counting.rankings import Rankings, SharedRanks
from gongtong.voting.counting.trace_json import count_from_json
from gongtong.voting.counting.traces import Count
from gongtong.voting.files.conversions import ballots_for
from gongtong.voting.methods.method_book import find_method, known_methods
from gongtong.voting.replay.replaying import NotReplayableError, left_unchecked, replay

if TYPE_CHECKING:
    from gongtong.core.codec import JsonValue
    from gongtong.voting.replay.departures import Departure


def run(options: argparse.Namespace) -> int:
    """Check a count; exit status 1 where it does not hold, 2 where it cannot be checked (复核)."""
    count, counted_under = read_count(options.count)
    if options.budget is not None:
        counted_under.budget = options.budget
    departures = checked(count, options.file, counted_under)
    unchecked = left_unchecked(count)
    if options.json:
        found = [{"round": one.round, "zh": one.zh, "en": one.en} for one in departures]
        left = [{"zh": one.zh, "en": one.en} for one in unchecked]
        answer = {"holds": not found, "departures": found, "unchecked": left}
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    elif not departures:
        print("逐票复核：各轮得数与结果均与选票相符。")
        print("Checked ballot by ballot: every round and the outcome agree with the ballots.")
        for one in unchecked:
            print(f"{one.zh}。{one.en[0].upper()}{one.en[1:]}.")
    else:
        print(f"逐票复核：有 {len(departures)} 处不符。{len(departures)} things do not hold.")
        for each in departures:
            print(f"  第{each.round}轮 round {each.round}: {each.zh}。{each.en}.")
    return 1 if departures else 0


def checked(count: Count, file: str, counted_under: argparse.Namespace) -> tuple[Departure, ...]:
    """Read the ballots and give what does not hold; raises `InputError` (读取并复核)."""
    book, today = Host.installed(strict=False).book, datetime.now(tz=UTC).date()
    area: str = counted_under.area
    read = read_file(file)
    if isinstance(read.ballots, ProjectVotes):
        read = evolve(read, ballots=with_budget_options(read.ballots, counted_under))
    try:
        method = find_method(book, count.method, on=today, area=area)
        ballots = ballots_for(method, read, known_methods(book, on=today, area=area)).ballots
        if isinstance(ballots, Rankings):
            ballots = ballots.with_shared_ranks(SharedRanks(counted_under.shared_ranks))
        return replay(count, ballots, utility=Utility(counted_under.utility or Utility.COST))
    except (UncountableError, NotReplayableError) as error:
        raise wrong_option(
            count.method,
            "cannot_be_rechecked",
            (str(error), "此结果无法逐票复核"),
            "count again with `gongtong count` and compare",
        ) from error


def read_count(name: str) -> tuple[Count, argparse.Namespace]:
    """Read what `gongtong count --json` printed, and its options; raises `InputError` (读取计票结果)."""
    try:
        data = parse(Path(name).read_text(encoding="utf-8"))
        return count_from_json(_of_a_count(data)), from_json(_options_of(data), _Options).asked()
    except (OSError, UnicodeDecodeError, CodecError) as error:
        raise wrong_option(
            name,
            "no_count",
            (f"no count can be read: {error}", "不是计票结果"),
            "give the output of `gongtong count FILE --method NAME --json`",
        ) from error


@frozen
class _Options:
    """What of the options of a count a check must know."""

    shared_ranks: SharedRanks = SharedRanks.SPLIT
    budget: str | None = None
    minimum_score: int | None = None
    exclusive: tuple[str, ...] = ()
    utility: Utility | None = None
    area: str = ""

    def asked(self) -> argparse.Namespace:
        """Give them as the command line would."""
        return argparse.Namespace(**asdict(self))


def _options_of(data: JsonValue) -> JsonValue:
    known = {each.name for each in fields(_Options)}
    options = data.get("options") if isinstance(data, dict) else None
    if not isinstance(options, dict):
        return {}
    return {key: value for key, value in options.items() if key in known}


def _of_a_count(data: JsonValue) -> JsonValue:
    """Leave out what the command prints beside the count."""
    if not isinstance(data, dict):
        return data
    known = {each.name for each in fields(Count)}
    return {key: value for key, value in data.items() if key in known - {"notes"}} | {
        "notes": data.get("figures", [])
    }
