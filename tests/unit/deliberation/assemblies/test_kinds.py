"""Kinds of meeting: what cannot be one, and which text keeps a code."""

from typing import Any

import pytest
from attrs import evolve

from gongtong.core.shares import AtLeast, MoreThan
from gongtong.deliberation.assemblies.kinds import (
    CountRule,
    MeetingBasis,
    MeetingKind,
    MeetingKinds,
    committee_law,
    committee_law_before,
    kinds_together,
)

HALF = CountRule(MeetingBasis.ADULTS, MoreThan(1, 2))
KIND = MeetingKind("assembly", "大会", "决定", decides=True, quorum=(HALF,))
TALK = MeetingKind("talk", "恳谈会", "听取意见", decides=False)


@pytest.mark.parametrize(
    ("change", "message"),
    [({"called_by": ()}, "somebody must be able"), ({"quorum": ()}, "needs a quorum")],
)
def test_what_cannot_be_a_kind(change: dict[str, Any], message: str) -> None:
    """One that nobody calls, and one that decides whoever comes."""
    with pytest.raises(ValueError, match=message):
        evolve(KIND, **change)
    assert TALK.quorum == ()


def test_rules_are_found_by_whom_they_count() -> None:
    """A way of counting that the kind does not know has no rule."""
    demand = CountRule(MeetingBasis.HOUSEHOLDS, AtLeast(1, 10))
    kind = evolve(KIND, demands=(demand,))
    assert kind.quorum_over(MeetingBasis.ADULTS) == HALF
    assert kind.quorum_over(MeetingBasis.HOUSEHOLDS) is None
    assert kind.demand_by(MeetingBasis.HOUSEHOLDS) == demand
    assert kind.demand_by(MeetingBasis.ADULTS) is None
    assert all(basis.zh for basis in MeetingBasis)


def test_the_first_text_to_name_a_code_keeps_it() -> None:
    """A place cannot restate the kinds of a law, and adds its own."""
    restated = MeetingKinds((evolve(KIND, zh="另一大会"), TALK))
    assert kinds_together([(KIND,)], restated) == {"assembly": KIND, "talk": TALK}
    assert restated() == restated.kinds
    with pytest.raises(ValueError, match="twice"):
        MeetingKinds((KIND, KIND))


def test_the_two_texts_of_the_law_follow_each_other() -> None:
    """The one ends on the day on which the other begins."""
    assert committee_law_before(10).in_force_until == committee_law(26).in_force_from
    assert str(committee_law(26)) == "《城市居民委员会组织法》第26条"
