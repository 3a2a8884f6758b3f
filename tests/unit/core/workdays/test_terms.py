"""Terms: a whole number of one unit."""

import pytest

from gongtong.core.codec import from_json, to_json
from gongtong.core.workdays.terms import Term, TimeUnit


@pytest.mark.parametrize(
    ("term", "zh"),
    [
        (Term(24, TimeUnit.HOUR), "24小时"),
        (Term(15), "15日"),
        (Term(7, TimeUnit.WORKING_DAY), "7个工作日"),
        (Term(1, TimeUnit.MONTH), "1个月"),
    ],
)
def test_a_term_is_said_as_people_say_it(term: Term, zh: str) -> None:
    """Number and unit in Chinese; the term comes back from JSON the same."""
    assert str(term) == zh
    assert from_json(to_json(term), Term) == term


def test_a_term_is_not_negative() -> None:
    """No day at all is a term; fewer is none."""
    assert Term(0).length == 0
    with pytest.raises(ValueError, match="length"):
        Term(-1)
