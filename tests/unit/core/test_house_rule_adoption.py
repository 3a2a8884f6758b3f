"""A place decides for itself: from when, on what, and not twice."""

from datetime import date

import pytest
from attrs import evolve

from gongtong.core.house_rule_adoption import (
    MAKING_HOUSE_RULES,
    AdoptHouseRule,
    HouseRuleAdopted,
    rule_on_house_rule,
)
from gongtong.core.offices import Mandate
from gongtong.core.periods import since
from gongtong.core.policies import HouseRule, Rank
from gongtong.core.rulings import Granted, Refused

TODAY = date(2025, 7, 1)
MANDATE = Mandate("业主大会决定", date(2025, 6, 1), "2025年第2号")
REQUEST = AdoptHouseRule(
    "house.parking", "voting.count_parking", "false", since("2025-06-01"), MANDATE
)
ADOPTED = HouseRule(
    "house.parking",
    "voting.count_parking",
    "false",
    since("2025-06-01"),
    MANDATE.source,
    TODAY,
    Rank.BYLAW,
)


def test_a_rule_is_adopted_with_its_decision() -> None:
    """The rule keeps the decision it rests on and the day on which it was entered."""
    assert rule_on_house_rule(REQUEST, (), on=TODAY) == Granted(HouseRuleAdopted(ADOPTED))
    assert str(ADOPTED.decision) == "业主大会决定2025年第2号"


@pytest.mark.parametrize(
    ("start", "is_refused"), [("2025-05-31", True), ("2025-06-01", False), ("2025-06-02", False)]
)
def test_a_rule_binds_no_earlier_than_it_was_decided(start: str, is_refused: bool) -> None:
    """A rule may bind from the day of its decision on, not from the day before."""
    ruling = rule_on_house_rule(evolve(REQUEST, in_force=since(start)), (), on=TODAY)
    assert isinstance(ruling, Refused) is is_refused
    if isinstance(ruling, Refused):
        assert ruling.codes == ("mandate_after_start",)
        assert ruling.reasons[0].source == MAKING_HOUSE_RULES


def test_a_rule_is_amended_under_its_own_id() -> None:
    """A further text of a rule has its id and another value or other days."""
    ruling = rule_on_house_rule(evolve(REQUEST, value="true"), (ADOPTED,), on=TODAY)
    assert isinstance(ruling, Granted)
    later = rule_on_house_rule(evolve(REQUEST, in_force=since("2026-01-01")), (ADOPTED,), on=TODAY)
    assert isinstance(later, Granted)


def test_the_same_text_is_refused() -> None:
    """A text that stands already is not entered again."""
    ruling = rule_on_house_rule(REQUEST, (ADOPTED,), on=TODAY)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("rule_stands_already",)
    assert ruling.reasons[0].source == MAKING_HOUSE_RULES


def test_every_ground_is_named() -> None:
    """The id of a rule on another point, and a day before the decision: both are said."""
    request = evolve(REQUEST, point="voting.seat_order", in_force=since("2025-01-01"))
    ruling = rule_on_house_rule(request, (ADOPTED,), on=TODAY)
    assert isinstance(ruling, Refused)
    assert ruling.codes == ("mandate_after_start", "rule_of_another_point")
    assert ruling.reasons[1].params == (("point", "voting.count_parking"),)
