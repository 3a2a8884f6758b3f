"""Official counts of ranked-choice elections, round by round to the last digit (RCTab fixtures)."""

import csv
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from attrs import field, frozen

from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.ties import TieRule, settle
from gongtong.voting.counting.traces import Act, Count, FigureName, Round, TieBreak
from gongtong.voting.methods.transfer_rounds import count_transferable
from gongtong.voting.methods.transferable_votes import Cutting, Quota, StvRules, Surpluses

ROOT = Path(__file__).parents[3] / "shared" / "ground-truth" / "voting" / "rctab"
CONTESTS = (
    "2013_minneapolis_mayor",
    "2013_minneapolis_park",
    "2015_portland_mayor",
    "first_round_determines_threshold_tiebreaker_test",
    "generic_csv_test",
    "test_set_multi_winner_fractional_threshold",
    "test_set_multi_winner_whole_threshold",
    "tiebreak_previous_round_counts_then_random_test",
    "tiebreak_use_permutation_in_config_test",
)
UNDECLARED = "Undeclared Write-ins"
OVERVOTE, SKIPPED, EXHAUSTED = "overvotes", "skippedRankings", "exhaustedChoices"

Marks = tuple[str, ...]


@frozen
class Paper:
    """A paper as it counts: whom it ranks, and why it ends where it does."""

    order: tuple[str, ...]
    ends: str


