"""What parties are told at the end, and the visit afterwards."""

from datetime import date
from typing import Any

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.dossiers.telling import (
    RecordVisit,
    TellRemedies,
    VisitFinding,
    rule_on_remedies,
    rule_on_visit,
)
from gongtong.mediation.parties.consent import HowGiven
from gongtong.testing.disputes import CASE, TODAY, TOMORROW

BOTH = ("developer", "owners")
TELLING = TellRemedies(CASE.number, BOTH, TODAY, HowGiven.IN_PERSON)
VISIT = RecordVisit(CASE.number, TODAY, VisitFinding.PERFORMED, "已修好", survey_offered=True)


def told(**change: Any) -> list[str]:
    ruling = rule_on_remedies(evolve(TELLING, **change), BOTH, CASE.opened_on, TODAY)
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def visited(effective_on: date | None = TODAY, **change: Any) -> list[str]:
    request = evolve(VISIT, **change)
    ruling = rule_on_visit(request, number=1, effective_on=effective_on, today=TODAY)
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_every_party_is_told() -> None:
    """On a day since the case was opened."""
    assert told() == []
    assert told(parties=("owners",)) == ["remedies_to_all"]
    assert told(told_on=TOMORROW) == ["remedies_day"]
    assert told(told_on=date(2025, 6, 9)) == ["remedies_day"]


def test_a_visit_follows_an_agreement() -> None:
    """What was found stays out of the record."""
    ruling = rule_on_visit(VISIT, number=1, effective_on=TODAY, today=TODAY)
    assert isinstance(ruling, Granted)
    assert "修好" not in str(ruling.event)
    assert visited(None) == ["visit_without_agreement"]
    assert visited(visited_on=date(2025, 6, 9)) == ["visit_day"]
    assert visited(visited_on=TOMORROW, words="") == ["visit_day", "visit_words"]
