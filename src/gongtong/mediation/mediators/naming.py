"""Naming mediators for a case: by the committee, or chosen by the parties (确定调解员)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import frozen

from gongtong.core.rulings import Granted, Reason, Refused, Source
from gongtong.mediation.cases.cases import CaseOnFile, reasons_if_ended
from gongtong.mediation.sources import HOUSE_MEDIATION, mediation_law

NAMING: Final = mediation_law(19)
ACCEPTING: Final = mediation_law(23, "第1项：选择或者接受人民调解员")


class NamedBy(StrEnum):
    """Who has named a mediator (确定方式)."""

    COMMITTEE = "committee"
    PARTIES = "parties"


class ReplacementReason(StrEnum):
    """Why a mediator leaves a case (更换原因)."""

    PARTY_OBJECTS = "party_objects"
    CONFLICT = "conflict"
    MISCONDUCT = "misconduct"
    UNAVAILABLE = "unavailable"


@frozen
class NamingOnFile:
    """A mediator's seat in a case; one who was replaced keeps it, ended (在册任命).

    Of a party, what it has said last counts.
    """

    seat: int
    person: str
    named_by: NamedBy
    named_on: date
    accepted_by: frozenset[str] = frozenset()
    refused_by: frozenset[str] = frozenset()
    ended_on: date | None = None
    ended_because: ReplacementReason | None = None

    @property
    def is_active(self) -> bool:
        """Whether the person still mediates in the case (是否在案)."""
        return self.ended_on is None


@frozen
class NewSeat:
    """A seat that somebody takes in a case; who chose the person has accepted it (新任席位)."""

    seat: int
    person: str
    named_by: NamedBy
    accepted_by: tuple[str, ...] = ()


@frozen
class NamingFacts:
    """What is known when something is done about the mediators of a case (确定调解员依据).

    `objections` are those of the guards, by the person who is to be named.
    """

    case: CaseOnFile
    today: date
    parties: Collection[str]
    namings: tuple[NamingOnFile, ...] = ()
    objections: Mapping[str, tuple[Reason, ...]] = {}

    def active(self, person: str) -> NamingOnFile | None:
        """Give the seat that a person holds today, if any (现任席位)."""
        return next((one for one in self.namings if one.person == person and one.is_active), None)

    def ended(self) -> tuple[Reason, ...]:
        """Refuse an ended case (案件已结束)."""
        return reasons_if_ended(self.case)

    def unknown_party(self, *codes: str) -> tuple[Reason, ...]:
        """Refuse parties that the case does not have (非本案当事人)."""
        return tuple(
            Reason(
                "mediation.party_unknown",
                f"“{code}”不是本案当事人",
                f"{code!r} is no party of this case",
                HOUSE_MEDIATION,
                (("party", code),),
            )
            for code in codes
            if code not in self.parties
        )


@frozen
class NameMediators:
    """A request to name one or several mediators for a case (确定调解员申请).

    `chosen_by` are the parties who chose them, where they did.
    """

    case: str
    persons: tuple[str, ...]
    named_by: NamedBy = NamedBy.COMMITTEE
    chosen_by: tuple[str, ...] = ()


@frozen
class MediatorsNamed:
    """Mediators are named for a case, each in a seat; who chose them has accepted them (调解员已确定)."""

    case: str
    seats: tuple[NewSeat, ...]


@frozen
class AnswerMediator:
    """A request to note that a party accepts or refuses a mediator (接受或者拒绝调解员)."""

    case: str
    person: str
    party: str
    accepts: bool


@frozen
class MediatorAnswered:
    """A party has accepted or refused a mediator (已表态)."""

    case: str
    seat: int
    party: str
    accepts: bool


@frozen
class ReplaceMediator:
    """A request that a mediator leave a case, perhaps for another one (更换调解员申请).

    What is said about it stays in the table.
    """

    case: str
    person: str
    reason: ReplacementReason
    successor: str | None = None
    words: str = ""


@frozen
class MediatorReplaced:
    """A mediator has left a case, and another may have come (调解员已更换)."""

    case: str
    seat: int
    person: str
    reason: ReplacementReason
    ended_on: date
    successor: NewSeat | None


def rule_on_naming(request: NameMediators, facts: NamingFacts) -> Granted[MediatorsNamed] | Refused:
    """Let one or several mediators be named (确定调解员审核).

    Grounds, in this order: an ended case, nobody or somebody twice, chosen by nobody, a party unknown, each
    person who is named already, and what speaks against each.
    """
    reasons = [*facts.ended(), *_of_number(request), *facts.unknown_party(*request.chosen_by)]
    for person in dict.fromkeys(request.persons):
        reasons += _of_person(person, facts)
    if reasons:
        return Refused(tuple(reasons))
    accepted = tuple(sorted(set(request.chosen_by)))
    first = len(facts.namings) + 1
    seats = tuple(
        NewSeat(first + step, person, request.named_by, accepted)
        for step, person in enumerate(request.persons)
    )
    return Granted(MediatorsNamed(request.case, seats))


def rule_on_answer(
    request: AnswerMediator, facts: NamingFacts
) -> Granted[MediatorAnswered] | Refused:
    """Let a party accept or refuse a mediator; it may change its mind (表态审核).

    Grounds, in this order: an ended case, a person who is not named, a party unknown, the same again.
    """
    naming = facts.active(request.person)
    reasons = [
        *facts.ended(),
        *not_named(naming, request.person),
        *facts.unknown_party(request.party),
    ]
    said = () if naming is None else naming.accepted_by if request.accepts else naming.refused_by
    if request.party in said:
        reasons.append(
            _reason("answered_already", "已作相同表态", "it has said so already", ACCEPTING)
        )
    if reasons or naming is None:
        return Refused(tuple(reasons))
    return Granted(MediatorAnswered(request.case, naming.seat, request.party, request.accepts))


def rule_on_replacement(
    request: ReplaceMediator, facts: NamingFacts
) -> Granted[MediatorReplaced] | Refused:
    """Let a mediator be replaced; the old seat stays in the record (更换调解员审核).

    Grounds, in this order: an ended case, a person who is not named, no reason in words, and of a successor
    what naming asks.
    """
    naming = facts.active(request.person)
    reasons = [*facts.ended(), *not_named(naming, request.person)]
    if not request.words.strip():
        reasons.append(
            _reason(
                "replacement_reason",
                "更换调解员须说明理由",
                "say why the mediator leaves",
                ACCEPTING,
            )
        )
    if request.successor is not None:
        reasons += _of_person(request.successor, facts)
    if reasons or naming is None:
        return Refused(tuple(reasons))
    successor = (
        None
        if request.successor is None
        else NewSeat(len(facts.namings) + 1, request.successor, NamedBy.COMMITTEE)
    )
    return Granted(
        MediatorReplaced(
            request.case, naming.seat, naming.person, request.reason, facts.today, successor
        )
    )


def not_named(naming: NamingOnFile | None, person: str) -> tuple[Reason, ...]:
    """Refuse where a person mediates not in this case, or no longer (非本案调解员)."""
    if naming is not None:
        return ()
    return (
        Reason(
            "mediation.mediator_not_named",
            "该人不是本案现任调解员",
            "this person does not mediate in this case",
            NAMING,
            (("person", person),),
        ),
    )


def _of_number(request: NameMediators) -> Iterator[Reason]:
    if not request.persons or len(set(request.persons)) != len(request.persons):
        yield _reason(
            "mediators_listed",
            "须指定或者选择一名或者数名调解员，每人一次",
            "one or several mediators are named, each once",
            NAMING,
        )
    if (request.named_by is NamedBy.PARTIES) != bool(request.chosen_by):
        yield _reason(
            "chosen_by",
            "由当事人选择的，须写明由谁选择；由委员会指定的，不写",
            "say which parties chose, if they did, and only then",
            NAMING,
        )


def _of_person(person: str, facts: NamingFacts) -> Iterator[Reason]:
    if facts.active(person) is not None:
        yield Reason(
            "mediation.named_already",
            "该人已是本案调解员",
            "this person mediates in this case already",
            NAMING,
            (("person", person),),
        )
    yield from facts.objections.get(person, ())


def _reason(code: str, zh: str, en: str, source: Source) -> Reason:
    return Reason(f"mediation.{code}", zh, en, source)
