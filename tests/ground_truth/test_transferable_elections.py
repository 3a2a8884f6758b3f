"""Real elections by transferable votes: Scottish wards and Burlington, beside other programs."""

import csv
import random
import re
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyrankvote
import pytest
from py3votecore.irv import IRV
from py3votecore.stv import STV
from votelib.evaluate.sequential import TransferableVoteSelector

from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.rankings import Rankings, SharedRanks
from gongtong.voting.counting.traces import Act, Count
from gongtong.voting.methods import irv, stv_meek, stv_scottish, two_round

ROOT = Path(__file__).parents[3] / "shared" / "ground-truth" / "voting"

Papers = Counter[tuple[int, ...]]
Peer = Callable[[int, int, Papers], set[int]]


def there(*parts: str) -> Path:
    """Give a file, or leave the test out where it is not there."""
    path = ROOT.joinpath(*parts)
    if not path.is_file():
        pytest.skip(f"the ballots are not there: {'/'.join(parts)}")
    return path


def hillhead() -> tuple[int, int, Papers]:
    """Glasgow, ward Hillhead, 2007."""
    text = there("scottish", "glasgow_2007_hillhead.blt").read_text(encoding="utf-8")
    lines = [line.split("#")[0].split() for line in text.splitlines()]
    (candidates, seats), *rest = (line for line in lines if line)
    papers: Papers = Counter()
    for times, *order, _ in rest[: rest.index(["0"])]:
        papers[tuple(int(one) - 1 for one in order)] += int(times)
    return int(candidates), int(seats), papers


def torry() -> tuple[int, int, Papers]:
    """Aberdeen, ward 12, Torry and Ferryhill, 2017."""
    with there("scottish", "aberdeen_2017_ward12.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    papers: Papers = Counter()
    for times, *order in rows:
        if not times.isdigit():
            break
        papers[tuple(int(one) - 1 for one in order if one)] += int(times)
    return int(head[0]), int(head[1]), papers


def drawn(seed: int) -> tuple[int, int, Papers]:
    """Draw voters who mostly agree about four to eight candidates and name some of them."""
    chance = random.Random(seed)  # noqa: S311 - drawn for a test, no secret
    candidates, seats = chance.randint(4, 8), chance.randint(2, 3)
    liked = [chance.random() for _ in range(candidates)]
    papers: Papers = Counter()
    for _ in range(800):
        marks = [chance.gauss(one, 0.5) for one in liked]
        order = sorted(range(candidates), key=lambda one: -marks[one])
        papers[tuple(order[: chance.randint(1, candidates)])] += 1
    return candidates, seats, papers


def ballots(candidates: int, papers: Papers) -> Rankings:
    """The papers for our methods; candidates are named by their numbers."""
    names = [str(number) for number in range(candidates)]
    return Rankings.from_ballots(
        names, [([[one] for one in order], times) for order, times in papers.items()]
    )


def by_votelib(_: int, seats: int, papers: Papers) -> set[int]:
    """Elect with votelib."""
    selector: Any = TransferableVoteSelector
    return set(selector(quota_function="droop").evaluate(dict(papers), seats))


def by_py_vote_core(_: int, seats: int, papers: Papers) -> set[int]:
    """Elect with py-vote-core."""
    cast = [{"count": times, "ballot": list(order)} for order, times in papers.items()]
    return set(STV(cast, required_winners=seats).as_dict()["winners"])


def by_pyrankvote(candidates: int, seats: int, papers: Papers) -> set[int]:
    """Elect with pyrankvote."""
    people = [pyrankvote.Candidate(str(number)) for number in range(candidates)]
    cast = [
        pyrankvote.Ballot([people[one] for one in order])
        for order, times in papers.items()
        for _ in range(times)
    ]
    result = pyrankvote.single_transferable_vote(people, cast, number_of_seats=seats)
    return {int(one.name) for one in result.get_winners()}


PEERS = (by_votelib, by_py_vote_core, by_pyrankvote)


def elected(counted: Count) -> set[int]:
    """Who is elected, by number."""
    assert not counted.undecided
    return {int(name) for name in counted.elected}


@pytest.mark.parametrize("ward", [hillhead, torry], ids=lambda ward: ward.__name__)
@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.__name__)
def test_scottish_wards_elect_whom_others_elect(
    ward: Callable[[], tuple[int, int, Papers]], peer: Peer
) -> None:
    """Three other programs agree with us about both wards."""
    candidates, seats, papers = ward()
    settings = CountSettings(seats=seats)
    counted = stv_scottish.METHOD.run(ballots(candidates, papers), settings)
    assert elected(counted) == peer(candidates, seats, papers)


# The stages of Hillhead as the council published them and the droop program reproduces them: who had
# what at the end of the stage, and what had become non-transferable by then, digits lost included.
HILLHEAD = (
    ("912 51 1184 184 463 344 1192 1080 1899 1675", "0"),
    (
        (
            "918.01552 51.69823 1193.45296 187.81341 469.49891 354.09748 1196.08196 1085.80068 1797 "
            "1705.66841"
        ),
        "24.87244",
    ),
    (
        (
            "930.23036 - 1195.56038 193.86712 477.49891 362.20490 1197.08196 1087.80068 1797 "
            "1708.72212"
        ),
        "34.03357",
    ),
    ("932.23036 - 1214.04377 - 490.66004 411.38652 1203.24309 1092.90810 1797 1778.74261", ""),
    ("941.55262 - 1245.17168 - 526.05650 - 1267.94132 1114.23036 1797 1924.25425", ""),
    ("945.31402 - 1276.48526 - 554.74354 - 1277.72988 1125.90738 1797 1797", ""),
    ("974.15468 - 1562.12095 - - - 1379.71960 1160.01433 1797 1797", ""),
    ("- - 1926.80457 - - - 1433.01299 1228.60063 1797 1797", ""),
    ("- - 1797 - - - 1458.94570 1249.03032 1797 1797", ""),
    ("- - 1797 - - - 2270.21056 - 1797 1797", ""),
)


