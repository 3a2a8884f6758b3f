"""Answers within their bounds, and the errors that stand in for answers."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

import pytest

from gongtong.core.errors import (
    NoProvisionError,
    OutOfBoundsError,
)
from gongtong.core.places import Place
from gongtong.core.policies import (
    AnyProvision,
    Mode,
    PolicyBook,
    PolicyPoint,
    Rank,
    Reading,
    WhyNot,
)
from gongtong.core.rulings import Source
from gongtong.core.shares import AtLeast, Bound, MoreThan

Make = Callable[..., AnyProvision]
PLACE = Place("silk-dormitory", "丝绸宿舍", "421003003007")
DAY = date(2024, 5, 1)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def why_not(
    book: PolicyBook, point: PolicyPoint[Bound], **asked: object
) -> dict[str, WhyNot | None]:
    """Say of each provision why it did not decide."""
    considered = book.explain(point, PLACE, DAY, **asked)  # type: ignore[arg-type]  # as above
    return {item.provision.id: item.why_not for item in considered}


@pytest.mark.parametrize(
    ("chosen", "within"),
    [
        (AtLeast(1, 2), False),
        (MoreThan(1, 2), True),
        (AtLeast(2, 3), True),
        (AtLeast(3, 4), True),
        (MoreThan(3, 4), False),
    ],
)
def test_floors_and_ceilings_of_higher_law_bound_a_choice(
    provision: Make, quorum: PolicyPoint[Bound], chosen: Bound, within: bool
) -> None:
    """Just under the floor, on it, between, on the ceiling, just over: the law is named."""
    law = {"area": "", "rank": Rank.LAW, "cites": (Source("某法", "第9条"),)}
    floor = provision("floor", mode=Mode.FLOOR, value=MoreThan(1, 2), **law)
    ceiling = provision("ceiling", mode=Mode.CEILING, value=AtLeast(3, 4), **law)
    book = PolicyBook((provision("local", value=chosen), floor, ceiling))
    if within:
        answer = book.resolve(quorum, PLACE, DAY)
        assert answer.value == chosen
        assert {bound.id for bound in answer.bounded_by} == {"floor", "ceiling"}
    else:
        with pytest.raises(OutOfBoundsError, match="《某法》第9条"):
            book.resolve(quorum, PLACE, DAY)


def test_a_floor_of_lower_rank_binds_nobody_above_it(
    provision: Make, quorum: PolicyPoint[Bound]
) -> None:
    """A bylaw cannot set a floor under a regulation; one of equal rank can."""
    bylaw = provision("bylaw", mode=Mode.FLOOR, value=AtLeast(2, 3), rank=Rank.BYLAW)
    book = PolicyBook((provision("local"), bylaw))
    assert book.resolve(quorum, PLACE, DAY).bounded_by == ()
    assert why_not(book, quorum) == {"local": None, "bylaw": WhyNot.OUTRANKED_BOUND}
    equal = provision("equal", mode=Mode.FLOOR, value=AtLeast(2, 3))
    with pytest.raises(OutOfBoundsError):
        PolicyBook((provision("local"), equal)).resolve(quorum, PLACE, DAY)


def test_a_floor_is_no_answer(provision: Make, quorum: PolicyPoint[Bound]) -> None:
    """A floor says what may not be chosen, not what is."""
    with pytest.raises(NoProvisionError):
        PolicyBook((provision("floor", mode=Mode.FLOOR),)).resolve(quorum, PLACE, DAY)


def test_no_answer_says_what_would_supply_one() -> None:
    """The error names the point, the place, the day and the readings among which to choose."""
    silent = PolicyPoint[Colour](
        "test.silent",
        zh="未投票的计算",
        value_type=Colour,
        readings=(
            Reading(Colour.RED, zh="不计", en="silence is absence"),
            Reading(Colour.BLUE, zh="从多数", en="silence follows the majority"),
        ),
    )
    with pytest.raises(NoProvisionError) as raised:
        PolicyBook().resolve(silent, PLACE, DAY)
    assert str(raised.value).splitlines() == [
        "nothing answers test.silent (未投票的计算) in 421003003007/silk-dormitory on 2024-05-01",
        "  needed: a house rule adopted by the place, or a plugin with a provision",
        "  one reading: red (不计 / silence is absence)",
        "  one reading: blue (从多数 / silence follows the majority)",
    ]
    rule = PolicyPoint[object]("test.rule", zh="收费标准")
    with pytest.raises(NoProvisionError, match="needed: a plugin with a provision for this point"):
        PolicyBook().resolve(rule, PLACE, DAY)
