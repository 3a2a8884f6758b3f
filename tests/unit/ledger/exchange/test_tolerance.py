"""Nothing passes that was not named, and what passes is listed."""

import pytest

from gongtong.core.errors import InputError, InputProblem
from gongtong.ledger.exchange.tolerance import Tolerated, let_pass


def problem(code: str, line: int | None) -> InputProblem:
    return InputProblem("b.csv", line, None, code, "en", "zh", "remedy")


REPEATED = problem("duplicate_id", 9)
TOTALS = problem("totals_differ", 3)
OTHER = problem("bad_amount", 5)


def test_what_is_not_allowed_blocks_alone() -> None:
    """Those that may pass are not in the way of seeing what is to be mended."""
    with pytest.raises(InputError) as caught:
        let_pass([REPEATED, OTHER, TOTALS], {Tolerated.REPEATED_IDS})
    assert caught.value.problems == (TOTALS, OTHER)


def test_what_is_allowed_is_given_in_the_order_of_the_file() -> None:
    """The reader shows them with the result."""
    assert let_pass([REPEATED, TOTALS], set(Tolerated)) == (TOTALS, REPEATED)
    assert let_pass([], ()) == ()
