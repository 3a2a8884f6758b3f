"""Days, times and amounts are read exactly, or not at all."""

from datetime import date, time

import pytest

from gongtong.ledger.exchange.banks.cells import format_problem, read_amount, read_moment
from gongtong.ledger.exchange.banks.mapping import AmountForm

DAY = date(2025, 1, 4)


@pytest.mark.parametrize(
    ("text", "form", "read"),
    [
        ("2025-01-04", "%Y-%m-%d", (DAY, None)),
        ("2025/1/4", "%Y/%m/%d", (DAY, None)),
        ("20250104", "%Y%m%d", (DAY, None)),
        ("04/01/2025", "%d/%m/%Y", (DAY, None)),
        ("4.1.25", "%d.%m.%y", (DAY, None)),
        ("2025年1月4日", "%Y年%m月%d日", (DAY, None)),
        ("2025-01-04 02:42:00", "%Y-%m-%d %H:%M:%S", (DAY, time(2, 42))),
        ("024200", "%H%M%S", (None, time(2, 42))),
        ("2:42", "%H:%M", (None, time(2, 42))),
        ("01-04", "%m-%d", (None, None)),
    ],
)
def test_a_moment_is_read_by_its_format(
    text: str, form: str, read: tuple[date | None, time | None]
) -> None:
    """A day, a time or both; a day without a year is none."""
    assert read_moment(text, (form,)) == read


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2025111", "%Y%m%d"),
        ("25-01-04", "%Y-%m-%d"),
        ("2025-02-29", "%Y-%m-%d"),
        ("2025-13-01", "%Y-%m-%d"),
        ("24:00:00", "%H:%M:%S"),
        ("91234", "%H%M%S"),
        ("2025-01-04x", "%Y-%m-%d"),
        ("٢٠٢٥-01-04", "%Y-%m-%d"),
        ("", "%Y-%m-%d"),
    ],
)
def test_what_could_be_read_in_two_ways_is_not_read(text: str, form: str) -> None:
    """Seven figures are no day; nor is a day that no calendar has."""
    with pytest.raises(ValueError, match=r".*"):
        read_moment(text, (form,))


def test_the_first_format_that_fits_is_used() -> None:
    """Their order is that of the mapping."""
    assert read_moment("01/02/2025", ("%d/%m/%Y", "%m/%d/%Y"))[0] == date(2025, 2, 1)
    assert read_moment("01/02/2025", ("%m/%d/%Y", "%d/%m/%Y"))[0] == date(2025, 1, 2)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("%Y-%m-%d", None),
        ("%H:%M", None),
        ("%Y-%b-%d", "%b is not one of"),
        ("%Y-%m-%d %", "a lone % is not one of"),
        ("%Y-%Y", "a part stands twice"),
        ("yyyy-mm-dd", "it names none of"),
    ],
)
def test_a_format_that_cannot_be_used_is_told(text: str, problem: str | None) -> None:
    """Names of months depend on the machine's language, and are not offered."""
    told = format_problem(text)
    assert told is None if problem is None else told is not None and problem in told


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,234.00", 123_400),
        ("¥1,234.5", 123_450),
        ("+10000.00", 1_000_000),
        ("-3.00", -300),
        ("0.010000", 1),
        ("1 234.00", 123_400),
        ("", None),
        ("-", None),
        ("--", None),
    ],
)
def test_an_amount_is_read_in_minor_units(text: str, fen: int | None) -> None:
    """Signs of currency, blanks and zeros beyond two decimals are no matter; a line is no amount."""
    assert read_amount(text, AmountForm()) == fen


@pytest.mark.parametrize(
    "text", ["0.005", "1.2345", "1,23.00", "xx,yyyy.zz", "1e3", "(5.00)", "五"]
)
def test_what_is_no_exact_amount_is_refused(text: str) -> None:
    """Nothing is rounded, least of all half a fen."""
    with pytest.raises(ValueError, match="not an amount"):
        read_amount(text, AmountForm())


def test_other_signs_divide_where_the_mapping_says_so() -> None:
    """1.234,56 means one thing here and nothing there."""
    form = AmountForm(thousands=".", decimal=",")
    assert read_amount("1.234,56", form) == 123_456
    with pytest.raises(ValueError, match="not an amount"):
        read_amount("1,234.56", form)
    plain = AmountForm(thousands="", decimal=".")
    assert read_amount("1234.56", plain) == 123_456
    with pytest.raises(ValueError, match="not an amount"):
        read_amount("1,234.56", plain)
