"""No published figure of fewer than k people, not even by subtraction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongtong.voting.polls.small_groups import Cell, publishable


def cell(name: str, people: int, **answers: int) -> Cell:
    return Cell((name,), people, tuple(sorted(answers.items())))


def shown(cells: tuple[Cell, ...]) -> list[tuple[str, int]]:
    return [("+".join(one.groups), one.people) for one in cells]


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (4, [("a+b", 24)]),
        (5, [("a", 5), ("b", 20)]),
        (6, [("a", 6), ("b", 20)]),
    ],
)
def test_a_group_is_published_from_k_people_on(
    people: int, expected: list[tuple[str, int]]
) -> None:
    """One under k goes together with the next; k and one over k stand alone."""
    assert shown(publishable([cell("a", people), cell("b", 20)], 5)) == expected


def test_a_single_small_group_takes_the_next_smallest_along() -> None:
    """Otherwise it could be found by subtracting the others from the total."""
    cells = [cell("a", 3), cell("b", 30), cell("c", 12)]
    assert shown(publishable(cells, 5)) == [("a+c", 15), ("b", 30)]


def test_small_groups_that_are_enough_together_leave_the_others_alone() -> None:
    """Three and two are five: nobody else is needed."""
    cells = [cell("a", 3), cell("b", 2), cell("c", 12)]
    assert shown(publishable(cells, 5)) == [("b+a", 5), ("c", 12)]


@pytest.mark.parametrize(("people", "count"), [(4, 0), (5, 1)])
def test_where_everybody_is_too_few_nothing_is_published(people: int, count: int) -> None:
    """Under k there is no cell at all; exactly k is one."""
    assert len(publishable([cell("a", people)], 5)) == count


def test_answers_are_added_up() -> None:
    """What is put together keeps its figures."""
    (both,) = publishable([cell("a", 2, yes=1, no=1), cell("b", 3, yes=3)], 5)
    assert both.answers == (("no", 1), ("yes", 4))


def test_groups_of_nobody_are_left_out_and_k_is_at_least_one() -> None:
    """With k = 1 every group of somebody is published."""
    assert shown(publishable([cell("a", 0), cell("b", 1)], 1)) == [("b", 1)]
    with pytest.raises(ValueError, match="at least 1"):
        publishable([], 0)


@given(st.lists(st.integers(0, 12), max_size=8), st.integers(1, 8))
def test_no_cell_is_too_small_and_nobody_is_lost_who_can_be_shown(
    sizes: list[int], least: int
) -> None:
    """Every cell has k people; whoever is hidden is hidden because all together are too few."""
    cells = publishable([cell(str(n), size) for n, size in enumerate(sizes)], least)
    assert all(one.people >= least for one in cells)
    total = sum(sizes)
    assert sum(one.people for one in cells) == (total if total >= least else 0)
