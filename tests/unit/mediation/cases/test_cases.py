"""What has ended takes nothing more."""

from attrs import evolve

from gongtong.mediation.cases.cases import (
    reasons_if_ended,
)
from gongtong.testing.disputes import CASE


def test_only_an_ended_case_refuses() -> None:
    """The ground names the case and its state."""
    assert reasons_if_ended(CASE) == ()
    (reason,) = reasons_if_ended(evolve(CASE, is_ended=True, state="closed"))
    assert reason.code == "mediation.case_ended"
    assert reason.params == (("case", "2025-001"), ("state", "closed"))
