"""Ranked pairs, Tideman's method: the largest margins are locked in first (排序成对法)."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Final

from attrs import evolve

from gongtong.core.rulings import Source, Standing
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.seats import Filled
from gongtong.voting.counting.ties import Referee, TieRule
from gongtong.voting.counting.traces import (
    Act,
    Count,
    Figure,
    FigureName,
    Measure,
    Round,
    Stage,
    Step,
    Tie,
    TieBreak,
    Why,
    amounts,
)
from gongtong.voting.methods.highest_figures import refuse_majority
from gongtong.voting.methods.locking import Locking, lock, nothing_locked, try_every_way
from gongtong.voting.methods.pairwise import (
    PairTable,
    fill_levels,
    levels_of,
    on_lower_levels,
    pair_table,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.methods.locking import Defeat, Reach

_NAME: Final = "ranked-pairs"


def by_margin(table: PairTable) -> dict[int, list[Defeat]]:
    """Group the defeats by their margin, the largest first (按净胜票数分组)."""
    grouped: dict[int, list[Defeat]] = {}
    for defeat in table.defeats():
        grouped.setdefault(table.margin(*defeat), []).append(defeat)
    return dict(sorted(grouped.items(), reverse=True))


def ranked_levels(reach: Reach) -> list[list[int]]:
    """Put candidates on levels, from who stands below each by what is locked (排序成对分层)."""
    numbers = range(len(reach))
    return levels_of(
        [sum(1 << other for other in numbers if reach[other] >> one & 1) for one in numbers]
    )


def contenders(table: PairTable, seats: int) -> frozenset[int]:
    """Find those among whom the order of equal comparisons can decide who is elected (有望当选者).

    For one seat these are the candidates who reach, by defeats, everybody who reaches them: whoever
    is beaten from outside his own cycles is beaten by a comparison that is always locked, and no
    comparison with others is in a cycle with theirs. For several seats they are all.
    """
    numbers = range(len(table.candidates))
    if seats > 1:
        return frozenset(numbers)
    reach = nothing_locked(len(numbers))
    for winner, loser in table.defeats():
        if not reach[winner] >> loser & 1:
            reach = lock(reach, (winner, loser))
    return frozenset(
        one
        for one in numbers
        if all(reach[one] >> other & 1 or not reach[other] >> one & 1 for other in numbers)
    )


class _Outcomes:
    """Who is elected in every order that was tried, and who is elected, or ties, in any.

    `differ` says that they do not all elect the same, so that the order matters.
    """

    def __init__(self, among: frozenset[int], seats: int, best: int | None) -> None:
        self.always = among
        self.ever: frozenset[int] = frozenset()
        self.differ = False
        self._among = among
        self._seats = seats
        self._best = frozenset(() if best is None else (best,))
        self._last: tuple[frozenset[int], frozenset[int]] | None = None

    def is_settled(self, reach: Reach) -> bool:
        """Say whether what is locked so far decides the outcome, or can add nothing that is new.

        Whoever has as many above as there are seats is not elected any more.
        """
        above = dict.fromkeys(self._among, 0)
        for one in self._among:
            for other in self._among:
                above[other] += reach[one] >> other & 1
        possible = frozenset(one for one in self._among if above[one] < self._seats)
        if len(possible) <= self._seats:
            self._note(possible, frozenset())
            return True
        return self.differ and self.always <= self._best and possible <= self.ever

    def note_end(self, reach: Reach) -> None:
        """Take in what one order comes to."""
        levels = [
            [number for number in level if number in self._among] for level in ranked_levels(reach)
        ]
        nobody = Referee([str(number) for number in range(len(reach))], TieRule())
        filled = fill_levels(levels, self._seats, nobody, round_number=1)
        self._note(frozenset(filled.elected), frozenset(filled.undecided))

    def _note(self, elected: frozenset[int], undecided: frozenset[int]) -> None:
        self.differ |= self._last not in (None, (elected, undecided))
        self._last = (elected, undecided)
        self.always &= elected
        self.ever |= elected | undecided

    def give_up(self) -> None:
        """Only who beats all is sure where not every order was tried."""
        self.always, self.ever, self.differ = self._best, self._among, True


class _RankedPairs:
    """One count in progress: what is locked, the rounds so far, and whether order ever mattered."""

    def __init__(self, table: PairTable, seats: int, referee: Referee) -> None:
        self.best = table.beats_all()
        self.rounds = [_pairs_round(table, self.best)]
        self.locking = Locking(nothing_locked(len(table.candidates)))
        self.open_knots = False
        self._table = table
        self._seats = seats
        self._referee = referee
        self._strengths = by_margin(table)
        self._contenders = contenders(table, seats)
        self._has_order = referee.rule.in_order(table.candidates, round_number=1) is not None

    def lock_all(self) -> None:
        """Lock or skip all comparisons, one round for each margin."""
        for margin, defeats in self._strengths.items():
            before = len(self.locking.taken)
            self.locking.take(defeats, self._choose)
            self._lock_round(margin, before)

    def _lock_round(self, margin: int, before: int) -> None:
        names, amount = self._table.candidates, Fraction(margin)
        steps = tuple(
            Step(Act.LOCKED, names[one], Why.PREFERRED_BY_MORE, names[other], amount)
            if stands
            else Step(Act.SKIPPED, names[one], Why.WOULD_CLOSE_A_CYCLE, names[other], amount)
            for (one, other), stands in self.locking.taken[before:]
        )
        figure = Figure(FigureName.STRENGTH, amount)
        self.rounds.append(
            Round(number=self._next, stage=Stage.LOCK, steps=steps, figures=(figure,))
        )

    @property
    def _next(self) -> int:
        return len(self.rounds) + 1

    def _choose(self, knot: Sequence[Defeat]) -> int:
        """Say whose comparisons come next; without an order of candidates note that it is open."""
        winners = sorted({winner for winner, _ in knot})
        matters = not self._contenders.isdisjoint(winners)
        if self._has_order:
            chosen = self._referee.first(winners, round_number=self._next, past=self.rounds)
            noted = self._referee.ties.pop()
            self._referee.ties.append(evolve(noted, matters=matters))
            return chosen
        by = self._referee.rule.by if self._referee.rule.is_open else TieBreak.OPEN
        names = tuple(self._table.candidates[winner] for winner in winners)
        self._referee.ties.append(
            Tie(
                candidates=names,
                round=self._next,
                seats=1,
                chosen=names[:1],
                broken_by=by,
                matters=matters,
            )
        )
        self.open_knots |= matters
        return winners[0]

    def fill(self) -> Filled:
        """Fill the seats, by what all orders of equal comparisons have in common."""
        levels = ranked_levels(self.locking.reach)
        if self.open_knots:
            outcomes, ties = self._outcomes(), self._referee.ties
            if outcomes.differ:
                ties[:] = [evolve(tie, chosen=()) if tie.matters else tie for tie in ties]
                sure = [one for level in levels for one in level if one in outcomes.always]
                return Filled(tuple(sure), tuple(sorted(outcomes.ever - outcomes.always)))
            ties[:] = [evolve(tie, matters=False) for tie in ties]
        return fill_levels(levels, self._seats, self._referee, round_number=self._next)

    def _outcomes(self) -> _Outcomes:
        """Try every order of equal comparisons; if there are too many, all contenders may differ.

        Orders that favour one contender after another come first: the more is known to be possible,
        the less has to be followed.
        """
        outcomes = _Outcomes(self._contenders, self._seats, self.best)
        relevant = [
            [defeat for defeat in defeats if self._contenders.issuperset(defeat)]
            for defeats in self._strengths.values()
        ]
        everybody = len(self._table.candidates)
        for one in sorted(self._contenders):
            trial = Locking(nothing_locked(everybody))
            for defeats in relevant:
                trial.take(defeats, partial(_favouring, one))
            outcomes.note_end(trial.reach)
        complete = try_every_way(
            everybody,
            relevant,
            is_settled=outcomes.is_settled,
            at_end=outcomes.note_end,
        )
        if not complete:
            outcomes.give_up()
        return outcomes

    def seat_round(self, filled: Filled) -> None:
        """Write down who got the seats that were not given in the first round."""
        names = self._table.candidates
        steps = tuple(
            Step(Act.ELECTED, names[number], Why.UNBEATEN)
            for number in filled.elected
            if number != self.best
        )
        if steps or filled.undecided:
            self.rounds.append(Round(number=self._next, stage=Stage.SEAT, steps=steps))


def _favouring(one: int, knot: Sequence[Defeat]) -> int:
    """Put the comparisons that one wins first, and those that it loses last."""
    beats = {winner for winner, loser in knot if loser == one}
    return min((winner for winner, _ in knot), key=lambda who: (who != one, who in beats, who))


def _pairs_round(table: PairTable, best: int | None) -> Round:
    steps = () if best is None else (Step(Act.ELECTED, table.candidates[best], Why.BEATS_ALL),)
    return Round(number=1, stage=Stage.PAIRS, pairs=table.pairs(), steps=steps)


def count_ranked_pairs(
    ballots: Rankings | PairTable, settings: CountSettings, referee: Referee
) -> Count:
    """Lock in comparisons from the largest margin down, unless they close a cycle (排序成对法计票).

    Whoever nobody stands above by what is locked is elected; several seats go level by level, as in
    Schulze's method. Comparisons of equal margin that stand against each other are taken by the rule
    for ties: first those of whoever the rule puts first (Zavist and Tideman's ranking of the
    candidates). Without such a rule every order is tried, up to `MOST_STATES` states; only who is
    elected in all of them is elected. `scores` counts those on lower levels.
    """
    refuse_majority(settings, _NAME)
    table = pair_table(ballots)
    names = table.candidates
    count = _RankedPairs(table, settings.seats, referee)
    count.lock_all()
    filled = count.fill()
    count.seat_round(filled)
    levels = ranked_levels(count.locking.reach)
    return Count(
        method=_NAME,
        candidates=names,
        seats=settings.seats,
        ballots=table.ballots,
        elected=tuple(names[number] for number in filled.elected),
        undecided=tuple(names[number] for number in filled.undecided),
        ties=tuple(referee.ties),
        rounds=tuple(count.rounds),
        scores=amounts(names, on_lower_levels(levels)),
        measure=Measure.POINTS,
    )


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="排序成对法",
    en="ranked pairs (Tideman, margins)",
    family=Family.PAIRS,
    takes=(Rankings, PairTable),
    source=Source(
        "Tideman, Independence of Clones as a Criterion for Voting Rules",
        "Social Choice and Welfare 4 (1987)",
        standing=Standing.UNVERIFIED,
        note="margins; equal margins by Zavist and Tideman, Social Choice and Welfare 6 (1989)",
    ),
    definition_zh=(
        "逐对比较，按净胜票数从大到小依次认定，与已认定结果相矛盾的不采用；没有人排在其前的当选。"
    ),
    definition_en=(
        "Candidates are compared two by two. From the largest margin down each win is locked in, "
        "unless it contradicts what is locked. Nobody stands above the elected."
    ),
    count=count_ranked_pairs,
    advice="hand in Rankings: only an order of the candidates says who is preferred to whom",
)
