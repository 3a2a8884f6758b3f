"""Who holds none of the offices is refused, and told which would do."""

from gongtong.core.offices import Office
from gongtong.core.rulings import Source, Standing
from gongtong.deliberation.entitled import reasons_without_office

HOUSE = Source("规则", standing=Standing.HOUSE)
ACT = ("召集会议", "call a meeting")


def test_one_of_the_offices_is_enough() -> None:
    """A member may do what the chair or a member may."""
    offices = (Office.CHAIR, Office.MEMBER)
    assert list(reasons_without_office((Office.MEMBER,), offices, HOUSE, act=ACT)) == []


def test_without_any_the_offices_are_named_in_order() -> None:
    """Once each, the highest first, in both languages."""
    offices = (Office.MEMBER, Office.CHAIR, Office.MEMBER)
    (reason,) = reasons_without_office((Office.SUPERVISOR,), offices, HOUSE, act=ACT)
    assert reason.code == "deliberation.office_required"
    assert reason.zh == "召集会议须由主任、委员办理"
    assert reason.en == "to call a meeting takes the office of chair or member"
    assert reason.params == (("offices", "chair,member"),)
