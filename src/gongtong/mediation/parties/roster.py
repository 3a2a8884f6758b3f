"""The roster of a group: which households are in it, from when to when, and who heads each claim (集体名单)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.mediation.cases.cases import CaseOnFile, reasons_if_ended
from gongtong.mediation.parties.party import MAX_TEXT, PartyOnFile
from gongtong.mediation.parties.sources import GROUP_RULES
from gongtong.mediation.parties.standing import PartyKind
from gongtong.mediation.sources import mediation_law

if TYPE_CHECKING:
    from gongtong.mediation.parties.group_rules import LateJoining

FREE_TO_LEAVE: Final = mediation_law(23, "第2项：当事人可以要求终止调解")
_SHOWN: Final = 5


@frozen
class Household:
    """A household of a group, with the person who heads its claim (集体住户)."""

    label: DwellingLabel
    head: str = field(repr=False)
    contact: str = field(default="", repr=False)


@frozen
class Membership:
    """A household in a group from one day up to, but not including, another (入列期间)."""

    household: Household
    joined_on: date
    left_on: date | None = None

    @property
    def label(self) -> DwellingLabel:
        """The household, as its door says (房号)."""
        return self.household.label

    def holds_on(self, day: date) -> bool:
        """Say whether the household is in the group on a day (当日是否在列)."""
        return self.joined_on <= day and (self.left_on is None or day < self.left_on)


@frozen
class EnrolHouseholds:
    """A request to enter the households with which a group begins (登记名单申请)."""

    case: str
    party: str
    joined_on: date
    households: tuple[Household, ...]


@frozen
class JoinGroup:
    """A request of households to join a group after mediation was accepted (后加入申请).

    `agreed_by` are the households whose consent to the newcomers is on the paper.
    """

    case: str
    party: str
    joined_on: date
    households: tuple[Household, ...]
    agreed_by: tuple[DwellingLabel, ...] = ()


@frozen
class HouseholdsEntered:
    """Households are in a group from a day on; their names stay in the tables (住户已入列)."""

    case: str
    party: str
    joined_on: date
    households: tuple[DwellingLabel, ...]
    are_late: bool


@frozen
class LeaveGroup:
    """A request of households to leave a group; `left_on` is the first day without them (退出集体申请)."""

    case: str
    party: str
    left_on: date
    households: tuple[DwellingLabel, ...]


@frozen
class HouseholdsLeft:
    """Households are no longer in a group; what they had said in it no longer counts (住户已退出)."""

    case: str
    party: str
    left_on: date
    households: tuple[DwellingLabel, ...]


@frozen
class RosterFacts:
    """What is known when a roster is changed (名单登记依据)."""

    case: CaseOnFile
    party: PartyOnFile
    memberships: tuple[Membership, ...]
    today: date


def members_on(memberships: Iterable[Membership], day: date) -> Mapping[DwellingLabel, Membership]:
    """Give the households that are in a group on a day (当日名单)."""
    return {one.label: one for one in memberships if one.holds_on(day)}


def rule_on_enrolment(
    request: EnrolHouseholds, facts: RosterFacts
) -> Granted[HouseholdsEntered] | Refused:
    """Let households be entered until mediation is accepted; afterwards they join (登记名单审核).

    Grounds, in this order: the case has ended, the party is no group, mediation was accepted already, then what
    is wrong with the households.
    """
    reasons = [*reasons_if_ended(facts.case), *_no_group(facts.party)]
    if facts.case.accepted_on is not None:
        reasons.append(
            _reason(
                "roster_closed",
                "调解已受理，其后的住户须按后加入办理",
                "mediation was accepted: who comes later joins",
            )
        )
    reasons += _reasons_of_newcomers(request.joined_on, request.households, facts)
    return Refused(tuple(reasons)) if reasons else Granted(_entered(request, are_late=False))


def rule_on_joining(request: JoinGroup, facts: RosterFacts) -> Granted[HouseholdsEntered] | Refused:
    """Let latecomers join as the rule of the group allows (后加入审核).

    Grounds, in this order: the case has ended, the party is no group, the group is closed, too few of those who
    are in it agree, then what is wrong with the households.
    """
    reasons = [*reasons_if_ended(facts.case), *_no_group(facts.party)]
    if facts.party.joining is not None:
        reasons += _reasons_of_joining(request, facts.party.joining, facts)
    reasons += _reasons_of_newcomers(request.joined_on, request.households, facts)
    return Refused(tuple(reasons)) if reasons else Granted(_entered(request, are_late=True))


def rule_on_leaving(request: LeaveGroup, facts: RosterFacts) -> Granted[HouseholdsLeft] | Refused:
    """Let households leave, which nobody can forbid; what they signed before still holds (退出集体审核).

    Grounds, in this order: the case has ended, the party is no group, no households, one named twice, a day to
    come, households that are not in it, a day before they joined.
    """
    labels = request.households
    reasons = [*reasons_if_ended(facts.case), *_no_group(facts.party)]
    reasons += _reasons_of_list(labels, request.left_on, facts.today)
    current = {one.label: one for one in facts.memberships if one.left_on is None}
    strangers = [label for label in labels if label not in current]
    if strangers:
        reasons.append(not_in_group(strangers))
    early = [one for one in labels if one in current and request.left_on < current[one].joined_on]
    if early:
        reasons.append(
            _reason(
                "left_before_joining",
                f"退出日期早于加入日期：{_listed(early)}",
                f"they would leave before they joined: {_listed(early)}",
                FREE_TO_LEAVE,
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    return Granted(HouseholdsLeft(request.case, request.party, request.left_on, _in_order(labels)))


def not_in_group(labels: Collection[DwellingLabel], source: Source = GROUP_RULES) -> Reason:
    """Say that households are not in the group (不在名单中)."""
    return _reason(
        "household_not_in_group",
        f"不在集体名单中：{_listed(labels)}",
        f"not in the group: {_listed(labels)}",
        source,
    )


def said_before_joining(labels: Collection[DwellingLabel]) -> Reason:
    """Say that households spoke before they were in the group, where it does not count (加入前表态)."""
    return _reason(
        "said_before_joining",
        f"表态日期早于加入集体的日期：{_listed(labels)}",
        f"said before the household joined: {_listed(labels)}",
    )


def named_twice(labels: Iterable[DwellingLabel]) -> tuple[DwellingLabel, ...]:
    """Give the households that a list names more than once (重复的房号)."""
    return tuple(sorted(label for label, n in Counter(labels).items() if n > 1))


def household_twice(labels: Collection[DwellingLabel]) -> Reason:
    """Say that a list names households twice (重复登记)."""
    return _reason(
        "household_twice",
        f"同一住户重复：{_listed(labels)}",
        f"households that are named twice: {_listed(labels)}",
    )


def day_to_come(day: date) -> Reason:
    """Say that a day has not come yet (日期未到)."""
    return _reason("day_to_come", f"{day}尚未到来", f"{day} has not come yet")


def _no_group(party: PartyOnFile) -> tuple[Reason, ...]:
    if party.kind is PartyKind.GROUP:
        return ()
    return (
        _reason(
            "party_is_no_group",
            f"当事人{party.code}不是集体，没有名单",
            f"party {party.code} is no group and has no roster",
        ),
    )


def _reasons_of_joining(
    request: JoinGroup, joining: LateJoining, facts: RosterFacts
) -> Iterator[Reason]:
    if not joining.is_open or (joining.until is not None and joining.until < request.joined_on):
        until = "" if joining.until is None else f"，截止{joining.until}"
        yield _reason(
            "joining_is_over",
            f"集体不再接受新住户{until}",
            "the group takes no more households",
        )
    members = members_on(facts.memberships, request.joined_on)
    agreed = sum(label in members for label in set(request.agreed_by))
    if joining.consent is not None and not joining.consent.is_met_by(agreed, len(members)):
        yield _reason(
            "joining_not_agreed",
            f"新住户加入须原住户同意{joining.consent.zh()}，现{len(members)}户中{agreed}户同意",
            f"newcomers need the consent of {joining.consent.en()} of the households, "
            f"and {agreed} of {len(members)} agree",
        )


def _reasons_of_newcomers(
    joined_on: date, households: tuple[Household, ...], facts: RosterFacts
) -> Iterator[Reason]:
    labels = [one.label for one in households]
    yield from _reasons_of_list(labels, joined_on, facts.today)
    nameless = [
        one.label
        for one in households
        if not 0 < len(one.head.strip()) <= MAX_TEXT or len(one.contact) > MAX_TEXT
    ]
    if nameless:
        yield _reason(
            "household_without_head",
            f"须写明每户由谁主张，不超过{MAX_TEXT}字：{_listed(nameless)}",
            f"whoever heads a claim is named in {MAX_TEXT} characters: {_listed(nameless)}",
        )
    taken = {
        one.label
        for one in facts.memberships
        if one.left_on is None or joined_on < one.left_on or joined_on == one.joined_on
    }
    known = [label for label in labels if label in taken]
    if known:
        yield _reason(
            "household_in_group",
            f"当日已在集体中：{_listed(known)}",
            f"in the group on that day already: {_listed(known)}",
        )


def _reasons_of_list(labels: Collection[DwellingLabel], day: date, today: date) -> Iterator[Reason]:
    if not labels:
        yield _reason("no_household_named", "没有写明住户", "no household is named")
    twice = named_twice(labels)
    if twice:
        yield household_twice(twice)
    if day > today:
        yield day_to_come(day)


def _entered(request: EnrolHouseholds | JoinGroup, *, are_late: bool) -> HouseholdsEntered:
    labels = _in_order(one.label for one in request.households)
    return HouseholdsEntered(
        request.case, request.party, request.joined_on, labels, are_late=are_late
    )


def _in_order(labels: Iterable[DwellingLabel]) -> tuple[DwellingLabel, ...]:
    return tuple(sorted(labels))


def _listed(labels: Collection[DwellingLabel]) -> str:
    """Name the first few of many households."""
    shown = "、".join(str(label) for label in sorted(labels)[:_SHOWN])
    return shown if len(labels) <= _SHOWN else f"{shown}… ({len(labels)})"


def _reason(code: str, zh: str, en: str, source: Source = GROUP_RULES) -> Reason:
    return Reason(f"mediation.{code}", zh, en, source)
