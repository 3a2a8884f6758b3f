"""Guards that are plain facts."""

from gongtong.core.machines.plain_guards import unless
from gongtong.core.rulings import Reason, Source


def test_a_guard_tells_its_ground_unless_the_fact_holds() -> None:
    """And nothing where it does."""
    reason = Reason("lamp.dark", "没有电", "there is no current", Source("lamp"))
    guard = unless(bool, reason)
    assert guard(None, object()) == ()
    assert guard(None, []) == (reason,)
