"""Approval voting: name as many as you like; whoever is named most is elected (赞成投票)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Source, Standing
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.methods.highest_figures import elect_highest
from gongtong.voting.methods.tallies import Tallies, checked

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.counting.traces import Count

_NAME: Final = "approval"


def tally_approval(ballots: Approvals) -> Tallies:
    """Count the ballots that name each candidate (赞成投票合计)."""
    return Tallies(
        of=_NAME,
        candidates=ballots.candidates,
        figures=tuple(ballots.tallies()),
        ballots=ballots.total,
    )


def count_approval(
    ballots: Approvals | Tallies, settings: CountSettings, referee: Referee
) -> Count:
    """Elect those whom the most ballots approve of (赞成投票计票).

    `settings.majority` is heeded: who lacks it is not elected even if a seat stays open.
    """
    tallies = checked(ballots, _NAME) if isinstance(ballots, Tallies) else tally_approval(ballots)
    return elect_highest(tallies, settings, referee, method=_NAME)


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="赞成投票",
    en="approval voting",
    family=Family.CHOICES,
    takes=(Approvals, Tallies),
    source=Source(
        "Brams and Fishburn, Approval Voting",
        "American Political Science Review 72 (1978)",
        standing=Standing.UNVERIFIED,
    ),
    definition_zh="每票可以赞成任意多名候选人，获赞成最多的当选。",
    definition_en="A ballot may name any number of candidates; those named most are elected.",
    count=count_approval,
    advice=(
        "lay down before the vote from which score, or down to which rank, a candidate is approved "
        "of, and hand in Approvals"
    ),
)
