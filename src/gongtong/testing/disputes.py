"""A dispute as values, for tests of rules that need no database (纠纷测试值)."""

from __future__ import annotations

from datetime import date
from typing import Final

from gongtong.core.places import DwellingLabel
from gongtong.mediation.cases.cases import CaseOnFile, CaseSource, Openness, Risk
from gongtong.mediation.parties.group_rules import EACH_BINDS_ITSELF, GroupRule, LateJoining
from gongtong.mediation.parties.party import ActingBasis, ActsFor, PartyOnFile
from gongtong.mediation.parties.roster import Household, Membership
from gongtong.mediation.parties.standing import PartyKind

TODAY: Final = date(2025, 6, 10)
TOMORROW: Final = date(2025, 6, 11)
CASE: Final = CaseOnFile(
    "2025-001",
    "title_certificates",
    "产权证迟延办理",
    CaseSource.APPLICATION,
    "consulting",
    "0f" * 32,
    Risk.GREEN,
    Openness.UNSETTLED,
    "community",
    TODAY,
    None,
    None,
    is_ended=False,
    version=1,
)
"""A case in which the parties are being asked (征求意见中的案件)."""


def party(
    code: str,
    kind: PartyKind = PartyKind.PERSON,
    *,
    rule: GroupRule | None = None,
    acts_for: ActsFor | None = None,
) -> PartyOnFile:
    """Make a party of the case; a group has a rule, by default that each binds itself (测试当事人)."""
    is_group = kind is PartyKind.GROUP
    return PartyOnFile(
        case=CASE.number,
        code=code,
        kind=kind,
        name="某某",
        contact="",
        dwelling=None,
        acts_for=acts_for,
        rule=(rule or EACH_BINDS_ITSELF) if is_group else None,
        joining=LateJoining() if is_group else None,
        added_on=TODAY,
    )


PERSON: Final = party("neighbour")
COMPANY: Final = party(
    "developer",
    PartyKind.ORGANISATION,
    acts_for=ActsFor("周强", ActingBasis.LEGAL_REPRESENTATIVE),
)
OWNERS: Final = party("owners", PartyKind.GROUP)
"""A person, an organisation that is represented by law, a group (三类当事人)."""


def home(number: int) -> DwellingLabel:
    """Give the label of a household by its number from 1 on (测试房号)."""
    return DwellingLabel(1, 1, 100 + number)


def household(number: int) -> Household:
    """Give a household with somebody who heads its claim (测试住户)."""
    return Household(home(number), f"户主{number}")


def members(count: int, *, joined_on: date = date(2025, 6, 1)) -> tuple[Membership, ...]:
    """Give so many households that are in the group (测试名单)."""
    return tuple(Membership(household(number), joined_on) for number in range(1, count + 1))
