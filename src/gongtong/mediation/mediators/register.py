"""The register of mediators of a place: who, on which basis, from when to when (调解员名册)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from gongtong.core.offices import MAX_ACTOR_LENGTH
from gongtong.core.periods import Span
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.mediation.sources import HOUSE_MEDIATION

MAX_NAME: Final = 80


class MediatorBasis(StrEnum):
    """On which basis somebody mediates (调解员来源)."""

    COMMITTEE_MEMBER = "committee_member"
    ENGAGED = "engaged"
    INVITED = "invited"
    SPECIALLY_INVITED = "specially_invited"

    @property
    def is_appointed(self) -> bool:
        """Whether the person is a people's mediator, and no mere guest (是否人民调解员)."""
        return self in {MediatorBasis.COMMITTEE_MEMBER, MediatorBasis.ENGAGED}


@frozen
class Suitability:
    """What was found about a person who is to mediate, each a statement of whoever registers it (任职条件)."""

    is_citizen: bool
    is_adult: bool
    is_fair: bool
    is_willing: bool
    is_versed: bool


@frozen
class Ties:
    """What binds a mediator to others: employers by their names, own dwellings (调解员关系)."""

    works_for: tuple[str, ...] = ()
    dwellings: tuple[DwellingLabel, ...] = ()


@frozen
class MediatorOnFile:
    """A mediator of the place (在册调解员)."""

    person: str
    name: str
    basis: MediatorBasis
    span: Span
    suitability: Suitability
    ties: Ties = Ties()
    removed_on: date | None = None
    version: int = 1

    def serves_on(self, day: date) -> bool:
        """Say whether the term runs on a day and the person was not removed (是否在任)."""
        removed = self.removed_on is not None and self.removed_on <= day
        return self.span.contains(day) and not removed


@frozen
class RegisterMediator:
    """A request to enter a mediator, or to renew or correct the entry (登记调解员申请).

    The term of who is removed can only begin anew after the removal.
    """

    person: str
    name: str
    basis: MediatorBasis
    span: Span
    suitability: Suitability
    ties: Ties = Ties()


@frozen
class MediatorRegistered:
    """A mediator is on the register; the name stays in the table (调解员已登记)."""

    person: str
    basis: MediatorBasis
    span: Span
    version: int


def rule_on_registering(
    request: RegisterMediator, known: MediatorOnFile | None
) -> Granted[MediatorRegistered] | Refused:
    """Let a mediator be entered; whether the person may mediate is asked when named (登记调解员审核).

    Grounds, in this order: the id, the name, a term that begins before a removal.
    """
    reasons = tuple(_reasons(request, known))
    if reasons:
        return Refused(reasons)
    version = 1 if known is None else known.version + 1
    return Granted(MediatorRegistered(request.person, request.basis, request.span, version))


def registered(request: RegisterMediator, event: MediatorRegistered) -> MediatorOnFile:
    """Give the entry that a request becomes (登记结果)."""
    return MediatorOnFile(
        request.person,
        request.name.strip(),
        request.basis,
        request.span,
        request.suitability,
        request.ties,
        version=event.version,
    )


def removed(mediator: MediatorOnFile, day: date) -> MediatorOnFile:
    """Give the entry of a mediator who is removed from a day on (罢免解聘)."""
    return evolve(mediator, removed_on=day, version=mediator.version + 1)


def _reasons(request: RegisterMediator, known: MediatorOnFile | None) -> Iterator[Reason]:
    if not 0 < len(request.person.strip()) <= MAX_ACTOR_LENGTH:
        yield Reason(
            "mediation.mediator_id",
            f"调解员编号须有1至{MAX_ACTOR_LENGTH}字",
            f"the id of a mediator has 1 to {MAX_ACTOR_LENGTH} characters",
            HOUSE_MEDIATION,
        )
    if not 0 < len(request.name.strip()) <= MAX_NAME:
        yield Reason(
            "mediation.mediator_name",
            f"调解员姓名须有1至{MAX_NAME}字",
            f"the name of a mediator has 1 to {MAX_NAME} characters",
            HOUSE_MEDIATION,
        )
    removed_on = None if known is None else known.removed_on
    if removed_on is not None and request.span.start <= removed_on:
        yield Reason(
            "mediation.removed_mediator",
            f"该调解员已于{removed_on}被罢免或者解聘，新任期须在其后开始",
            f"this mediator was removed on {removed_on}: a new term begins after that day",
            HOUSE_MEDIATION,
            (("removed_on", removed_on.isoformat()),),
        )
