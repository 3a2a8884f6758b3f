"""Drawing up a roll from what the place knows, by whoever is entitled; and posting it (拟定名册)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from gongtong.voting.electorates import Electorate
from gongtong.voting.franchise.bases import (
    ElectorateBasis,
    Entitled,
    Household,
    Resident,
    ResidentRepresentative,
    entitled_adults,
    entitled_households,
    entitled_owners,
    entitled_representatives,
)
from gongtong.voting.franchise.roll import Roll
from gongtong.voting.weights import square_metres

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")
_DIGITS_SHOWN = 16


@frozen(kw_only=True)
class RollSources:
    """The lists from which a roll can be drawn up; `None` is a list that nobody has (名册来源).

    `electorate` holds the owners as the register stood on a day (`Electorate.from_heads`).
    """

    electorate: Electorate | None = None
    residents: tuple[Resident, ...] | None = None
    households: tuple[Household, ...] | None = None
    representatives: tuple[ResidentRepresentative, ...] | None = None


def draw_up_roll(basis: ElectorateBasis, on: date, sources: RollSources) -> Roll:
    """Draw up the roll of a vote on a day (拟定名册).

    The basis answers the point `voting.electorate_basis`. Raises `ValueError` where the list that
    it needs is not there, or where the owners were fixed on another day.
    """
    return Roll(on, basis, _entitled(basis, on, sources))


def _entitled(basis: ElectorateBasis, on: date, sources: RollSources) -> tuple[Entitled, ...]:
    match basis:
        case ElectorateBasis.OWNER_PARTY:
            electorate = _needed(sources.electorate, "the owners")
            if electorate.on != on:
                message = f"the owners were fixed on {electorate.on}, the roll is of {on}"
                raise ValueError(message)
            return entitled_owners(electorate)
        case ElectorateBasis.ADULT_RESIDENT:
            return entitled_adults(_needed(sources.residents, "the residents"), on)
        case ElectorateBasis.HOUSEHOLD:
            return entitled_households(_needed(sources.households, "the households"))
        case ElectorateBasis.REPRESENTATIVE:
            listed = _needed(sources.representatives, "the representatives")
            return entitled_representatives(listed)


def _needed(found: T | None, what: str) -> T:
    if found is None:
        message = f"the roll needs the list of {what}"
        raise ValueError(message)
    return found


def posted_lines(roll: Roll) -> tuple[str, ...]:
    """Write a roll as it is posted: its basis, its total, each label, and its digest (公布名册).

    No id of a person is posted; the digest lets anybody compare the paper with the roll.
    """
    return (
        f"表决名册（{roll.on}）：{roll.basis.zh}",
        f"共{roll.weight.heads}人{_area(roll.weight.area_cm2)}",
        *_numbered(roll),
        f"名册摘要：{roll.digest().hex()[:_DIGITS_SHOWN]}",
    )


def _numbered(roll: Roll) -> Iterator[str]:
    for number, entry in enumerate(roll.entries, start=1):
        heads = "" if entry.weight.heads == 1 else f"，{entry.weight.heads}人"
        yield f"{number}. {entry.label}{heads}{_area(entry.weight.area_cm2)}"


def _area(area_cm2: int) -> str:
    return f"，{square_metres(area_cm2)}平方米" if area_cm2 else ""
