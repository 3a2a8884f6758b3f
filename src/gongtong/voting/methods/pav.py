"""Proportional approval voting: the committee with the most points of all, proved (比例赞成法)."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.rulings import Source, Standing
from gongtong.voting.counting.approvals import Approvals
from gongtong.voting.counting.counting_method import CountingMethod, Family
from gongtong.voting.counting.traces import (
    Act,
    Count,
    Figure,
    FigureName,
    Measure,
    Round,
    Stage,
    Step,
    Why,
    amounts,
)
from gongtong.voting.methods.committee_search import CommitteeSearch
from gongtong.voting.methods.seats_in_turn import named_by_somebody

if TYPE_CHECKING:
    from gongtong.voting.counting.counting_method import CountSettings
    from gongtong.voting.counting.ties import Referee
    from gongtong.voting.methods.committee_search import Best

_NAME: Final = "pav"


def count_pav(ballots: Approvals, settings: CountSettings, referee: Referee) -> Count:
    """Find the committee with the most points, which can be too large a search (比例赞成法计票).

    The amount of a member is the points of the committee. The amount of anybody else is the most
    that a committee gets if one member makes room for it. Seats for which nobody is left whom a
    ballot names stay open. Raises `UncountableError` where the search reaches its limit.
    """
    standing = named_by_somebody(ballots, settings, _NAME)
    seats = min(settings.seats, len(standing))
    rounds: tuple[Round, ...] = ()
    decided = Decided((), ())
    if seats:
        search = CommitteeSearch(ballots, standing, seats)
        best = search.run()
        decided = decide(best, seats, referee)
        rounds = (_round(ballots.candidates, search, best, decided),)
    return Count(
        method=_NAME,
        candidates=ballots.candidates,
        seats=settings.seats,
        ballots=ballots.total,
        elected=tuple(ballots.candidates[number] for number in decided.elected),
        undecided=tuple(ballots.candidates[number] for number in decided.undecided),
        ties=tuple(referee.ties),
        rounds=rounds,
        scores=rounds[0].amounts if rounds else (),
        measure=Measure.POINTS,
    )


def _round(names: tuple[str, ...], search: CommitteeSearch, best: Best, decided: Decided) -> Round:
    points = Fraction(best.points, best.scale)
    figures: dict[int, Fraction | int] = {
        number: Fraction(exchanged, best.scale)
        for number, (exchanged, _) in search.exchanges(best.committees[0]).items()
    }
    for committee in best.committees:
        for member in committee:
            figures |= dict.fromkeys(best.alike[member], points)
    return Round(
        number=1,
        stage=Stage.SEAT,
        measure=Measure.POINTS,
        amounts=amounts(names, figures),
        steps=tuple(
            Step(Act.ELECTED, names[number], Why.MOST, amount=points) for number in decided.elected
        ),
        figures=(
            Figure(FigureName.TOTAL, points),
            Figure(FigureName.SEARCHED, Fraction(best.searched)),
        ),
    )


@frozen
class Decided:
    """Who belongs to the committee, and of whom only some can (委员会认定)."""

    elected: tuple[int, ...]
    undecided: tuple[int, ...]


def decide(best: Best, seats: int, referee: Referee) -> Decided:
    """Choose among the best committees by the rule for ties, one member after another (并列委员会取舍).

    Who belongs to every best committee that is left is elected without a question. Under an open
    rule the others stay undecided.
    """
    needs = [Counter(best.alike[member][0] for member in one) for one in best.committees]
    elected: list[int] = []
    while True:
        had = Counter(best.alike[member][0] for member in elected)
        needs = [need for need in needs if all(need[first] >= had[first] for first in had)]
        kinds = {first: best.alike[first] for need in needs for first in need}
        elected += [
            number
            for first, alike in kinds.items()
            if all(need[first] == len(alike) for need in needs)
            for number in alike
            if number not in elected
        ]
        level = sorted(
            number
            for first, alike in kinds.items()
            if max(need[first] for need in needs) > had[first]
            for number in alike
            if number not in elected
        )
        room = seats - len(elected)
        if not room:
            return Decided(tuple(sorted(elected)), ())
        if referee.rule.is_open:
            referee.leave_open(level, round_number=1, seats=room)
            return Decided(tuple(sorted(elected)), tuple(level))
        elected.append(referee.first(level, round_number=1, seats=room))


METHOD: Final = CountingMethod(
    name=_NAME,
    zh="比例赞成法",
    en="proportional approval voting",
    family=Family.COMMITTEES,
    takes=(Approvals,),
    source=Source(
        "Lackner, Skowron: Multi-Winner Voting with Approval Preferences",
        "Springer 2023, section 2.2",
        standing=Standing.UNVERIFIED,
        note="after T. N. Thiele 1895",
    ),
    definition_zh=(
        "一张选票所赞成的人中有j人当选，计1+1/2+……+1/j分。全部选票合计得分最高的一组候选人当选。"
    ),
    definition_en=(
        "A ballot of whose candidates j are elected is worth 1 + 1/2 + ... + 1/j points. The"
        " committee for which all ballots are worth the most together is elected."
    ),
    count=count_pav,
)
