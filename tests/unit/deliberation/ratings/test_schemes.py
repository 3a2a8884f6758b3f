"""By which criteria a company is rated."""

from typing import Any

from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.core.workdays.terms import Term, TimeUnit
from gongtong.deliberation.ratings.schemes import RatingCriterion, SchemeFacts, rule_on_scheme
from gongtong.testing.disputes import TODAY
from gongtong.testing.examples.deliberation_ratings import SCHEME

FACTS = SchemeFacts(0, (Office.CHAIR,), "u-chair", TODAY)


def codes(facts: SchemeFacts = FACTS, **change: Any) -> list[str]:
    told = rule_on_scheme(evolve(SCHEME, **change), facts)
    found = told.codes if isinstance(told, Refused) else ()
    return [code.removeprefix("deliberation.") for code in found]


def test_criteria_hold_in_versions_one_after_the_other() -> None:
    """The next after the newest, and no other."""
    assert isinstance(rule_on_scheme(SCHEME, FACTS), Granted)
    assert codes(evolve(FACTS, newest=1)) == ["scheme_version"]
    assert codes(evolve(FACTS, newest=1), version=2) == []
    assert codes(evolve(FACTS, held=())) == ["office_required"]


def test_what_is_no_scheme_is_refused() -> None:
    """No criteria, none with points, no time to reply, lists that overlap."""
    one = SCHEME.criteria[0]
    for criteria in ((), (one, one), (RatingCriterion("a", "整洁", 0),)):
        assert codes(criteria=criteria) == ["scheme_criteria"]
    for term in (Term(0), Term(24, TimeUnit.HOUR)):
        assert codes(reply_within=term) == ["no_time_to_reply"]
    assert codes(reply_within=Term(1)) == []
    assert codes(red_from=-10) == ["scheme_lists"]
    assert codes(valid_months=0) == ["scheme_lists"]
