"""STAR: the two with the most points, then an automatic run-off between them (先评分后决胜)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from gongtong.core.rulings import Source, Standing
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.scores import Scores
from gongtong.voting.counting.traces import (
    Act,
    Amount,
    Count,
    Measure,
    Pair,
    Round,
    Stage,
    Step,
    Tie,
    TieBreak,
    Why,
    amounts,
)
from gongtong.voting.methods.highest_figures import refuse_majority

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee

_NAME: Final = "star"
_FINALISTS: Final = 2


class _Star:
    """One count in progress: what was added up, and the rounds so far."""

    def __init__(self, ballots: Scores, referee: Referee) -> None:
        self.names = ballots.candidates
        self.sums = ballots.sums()
        self.rounds: list[Round] = []
        self._ballots = ballots
        self._referee = referee

    def elect_one(self, standing: Sequence[int]) -> int:
        """Fill one seat from those still standing."""
        if len(standing) == 1:
            self._score_round(standing, Act.ELECTED, standing)
            return standing[0]
        one, other = sorted(self._finalists(standing))
        self._score_round(standing, Act.ADVANCED, (one, other))
        return self._run_off(one, other)

    def _score_round(self, standing: Iterable[int], act: Act, best: Iterable[int]) -> None:
        self.rounds.append(
            Round(
                number=self._next,
                stage=Stage.COUNT,
                measure=Measure.POINTS,
                amounts=amounts(self.names, {number: self.sums[number] for number in standing}),
                steps=tuple(Step(act, self.names[number], Why.MOST) for number in best),
            )
        )

    @property
    def _next(self) -> int:
        return len(self.rounds) + 1

    def _finalists(self, standing: Sequence[int]) -> list[int]:
        finalists: list[int] = []
        for points in sorted({self.sums[number] for number in standing}, reverse=True):
            level = [number for number in standing if self.sums[number] == points]
            finalists += self._best_of(level, _FINALISTS - len(finalists))
            if len(finalists) == _FINALISTS:
                break
        return finalists

    def _best_of(self, level: list[int], room: int) -> list[int]:
        """Choose from those level in points: who lost most matches goes out, then the rule is asked."""
        if len(level) <= room:
            return level
        losses = {one: self._losses(one, level) for one in level}
        most = max(losses.values())
        kept = [one for one in level if losses[one] < most]
        if not kept:
            return self._by_rule(level, room)
        self._note(level, kept, TieBreak.HEAD_TO_HEAD, seats=room)
        if len(kept) >= room:
            return self._best_of(kept, room)
        out = [one for one in level if losses[one] == most]
        return [*kept, *self._best_of(out, room - len(kept))]

    def _losses(self, one: int, among: Iterable[int]) -> int:
        return sum(self._preferring(other, one) > self._preferring(one, other) for other in among)

    def _by_rule(self, level: Sequence[int], room: int) -> list[int]:
        chosen: list[int] = []
        for seats in range(room, 0, -1):
            left = [one for one in level if one not in chosen]
            chosen.append(
                self._referee.first(left, round_number=self._next, seats=seats, past=self.rounds)
            )
        return chosen

    def _run_off(self, one: int, other: int) -> int:
        mine, theirs = self._preferring(one, other), self._preferring(other, one)
        if mine != theirs:
            best, why = (one if mine > theirs else other), Why.PREFERRED_BY_MORE
        elif self.sums[one] != self.sums[other]:
            best, why = max(one, other, key=self.sums.__getitem__), Why.MOST
            self._note((one, other), (best,), TieBreak.MORE_POINTS, seats=1)
        else:
            best, why = self._by_rule((one, other), 1)[0], Why.MOST
        votes = (Fraction(mine), Fraction(theirs))
        self.rounds.append(
            Round(
                number=self._next,
                stage=Stage.RUN_OFF,
                amounts=(Amount(self.names[one], votes[0]), Amount(self.names[other], votes[1])),
                pairs=(Pair(self.names[one], self.names[other], *votes),),
                steps=(Step(Act.ELECTED, self.names[best], why),),
            )
        )
        return best

    def _preferring(self, one: int, other: int) -> int:
        return self._ballots.weights.total(self._ballots.preferring(one, other))

    def _note(
        self, tied: Iterable[int], chosen: Iterable[int], by: TieBreak, *, seats: int
    ) -> None:
        self._referee.ties.append(
            Tie(
                candidates=tuple(self.names[number] for number in tied),
                round=self._next,
                seats=seats,
                chosen=tuple(self.names[number] for number in chosen),
                broken_by=by,
            )
        )


def count_star(ballots: Scores, settings: CountSettings, referee: Referee) -> Count:
    """Elect from the two with the most points the one whom more ballots score higher (先评分后决胜计票).

    A blank is no point. Several seats are filled one after another, each from those not yet elected
    (bloc STAR). Those level in points who lose most matches among themselves stand back, again and
    again, until there is room; a run-off that is level goes to whoever has more points. What remains
    level is a tie for the rule that was named before the vote.
    """
    refuse_majority(settings, _NAME)
    star = _Star(ballots, referee)
    standing = list(range(len(star.names)))
    elected: list[int] = []
    while standing and len(elected) < settings.seats:
        winner = star.elect_one(standing)
        standing.remove(winner)
        elected.append(winner)
    return Count(
        method=_NAME,
        candidates=star.names,
        seats=settings.seats,
        ballots=ballots.total,
        elected=tuple(star.names[number] for number in elected),
        ties=tuple(referee.ties),
        rounds=tuple(star.rounds),
        scores=amounts(star.names, dict(enumerate(star.sums))),
        measure=Measure.POINTS,
    )


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="先评分后决胜",
    en="STAR voting",
    family=Family.SCORES,
    takes=(Scores,),
    source=Source(
        "Equal Vote Coalition, STAR Voting and its official tiebreaker protocol",
        "starvoting.org/ties",
        standing=Standing.UNVERIFIED,
        note="without the five-star step, for which the top of the scale would have to be known",
    ),
    definition_zh=(
        "每票给候选人打分，总分最高的两人进入决胜，在更多选票上得分较高的一人当选；多个席位逐一选出。"
    ),
    definition_en=(
        "Each ballot gives candidates points. Of the two with the most, the one whom more ballots "
        "score higher is elected; several seats are filled one after another."
    ),
    count=count_star,
    advice="hand in Scores: ranks and approvals are no points unless a rule says so",
)
