"""Parts of a compound hold every dwelling once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongtong.core.places import DwellingLabel
from gongtong.ledger.fees.parts import Part, parts_of
from gongtong.testing.strategies import dwelling_labels


@given(st.lists(dwelling_labels(), max_size=12), st.integers(1, 5), dwelling_labels())
def test_every_dwelling_lies_in_one_part(
    labels: list[DwellingLabel], size: int, later: DwellingLabel
) -> None:
    """Those that were counted, at most `size` to a part, and whoever is entered later."""
    known = sorted(set(labels))
    parts = parts_of(known, size)
    for label in (*known, later):
        assert sum(part.holds(label) for part in parts) == 1
    held = [sum(part.holds(label) for label in known) for part in parts]
    assert all(count == size for count in held[:-1])
    assert held[-1] <= size


def test_parts_of_nobody_are_one_part() -> None:
    """A place without dwellings has one part, which holds whoever comes."""
    assert parts_of([]) == (Part(),)


def test_impossible_parts_are_refused() -> None:
    """Bounds between which nothing lies, and parts of no dwelling, are errors."""
    here = DwellingLabel(1, 1, 101)
    with pytest.raises(ValueError, match="no dwelling lies"):
        Part(here, here)
    with pytest.raises(ValueError, match="one dwelling or more"):
        parts_of([here], 0)
