"""A ruling grants an event or refuses with every ground and its source."""

from datetime import date

import pytest

from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing

CODE = Source("民法典", "第278条第2款", date(2021, 1, 1))
HOUSE = Source("自管委决定", "2021年第3号", standing=Standing.HOUSE)


def test_a_statute_is_cited_in_book_marks_and_a_house_decision_without() -> None:
    """Residents can tell law from a decision of their own."""
    assert str(CODE) == "《民法典》第278条第2款"
    assert str(HOUSE) == "自管委决定2021年第3号"
    assert CODE.standing is Standing.VERIFIED


def test_a_refusal_without_a_ground_cannot_be_made() -> None:
    """Whoever is refused is told why."""
    with pytest.raises(ValueError, match="at least one reason"):
        Refused(())


def test_a_refusal_gives_its_grounds_in_the_order_stated() -> None:
    """Codes are stable, so a host can rely on them."""
    first = Reason("below_quorum", "参与不足", "too few took part", CODE)
    second = Reason("not_in_office", "不在任", "not in office", HOUSE, (("office", "chair"),))
    refused = Refused((first, second))
    assert refused.codes == ("below_quorum", "not_in_office")
    assert str(first) == "[below_quorum] 参与不足 / too few took part (《民法典》第278条第2款)"


def test_a_grant_carries_the_event() -> None:
    """What was granted is what happens."""
    assert Granted("paid").event == "paid"
