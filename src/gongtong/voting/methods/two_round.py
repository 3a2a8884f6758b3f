"""Two rounds: more than half at once, or a run-off between the best two (两轮投票)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.rulings import Source, Standing
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.rankings import Rankings
from gongtong.voting.counting.traces import (
    Act,
    Count,
    Figure,
    FigureName,
    Round,
    Stage,
    Step,
    Transfer,
    Why,
    amounts,
    last_amounts,
)
from gongtong.voting.methods.transferable_votes import (
    Parcels,
    Quota,
    StvRules,
    refuse_majority_of_all,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee

_NAME: Final = "two-round"
_RULES: Final = StvRules(quota=Quota.MAJORITY)
_BOTH: Final = 2


def count_two_round(ballots: Rankings, settings: CountSettings, referee: Referee) -> Count:
    """Count the first choices, and if nobody has more than half, the best two again (两轮投票计票).

    The run-off is held on the same ballots: each counts for whichever of the two it ranks better, and
    is exhausted where it ranks neither. Candidates who share a rank have equal parts of the ballot.
    Whoever has more in the run-off is elected. Raises `UncountableError` where a majority of all ballots
    is asked for.
    """
    refuse_majority_of_all(settings, _NAME)
    parcels = Parcels(ballots, _RULES.unit, range(len(ballots.candidates)))
    rounds = [_first_round(ballots, parcels, referee)]
    if all(step.act is not Act.ELECTED for step in rounds[0].steps):
        rounds.append(_run_off(ballots, parcels, referee, rounds[0]))
    elected = [step.candidate for step in rounds[-1].steps if step.act is Act.ELECTED]
    return Count(
        method=_NAME,
        candidates=ballots.candidates,
        seats=settings.seats,
        ballots=ballots.total,
        elected=tuple(elected),
        ties=tuple(referee.ties),
        rounds=tuple(rounds),
        scores=last_amounts(ballots.candidates, rounds),
    )


@frozen
class _Standing:
    """What everybody held when a round began."""

    held: Mapping[int, int | Fraction]
    exhausted: Fraction

    @classmethod
    def of(cls, parcels: Parcels) -> _Standing:
        return cls(dict(parcels.amounts), Fraction(parcels.exhausted))

    @property
    def total(self) -> Fraction:
        return Fraction(sum(self.held.values()))


def _first_round(ballots: Rankings, parcels: Parcels, referee: Referee) -> Round:
    """Elect who has more than half, or let the best two advance."""
    names, begun = ballots.candidates, _Standing.of(parcels)
    needed = _RULES.needed(begun.total, 1)
    above = [one for one, amount in begun.held.items() if needed.is_met_by(Fraction(amount))]
    best = above or _best_two(begun.held, referee)
    winners = above or (best if len(best) < _BOTH else [])
    why = Why.REACHED_THRESHOLD if above else Why.SEATS_REMAIN
    transfers: tuple[Transfer, ...] = ()
    if winners:
        steps = [Step(Act.ELECTED, names[number], why) for number in winners]
    else:
        steps = [Step(Act.ADVANCED, names[number], Why.MOST) for number in best]
        moves = parcels.take_out([one for one in begun.held if one not in best], best)
        transfers = tuple(
            Transfer(
                names[move.giver],
                None if move.taker is None else names[move.taker],
                Fraction(move.amount),
            )
            for move in moves
        )
    return Round(
        number=1,
        stage=Stage.COUNT,
        amounts=amounts(names, dict(begun.held)),
        needed=needed,
        steps=tuple(steps),
        transfers=transfers,
        exhausted=begun.exhausted,
        figures=(Figure(FigureName.TOTAL, begun.total),),
    )


def _best_two(held: Mapping[int, int | Fraction], referee: Referee) -> list[int]:
    """Give the best two; who is level at the second place needs the rule for ties."""
    best: list[int] = []
    for figure in sorted(set(held.values()), reverse=True):
        level = sorted(number for number in held if held[number] == figure)
        while level and len(best) < _BOTH:
            room = _BOTH - len(best)
            taken = (
                level[0] if len(level) <= room else referee.first(level, round_number=1, seats=room)
            )
            level.remove(taken)
            best.append(taken)
    return best


def _run_off(ballots: Rankings, parcels: Parcels, referee: Referee, first: Round) -> Round:
    """Elect whoever has more of the two who advanced."""
    names, begun = ballots.candidates, _Standing.of(parcels)
    most = max(begun.held.values())
    level = sorted(number for number in begun.held if begun.held[number] == most)
    winner = referee.first(level, round_number=2, past=(first,))
    return Round(
        number=2,
        stage=Stage.RUN_OFF,
        amounts=amounts(names, dict(begun.held)),
        steps=(Step(Act.ELECTED, names[winner], Why.MOST),),
        exhausted=begun.exhausted,
        figures=(Figure(FigureName.TOTAL, begun.total),),
    )


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="两轮投票制",
    en="two rounds",
    family=Family.RANKINGS,
    takes=(Rankings,),
    source=Source(
        "Constitution of the French Republic (1958)",
        "art. 7, paragraph 1; there the second round is a second vote, here it is held on the same ballots",
        standing=Standing.UNVERIFIED,
    ),
    definition_zh=(
        "首选票过半数者当选；无人过半时，首选票最多的两人进入第二轮，按同一批选票上的先后计票，多者当选。"
    ),
    definition_en=(
        "Whoever is first on more than half of the ballots is elected; otherwise the two with most meet "
        "in a run-off on the same ballots, and whoever has more is elected."
    ),
    count=count_two_round,
    fixed_seats=1,
)
