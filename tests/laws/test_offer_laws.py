"""Households and representatives speak in any order: who is bound, against a walk household by household."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeAlias

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.shares import AtLeast
from gongtong.mediation.offers.binding import who_is_bound
from gongtong.mediation.offers.stances import KeptStance, Stance, StanceLine
from gongtong.mediation.parties.group_rules import (
    ALL_OR_NOBODY,
    EACH_BINDS_ITSELF,
    GroupRule,
    or_nobody,
)
from gongtong.mediation.parties.weighing import PartyRecord
from gongtong.testing.disputes import OWNERS, home, members
from gongtong.testing.offers import OFFER

HOUSES = 6
FIRST = date(2025, 6, 2)
TODAY = FIRST + timedelta(days=9)
Said: TypeAlias = tuple[int, int, bool, Stance]
SAID = st.lists(
    st.tuples(st.integers(1, HOUSES), st.integers(0, 9), st.booleans(), st.sampled_from(Stance)),
    max_size=20,
)
RULES = st.one_of(
    st.just(EACH_BINDS_ITSELF),
    st.just(ALL_OR_NOBODY),
    st.integers(1, HOUSES).map(lambda top: or_nobody(AtLeast(top, HOUSES))),
)


def needed(rule: GroupRule) -> int:
    """Count how many of six have to accept before anybody is bound."""
    if rule.share is not None:
        return next(n for n in range(HOUSES + 1) if n >= rule.share.fraction * HOUSES)
    return HOUSES if rule == ALL_OR_NOBODY else 1


def last_word(said: list[Said], house: int) -> Stance | None:
    """Walk through what was said: an own word beats a representative's, then the later one counts."""
    best: tuple[tuple[bool, int, int], Stance] | None = None
    for sheet, (number, day, by_mandate, stance) in enumerate(said):
        rank = (not by_mandate, day, sheet)
        if number == house and (best is None or rank > best[0]):
            best = (rank, stance)
    return None if best is None else best[1]


@given(said=SAID, rule=RULES)
def test_those_are_bound_whose_last_word_accepts_if_enough_do(
    said: list[Said], rule: GroupRule
) -> None:
    """And nobody else, whatever the order in which the sheets came in."""
    kept = [
        KeptStance(
            OWNERS.code, StanceLine(stance, FIRST + timedelta(days=day), home(number)), sheet, by
        )
        for sheet, (number, day, by, stance) in enumerate(said)
    ]
    group = PartyRecord(evolve(OWNERS, rule=rule), members(HOUSES), (), (), 0, None)
    owners = who_is_bound(OFFER, (group,), kept, TODAY).of(OWNERS.code)
    accepting = [n for n in range(1, HOUSES + 1) if last_word(said, n) is Stance.ACCEPT]
    bound = accepting if len(accepting) >= needed(rule) else []
    assert list(owners.households) == [home(number) for number in bound]
    silent = sum(last_word(said, n) is None for n in range(1, HOUSES + 1))
    assert owners.is_out is (len(accepting) + silent < needed(rule))
