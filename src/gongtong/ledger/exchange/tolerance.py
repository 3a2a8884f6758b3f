"""What a reader may let pass when it is told so, and tells all the same (容许事项)."""

from collections.abc import Collection, Iterable
from enum import StrEnum

from gongtong.core.errors import InputError, InputProblem


class Tolerated(StrEnum):
    """A kind of fault that somebody may decide to live with, by the code of its problem (容许事项).

    Files made anonymous repeat transaction numbers and state totals that were true of another file; some
    banks' balances are blanked out, and some statements list what is not booked yet, which is then left out. Nothing is let pass unless named, and what was let pass is listed with
    the result as warnings.
    """

    REPEATED_IDS = "duplicate_id"
    FALSE_TOTALS = "totals_differ"
    UNREAD_BALANCES = "bad_balance"
    BROKEN_BALANCES = "balance_differs"
    UNBOOKED = "entry_not_booked"


def let_pass(
    problems: Iterable[InputProblem], allow: Collection[Tolerated]
) -> tuple[InputProblem, ...]:
    """Give the problems that were allowed as warnings; raises `InputError` with all the others (放行).

    Problems come back in the order of their lines.
    """
    ordered = sorted(problems, key=lambda problem: problem.line or 0)
    codes = {kind.value for kind in allow}
    blocking = [problem for problem in ordered if problem.code not in codes]
    if blocking:
        raise InputError(blocking)
    return tuple(ordered)
