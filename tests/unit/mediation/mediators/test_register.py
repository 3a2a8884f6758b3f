"""The register of mediators."""

from datetime import date

from attrs import evolve

from gongtong.core.periods import Span
from gongtong.core.rulings import Granted, Refused
from gongtong.mediation.mediators.register import (
    MediatorBasis,
    registered,
    removed,
    rule_on_registering,
)
from gongtong.testing.disputes import TODAY, TOMORROW
from gongtong.testing.examples.mediation_mediators import ENTRY, TERM


def test_a_mediator_serves_while_the_term_runs() -> None:
    """Its end is the first day without; a removal ends it at once."""
    ruling = rule_on_registering(ENTRY, None)
    assert isinstance(ruling, Granted)
    assert "李调解" not in str(ruling.event)
    entry = registered(ENTRY, ruling.event)
    assert entry.serves_on(TERM.start)
    assert entry.serves_on(date(2026, 12, 31))
    assert not entry.serves_on(date(2027, 1, 1))
    gone = removed(entry, TODAY)
    assert (gone.serves_on(date(2025, 6, 9)), gone.serves_on(TODAY), gone.version) == (
        True,
        False,
        2,
    )


def test_a_removed_mediator_comes_back_with_a_new_term_only() -> None:
    """Beginning on the day of the removal is too early; the day after is not."""
    ruling = rule_on_registering(ENTRY, None)
    assert isinstance(ruling, Granted)
    known = removed(registered(ENTRY, ruling.event), TODAY)
    for start, granted in ((TODAY, False), (TOMORROW, True)):
        told = rule_on_registering(evolve(ENTRY, span=Span(start)), known)
        assert isinstance(told, Granted) is granted
    wrong = rule_on_registering(evolve(ENTRY, person=" ", name="长" * 81), known)
    assert isinstance(wrong, Refused)
    assert wrong.codes == (
        "mediation.mediator_id",
        "mediation.mediator_name",
        "mediation.removed_mediator",
    )


def test_members_and_the_engaged_are_mediators_and_guests_are_not() -> None:
    """Four bases, two of them appointed."""
    assert [basis for basis in MediatorBasis if basis.is_appointed] == [
        MediatorBasis.COMMITTEE_MEMBER,
        MediatorBasis.ENGAGED,
    ]
