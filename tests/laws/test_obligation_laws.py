"""Obligations that wait for one another in any way: rings and what is unlocked, against plain searches."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.money import allocate
from gongtong.mediation.obligations.changing import falling_away
from gongtong.mediation.obligations.conditions import AnyOf
from gongtong.mediation.obligations.duty import Obligation, share_out
from gongtong.mediation.obligations.graph import (
    cycle_in,
    happened_by,
    to_unlock,
    unlocked_by,
)
from gongtong.mediation.obligations.obligation_machine import ObligationState as S
from gongtong.testing.disputes import TODAY, home
from gongtong.testing.duties import act, in_force

COUNT = 7
NUMBERS = range(1, COUNT + 1)
EDGES = st.dictionaries(
    st.sampled_from(NUMBERS), st.frozensets(st.sampled_from(NUMBERS), max_size=3), max_size=COUNT
)
EVENTS = ("handover", "vote")
ANY_OF = st.builds(
    AnyOf,
    st.lists(st.sampled_from(NUMBERS), max_size=3).map(tuple),
    st.lists(st.sampled_from(EVENTS), max_size=1).map(tuple),
).filter(lambda one: not one.is_empty)
STATES = st.sampled_from((S.PENDING, S.PENDING, S.FULFILLED, S.CANCELLED, S.WAIVED, S.DUE))
GRAPHS = st.tuples(
    *(
        st.builds(
            lambda waits, state, counts, number=number: in_force(
                act(number, *waits), state=state, counts_as_done=counts
            ),
            st.lists(ANY_OF, max_size=2),
            STATES,
            st.booleans(),
        )
        for number in NUMBERS
    )
)


def reaches(edges: Mapping[int, frozenset[int]], start: int, end: int) -> bool:
    """Follow every way one step at a time."""
    seen: set[int] = set()
    ways = set(edges.get(start, frozenset()))
    while ways - seen:
        seen |= ways
        ways = {following for one in ways for following in edges.get(one, frozenset())}
    return end in seen


@given(edges=EDGES)
def test_a_ring_is_found_if_and_only_if_there_is_one(edges: dict[int, frozenset[int]]) -> None:
    """And what is found is one: each waits for the next, and the last for the first."""
    ring = cycle_in(edges)
    assert bool(ring) is any(reaches(edges, number, number) for number in edges)
    for one, following in pairwise(ring):
        assert following in edges[one]
    if ring:
        assert ring[0] == ring[-1]
        assert len(set(ring)) == len(ring) - 1


def counts(one: Obligation) -> bool:
    return one.state is S.FULFILLED or (one.state is S.WAIVED and one.counts_as_done)


@given(graph=GRAPHS, events=st.frozensets(st.sampled_from(EVENTS)))
def test_an_obligation_is_unlocked_when_all_it_waits_for_has_come(
    graph: tuple[Obligation, ...], events: frozenset[str]
) -> None:
    """Asked obligation by obligation, in the words of the rule."""
    by_number = {one.number: one for one in graph}
    happened = happened_by(graph, dict.fromkeys(events, TODAY), TODAY)
    expected = [
        one.number
        for one in graph
        if one.state is S.PENDING
        and all(
            any(counts(by_number[number]) for number in wanted.obligations)
            or bool(events & set(wanted.events))
            for wanted in one.duty.waits_for
        )
    ]
    assert [one.number for one in to_unlock(graph, happened)] == expected


@given(graph=GRAPHS, number=st.sampled_from(NUMBERS))
def test_what_a_performance_unlocks_is_what_is_unlocked_after_it(
    graph: tuple[Obligation, ...], number: int
) -> None:
    """Said beforehand as it comes to pass."""
    before = happened_by(graph, {}, TODAY)
    now = {one.number for one in to_unlock(graph, before)}
    performed = tuple(
        evolve(one, state=S.FULFILLED) if one.number == number else one for one in graph
    )
    after = {one.number for one in to_unlock(performed, happened_by(performed, {}, TODAY))}
    told = set(unlocked_by(graph, before, (number,)))
    assert told - {number} == after - now


@given(graph=GRAPHS)
def test_what_falls_away_could_never_have_come(graph: tuple[Obligation, ...]) -> None:
    """Even if everybody performed everything that is left, none of it would be unlocked; all others would have a way."""
    by_number = {one.number: one for one in graph}
    away = set(falling_away(by_number, {}, TODAY))
    alive = {
        one.number for one in graph if one.number not in away and (counts(one) or one.state.is_open)
    }
    for number in away:
        waits = by_number[number].duty.waits_for
        assert any(not one.events and not alive & set(one.obligations) for one in waits)
    for number in alive - away:
        if by_number[number].state is S.PENDING:
            waits = by_number[number].duty.waits_for
            assert all(one.events or alive & set(one.obligations) for one in waits)


@given(total_fen=st.integers(0, 10**9), count=st.integers(1, 400))
def test_shares_differ_by_a_fen_at_most_and_add_up(total_fen: int, count: int) -> None:
    """Whatever the amount and the number of households."""
    shares = share_out(total_fen, [home(number) for number in range(count)])
    assert sum(shares.values()) == total_fen
    assert max(shares.values()) - min(shares.values()) <= 1
    assert tuple(shares.values()) == allocate(total_fen, [1] * count)
