"""Locking comparisons in, and all the ways to do so."""

from collections.abc import Sequence

import pytest

from gongtong.voting.methods.locking import (
    Defeat,
    Locking,
    Reach,
    lock,
    nothing_locked,
    sort_defeats,
    try_every_way,
)

RING = [(0, 1), (1, 2), (2, 0)]


def test_what_is_locked_has_consequences() -> None:
    """0 above 1 and 1 above 2 puts 0 above 2; whoever comes above 0 comes above all."""
    reach = lock(lock(nothing_locked(4), (0, 1)), (1, 2))
    assert reach == (0b0110, 0b0100, 0, 0)
    assert lock(reach, (3, 0)) == (0b0110, 0b0100, 0, 0b0111)


def test_comparisons_are_told_apart() -> None:
    """Beside a ring of three, one agrees with everything, and one contradicts what is locked."""
    reach = lock(nothing_locked(5), (3, 4))
    found = sort_defeats(reach, [*RING, (0, 3), (4, 3)])
    assert found.agreeing == ((0, 3),)
    assert found.contradicting == ((4, 3),)
    assert found.knots == (tuple(RING),)


def test_two_rings_are_two_knots() -> None:
    """Between rings that are joined one way only there is no cycle."""
    other = [(3, 4), (4, 5), (5, 3)]
    found = sort_defeats(nothing_locked(6), [*RING, *other, (0, 3)])
    assert found.knots == (tuple(RING), tuple(other))
    assert found.agreeing == ((0, 3),)


def test_what_follows_from_locked_ones_agrees() -> None:
    """0 above 2 is known already, though 2 stands in a ring with others."""
    reach = lock(lock(nothing_locked(3), (0, 1)), (1, 2))
    assert sort_defeats(reach, [(0, 2)]).agreeing == ((0, 2),)


def test_in_a_knot_the_chosen_winner_comes_first() -> None:
    """Then what contradicts it is skipped."""
    locking = Locking(nothing_locked(3))
    asked: list[tuple[tuple[int, int], ...]] = []

    def choose(knot: tuple[tuple[int, int], ...]) -> int:
        asked.append(knot)
        return max(winner for winner, _ in knot)

    locking.take(RING, choose)
    assert locking.taken == [((2, 0), True), ((1, 2), True), ((0, 1), False)]
    assert asked == [tuple(RING), ((0, 1), (1, 2))]
    assert locking.reach == (0, 0b101, 0b001)


def ends(by_strength: Sequence[Sequence[Defeat]], most: int = 100) -> set[Reach] | None:
    """Collect all ends; nothing where not every way was tried."""
    found: list[Reach] = []
    complete = try_every_way(
        3, by_strength, is_settled=lambda _: False, at_end=found.append, most=most
    )
    assert len(set(found)) == len(found)
    return set(found) if complete else None


def test_a_ring_can_be_cut_in_three_ways() -> None:
    """Whichever of three equal comparisons comes last is skipped; unequal ones have one way."""
    assert ends([RING]) == {(0b110, 0b100, 0), (0, 0b101, 0b001), (0b010, 0, 0b011)}
    assert ends([RING[:2], RING[2:]]) == {(0b110, 0b100, 0)}
    assert ends([]) == {(0, 0, 0)}


def test_what_is_settled_is_not_followed() -> None:
    """As soon as somebody stands above somebody, the search goes no further."""
    found: list[Reach] = []
    asked: list[Reach] = []

    def is_settled(reach: Reach) -> bool:
        asked.append(reach)
        return any(reach)

    assert try_every_way(3, [RING], is_settled=is_settled, at_end=found.append)
    assert found == []
    assert sorted(asked) == [(0, 0, 0), (0, 0, 0b001), (0, 0b100, 0), (0b010, 0, 0)]


@pytest.mark.parametrize(("most", "complete"), [(9, False), (10, True)])
def test_the_search_gives_up_at_its_bound(most: int, complete: bool) -> None:
    """A ring of three has ten states: none, three with one, three with two locked, three ends."""
    assert (ends([RING], most) is not None) is complete
