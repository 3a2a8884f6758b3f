"""Block vote: each ballot names up to as many as there are seats (连记投票)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Source, Standing
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountingMethod, Family, UncountableError
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.methods.highest_figures import elect_highest
from gongtong.voting.methods.names_on_ballots import NamesCounted, naming_more_than
from gongtong.voting.methods.tallies import Tallies, checked

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.counting.traces import Count

_NAME: Final = "block"


def tally_block(ballots: Approvals | Rankings, settings: CountSettings) -> Tallies:
    """Count the ballots that name each candidate, up to as many names as seats (连记投票合计).

    Of a ranking the best count, rank after rank, until as many are named as there are seats. Where a
    ballot names more, or a shared rank makes them more, `UncountableError` says on how many.
    """
    most = min(settings.seats, len(ballots.candidates))
    if isinstance(ballots, Approvals):
        named = list(ballots.supporters)
        over = naming_more_than(most, named)
    else:
        named, over = _best(ballots.with_shared_ranks(settings.shared_ranks), most)
    if over:
        message = (
            f"{ballots.weights.total(over)} ballots name more than {most} candidates, "
            f"which is all that {settings.seats} seats allow; remove spoilt ballots before the count"
        )
        raise UncountableError(message)
    return Tallies(
        of=_kind(settings),
        candidates=ballots.candidates,
        figures=tuple(ballots.weights.total(rows) for rows in named),
        ballots=ballots.total,
    )


def _best(ballots: Rankings, most: int) -> tuple[list[int], int]:
    """Give the rows on which each candidate is among the best, and those where they are too many."""
    named = [0] * len(ballots.candidates)
    counted = NamesCounted(most)
    for rank in range(ballots.depth):
        open_rows = ballots.everyone & ~counted.reached(most)
        if not open_rows:
            break
        for number, ranks in enumerate(ballots.at):
            here = ranks[rank] & open_rows
            if here:
                named[number] |= here
                counted.add(here)
    return named, counted.reached(most + 1)


def _kind(settings: CountSettings) -> str:
    return f"{_NAME} of {settings.seats}"


def count_block(
    ballots: Approvals | Rankings | Tallies, settings: CountSettings, referee: Referee
) -> Count:
    """Elect those who are named on the most ballots (连记投票计票).

    `settings.majority` is heeded: who lacks it is not elected even if a seat stays open.
    """
    tallies = (
        checked(ballots, _kind(settings))
        if isinstance(ballots, Tallies)
        else tally_block(ballots, settings)
    )
    return elect_highest(tallies, settings, referee, method=_NAME)


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="连记投票",
    en="block vote",
    family=Family.CHOICES,
    takes=(Approvals, Rankings, Tallies),
    source=Source("general practice of elections", standing=Standing.HOUSE),
    definition_zh="每票所选人数不超过应选名额，得票最多的当选；约定须过半数的，未过半数者不当选。",
    definition_en=(
        "Each ballot names at most as many as there are seats; those with the most votes are elected. "
        "Where a majority was laid down, nobody is elected without it."
    ),
    count=count_block,
)
