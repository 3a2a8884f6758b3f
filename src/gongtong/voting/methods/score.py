"""Score voting: every candidate gets points, and the most points win (评分投票)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Source, Standing
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.traces import Measure
from gongtong.voting.methods.highest_figures import elect_highest, refuse_majority
from gongtong.voting.methods.tallies import Tallies, checked

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.counting.traces import Count

_NAME: Final = "score"


def tally_score(ballots: Scores) -> Tallies:
    """Add up the points of each candidate; a blank is no point (评分合计)."""
    return Tallies(
        of=_NAME,
        candidates=ballots.candidates,
        figures=tuple(ballots.sums()),
        ballots=ballots.total,
    )


def count_score(ballots: Scores | Tallies, settings: CountSettings, referee: Referee) -> Count:
    """Elect those with the most points in total (评分投票计票).

    The total decides, not the mean of those who gave a score: a blank counts as 0.
    """
    refuse_majority(settings, _NAME)
    tallies = checked(ballots, _NAME) if isinstance(ballots, Tallies) else tally_score(ballots)
    return elect_highest(tallies, settings, referee, method=_NAME, measure=Measure.POINTS)


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="评分投票",
    en="score voting",
    family=Family.SCORES,
    takes=(Scores, Tallies),
    source=Source("general practice of elections", standing=Standing.HOUSE),
    definition_zh="每票给候选人打分，总分最高的当选；未打分的按零分计，不取平均。",
    definition_en=(
        "Each ballot gives candidates points; the highest totals are elected. "
        "A blank counts as 0, and no mean is taken."
    ),
    count=count_score,
    advice="hand in Scores: ranks and approvals are no points unless a rule says so",
)
