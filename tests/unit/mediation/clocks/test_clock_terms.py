"""Which clocks may move a case by themselves."""

import pytest

from gongtong.mediation.cases.case_states import CaseEvent
from gongtong.mediation.clocks.clock_terms import NEVER_AUTOMATIC, ClockTerms, moves_by_itself

TERMS = ClockTerms(automatic=("contact",))


def test_a_clock_moves_a_case_only_where_table_and_place_both_say_so() -> None:
    """By default none does."""
    assert moves_by_itself("contact", CaseEvent.CANNOT_REACH, TERMS, automatic=True)
    assert not moves_by_itself("contact", CaseEvent.CANNOT_REACH, TERMS, automatic=False)
    assert not moves_by_itself("signing", CaseEvent.CANNOT_REACH, TERMS, automatic=True)
    assert not moves_by_itself("contact", "", TERMS, automatic=True)
    assert not moves_by_itself("contact", CaseEvent.RESUME, ClockTerms(), automatic=True)


@pytest.mark.parametrize("event", sorted(NEVER_AUTOMATIC))
def test_consent_acceptance_and_breach_are_never_automatic(event: CaseEvent) -> None:
    """No clock says them for anybody."""
    assert not moves_by_itself("contact", event, TERMS, automatic=True)
