"""Hypothesis strategies for the values that rules take (测试数据策略)."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID, uuid5

from hypothesis import strategies as st

from gongtong.core.money import format_yuan
from gongtong.core.places import DwellingLabel
from gongtong.core.register import (
    AreaEvidence,
    Dwelling,
    DwellingStatus,
    Owner,
    OwnerParty,
    PartUse,
    Register,
)

MOST_FEN: Final = 10**13
"""A hundred billion yuan: more than any compound holds, and far from the limits of a sum (上限)."""
_IDS: Final = UUID("5f0f1c1e-4b0b-5d5c-9a53-3f6c9c6f7a10")
_NAMES: Final = ("王芳", "李伟", "张敏", "刘洋", "陈静", "欧阳修文", "𠮷田", "武汉宏达公司")
_MOST_AREA_CM2: Final = 5_000_000


def amounts_fen(least: int = 0, most: int = MOST_FEN) -> st.SearchStrategy[int]:
    """Draw amounts in fen, often small and often round (金额)."""
    low, high = max(least, 0), min(most, 100_000)
    choices = [st.integers(least, most)]
    if low <= high:
        choices.append(st.integers(low, high))
    if -(-least // 100) <= most // 100:
        choices.append(st.integers(-(-least // 100), most // 100).map(lambda yuan: yuan * 100))
    return st.one_of(*choices)


def yuan_texts(least_fen: int = 0, most_fen: int = MOST_FEN) -> st.SearchStrategy[str]:
    """Draw amounts as people write them, such as 300.00 (金额文本)."""
    return amounts_fen(least_fen, most_fen).map(format_yuan)


def dwelling_labels() -> st.SearchStrategy[DwellingLabel]:
    """Draw labels of a compound of ordinary size (房号)."""
    return st.builds(DwellingLabel, st.integers(1, 30), st.integers(1, 4), st.integers(101, 3304))


def owners() -> st.SearchStrategy[Owner]:
    """Draw owners of whom some share a name (产权人)."""
    return st.builds(
        lambda name, number: Owner(uuid5(_IDS, f"{name}/{number}"), name, f"1380000{number:04}"),
        st.sampled_from(_NAMES),
        st.integers(0, 3),
    )


def parties() -> st.SearchStrategy[OwnerParty]:
    """Draw parties of one to three; the same people are the same party (共有人)."""

    def party(members: list[Owner]) -> OwnerParty:
        ordered = tuple(sorted(members, key=lambda owner: owner.id))
        return OwnerParty(uuid5(_IDS, "+".join(str(owner.id) for owner in ordered)), ordered)

    people = st.lists(owners(), min_size=1, max_size=3, unique_by=lambda owner: owner.id)
    return people.map(party)


@st.composite
def registers(
    draw: st.DrawFn, *, most_dwellings: int = 30, on: date = date(2025, 6, 10)
) -> Register:
    """Draw a register whose labels are unique and whose owners own several parts at times (名册)."""
    labels = draw(st.lists(dwelling_labels(), unique=True, max_size=most_dwellings))
    pool = draw(st.lists(parties(), min_size=1, max_size=8))
    return Register(
        tuple(
            Dwelling(
                uuid5(_IDS, str(label)),
                label,
                draw(st.sampled_from(pool)),
                draw(st.sampled_from(DwellingStatus)),
                draw(st.integers(1, _MOST_AREA_CM2)),
                draw(st.sampled_from(AreaEvidence)),
                draw(st.sampled_from(PartUse)),
            )
            for label in labels
        ),
        on,
    )
