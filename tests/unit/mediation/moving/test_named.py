"""A guard that a plugin brings."""

from gongtong.core.rulings import Reason, Source
from gongtong.mediation.moving.facts import CaseWish
from gongtong.mediation.moving.named import NamedGuard
from gongtong.testing.case_facts import ALL_IN_ORDER


def test_a_named_guard_judges_as_its_function_does() -> None:
    """It is called, and has a name."""
    closed = Reason("local.closed", "今天不办", "closed today", Source("local"))
    guard = NamedGuard("office_is_open", lambda _, __: (closed,))
    assert guard(CaseWish(), ALL_IN_ORDER) == (closed,)
    assert guard.name == "office_is_open"