@frozen(eq=False)
class Contest:
    """A contest of the fixtures: its settings, what was counted, and what came of it."""

    config: dict[str, Any]
    expected: dict[str, Any]
    papers: Counter[Paper] = field(factory=Counter)

    @property
    def rules(self) -> dict[str, Any]:
        """The settings of the count."""
        rules: dict[str, Any] = self.config["rules"]
        return rules

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody who can be voted for, in the order of the settings."""
        declared = [one["name"] for one in self.config["candidates"] if not one["excluded"]]
        label = self.config["cvrFileSources"][0]["undeclaredWriteInLabel"]
        return (*declared, *([UNDECLARED] if label else []))

    @property
    def seats(self) -> int:
        """How many are elected."""
        return int(self.rules["numberOfWinners"])

    @property
    def stv_rules(self) -> StvRules:
        """The settings in our words."""
        single = self.seats == 1
        first = self.rules.get("doesFirstRoundDetermineThreshold", False)
        return StvRules(
            quota=Quota.FRACTIONAL if self.rules["nonIntegerWinningThreshold"] else Quota.WHOLE,
            quota_each_round=single and not first,
            decimals=int(self.rules["decimalPlacesForVoteArithmetic"]),
            surpluses=Surpluses.NONE if single else Surpluses.TOGETHER,
            cutting=Cutting.RATE_FIRST,
            sure_losers_together=self.rules["batchElimination"],
            first_out=(UNDECLARED,),
        )

    @property
    def ties(self) -> TieRule:
        """The rule for ties; a random draw is handed in as it was drawn, since it cannot be drawn again."""
        if self.rules["tiebreakMode"] == "useCandidateOrder":
            return TieRule(by=TieBreak.ORDER)
        results = [one for each in self.expected["results"] for one in each["tallyResults"]]
        elected = [one["elected"] for one in results if "elected" in one]
        out = [one["eliminated"] for one in results if "eliminated" in one]
        left = [name for name in self.names if name not in {*elected, *out}]
        return TieRule(
            by=TieBreak.DECIDED,
            names=(*elected, *left, *reversed(out)),
            looks_back=self.rules["tiebreakMode"].startswith("previousRoundCounts"),
        )


def rows_of_a_sheet(path: Path) -> Iterator[dict[int, str]]:
    """Read a sheet row by row: what stands in each column, the first being 1."""
    with zipfile.ZipFile(path) as book:
        strings = [
            unescape("".join(re.findall(r"<t[^>]*>([^<]*)</t>", item)))
            for item in re.findall(
                r"<si>(.*?)</si>", book.read("xl/sharedStrings.xml").decode(), flags=re.DOTALL
            )
        ]
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    cells = re.compile(r'<c r="([A-Z]+)\d+"([^>]*?)(?:/>|>(.*?)</c>)', flags=re.DOTALL)
    for row in re.finditer(r"<row [^>]*?>(.*?)</row>", sheet, flags=re.DOTALL):
        found: dict[int, str] = {}
        for letters, kind, inside in cells.findall(row.group(1)):
            value = re.search(r"<v>([^<]*)</v>", inside)
            if value:
                column = 0
                for letter in letters:
                    column = column * 26 + ord(letter) - ord("A") + 1
                shared = 't="s"' in kind
                found[column] = strings[int(value.group(1))] if shared else value.group(1)
        yield found


def marks_on_paper(contest: Contest, folder: Path) -> Iterator[Marks]:
    """Read what stands at each rank of each paper."""
    source = contest.config["cvrFileSources"][0]
    path = folder / source["filePath"]
    if source["filePath"].startswith(".."):
        path = ROOT / path.name
    limit = contest.rules["maxRankingsAllowed"]
    first = int(source.get("firstVoteColumnIndex", 0))
    if source["provider"] == "ess":
        rows = list(rows_of_a_sheet(path))
        last = max(max(row, default=0) for row in rows)
        ranks = range(first, min(last + 1, first + int(limit)))
        for row in rows[int(source["firstVoteRowIndex"]) - 1 :]:
            if row:
                yield tuple(row.get(rank, "").strip() for rank in ranks)
    elif source["provider"] == "genericCsv":
        with path.open(encoding="utf-8", newline="") as file:
            heading, *lines = csv.reader(file)
        for line in lines:
            yield in_columns(heading[first - 1 :], line[first - 1 :])
    else:
        yield from of_common_data_format(json.loads(path.read_text(encoding="utf-8")))


def in_columns(names: Sequence[str], ranks: Sequence[str]) -> Marks:
    """Turn a row with the rank of each candidate into what stands at each rank."""
    marks = [""] * len(names)
    for name, rank in zip(names, ranks, strict=True):
        if rank:
            assert not marks[int(rank) - 1]
            marks[int(rank) - 1] = name
    return tuple(marks)


def of_common_data_format(report: dict[str, Any]) -> Iterator[Marks]:
    """Read papers in the common data format; several at one rank are an overvote."""
    (election,) = report["Election"]
    people = {one["@id"]: one["Name"] for one in election["Candidate"]}
    chosen = {
        one["@id"]: people[one["CandidateIds"][0]]
        for contest in election["Contest"]
        for one in contest["ContestSelection"]
    }
    for record in report["CVR"]:
        (snapshot,) = [
            one for one in record["CVRSnapshot"] if one["@id"] == record["CurrentSnapshotId"]
        ]
        at: dict[int, list[str]] = {}
        for selection in snapshot["CVRContest"][0]["CVRContestSelection"]:
            for position in selection["SelectionPosition"]:
                if position["HasIndication"] == "yes":
                    at.setdefault(int(position["Rank"]), []).append(
                        chosen[selection["ContestSelectionId"]]
                    )
        yield tuple(
            "overvote" if len(at.get(rank, [])) > 1 else "".join(at.get(rank, []))
            for rank in range(1, max(at, default=0) + 1)
        )


def paper_of(marks: Marks, contest: Contest) -> Paper | None:
    """Say how a paper counts; nothing for a paper without any mark."""
    source, rules = contest.config["cvrFileSources"][0], contest.rules
    blank = {"", source.get("skippedRankLabel")}
    over = {"overvote", source.get("overvoteLabel")} - {"", None}
    known = {alias: one["name"] for one in contest.config["candidates"] for alias in one_of(one)}
    known[source.get("undeclaredWriteInLabel") or UNDECLARED] = UNDECLARED
    allowed = int(rules["maxSkippedRanksAllowed"])
    order: list[str] = []
    marked = [rank for rank, mark in enumerate(marks, start=1) if mark not in blank]
    before = 0
    for rank in marked:
        mark = marks[rank - 1]
        if rank - before > allowed + 1:
            return Paper(tuple(order), SKIPPED)
        before = rank
        if mark in over:
            if rules["overvoteRule"] == "exhaustImmediately":
                return Paper(tuple(order), OVERVOTE)
        elif known[mark] in contest.names and known[mark] not in order:
            order.append(known[mark])
    if not marked:
        return None
    return Paper(tuple(order), EXHAUSTED)


def one_of(candidate: dict[str, Any]) -> tuple[str, ...]:
    """All names under which a candidate stands in a file."""
    return (candidate["name"], *candidate.get("aliases", ()))


@cache
def load(name: str) -> Contest:
    """Read a contest, or leave the test out where the files are not there."""
    folder = ROOT / name
    if not folder.is_dir():
        pytest.skip(f"the published counts of RCTab are not there: {name}")
    contest = Contest(
        json.loads((folder / f"{name}_config.json").read_text(encoding="utf-8")),
        json.loads((folder / f"{name}_expected_detailed_report.json").read_text(encoding="utf-8")),
    )
    for marks, times in Counter(marks_on_paper(contest, folder)).items():
        paper = paper_of(marks, contest)
        if paper is not None:
            contest.papers[paper] += times
    return contest


def count_of(contest: Contest) -> Count:
    """Count a contest."""
    names, rules = contest.names, contest.stv_rules
    ballots = Rankings.from_ballots(
        names,
        (
            ([[names.index(name)] for name in paper.order], times)
            for paper, times in contest.papers.items()
        ),
    )
    return settle(
        lambda referee: count_transferable(
            ballots, contest.seats, referee, rules=rules, method="fixture"
        ),
        names,
        contest.ties,
    )


def moved_by(one: Round, giver: str) -> dict[str, Fraction]:
    """What moved from somebody, in the words of the report."""
    moved: dict[str, Fraction] = {}
    for transfer in one.transfers:
        if transfer.giver == giver:
            taker = transfer.taker or "exhausted"
            moved[taker] = moved.get(taker, Fraction(0)) + transfer.amount
    for figure in one.figures:
        if figure.name is FigureName.LOST and figure.of == giver and figure.amount:
            moved["residual surplus"] = figure.amount
    return moved


def in_words_of_the_report(one: Round) -> dict[str, Any]:
    """Put one of our rounds as the report puts it."""
    acts = {Act.ELECTED: "elected", Act.ELIMINATED: "eliminated"}
    assert one.needed is not None
    return {
        "round": one.number,
        "tally": {amount.candidate: amount.amount for amount in one.amounts},
        "threshold": one.needed.amount,
        "tallyResults": {
            (acts[step.act], step.candidate): moved_by(one, step.candidate) for step in one.steps
        },
        "inactive": one.exhausted,
    }


def as_numbers(figures: dict[str, str]) -> dict[str, Fraction]:
    """Read figures of a report."""
    return {name: Fraction(figure) for name, figure in figures.items()}


def as_reported(one: dict[str, Any]) -> dict[str, Any]:
    """Read a round of a report."""
    return {
        "round": one["round"],
        "tally": as_numbers(one["tally"]),
        "threshold": Fraction(one["threshold"]),
        "tallyResults": {
            (act, done[act]): as_numbers(done["transfers"])
            for done in one["tallyResults"]
            for act in ("elected", "eliminated")
            if act in done
        },
        "inactive": sum(as_numbers(one["inactiveBallots"]).values()),
    }


@pytest.mark.parametrize("name", CONTESTS)
def test_every_round_is_as_it_was_published(name: str) -> None:
    """Every tally, threshold, election, elimination, transfer and residue is that of the report."""
    contest = load(name)
    assert sum(contest.papers.values()) + contest.expected["summary"]["undervotes"] == int(
        contest.expected["summary"]["totalNumBallots"]
    )
    count = count_of(contest)
    for ours, theirs in zip(count.rounds, contest.expected["results"], strict=True):
        assert in_words_of_the_report(ours) == as_reported(theirs)


class Replay:
    """Every paper for itself, moved as the rounds of a count say, to see why papers leave it."""

    def __init__(self, contest: Contest) -> None:
        """Hand every paper to its first choice."""
        self.papers = contest.papers
        self.rules = contest.stv_rules
        self.standing = set(contest.names)
        self.value = dict.fromkeys(self.papers, Fraction(1))
        self.holder = {paper: next(iter(paper.order), None) for paper in self.papers}

    def inactive(self) -> dict[str, Fraction]:
        """What nobody holds, by the reason for which the papers end."""
        found = dict.fromkeys((OVERVOTE, SKIPPED, EXHAUSTED), Fraction(0))
        for paper, holder in self.holder.items():
            if holder is None:
                found[paper.ends] += self.papers[paper] * self.value[paper]
        return found

    def follow(self, one: Round) -> None:
        """Do what a round did."""
        parts = {step.candidate: Fraction(1) for step in one.steps}
        for step in one.steps:
            if step.act is Act.ELECTED:
                amount = one.amount_of(step.candidate)
                assert amount is not None
                assert one.needed is not None
                over = max(amount - one.needed.amount, Fraction(0))
                parts[step.candidate] = self.cut(over / amount)
        self.standing -= set(parts)
        for paper, holder in self.holder.items():
            if holder in parts:
                self.value[paper] = self.cut(self.value[paper] * parts[holder])
                self.holder[paper] = next((o for o in paper.order if o in self.standing), None)

    def cut(self, amount: Fraction) -> Fraction:
        """Ignore what is behind the decimals of the rule."""
        return Fraction(amount * self.rules.unit // 1, self.rules.unit)


@pytest.mark.parametrize("name", CONTESTS)
def test_papers_leave_the_count_for_the_published_reasons(name: str) -> None:
    """Overvotes, skipped ranks and exhausted choices are as published, when every paper is followed.

    What the last surpluses hand to nobody is told apart in the report, as it is of no consequence.
    """
    contest = load(name)
    count = count_of(contest)
    replay = Replay(contest)
    last = dict.fromkeys((OVERVOTE, SKIPPED, EXHAUSTED), Fraction(0))
    for ours, theirs in zip(count.rounds, contest.expected["results"], strict=True):
        published = as_numbers(theirs["inactiveBallots"])
        left = published.pop("finalRoundSurplus", Fraction(0))
        found = replay.inactive()
        assert sum(found.values()) == ours.exhausted
        assert (last if left else found) | {"repeatedRankings": 0} == published
        last = found
        replay.follow(ours)
