"""How a mediator stands is a value."""

from gongtong.core.rulings import Reason, Source
from gongtong.mediation.mediators.standing import MediatorStanding


def test_a_mediator_without_objections_is_eligible() -> None:
    """One ground against is enough."""
    fine = MediatorStanding("u-li", (), frozenset(("owners",)), is_active=True)
    unfit = Reason("mediation.not_adult", "未成年", "a minor", Source("test"))
    assert fine.is_eligible
    assert not MediatorStanding("u-li", (unfit,), frozenset(), is_active=True).is_eligible
