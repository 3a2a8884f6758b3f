"""A small compound with namesakes, joint owners and an owner of two dwellings."""

from collections.abc import Callable
from datetime import date
from typing import Final
from uuid import UUID

import pytest

from gongtong.core.places import DwellingLabel
from gongtong.core.register import Dwelling, DwellingStatus, Owner, OwnerParty, Register
from gongtong.ledger.payments.matching import Matcher
from gongtong.plugins.builtin.cn_payment_words.words import CN_PAYMENT_WORDS

FEE_FEN: Final = 30_000
HOMES: Final = {
    "3-1-502": ("陈静荣",),
    "3-2-501": ("谢卫东",),
    "3-2-502": ("覃菲",),
    "5-2-502": ("毛俊杰", "韦兵"),
    "5-3-502": ("田玉兰",),
    "7-1-401": ("王芳",),
    "8-1-401": ("王芳",),
    "9-2-602": ("李菲",),
    "10-1-602": ("石玉兰",),
}


def home_id(label: str) -> UUID:
    building, unit, room = label.split("-")
    return UUID(int=int(f"{building}{unit}{room}"))


@pytest.fixture
def home() -> Callable[[str], UUID]:
    """Give the id of a home by its label."""
    return home_id


@pytest.fixture
def register() -> Register:
    """Nine homes; the two of 王芳 belong to two people of that name."""
    return Register(
        tuple(
            Dwelling(
                home_id(label),
                DwellingLabel.parse(label),
                OwnerParty(
                    UUID(int=number),
                    tuple(
                        Owner(UUID(int=number * 10 + place), name, str(number))
                        for place, name in enumerate(names)
                    ),
                ),
                DwellingStatus.OWNER_OCCUPIED,
                600_000,
            )
            for number, (label, names) in enumerate(HOMES.items(), start=1)
        ),
        date(2025, 1, 1),
    )


@pytest.fixture
def matcher(register: Register) -> Matcher:
    """Everybody owes 300 yuan."""
    return Matcher(register, {home_id(label): FEE_FEN for label in HOMES}, CN_PAYMENT_WORDS)
