"""Elections in polls, against adding up heads and area by hand."""

from __future__ import annotations

from fractions import Fraction
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.shares import AtLeast, MoreThan
from gongtong.voting.counting.ties import TieRule
from gongtong.voting.counting.traces import TieBreak
from gongtong.voting.polls.answers import Picked
from gongtong.voting.polls.committee_count import elect
from gongtong.voting.polls.poll_rules import ElectionRule
from gongtong.voting.polls.questions import ElectQuestion
from gongtong.voting.polls.settling import SettledAnswer, Worth
from gongtong.voting.readings import SeatOrder, SpoiltBallots
from gongtong.voting.thresholds import Abstention, Base, DecisionRule, in_heads_and_area
from gongtong.voting.weights import Weight

NAMES = ("甲", "乙", "丙", "丁")
RULE = ElectionRule(
    1,
    DecisionRule(
        participation=in_heads_and_area(AtLeast(2, 3), of=Base.ALL, abstention=Abstention.COUNTS),
        approval=in_heads_and_area(
            MoreThan(1, 2), of=Base.TAKING_PART, abstention=Abstention.COUNTS
        ),
    ),
    SeatOrder.HEADS_THEN_AREA,
)
voters = st.lists(
    st.tuples(st.integers(1, 4), st.none() | st.frozensets(st.sampled_from(NAMES), max_size=3)),
    max_size=9,
)
absent = st.lists(st.integers(1, 4), max_size=3)


@given(voters, absent, st.integers(1, 3))
def test_who_is_elected_has_enough_in_both_and_is_ahead_of_who_is_not(
    said: list[tuple[int, frozenset[str] | None]], absent: list[int], seats: int
) -> None:
    """Two thirds take part, more than half approve, the best first, and names break what is equal."""
    took, everyone = sum(area for area, _ in said), sum(area for area, _ in said) + sum(absent)
    heads, all_heads = len(said), len(said) + len(absent)
    quorum = all_heads and min(Fraction(heads, all_heads), Fraction(took, everyone)) * 3 >= 2
    had = {
        name: (
            sum(1 for _, names in said if names and name in names),
            sum(area for area, names in said if names and name in names),
        )
        for name in NAMES
    }
    enough = [n for n in NAMES if quorum and had[n][0] * 2 > heads and had[n][1] * 2 > took]
    expected = sorted(enough, key=lambda name: had[name], reverse=True)[:seats]

    count, _ = elect(
        ElectQuestion(title="t", options=NAMES, seats=seats),
        [
            SettledAnswer(
                Weight(1, area),
                Worth.SPOILT if names is None else Worth.COUNTED,
                None if names is None else Picked(tuple(sorted(names))),
                UUID(int=number),
            )
            for number, (area, names) in enumerate(said)
        ],
        Weight(all_heads, everyone),
        rule=RULE,
        spoilt=SpoiltBallots.TAKES_PART_APPROVES_NOBODY,
        ties=TieRule(by=TieBreak.ORDER),
    )
    assert list(count.elected) == expected
    assert count.seats_open == seats - len(expected)
