"""Money is whole fen: it is read exactly, written exactly and divided without loss."""

from fractions import Fraction

import pytest

from gongtong.core.money import MAX_FEN, allocate, format_yuan, plain_yuan, yuan


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("0", 0),
        ("0.01", 1),
        ("300", 30000),
        ("300.0", 30000),
        ("300.00", 30000),
        ("¥1860.50", 186050),
        ("￥4,889.30", 488930),
        ("-12.5", -1250),
        ("+12.05", 1205),
        (" 88.00 ", 8800),
        ("1,234,567.89", 123456789),
    ],
)
def test_an_amount_in_yuan_is_read_as_fen_to_the_last_one(text: str, fen: int) -> None:
    """Every way in which the payment apps write an amount gives its exact fen."""
    assert yuan(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "/",
        "0.005",
        "1.234",
        "1e3",
        "NaN",
        "inf",
        "三百",
        "1,23",
        "12,34.5",
        "1 000",
        "１００",
        ".5",
        "5.",
        "¥¥5",
        "--5",
    ],
)
def test_what_is_not_plainly_an_amount_is_refused(text: str) -> None:
    """Half a fen is never rounded in silence, and nothing is guessed from odd spellings."""
    with pytest.raises(ValueError, match="is not an amount in yuan"):
        yuan(text)


def test_an_amount_as_large_as_the_books_can_hold_is_read_and_one_fen_more_is_refused() -> None:
    """The greatest amount is that of a signed 64-bit whole number."""
    assert MAX_FEN == 9223372036854775807
    assert yuan("92233720368547758.07") == 9223372036854775807
    with pytest.raises(ValueError, match="larger than the books can hold"):
        yuan("92233720368547758.08")


@pytest.mark.parametrize(
    ("fen", "text", "plain"),
    [
        (0, "0.00", "0.00"),
        (5, "0.05", "0.05"),
        (-5, "-0.05", "-0.05"),
        (99, "0.99", "0.99"),
        (100, "1.00", "1.00"),
        (-186050, "-1,860.50", "-1860.50"),
        (10**15, "10,000,000,000,000.00", "10000000000000.00"),
    ],
)
def test_fen_are_written_as_yuan_with_two_decimals(fen: int, text: str, plain: str) -> None:
    """People read thousands commas, programs do not."""
    assert format_yuan(fen) == text
    assert plain_yuan(fen) == plain


def test_a_bill_of_100_yuan_over_seven_households_leaves_no_fen_over() -> None:
    """Four pay 14.29 and three 14.28, the earlier ones more."""
    assert allocate(10000, [1] * 7) == (1429, 1429, 1429, 1429, 1428, 1428, 1428)


def test_a_debt_of_48000_yuan_is_paid_175_ways_to_the_fen() -> None:
    """One hundred households pay 274.29 and seventy-five 274.28."""
    parts = allocate(4_800_000, [1] * 175)
    assert parts.count(27429) == 100
    assert parts.count(27428) == 75


def test_shared_electricity_is_divided_by_area_with_the_largest_remainder() -> None:
    """民法典第283条: by area share where nothing else was agreed."""
    assert allocate(100_000, [852_000, 975_300, 1_200_000, 452_700]) == (24483, 28026, 34483, 13008)


def test_a_weight_of_zero_gets_nothing_and_fractions_weigh_exactly() -> None:
    """The ground floor pays nothing for the lift; a third is a third."""
    assert allocate(60000, [0, 1, 2, 3, 4, 5]) == (0, 4000, 8000, 12000, 16000, 20000)
    assert allocate(100, [Fraction(1, 3), Fraction(2, 3)]) == (33, 67)


def test_a_credit_is_divided_as_the_charge_was() -> None:
    """What is given back mirrors what was charged."""
    assert allocate(-100, [1, 1, 1]) == (-34, -33, -33)


def test_dividing_by_nothing_or_by_less_than_nothing_is_refused() -> None:
    """There must be somebody to pay, and nobody weighs less than nothing."""
    with pytest.raises(ValueError, match="at least one weight must be positive"):
        allocate(100, [])
    with pytest.raises(ValueError, match="at least one weight must be positive"):
        allocate(100, [0, 0])
    with pytest.raises(ValueError, match="must not be negative"):
        allocate(100, [2, -1])


def test_nothing_is_divided_into_nothing() -> None:
    """A bill of nothing leaves everybody owing nothing."""
    assert allocate(0, [1, 2, 3]) == (0, 0, 0)
