"""Plurality: whoever is named on the most ballots is elected (相对多数)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Source, Standing
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountingMethod, Family, UncountableError
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.methods.highest_figures import elect_highest
from gongtong.voting.methods.names_on_ballots import naming_more_than
from gongtong.voting.methods.tallies import Tallies, checked

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.counting.traces import Count

_NAME: Final = "plurality"


def tally_plurality(ballots: Approvals | Rankings, settings: CountSettings) -> Tallies:
    """Count the ballots that name each candidate, or rank it first (相对多数合计).

    Candidates who share the first rank of a ballot get equal parts of it. A ballot that names more
    than one candidate without an order is refused with `UncountableError`.
    """
    figures = (
        _named(ballots)
        if isinstance(ballots, Approvals)
        else _first(ballots.with_shared_ranks(settings.shared_ranks))
    )
    return Tallies(
        of=_NAME, candidates=ballots.candidates, figures=tuple(figures), ballots=ballots.total
    )


def _named(ballots: Approvals) -> list[int]:
    several = ballots.weights.total(naming_more_than(1, ballots.supporters))
    if several:
        message = (
            f"{several} ballots name more than 1 candidate; remove spoilt ballots before the count, "
            "or count by block (up to as many names as seats) or approval (any number)"
        )
        raise UncountableError(message)
    return ballots.tallies()


def _first(ballots: Rankings) -> list[Fraction | int]:
    figures: list[Fraction | int] = [0] * len(ballots.candidates)
    for pile in ballots.piles(ballots.everyone, range(len(ballots.candidates))):
        weight = ballots.weights.total(pile.rows)
        for number in pile.candidates:
            figures[number] += Fraction(weight, len(pile.candidates))
    return figures


def count_plurality(
    ballots: Approvals | Rankings | Tallies, settings: CountSettings, referee: Referee
) -> Count:
    """Elect whoever is named, or ranked first, on the most ballots (相对多数计票).

    `settings.majority` is heeded: who lacks it is not elected even if a seat stays open.
    """
    tallies = (
        checked(ballots, _NAME)
        if isinstance(ballots, Tallies)
        else tally_plurality(ballots, settings)
    )
    return elect_highest(tallies, settings, referee, method=_NAME)


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="相对多数",
    en="plurality",
    family=Family.CHOICES,
    takes=(Approvals, Rankings, Tallies),
    source=Source("general practice of elections", standing=Standing.HOUSE),
    definition_zh="每票一名，得票最多的当选；除非事先约定，不要求过半数。",
    definition_en=(
        "One name on each ballot; whoever has the most votes is elected. "
        "More than half is needed only where that was laid down."
    ),
    count=count_plurality,
)
