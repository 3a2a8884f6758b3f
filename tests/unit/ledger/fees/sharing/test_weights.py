"""Who bears a shared cost, and by which weight."""

from typing import Any
from uuid import UUID

import pytest

from gongtong.core.periods import month_span
from gongtong.core.places import DwellingLabel
from gongtong.core.register import DwellingStatus
from gongtong.ledger.fees.charging import Home
from gongtong.ledger.fees.policies import MeterKind, MeterUse
from gongtong.ledger.fees.sharing.weights import (
    ShareBy,
    ShareScope,
    charge_house_ledger,
    share_out,
    weigh,
)

JUNE = month_span(2025, 6)


def home(text: str, area_cm2: int = 800_000, water: int = 0) -> Home:
    label = DwellingLabel.parse(text)
    uses = {JUNE: (MeterUse(MeterKind.WATER, water),)}
    return Home(UUID(int=label.room), label, area_cm2, DwellingStatus.LET, uses=uses)


HOMES = (
    home("2-1-301", 300, 30),
    home("1-2-201", 200, 20),
    home("1-1-101", 100),
)


def weights(by: ShareBy, scope: ShareScope | None = None, **fields: Any) -> dict[str, int]:
    asked = ((one, one.facts_for(JUNE)) for one in HOMES)
    found = weigh(by, asked, scope or ShareScope(), **fields)
    return {str(one.home.label): one.weight for one in found}


@pytest.mark.parametrize(
    ("by", "fields", "expected"),
    [
        (ShareBy.AREA, {}, [100, 200, 300]),
        (ShareBy.DWELLING, {}, [1, 1, 1]),
        (ShareBy.FLOOR, {}, [0, 1, 2]),
        (ShareBy.FLOOR, {"free_floors": 2}, [0, 0, 1]),
        (ShareBy.USE, {"meter": MeterKind.WATER}, [0, 20, 30]),
        (ShareBy.USE, {"meter": MeterKind.GAS}, [0, 0, 0]),
        (ShareBy.USE, {}, [0, 0, 0]),
    ],
)
def test_each_way_has_its_weights(by: ShareBy, fields: dict[str, Any], expected: list[int]) -> None:
    """In the order of the labels, whatever order the dwellings come in."""
    found = weights(by, **fields)
    assert list(found) == ["1-1-101", "1-2-201", "2-1-301"]
    assert list(found.values()) == expected


@pytest.mark.parametrize(
    ("scope", "rooms"),
    [
        (ShareScope(), ["1-1-101", "1-2-201", "2-1-301"]),
        (ShareScope(buildings=(1,)), ["1-1-101", "1-2-201"]),
        (ShareScope(buildings=(1,), unit_entrances=(1,)), ["1-1-101"]),
        (ShareScope(from_floor=2), ["1-2-201", "2-1-301"]),
        (ShareScope(without=(DwellingLabel(1, 2, 201),)), ["1-1-101", "2-1-301"]),
        (ShareScope(buildings=(9,)), []),
    ],
)
def test_only_those_it_is_for_take_part(scope: ShareScope, rooms: list[str]) -> None:
    """The compound, a building, an entrance, the floors with a lift."""
    assert list(weights(ShareBy.DWELLING, scope)) == rooms


def test_the_odd_fen_goes_by_the_label() -> None:
    """Among equal remainders the first label has it."""
    asked = [(one, one.facts_for(JUNE)) for one in HOMES]
    assert share_out(100, weigh(ShareBy.DWELLING, asked, ShareScope())) == (34, 33, 33)


@pytest.mark.parametrize(
    ("balance_fen", "taken", "short"),
    [(-1, 0, 10), (0, 0, 10), (9, 9, 1), (10, 10, 0), (11, 10, 0)],
)
def test_a_repair_is_paid_from_the_house_ledger_as_far_as_it_goes(
    balance_fen: int, taken: int, short: int
) -> None:
    """Less than, exactly, and more than the share."""
    charge = charge_house_ledger(UUID(int=1), 10, balance_fen)
    assert (charge.from_balance_fen, charge.short_fen) == (taken, short)


def test_every_way_has_a_word() -> None:
    """Bills are read by residents."""
    assert all(not by.zh.isascii() for by in ShareBy)
