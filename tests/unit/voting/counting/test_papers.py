"""The ballot paper names each candidate once."""

import pytest

from gongtong.voting.counting.papers import distinct_names


def test_names_are_kept_in_their_order() -> None:
    """The order of the paper is the order of the numbers."""
    assert distinct_names(["乙", "甲"]) == ("乙", "甲")


@pytest.mark.parametrize("names", [[], ["甲", "甲"]])
def test_a_paper_without_names_or_with_a_name_twice_is_refused(names: list[str]) -> None:
    """Nobody could tell two candidates of one name apart."""
    with pytest.raises(ValueError, match="name of its own"):
        distinct_names(names)
