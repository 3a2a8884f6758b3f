"""Supporters of a project as a list of rows."""

from gongtong.voting.methods.listed_backers import ListedBackers


def test_backers_are_counted_by_class() -> None:
    """A row of several voters counts as many in its class."""
    backers = ListedBackers.of(1, (0, 1, 2), (1, 5, 1, 9))
    assert backers.by_class([7, 8, 8, 8]) == {7: 1, 8: 6}
    assert ListedBackers.of(1, (2,), None).by_class([7, 8, 9]) == {9: 1}


def test_rows_of_several_voters_come_first() -> None:
    """Only they have a weight that is kept."""
    backers = ListedBackers.of(1, (0, 1, 3), (1, 5, 1, 9))
    assert (backers.rows, backers.weights) == ((1, 3, 0), (5, 9))
