"""Telling purchases by equal shares as rounds."""

from fractions import Fraction

from gongtong.voting.counting.traces import (
    Act,
    Amount,
    Figure,
    FigureName,
    Measure,
    Round,
    Stage,
    Step,
    Why,
)
from gongtong.voting.methods.purchase_rounds import Teller
from gongtong.voting.methods.purchases import Dropped, Purchase
from gongtong.voting.methods.spending import Obstacle

NAMES = ("路灯", "树")
BOUGHT = Purchase(0, Fraction(1, 20), Fraction(150), ((0, Fraction(1, 20)), (1, Fraction(1, 10))))
GIVEN_UP = Purchase(None, dropped=(Dropped(1, Obstacle(Why.NOT_AFFORDABLE), Fraction(250)),))


def test_a_purchase_tells_price_cost_and_money_in_the_unit_of_the_file() -> None:
    """Costs in fen are told in yuan; the price is money for money, the money left that before."""
    rounds = Teller(names=NAMES, costs=(3000, 4000), budget=10000, units=100).rounds([BOUGHT])
    assert rounds == [
        Round(
            number=1,
            stage=Stage.PURCHASE,
            measure=Measure.PRICE,
            amounts=(Amount("路灯", Fraction(1, 20)), Amount("树", Fraction(1, 10))),
            steps=(Step(Act.ELECTED, "路灯", Why.LOWEST_PRICE),),
            figures=(
                Figure(FigureName.MONEY_LEFT, Fraction(100)),
                Figure(FigureName.COST, Fraction(30), "路灯"),
                Figure(FigureName.PER_VOTER, Fraction(3, 2), "路灯"),
            ),
        )
    ]


def test_what_is_given_up_tells_the_money_of_its_supporters() -> None:
    """The step says why, and how much its supporters had left; the money left has become less."""
    rounds = Teller(names=NAMES, costs=(3000, 4000), budget=10000, units=100).rounds(
        [BOUGHT, GIVEN_UP]
    )
    assert rounds[1].steps == (Step(Act.SKIPPED, "树", Why.NOT_AFFORDABLE, amount=Fraction(5, 2)),)
    assert rounds[1].figures == (Figure(FigureName.MONEY_LEFT, Fraction(70)),)


def test_a_price_in_money_is_told_in_the_unit_of_the_file() -> None:
    """Where a price is money for a project or a point, it is told like other money."""
    teller = Teller(
        names=NAMES, costs=(1, 1), budget=2, units=10, priced_in_money=True, stage=Stage.SEAT
    )
    told = teller.rounds([BOUGHT])[0]
    assert (told.amount_of("路灯"), told.stage) == (Fraction(1, 200), Stage.SEAT)
