"""How far an assessment in parts has come."""

from datetime import date

from gongtong.core.periods import year_span
from gongtong.ledger.fees.assessing import FeesAssessed
from gongtong.ledger.fees.progress import AssessmentProgress


def test_parts_add_up() -> None:
    """Each part counts what it charged; the last one is kept, and then all is done."""
    first = FeesAssessed(year_span(2025), date(2025, 1, 1), 2, 3, 90_000, 1, 0)
    second = FeesAssessed(year_span(2025), date(2025, 1, 1), 1, 1, 30_000, 0, 0)
    halfway = AssessmentProgress(2).after(first)
    done = halfway.after(second)
    assert (halfway.is_done, done.is_done) == (False, True)
    assert done == AssessmentProgress(2, 2, 3, 4, 120_000, 1, second)
