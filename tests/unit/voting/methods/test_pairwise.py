"""Each against each: tables, whoever beats all, and levels; two real elections by all pair methods."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import pytest

from gongtong.voting.counting.counting_method import CountSettings
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.ties import Referee, TieRule
from gongtong.voting.counting.traces import Pair, Why
from gongtong.voting.methods import borda, minimax, plurality, ranked_pairs, schulze
from gongtong.voting.methods.pairwise import (
    PairTable,
    fill_levels,
    levels_of,
    on_lower_levels,
    pair_table,
)

PREFLIB = Path(__file__).parents[5] / "shared" / "ground-truth" / "voting" / "preflib"
RING = PairTable(candidates=("甲", "乙", "丙"), prefer=((0, 6, 3), (3, 0, 6), (6, 3, 0)), ballots=9)


def read(name: str) -> Rankings:
    """Read an election of PrefLib by hand: shared ranks stand in braces."""
    if not PREFLIB.exists():
        pytest.skip("the ground truth of PrefLib is not beside this checkout")
    names, ballots = [], []
    for line in (PREFLIB / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("# ALTERNATIVE NAME"):
            names.append(line.split(": ", 1)[1])
        elif not line.startswith("#"):
            times, order = line.split(": ", 1)
            ranks: list[list[int]] = []
            shared = False
            for word in order.replace("{", "{,").replace("}", ",}").split(","):
                if word in ("{", "}"):
                    shared = word == "{"
                    ranks += [[]] if shared else []
                elif shared:
                    ranks[-1].append(int(word) - 1)
                else:
                    ranks.append([int(word) - 1])
            ballots.append((ranks, int(times)))
    return Rankings.from_ballots(names, ballots)


def test_a_table_says_who_beats_whom() -> None:
    """Margins, defeats and pairs of a ring; nobody beats all."""
    assert RING.margin(0, 1) == 3
    assert RING.margin(0, 2) == -3
    assert RING.defeats() == [(0, 1), (1, 2), (2, 0)]
    assert RING.beats_all() is None
    assert RING.pairs()[0] == Pair("甲", "乙", Fraction(6), Fraction(3))
    assert [(pair.one, pair.other) for pair in RING.pairs()] == [
        ("甲", "乙"),
        ("甲", "丙"),
        ("乙", "丙"),
    ]


def test_whoever_beats_all_but_one_who_is_level_does_not_beat_all() -> None:
    """A tie is no win; alone, one beats everybody."""
    table = PairTable(candidates=("甲", "乙"), prefer=((0, 2), (2, 0)), ballots=4)
    assert table.beats_all() is None
    assert PairTable(candidates=("甲", "乙"), prefer=((0, 1), (2, 0)), ballots=4).beats_all() == 1
    assert PairTable(candidates=("甲",), prefer=((0,),), ballots=0).beats_all() == 0


def test_a_table_of_rankings_counts_the_unranked_below() -> None:
    """Two ranked, one not: three comparisons."""
    ballots = Rankings.from_ballots("甲乙丙", [([[1], [0]], 2), ([[0, 2]], 1)])
    table = PairTable.of(ballots)
    assert table.prefer == ((0, 1, 2), (2, 0, 2), (0, 1, 0))
    assert table.ballots == 3
    assert pair_table(ballots) == pair_table(table) == table


def test_parts_of_a_city_are_compared_at_once_and_put_together() -> None:
    """A table for each part, made by workers, and their sum: the same as of all ballots."""
    names = ("甲", "乙", "丙")
    parts = [
        Rankings.from_ballots(names, [([[part % 3], [(part + 1) % 3]], part + 1)])
        for part in range(5)
    ]
    whole = parts[0]
    for part in parts[1:]:
        whole += part
    with ThreadPoolExecutor(2) as workers:
        together = PairTable.together(workers.map(PairTable.of, parts))
    assert together == PairTable.of(whole)
    settings = CountSettings()
    assert schulze.METHOD.run(together, settings) == schulze.METHOD.run(whole, settings)


def test_tables_of_unlike_candidates_do_not_add_up() -> None:
    """The numbers would mean others."""
    other = PairTable(candidates=("乙", "甲", "丙"), prefer=RING.prefer, ballots=9)
    with pytest.raises(ValueError, match="same candidates"):
        RING.__add__(other)


@pytest.mark.parametrize(
    ("above", "levels"),
    [
        ([0b000, 0b001, 0b011], [[0], [1], [2]]),
        ([0b110, 0b000, 0b000], [[1, 2], [0]]),
        ([0b000, 0b000, 0b010], [[0, 1], [2]]),
        ([0, 0, 0], [[0, 1, 2]]),
    ],
)
def test_levels_hold_everybody_above_whom_only_earlier_levels_stand(
    above: list[int], levels: list[list[int]]
) -> None:
    """A chain, one below two, one beside a chain, all level."""
    assert levels_of(above) == levels


def test_a_ring_has_no_levels() -> None:
    """Nobody can be first where each stands below another."""
    with pytest.raises(ValueError, match="no order"):
        levels_of([0b010, 0b001])


@pytest.mark.parametrize(
    ("seats", "elected", "undecided"),
    [(1, (), (1, 2)), (2, (1, 2), ()), (3, (1, 2, 0), ()), (9, (1, 2, 0, 3), ())],
)
def test_seats_go_level_by_level(
    seats: int, elected: Sequence[int], undecided: Sequence[int]
) -> None:
    """Two on the first level share one seat only by a rule."""
    levels = [[1, 2], [0], [3]]
    filled = fill_levels(levels, seats, Referee("甲乙丙丁", TieRule()), round_number=1)
    assert (filled.elected, filled.undecided) == (elected, undecided)
    assert on_lower_levels(levels) == {1: 2, 2: 2, 0: 1, 3: 0}


def test_burlington_had_a_winner_of_all_pairs_whom_the_rounds_put_out() -> None:
    """The mayor's election of 2009: Montroll beats Kiss 4067 to 3477, and everybody else.

    The pairs are those of the published analyses. By first choices Wright leads, Montroll is third.
    """
    ballots = read("00005-00000002.toi")
    table = PairTable.of(ballots)
    kiss, montroll, _, smith, wright, _ = range(6)
    assert table.ballots == 8980
    assert [table.prefer[montroll][other] for other in (kiss, smith, wright)] == [4067, 4573, 4597]
    assert [table.prefer[other][montroll] for other in (kiss, smith, wright)] == [3477, 2998, 3668]
    for method in (schulze, ranked_pairs, minimax):
        count = method.METHOD.run(table, CountSettings())
        assert count.elected == ("Andy Montroll",)
        assert count.rounds[0].steps[0].why is Why.BEATS_ALL
    assert borda.METHOD.run(ballots, CountSettings()).elected == ("Andy Montroll",)
    assert plurality.METHOD.run(ballots, CountSettings()).elected == ("Kurt Wright",)


def test_govan_had_a_ring_of_three() -> None:
    """A Glasgow ward of 2007: Dornan beats Flanagan, Flanagan beats Hunter, Hunter beats Dornan.

    The smallest margin of the three is not that of the fewest votes: ballots are short. By winning
    votes Flanagan wins, by Tideman's margins Dornan.
    """
    table = PairTable.of(read("00008-00000009.soi"))
    dornan, flanagan, hunter = 2, 3, 5
    assert table.beats_all() is None
    ring = {(dornan, flanagan), (flanagan, hunter), (hunter, dornan)}
    defeats = set(table.defeats())
    assert ring <= defeats
    assert {pair[1] for pair in defeats if pair[0] not in (dornan, flanagan, hunter)}.isdisjoint(
        (dornan, flanagan, hunter)
    )
    votes = {pair: table.prefer[pair[0]][pair[1]] for pair in ring}
    margins = {pair: table.margin(*pair) for pair in ring}
    assert min(votes, key=votes.__getitem__) == (dornan, flanagan)
    assert min(margins, key=margins.__getitem__) == (hunter, dornan)
    assert schulze.METHOD.run(table, CountSettings()).elected == ("John Flanagan",)
    assert minimax.METHOD.run(table, CountSettings()).elected == ("John Flanagan",)
    assert ranked_pairs.METHOD.run(table, CountSettings()).elected == ("Stephen Dornan",)
