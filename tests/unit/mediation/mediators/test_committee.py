"""The people's mediation committee."""

from datetime import date
from typing import Any

from attrs import evolve

from gongtong.mediation.mediators.committee import (
    CommitteeHost,
    CommitteeRole,
    CommitteeSeat,
    ElectingBody,
    MediationCommittee,
    objections_to_committee,
)
from gongtong.testing.disputes import TODAY

CHAIR = CommitteeSeat("u-1", CommitteeRole.CHAIR, is_woman=True)
MEMBERS = tuple(CommitteeSeat(f"u-{n}", CommitteeRole.MEMBER, is_woman=False) for n in range(2, 4))
COMMITTEE = MediationCommittee(
    CommitteeHost.RESIDENTS_COMMITTEE,
    ElectingBody.RESIDENTS_MEETING,
    date(2024, 6, 11),
    (CHAIR, *MEMBERS),
)


def codes(on: date = TODAY, **change: Any) -> list[str]:
    found = objections_to_committee(evolve(COMMITTEE, **change), on)
    return [one.code.removeprefix("mediation.") for one in found]


def test_each_rule_of_its_composition_is_asked() -> None:
    """The chair, women, a smaller nationality where several live, and who elected it."""
    assert codes() == []
    man = evolve(CHAIR, is_woman=False)
    assert codes(seats=(man, *MEMBERS)) == ["committee_women"]
    assert codes(seats=(CHAIR, evolve(CHAIR, person="u-9"), *MEMBERS)) == ["committee_chair"]
    assert codes(is_multi_ethnic=True) == ["committee_minority"]
    assert codes(elected_by=ElectingBody.TRADE_UNION) == ["committee_elected_by"]
    assert codes(seats=(CHAIR, CHAIR, *MEMBERS)) == ["committee_size", "committee_chair"]


def test_its_term_has_three_years() -> None:
    """Until the day before 11 June 2027."""
    assert COMMITTEE.term_ends_on == date(2027, 6, 11)
    assert codes(date(2027, 6, 10)) == []
    assert codes(date(2027, 6, 11)) == ["committee_term"]
    assert codes(date(2024, 6, 10)) == ["committee_term"]
