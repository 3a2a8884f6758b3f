"""Risk, and the duty to tell."""

import pytest
from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.cases.cases import Risk
from gongtong.mediation.cases.risk import SetRisk, rule_on_risk
from gongtong.testing.disputes import CASE

REQUEST = SetRisk("2025-001", Risk.RED, "扬言动手", must_report=True)


@pytest.mark.parametrize(
    ("must_report", "reported_to", "owed"),
    [(True, "", True), (True, "派出所", False), (False, "", False)],
)
def test_a_report_is_owed_until_somebody_was_told(
    must_report: bool, reported_to: str, owed: bool
) -> None:
    """Judgments are numbered; the words are under a digest."""
    request = evolve(REQUEST, must_report=must_report, reported_to=reported_to)
    ruling = rule_on_risk(request, CASE, known=2, actor="u")
    assert isinstance(ruling, Granted)
    assert (ruling.event.report_is_owed, ruling.event.sequence) == (owed, 3)
    assert "扬言" not in str(ruling.event)


def test_grounds_of_a_refusal() -> None:
    """An ended case, no reason, somebody told without need: all at once."""
    request = SetRisk("2025-001", Risk.RED, " ", reported_to="派出所")
    ruling = rule_on_risk(request, evolve(CASE, is_ended=True), known=0, actor="u")
    assert isinstance(ruling, Refused)
    assert ruling.codes == (
        "mediation.case_ended",
        "mediation.risk_without_reason",
        "mediation.report_without_need",
    )
