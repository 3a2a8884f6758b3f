"""Who may mediate."""

from datetime import date

from attrs import evolve

from gongtong.core.rulings import Reason, Source
from gongtong.mediation.mediators.eligibility import (
    Candidate,
    bases_beside,
    objections_by_law,
    objections_to,
)
from gongtong.mediation.mediators.register import (
    MediatorBasis,
    MediatorOnFile,
    Suitability,
)
from gongtong.testing.disputes import TODAY
from gongtong.testing.examples.mediation_mediators import ENTRY, FIT, TERM

LI = MediatorOnFile("u-li", "李", MediatorBasis.ENGAGED, TERM, FIT)
GUEST = evolve(LI, person="u-guest", basis=MediatorBasis.INVITED)


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [one.code.removeprefix("mediation.") for one in reasons]


def test_a_guest_mediates_beside_a_mediator() -> None:
    """And never instead of one."""
    assert codes(objections_by_law(Candidate(GUEST, TODAY))) == ["not_a_mediator"]
    beside = bases_beside("u-guest", (GUEST, LI))
    assert beside == (MediatorBasis.ENGAGED,)
    assert objections_by_law(Candidate(GUEST, TODAY, beside)) == ()


def test_every_condition_that_is_missing_is_told() -> None:
    """All five at once."""
    unfit = Suitability(
        is_citizen=False, is_adult=False, is_fair=False, is_willing=False, is_versed=False
    )
    assert codes(objections_by_law(Candidate(evolve(LI, suitability=unfit), TODAY))) == [
        "not_a_citizen",
        "not_adult",
        "not_fair",
        "not_willing",
        "not_versed",
    ]
    assert objections_by_law(Candidate(LI, TODAY)) == ()


def test_the_term_is_asked_before_the_guards() -> None:
    """And no guard puts aside what another one says."""
    stern = Reason("local.stern", "不行", "no", Source("local"))
    over = Candidate(LI, date(2027, 1, 1))
    told = objections_to(over, (lambda _: (), lambda _: (stern,)))
    assert codes(told) == ["mediator_not_serving", "local.stern"]
    assert ENTRY.suitability == FIT
