"""The people's mediation committee: how many, with whom, elected by whom, for how long (人民调解委员会)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.rulings import Reason, Source
from gongtong.core.workdays.deadlines import after_months
from gongtong.mediation.sources import mediation_law

COMPOSITION: Final = mediation_law(8, "第2款、第3款")
ELECTION: Final = mediation_law(9)
FEWEST: Final = 3
MOST: Final = 9
TERM_MONTHS: Final = 36


class CommitteeRole(StrEnum):
    """What a member of the committee is (委员会职务)."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"


class ElectingBody(StrEnum):
    """Who elects the members of a committee (推选主体)."""

    RESIDENTS_MEETING = "residents_meeting"
    VILLAGERS_MEETING = "villagers_meeting"
    VILLAGERS_REPRESENTATIVES = "villagers_representatives"
    STAFF_MEETING = "staff_meeting"
    STAFF_REPRESENTATIVES = "staff_representatives"
    TRADE_UNION = "trade_union"


class CommitteeHost(StrEnum):
    """With whom a committee is set up (设立单位)."""

    RESIDENTS_COMMITTEE = "residents_committee"
    VILLAGERS_COMMITTEE = "villagers_committee"
    ENTERPRISE = "enterprise"


_ELECTED_BY: Final = {
    CommitteeHost.RESIDENTS_COMMITTEE: frozenset({ElectingBody.RESIDENTS_MEETING}),
    CommitteeHost.VILLAGERS_COMMITTEE: frozenset(
        {ElectingBody.VILLAGERS_MEETING, ElectingBody.VILLAGERS_REPRESENTATIVES}
    ),
    CommitteeHost.ENTERPRISE: frozenset(
        {
            ElectingBody.STAFF_MEETING,
            ElectingBody.STAFF_REPRESENTATIVES,
            ElectingBody.TRADE_UNION,
        }
    ),
}


@frozen
class CommitteeSeat:
    """One member of a committee (委员会席位)."""

    person: str
    role: CommitteeRole
    is_woman: bool
    is_of_minority: bool = False


@frozen
class MediationCommittee:
    """A committee as it was elected (调解委员会组成).

    Where several nationalities live in the area, `is_multi_ethnic`, a smaller one has members too.
    """

    host: CommitteeHost
    elected_by: ElectingBody
    elected_on: date
    seats: tuple[CommitteeSeat, ...]
    is_multi_ethnic: bool = False

    @property
    def term_ends_on(self) -> date:
        """The day on which three years have passed (届满日)."""
        return after_months(self.elected_on, TERM_MONTHS)


def objections_to_committee(committee: MediationCommittee, on: date) -> tuple[Reason, ...]:
    """Say what speaks against a committee on a day (调解委员会组成异议).

    In this order: the number, the chair, women, a smaller nationality, who elected it, its term.
    """
    return tuple(_objections(committee, on))


def _objections(committee: MediationCommittee, on: date) -> Iterator[Reason]:
    seats = committee.seats
    if not FEWEST <= len({seat.person for seat in seats}) == len(seats) <= MOST:
        yield _reason(
            "committee_size",
            f"调解委员会由委员{FEWEST}至{MOST}人组成",
            f"a committee has {FEWEST} to {MOST} members",
            COMPOSITION,
        )
    if sum(seat.role is CommitteeRole.CHAIR for seat in seats) != 1:
        yield _reason("committee_chair", "调解委员会设主任一人", "it has one chair", COMPOSITION)
    if not any(seat.is_woman for seat in seats):
        yield _reason(
            "committee_women", "调解委员会应当有妇女成员", "women are among them", COMPOSITION
        )
    if committee.is_multi_ethnic and not any(seat.is_of_minority for seat in seats):
        yield _reason(
            "committee_minority",
            "多民族居住的地区应当有人数较少民族的成员",
            "where several nationalities live, a smaller one has members",
            COMPOSITION,
        )
    if committee.elected_by not in _ELECTED_BY[committee.host]:
        yield _reason(
            "committee_elected_by",
            "委员不是由法律规定的会议或者组织推选产生",
            "its members were elected by another body than the law names",
            ELECTION,
        )
    if not committee.elected_on <= on < committee.term_ends_on:
        yield _reason(
            "committee_term",
            f"委员每届任期三年，本届至{committee.term_ends_on}届满",
            f"a term has three years, and this one ends on {committee.term_ends_on}",
            ELECTION,
        )


def _reason(code: str, zh: str, en: str, source: Source) -> Reason:
    return Reason(f"mediation.{code}", zh, en, source)
