import pytest

from gongtong.voting.counting.margins.margin import Change, Margin


def test_an_exact_number_says_that_it_is_enough() -> None:
    """Where the number is exact, the sentences say so."""
    sentence = Margin(change=Change.SWITCHED, ballots=12, is_exact=True).sentence
    assert sentence.zh == "至少要有12张选票改投，结果才会改变；12张就足以改变。"
    assert sentence.en == (
        "At least 12 ballots must be switched before the result changes, and 12 can be enough."
    )


def test_a_lower_bound_says_that_it_may_take_more() -> None:
    """Where the number is a lower bound, the sentences say that it may take more."""
    sentence = Margin(change=Change.ADDED, ballots=1, is_exact=False).sentence
    assert sentence.zh == "至少要有1张选票增加，结果才会改变；这是下限，实际可能需要更多。"
    assert sentence.en == (
        "At least 1 ballot must be added before the result changes; it may take more."
    )


def test_a_tie_needs_no_ballot_to_change() -> None:
    """Nothing needs to change where a tie is there already."""
    sentence = Margin(change=Change.SWITCHED, ballots=0, is_exact=True).sentence
    assert sentence.zh.startswith("已有并列")
    assert sentence.en.startswith("There is a tie")


def test_some_results_no_ballot_can_change() -> None:
    """Where there is a seat for everybody, no number of ballots changes the result."""
    sentence = Margin(change=Change.ADDED, ballots=None, is_exact=True).sentence
    assert sentence.zh == "无论多少张选票增加，结果都不会改变。"
    assert sentence.en == "No number of ballots added changes the result."


def test_a_number_of_ballots_is_not_negative() -> None:
    """A negative number of ballots is refused."""
    with pytest.raises(ValueError, match="-1 ballots"):
        Margin(change=Change.ADDED, ballots=-1, is_exact=True)