def test_every_stage_of_hillhead_is_as_it_was_published() -> None:
    """Ten stages, five decimals, with what is cut off accounted for."""
    candidates, seats, papers = hillhead()
    counted = stv_scottish.METHOD.run(ballots(candidates, papers), CountSettings(seats=seats))
    valid = sum(papers.values())
    for each, (held, gone) in zip(counted.rounds, HILLHEAD, strict=True):
        assert each.needed is not None
        assert each.needed.amount == 1797
        amounts = {one.candidate: one.amount for one in each.amounts}
        published = enumerate(held.split())
        assert amounts == {str(n): Fraction(one) for n, one in published if one != "-"}
        if gone:
            assert valid - sum(amounts.values()) == Fraction(gone)
    assert counted.elected == ("8", "9", "2", "6")


def test_meek_elects_the_same_in_both_wards() -> None:
    """The two rules differ in their figures and, here, not in whom they elect."""
    for candidates, seats, papers in (hillhead(), torry()):
        cast, settings = ballots(candidates, papers), CountSettings(seats=seats)
        scottish = elected(stv_scottish.METHOD.run(cast, settings))
        assert elected(stv_meek.METHOD.run(cast, settings)) == scottish


@pytest.mark.parametrize("seed", [*range(17), 18, 19, 20])
def test_drawn_elections_elect_whom_others_elect(seed: int) -> None:
    """Votelib and py-vote-core agree with us.

    Left out are pyrankvote, which rounds to four decimals, and one drawn election with a tie for going
    out, at which votelib stops; here it does not matter.
    """
    candidates, seats, papers = drawn(seed)
    cast = ballots(candidates, papers)
    counted = stv_scottish.METHOD.run(cast, CountSettings(seats=seats))
    assert elected(counted) == by_votelib(candidates, seats, papers)
    assert elected(counted) == by_py_vote_core(candidates, seats, papers)
    single = irv.METHOD.run(cast, CountSettings())
    votes = [{"count": times, "ballot": list(order)} for order, times in papers.items()]
    assert elected(single) == {IRV(votes).as_dict()["winner"]}


def burlington() -> Rankings:
    """Burlington, Vermont, election of the mayor 2009, as PrefLib has it."""
    names: list[str] = []
    cast: list[tuple[list[list[int]], int]] = []
    for line in there("preflib", "00005-00000002.toi").read_text(encoding="utf-8").splitlines():
        named = re.match(r"# ALTERNATIVE NAME \d+: (.*)", line)
        if named:
            names.append(named.group(1).strip())
        elif not line.startswith("#"):
            times, order = line.split(":")
            ranks = re.findall(r"\{[^}]*\}|\d+", order)
            numbers = [[int(one) - 1 for one in re.findall(r"\d+", rank)] for rank in ranks]
            cast.append((numbers, int(times)))
    return Rankings.from_ballots(names, cast)


def test_burlington_elects_bob_kiss_as_it_did() -> None:
    """First choices and the last rounds are those of the city, save one ballot.

    The city ended a ballot at a shared rank only where more than one on it still stood. Here a shared
    rank ends it in any case, so that one ballot less is counted for Kurt Wright in the last round
    (4060 for 4061), and 607 are exhausted for 606.
    """
    settings = CountSettings(shared_ranks=SharedRanks.EXHAUST)
    counted = irv.METHOD.run(burlington(), settings)
    first, *_, fourth, last = (
        {one.candidate: one.amount for one in each.amounts} for each in counted.rounds
    )
    assert first == {
        "Bob Kiss": 2585,
        "Andy Montroll": 2063,
        "James Simpson": 35,
        "Dan Smith": 1306,
        "Kurt Wright": 2951,
        "Write-In": 36,
    }
    assert fourth == {"Bob Kiss": 2981, "Andy Montroll": 2554, "Kurt Wright": 3294}
    assert last == {"Bob Kiss": 4313, "Kurt Wright": 4061 - 1}
    assert counted.rounds[-1].exhausted == 606 + 1
    assert counted.elected == ("Bob Kiss",)
    out = [
        step.candidate
        for each in counted.rounds
        for step in each.steps
        if step.act is Act.ELIMINATED
    ]
    assert out == ["James Simpson", "Write-In", "Dan Smith", "Andy Montroll"]


def test_two_rounds_in_burlington_end_alike() -> None:
    """Wright and Kiss lead after the first choices, and Kiss wins the run-off."""
    settings = CountSettings(shared_ranks=SharedRanks.EXHAUST)
    counted = two_round.METHOD.run(burlington(), settings)
    assert [step.candidate for step in counted.rounds[0].steps] == ["Kurt Wright", "Bob Kiss"]
    assert counted.elected == ("Bob Kiss",)
