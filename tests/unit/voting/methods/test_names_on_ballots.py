"""How many names stand on each ballot."""

import pytest

from gongtong.voting.methods.names_on_ballots import NamesCounted, naming_more_than

# rows 0 to 3 are named on none, one, two and three of the sets
SETS = (0b1110, 0b1100, 0b1000)


@pytest.mark.parametrize(("most", "rows"), [(1, 0b1100), (2, 0b1000), (3, 0)])
def test_rows_with_more_names_are_found(most: int, rows: int) -> None:
    """More than one, more than two, more than three."""
    assert naming_more_than(most, SETS) == rows


def test_names_are_counted_one_after_another() -> None:
    """After each name it is known which rows have reached how many."""
    counted = NamesCounted(2)
    for names, rows in enumerate(SETS):
        counted.add(rows)
        assert counted.reached(1) == 0b1110
        assert counted.reached(2) == (0 if names == 0 else 0b1100)
    assert counted.reached(3) == 0b1000
