"""Late charges: simple interest on what is open of a charge, to the fen (违约金).

Nobody owes a late charge that was not agreed; a court may cut one that is far above the loss
(民法典第585条). It runs on the principal alone, never on another late charge.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from attrs import Attribute, field, frozen

from gongtong.core.periods import Span
from gongtong.core.rulings import Source
from gongtong.ledger.fees.debts.debts import BookedCharge, DebtFacts

AGREED_PENALTY: Final = Source("民法典", "第585条", date(2021, 1, 1))
"""A late charge is what was agreed; a court may raise it or cut it (违约金约定)."""

_HALF: Final = Fraction(1, 2)


def _not_negative(_: object, attribute: "Attribute[Any]", value: Fraction | int) -> None:
    if value < 0:
        raise ValueError(f"{attribute.name} must not be negative: {value}")


@frozen
class LateChargeTerms:
    """How a place charges what is paid late (违约金标准).

    `rate_per_day` is a share of the open principal; `grace_days` after the due day are free, for good
    unless `grace_counts_afterwards`; `cap` is a share of the whole principal and `None` means no cap.
    On days within `stops` nothing accrues, for everybody.

    Example: three in a thousand a day after fifteen days, at most the principal itself:
    ``LateChargeTerms(Fraction(3, 1000), grace_days=15, cap=Fraction(1))``.
    """

    rate_per_day: Fraction = field(validator=_not_negative)
    grace_days: int = field(default=0, validator=_not_negative)
    cap: Fraction | None = None
    grace_counts_afterwards: bool = False
    stops: tuple[Span, ...] = ()


@frozen
class OpenSpan:
    """Days on which the same amount was open (未缴期间).

    A day counts with what was open when it began: who pays on a day owes that day.
    """

    first_day: date
    last_day: date
    open_fen: int

    @property
    def days(self) -> int:
        """The number of days, both ends included (天数)."""
        return (self.last_day - self.first_day).days + 1


@frozen
class Accrual:
    """What has accrued on one charge through a day, with the days that make it up (违约金计算).

    `exact_fen` is before rounding and before the cap.
    """

    principal_id: UUID
    spans: tuple[OpenSpan, ...]
    exact_fen: Fraction
    cap_fen: Fraction | None
    amount_fen: int

    @property
    def is_capped(self) -> bool:
        """Whether the cap has cut it (是否封顶)."""
        return self.cap_fen is not None and self.exact_fen > self.cap_fen


def late_charge(
    principal_id: UUID,
    spans: Iterable[OpenSpan],
    terms: LateChargeTerms,
    *,
    principal_fen: int,
) -> Accrual:
    """Add up a late charge over days of open principal, rounded once at the end, half up (违约金).

    The sum is exact: what is charged in pieces adds up to what would be charged at once.

    >>> span = OpenSpan(date(2026, 4, 16), date(2026, 9, 30), 360_00)
    >>> terms = LateChargeTerms(Fraction(3, 1000), cap=Fraction(1))
    >>> late_charge(UUID(int=1), [span], terms, principal_fen=360_00).amount_fen
    18144
    """
    counted = tuple(spans)
    exact = sum((terms.rate_per_day * span.open_fen * span.days for span in counted), Fraction(0))
    cap = None if terms.cap is None else terms.cap * principal_fen
    due = exact if cap is None else min(exact, cap)
    return Accrual(principal_id, counted, exact, cap, (due + _HALF).__floor__())


def accrual_on(
    facts: DebtFacts,
    booked: BookedCharge,
    terms: LateChargeTerms,
    *,
    through: date,
    pauses: Sequence[Span] = (),
) -> Accrual:
    """Tell what has accrued on a charge through a day (违约金累计).

    `pauses` are days on which nothing accrues on this charge, such as those of an instalment plan that
    is kept.
    """
    spans = late_spans(facts, booked, terms, through=through, pauses=pauses)
    return late_charge(booked.id, spans, terms, principal_fen=booked.charge.amount_fen)


def late_spans(
    facts: DebtFacts,
    booked: BookedCharge,
    terms: LateChargeTerms,
    *,
    through: date,
    pauses: Sequence[Span] = (),
) -> tuple[OpenSpan, ...]:
    """Give the days for which a late charge runs on a charge, cut where its open part changes (计息期间)."""
    due_on = booked.charge.due_on or booked.booked_on
    start = due_on + timedelta(days=terms.grace_days + 1)
    if through < start:
        return ()
    if terms.grace_counts_afterwards and facts.open_on(booked, start - timedelta(days=1)) > 0:
        start = due_on + timedelta(days=1)
    whole = Span(start, through + timedelta(days=1))
    stops = (*terms.stops, *pauses)
    # what changes on a day is open no longer from the next day on
    cuts = [day + timedelta(days=1) for day in facts.days_of_change(booked)]
    cuts += [day for stop in stops for day in (stop.start, stop.end) if day is not None]
    return tuple(
        OpenSpan(part.start, part.last_day or part.start, open_fen)
        for part in whole.split_at(tuple(cuts))
        if not any(stop.contains(part.start) for stop in stops)
        if (open_fen := facts.open_on(booked, part.start - timedelta(days=1))) > 0
    )
