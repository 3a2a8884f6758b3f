"""Laws of purses: sums over sets of voters, and classes row by row, are the same money."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gongtong.voting.counting.counting_method import Utility
from gongtong.voting.counting.scores import Scores
from gongtong.voting.methods import set_purse
from gongtong.voting.methods.demand import Demand
from gongtong.voting.methods.row_purse import RowPurse

ballots = st.tuples(st.dictionaries(st.integers(0, 3), st.integers(0, 3)), st.integers(1, 3))
utilities = st.sampled_from([Utility.NUMBER, Utility.COST, Utility.POINTS])


@given(
    cast=st.lists(ballots, min_size=1, max_size=8),
    costs=st.lists(st.integers(1, 9), min_size=4, max_size=4),
    utility=utilities,
    per_voter=st.fractions(min_value=Fraction(1, 3), max_value=6, max_denominator=4),
    near_bits=st.sampled_from([2, 6, 44]),
)
def test_both_purses_ask_the_same_prices_and_keep_the_same_money(
    cast: list[tuple[dict[int, int], int]],
    costs: list[int],
    utility: Utility,
    per_voter: Fraction,
    near_bits: int,
) -> None:
    """Whatever can be paid is bought in turn, and before each the offers agree, however coarse the rounding."""
    demand = Demand.of(Scores.from_ballots("甲乙丙丁", cast), tuple(costs), utility)
    by_sets = set_purse.SetPurse(demand, per_voter, near_bits=near_bits)
    by_rows = RowPurse(demand, per_voter)
    wanted = [one for one in range(4) if demand.backers[one]]
    while wanted:
        offers = [by_rows.offer(one) for one in wanted]
        assert [by_sets.offer(one) for one in wanted] == offers
        one, offer = wanted.pop(), offers.pop()
        if offer.price is not None:
            for some in (wanted, [*wanted, one]):
                assert by_sets.can_pay_all(some, offer.price) is by_rows.can_pay_all(
                    some, offer.price
                )
            assert by_sets.pay(one, offer) == by_rows.pay(one, offer)
