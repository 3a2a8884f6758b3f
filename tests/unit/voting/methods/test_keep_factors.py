"""Keep factors: what everybody has of ballots that the elected divide."""

from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.methods.keep_factors import UNIT, KeepFactors

THIRD = -(-UNIT // 3)


def ballots() -> Rankings:
    """Six ballots: a before b before c thrice, b before a twice, c alone."""
    return Rankings.from_ballots(
        "abc", [([[0], [1], [2]], 3), ([[1], [0]], 2), ([[2]], 1), ([], 5)]
    )


def test_whoever_stands_keeps_a_ballot_whole() -> None:
    """At the start everybody has the ballots that name it first."""
    assert KeepFactors(ballots()).votes() == {0: 3 * UNIT, 1: 2 * UNIT, 2: UNIT}


def test_the_elected_hand_on_what_they_do_not_keep_rounded_up() -> None:
    """A third is kept as 0.333333334, and the rest of each ballot goes on."""
    count = KeepFactors(ballots())
    count.elect(0)
    count.factors[0] = THIRD
    assert count.votes() == {0: 3 * THIRD, 1: 2 * UNIT + 3 * (UNIT - THIRD), 2: UNIT}


def test_two_elected_hand_on_to_each_other_in_the_order_of_each_ballot() -> None:
    """Elected one after the other, they divide ballots that name both, whichever comes first."""
    count = KeepFactors(ballots())
    count.elect(0)
    count.elect(1)
    count.factors |= {0: UNIT // 2, 1: UNIT // 4}
    half, quarter = UNIT // 2, UNIT // 4
    assert count.votes() == {
        0: 3 * half + 2 * (UNIT - quarter) // 2,
        1: 3 * (half // 4) + 2 * quarter,
        2: UNIT + 3 * (half - half // 4),
    }


def test_who_is_out_hands_on_to_the_next_also_behind_the_elected() -> None:
    """Behind a, who keeps a half, b is out and c gets the rest; b's own ballots go to a."""
    count = KeepFactors(ballots())
    count.elect(0)
    count.factors[0] = UNIT // 2
    count.take_out(1)
    assert count.votes() == {0: 5 * UNIT // 2, 2: UNIT + 3 * UNIT // 2}


def test_it_does_not_matter_in_which_order_they_were_elected_and_taken_out() -> None:
    """The same people, the same factors, the same votes."""
    orders = [([0], [1], []), ([0], [], [1]), ([], [1], [0])]
    found = []
    for first, out, later in orders:
        count = KeepFactors(ballots())
        for one in first:
            count.elect(one)
        for one in out or later:
            if one == 1:
                count.take_out(one)
        for one in later:
            if one == 0:
                count.elect(one)
        count.factors[0] = THIRD
        found.append(count.votes())
    assert found[0] == found[1] == found[2]
