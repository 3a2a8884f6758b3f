"""Charges: what dwellings owe for a period, and what is open of them (应收费用)."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from uuid import UUID

from attrs import frozen

from gongtong.core.periods import Span
from gongtong.core.places import DwellingLabel
from gongtong.ledger.fees.policies import Payer


@frozen
class Charge:
    """One amount that one dwelling owes for a span of days (一笔应收).

    `open_fen` is what has not been paid of it; a charge that is not booked yet has no `id`.
    """

    dwelling_id: UUID
    label: DwellingLabel
    period: Span
    code: str
    zh: str
    amount_fen: int
    open_fen: int
    fund: str
    income_account: str
    explanation_zh: str
    due_on: date | None = None
    payer: Payer = Payer.OWNER
    id: UUID | None = None


@frozen
class DwellingArrears:
    """What one dwelling still owes, in the order in which it fell due (住户欠费)."""

    dwelling_id: UUID
    label: DwellingLabel
    open_fen: int
    charges: tuple[Charge, ...]


@frozen
class BuildingArrears:
    """What the dwellings of one building still owe together (楼栋欠费)."""

    building: int
    dwellings: int
    open_fen: int


def arrears_by_building(arrears: Iterable[DwellingArrears]) -> tuple[BuildingArrears, ...]:
    """Add up arrears by building, in the order of the buildings (按楼栋汇总欠费)."""
    in_order = sorted(arrears, key=_building)
    return tuple(
        BuildingArrears(building, len(those), sum(one.open_fen for one in those))
        for building, group in groupby(in_order, key=_building)
        for those in [tuple(group)]
    )


def _building(arrears: DwellingArrears) -> int:
    return arrears.label.building
